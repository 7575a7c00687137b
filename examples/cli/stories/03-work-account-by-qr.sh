#!/usr/bin/env bash
# A work account comes back by name. The employer's QR code makes it work, once.
. "$(dirname -- "$0")/common.sh"

provider="file://$work/provider"
mkdir -p -- "$work/provider/activations"
touch -- "$work/provider/activations/739105482"
qr='authbackup://activate_account?code=739105482&url=https%3A%2F%2Fprovider.example%2F'
printf '%s' "$qr" >"$work/qr"
printf '%s' "${qr/739105482/111111111}" >"$work/forged"

protected_phone old
on old add 'otpauth://totp/Employer:alice?secret=GEZDGNBVGY3TQOJQ&issuer=Employer' --kind work-or-school
on old backup
rm -rf -- "$work/old"

on new recover --storage "$storage" --kit-file "$work/kit.txt"
says 'NEEDS_VERIFICATION'
account=$(id_of Employer new)
on new codes
says_not Employer
say "the name is back, and no codes: the secret never left the old phone"

refused REFUSED new verify "$account" --provider "$provider" --qr-file "$work/forged"
on new verify "$account" --provider "$provider" --qr-file "$work/qr"
says '"state":"REBOUND"'
on new codes
says Employer
say "the employer's QR code gives this phone codes"

on other recover --storage "$storage" --kit-file "$work/kit.txt"
refused ALREADY_USED other verify "$account" --provider "$provider" --qr-file "$work/qr"
say "and no second phone"
