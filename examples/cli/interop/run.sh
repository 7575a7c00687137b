#!/usr/bin/env bash
# Proves that a vault opens without any of our code: with the npm package age-encryption, and with the age command where
# it is installed. Needs bash, java, node and npm; the jar must be built.
set -euo pipefail

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
cli=$here/../authbackup
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT

fail() { printf 'interop: %s\n' "$*" >&2; exit 1; }
if [ ! -d "$here/node_modules/age-encryption" ]; then
    (cd -- "$here" && npm install --no-package-lock --no-audit --no-fund --silent)
fi

# a list for other apps spells out what a snapshot leaves at its default
normal() {
    sed -e 's/&algorithm=SHA1\b//; s/&digits=6\b//; s/&period=30\b//' \
        -e '/^otpauth:..steam/s/&digits=5\b//; s/&encoder=steam\b//' -- "$1" | grep '^otpauth:' | LC_ALL=C sort
}

make_vault() { # SUITE: $work/SUITE/{home,store,kit.txt,export.txt}, PASSPHRASE
    local dir=$work/$1
    mkdir -p -- "$dir/store"
    "$cli" --home "$dir/home" init >/dev/null
    "$cli" --home "$dir/home" import "$here/../sample/accounts.txt" >/dev/null
    PASSPHRASE=$("$cli" --home "$dir/home" --json enable --storage "file://$dir/store" --suite "$1" --generate-passphrase |
        sed -n 's/.*"passphrase":"\([^"]*\)".*/\1/p')
    export PASSPHRASE
    "$cli" --home "$dir/home" add 'otpauth://totp/Late:alice?secret=GEZDGNBVGY3TQOJQ&issuer=Late' >/dev/null
    "$cli" --home "$dir/home" backup >/dev/null
    "$cli" --home "$dir/home" kit --out "$dir/kit.txt" --passphrase-env PASSPHRASE >/dev/null
    "$cli" --home "$dir/home" export "$dir/export.txt" >/dev/null
}

newest() { find "$1" -path '*/snap/*' -name '*.age' | LC_ALL=C sort | tail -n 1; }

flip_last_byte() { # FILE
    local size
    size=$(wc -c <"$1")
    local byte
    byte=$(tail -c 1 -- "$1" | od -An -tu1 | tr -d ' ')
    printf "\\x$(printf '%02x' $((byte ^ 1)))" | dd of="$1" bs=1 seek=$((size - 1)) conv=notrunc status=none
}

for suite in pq classic; do
    make_vault "$suite"
    dir=$work/$suite
    normal "$dir/export.txt" >"$dir/expected"
    [ "$(wc -l <"$dir/expected")" -eq 10 ] || fail "$suite: the export does not hold ten accounts"

    node "$here/open-vault.mjs" "$dir/store" >"$dir/uris"
    normal "$dir/uris" >"$dir/found"
    cmp -- "$dir/expected" "$dir/found" || fail "$suite: age-encryption found other accounts"
    echo "$suite: age-encryption opened slot and snapshot: $(wc -l <"$dir/found") accounts"

    cp -r -- "$dir/store" "$dir/broken"
    flip_last_byte "$(newest "$dir/broken")"
    if node "$here/open-vault.mjs" "$dir/broken" >/dev/null 2>&1; then
        fail "$suite: a changed snapshot was opened"
    fi
    if PASSPHRASE=wrong node "$here/open-vault.mjs" "$dir/store" >/dev/null 2>&1; then
        fail "$suite: a wrong passphrase opened the vault"
    fi
    echo "$suite: a flipped byte and a wrong passphrase are refused"
done

if command -v age >/dev/null; then
    dir=$work/classic
    grep -m 1 -o 'AGE-SECRET-KEY-[0-9A-Z-]*' "$dir/kit.txt" >"$dir/identity.txt"
    age -d -i "$dir/identity.txt" "$(newest "$dir/store")" | grep -o 'otpauth://[^"]*' >"$dir/uris"
    normal "$dir/uris" >"$dir/found"
    cmp -- "$dir/expected" "$dir/found" || fail "classic: the age command found other accounts"
    if age -d -i "$dir/identity.txt" "$(newest "$dir/broken")" >/dev/null 2>&1; then
        fail "classic: the age command opened a changed snapshot"
    fi
    echo "classic: age $(age --version) opened the snapshot with the kit's identity"
else
    echo "classic: the age command is not installed; skipped"
fi

vector=$here/../../../../shared/vectors/design/vault
if [ -d "$vector" ]; then
    PASSPHRASE=correct-horse-battery-staple-river-abandon \
        "$cli" --home "$work/sample" recover --storage "file://$(cd -- "$vector" && pwd)" --passphrase-env PASSPHRASE
    [ "$("$cli" --home "$work/sample" list | wc -l)" -gt 0 ] || fail "the sample vault gave no accounts"
    echo "the sample vault of the format was recovered"
else
    echo "the sample vault of the format is not beside this checkout; skipped"
fi
