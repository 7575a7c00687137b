#!/usr/bin/env bash
# A phone that has accounts recovers a backup: it is asked what to do, joins both, and can take it back.
. "$(dirname -- "$0")/common.sh"

protected_phone old
on new init
on new add 'otpauth://totp/Example%20Shop:alice?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Example%20Shop'
codes new >"$work/before"

refused DEVICE_NOT_EMPTY new recover --storage "$storage" --kit-file "$work/kit.txt"
same_codes new "$work/before"
say "nothing happens to accounts that are there unless the person says so"

on new recover --storage "$storage" --kit-file "$work/kit.txt" --mode merge
codes new >"$work/joined"
[ "$(wc -l <"$work/joined")" -eq 9 ] || fail "expected 9 codes: $(cat -- "$work/joined")"
grep -qxF -- "$(cat -- "$work/before")" "$work/joined" || fail "the account that was there is gone"
say "both are joined"

on new undo
same_codes new "$work/before"
say "and taken apart again"
