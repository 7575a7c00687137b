#!/usr/bin/env bash
# The passphrase is forgotten and the phone is lost. Two of three contacts bring everything back, and none can alone.
. "$(dirname -- "$0")/common.sh"

protected_phone old
on old contacts split --of 3 --need 2 --out "$work/shares" --kit-file "$work/kit.txt"
slot=$(member id)
codes old >"$work/codes"
rm -rf -- "$work/old" "$work/kit.txt" "$work/shares/share-2.txt"
unset PASSPHRASE
say "phone, kit and passphrase are gone, and one contact cannot be reached"

refused TOO_FEW_SHARES first recover --storage "$storage" --share-file "$work/shares/share-1.txt"
say "one contact alone opens nothing"

on new contacts ask --slot "$slot" --out "$work/key"
recipient=$(member recipient)
words=$(member code)
on stranger contacts ask --slot "$slot" --out "$work/strangers-key"
refused OTHER_REQUEST contact contacts answer --share-file "$work/shares/share-1.txt" \
    --to "$(member recipient)" --code "$words" --out "$work/answer-1"
say "a stranger's key in place of the asked one gives itself away by the words"

for contact in 1 3; do
    on contact contacts answer --share-file "$work/shares/share-$contact.txt" \
        --to "$recipient" --code "$words" --out "$work/answer-$contact"
done
on new recover --storage "$storage" --identity-file "$work/key" \
    --share-file "$work/answer-1" --share-file "$work/answer-3"
same_codes new "$work/codes"
say "two contacts, and every code is back"
