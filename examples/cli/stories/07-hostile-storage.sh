#!/usr/bin/env bash
# Whoever runs the storage changes, swaps and hides what is stored. No wrong account comes of it, and it is told.
. "$(dirname -- "$0")/common.sh"

account="file://$work/account"
protected_phone old --recovery-account "$account"
codes old >"$work/codes"
cp -r -- "$work/cloud" "$work/first-version"
on old add 'otpauth://totp/Later:alice?secret=GEZDGNBVGY3TQOJQ&issuer=Later'
on old backup
cp -r -- "$work/cloud" "$work/honest"

! grep -rqaiE 'alice|Example|XSYIQHBZV6O5Y24P' "$work/cloud" || fail "the storage can read something"
say "the storage reads no name and no secret"

newest=$(find "$work/cloud" -path '*/snap*' -type f ! -name '.*' | sort | tail -n 1)
printf '!' | dd of="$newest" bs=1 seek=700 conv=notrunc status=none
on changed recover --storage "$storage" --kit-file "$work/kit.txt"
says '"unreadable":[{'
same_codes changed "$work/codes"
say "a changed version is named and left out; the one before it is whole"

rm -rf -- "$work/cloud"
cp -r -- "$work/first-version" "$work/cloud"
on rolled-back recover --storage "$storage" --kit-file "$work/kit.txt"
says '"freshness":"FRESHNESS_UNVERIFIED"'
say "what a rolled back storage gives is marked: nothing proves that it is the newest"
on warned recover --storage "$storage" --kit-file "$work/kit.txt" --recovery-account "$account"
says '"freshness":"ROLLBACK_SUSPECTED"'
say "and the recovery account, which keeps the word on the newest backup, gives it away"

on old backup
on honest recover --storage "$storage" --kit-file "$work/kit.txt" --recovery-account "$account"
says '"freshness":"VERIFIED"'
says '"restored":['
on honest codes
says Later
say "and the phone that is alive puts back what was hidden"
