# What the stories share. Each works in a directory of its own, which is removed at its end.
set -euo pipefail

cli=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
story=$(basename -- "$0" .sh)
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
storage="file://$work/cloud"
mkdir -- "$work/cloud"

say() { printf '   %s\n' "$*"; }
fail() { printf '%s: %s\n' "$story" "$*" >&2; exit 1; }

# on NAME COMMAND...: a command on the device of that name. Its answer, one JSON document, is in $answer.
on() {
    local name=$1
    shift
    answer=$("$cli/authbackup" --home "$work/$name" --json "$@" 2>"$work/errors") ||
        fail "$1 on $name: $answer $(cat -- "$work/errors")"
}

# refused REASON NAME COMMAND...: a command that must fail for that reason
refused() {
    local reason=$1 name=$2
    shift 2
    if answer=$("$cli/authbackup" --home "$work/$name" --json "$@" 2>"$work/errors"); then
        fail "$1 on $name should be refused for $reason, but was done: $answer"
    fi
    says "\"reason\":\"$reason\""
}

# says TEXT, says_not TEXT: what the last answer must hold, and must not
says() { [[ $answer == *"$1"* ]] || fail "expected $1 in $answer"; }
says_not() { [[ $answer != *"$1"* ]] || fail "did not expect $1 in $answer"; }

# member NAME: the first text of that name in the last answer
member() { sed -n "s/.*\"$1\":\"\\([^\"]*\\)\".*/\\1/p" <<<"$(tr '{[,' '\n' <<<"$answer")" | head -n 1; }

# id_of ISSUER NAME: an account of a device
id_of() {
    on "$2" list
    tr '{' '\n' <<<"$answer" | sed -n "s/.*\"id\":\"\\([0-9a-f]*\\)\".*\"issuer\":\"$1\".*/\\1/p"
}

# codes NAME: all codes of a device at one moment, in order
codes() {
    on "$1" codes --at 1800000000
    grep -o '"code":"[^"]*"' <<<"$answer"
}

# same_codes NAME FILE: whether a device shows the codes that are kept in a file
same_codes() { codes "$1" | cmp -s -- - "$2" || fail "$1 shows other codes: $(codes "$1" | diff -- - "$2")"; }

# protected_phone NAME [OPTION...]: the sample's accounts, in a backup that opens with $PASSPHRASE and with $work/kit.txt
protected_phone() {
    export PASSPHRASE='rely plasma ecology marble quiet fossil dawn'
    local name=$1
    shift
    on "$name" init
    on "$name" import "$cli/sample/accounts.txt"
    on "$name" enable --storage "$storage" --passphrase-env PASSPHRASE --allow-lone-passphrase "$@"
    on "$name" kit --out "$work/kit.txt" --passphrase-env PASSPHRASE
}
