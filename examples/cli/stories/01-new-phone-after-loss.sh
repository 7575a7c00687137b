#!/usr/bin/env bash
# A phone is lost. A new one shows the same codes, and goes on with the backup.
. "$(dirname -- "$0")/common.sh"

protected_phone old
codes old >"$work/codes"
rm -rf -- "$work/old"
say "the phone is lost"

refused WRONG_SECRET new recover --storage "$storage" --passphrase-file <(printf 'not the passphrase')
on new recover --storage "$storage" --passphrase-env PASSPHRASE
same_codes new "$work/codes"
say "the new one shows the same codes, by the passphrase"

on new backup
on new status
says '"protected":true'
say "and is backed up itself"
