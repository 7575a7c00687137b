#!/usr/bin/env bash
# The lost phone turns up. A restored account can have codes of its own on each phone, and both are valid.
. "$(dirname -- "$0")/common.sh"

provider="file://$work/provider"
mkdir -p -- "$work/provider/activations"
touch -- "$work/provider/activations/739105482"
printf 'authbackup://activate_account?code=739105482&url=https%%3A%%2F%%2Fprovider.example%%2F' >"$work/qr"

protected_phone old
on old add 'otpauth://totp/Employer:alice?secret=GEZDGNBVGY3TQOJQ&issuer=Employer' --kind work-or-school
on old backup
codes old >"$work/old-codes"

on new recover --storage "$storage" --kit-file "$work/kit.txt"
account=$(id_of Employer new)
on new verify "$account" --provider "$provider" --qr-file "$work/qr"
codes new >"$work/new-codes"
[ "$(diff -- "$work/old-codes" "$work/new-codes" | grep -c '^>')" -eq 1 ] || fail "one code should differ"
say "both phones show codes for the work account, different ones"

on new backup
on old sync --kit-file "$work/kit.txt"
on new sync --kit-file "$work/kit.txt"
same_codes old "$work/old-codes"
same_codes new "$work/new-codes"
say "and keep them when they learn of each other: both stay valid"
