#!/usr/bin/env bash
# A phone is lost, and two new ones get everything back: one by the passphrase, one by the recovery kit.
# Needs bash, java and mvn. Works in a temporary directory and leaves nothing behind.
set -euo pipefail

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT

say() { printf '\n%s\n' "$*"; }
fail() { printf 'demo: %s\n' "$*" >&2; exit 1; }
authbackup() { "$here/authbackup" --lang en "$@"; } # what it says is read below

stale() { # whether the jar is missing or older than a source of it
    [ ! -f "$here/target/authbackup.jar" ] ||
        [ -n "$(find "$here"/../../authenticator-backup-*/src/main "$here/src/main" -newer "$here/target/authbackup.jar" -print -quit)" ]
}
if stale; then
    say "Building (once) ..."
    (cd -- "$here/../.." && mvn -q -B -ntp -Dmaven.test.skip -Dspotless.check.skip -Djacoco.skip -pl examples/cli -am package)
fi

at=1800000000
storage="file://$work/cloud"
mkdir -- "$work/cloud"

say "1. A phone with nine accounts."
authbackup --home "$work/A" init >/dev/null
authbackup --home "$work/A" import "$here/sample/accounts.txt"
token=$(authbackup --home "$work/A" list | sed -n 's/^\([0-9a-f]*\)  hotp .*/\1/p')
authbackup --home "$work/A" codes --next "$token" >/dev/null

say "2. Backup is turned on, into a folder that stands for a cloud drive."
authbackup --home "$work/A" enable --storage "$storage" --generate-passphrase | tee -- "$work/enabled"
PASSPHRASE=$(sed -n 's/^Passphrase  *//p' "$work/enabled")
export PASSPHRASE
authbackup --home "$work/A" kit --out "$work/kit.html" --passphrase-env PASSPHRASE # the page to print
authbackup --home "$work/A" kit --out "$work/kit.png" --kit-file "$work/kit.html"
authbackup --home "$work/A" kit --check "$work/kit.png"

say "3. One more account, one more backup."
authbackup --home "$work/A" add 'otpauth://totp/Example%20Shop:alice?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Example%20Shop'
authbackup --home "$work/A" backup
authbackup --home "$work/A" status

authbackup --home "$work/A" codes --at "$at" >"$work/codes.A"
authbackup --home "$work/A" codes --next "$token" >"$work/counter.A"

say "4. The phone is lost."
rm -rf -- "$work/A"
find "$work/cloud" -type f | sed "s|^$work/cloud/|   left in the cloud: |"

say "5. A new phone: the passphrase is enough."
authbackup --home "$work/B" recover --storage "$storage" --passphrase-env PASSPHRASE
unset PASSPHRASE

say "6. Another new phone: a picture of the printed kit's QR code is enough."
authbackup --home "$work/C" recover --storage "$storage" --kit-file "$work/kit.png"

for phone in B C; do
    authbackup --home "$work/$phone" codes --at "$at" >"$work/codes.$phone"
    authbackup --home "$work/$phone" codes --next "$token" >"$work/counter.$phone"
    cmp -- "$work/codes.A" "$work/codes.$phone" || fail "phone $phone shows other codes than the lost one"
    cmp -- "$work/counter.A" "$work/counter.$phone" || fail "phone $phone shows another counter code than the lost one"
    [ "$(wc -l <"$work/codes.$phone")" -eq 9 ] || fail "phone $phone does not have all accounts"
done
authbackup --home "$work/B" backup >/dev/null || fail "the new phone cannot back up"

say "7. All three phones show the same codes, for the time $at:"
cat -- "$work/codes.B" "$work/counter.B"
