#!/usr/bin/env bash
# A backup is deleted by mistake, and then for good: neither costs an account.
. "$(dirname -- "$0")/common.sh"

protected_phone phone
codes phone >"$work/codes"

refused NOT_CONFIRMED phone delete-backup
on phone delete-backup --confirm delete
says '"phase":"WAITING"'
on new recover --storage "$storage" --kit-file "$work/kit.txt"
same_codes new "$work/codes"
say "a deletion waits, and until then the backup is whole"

on phone undelete-backup
on phone status
says '"deletion":null'
say "it is called off"

find "$work/cloud" -mindepth 1 -delete
same_codes phone "$work/codes"
refused NO_VAULT other recover --storage "$storage" --passphrase-env PASSPHRASE
say "somebody empties the storage: no account is lost, and a new phone says that there is no backup"

on phone delete "$(id_of 'Example Mail' phone)"
on phone trash
account=$(member id)
on phone undelete "$account"
on phone export "$work/accounts.txt"
[ "$(grep -c '^otpauth:' "$work/accounts.txt")" -eq 9 ] || fail "not every account is in the export"
say "an account that was deleted comes back from the trash"
