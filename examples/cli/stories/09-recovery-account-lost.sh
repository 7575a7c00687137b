#!/usr/bin/env bash
# The recovery account, which the passphrase needs beside it, is gone. The recovery kit opens the backup by itself.
. "$(dirname -- "$0")/common.sh"

export PASSPHRASE='a walk in the park'
account="file://$work/account"
mkdir -- "$work/account"
on old init
on old import "$cli/sample/accounts.txt"
on old enable --storage "$storage" --passphrase-env PASSPHRASE --recovery-account "$account"
on old kit --out "$work/kit.png" --passphrase-env PASSPHRASE
codes old >"$work/codes"

on first recover --storage "$storage" --recovery-account "$account" --passphrase-env PASSPHRASE
same_codes first "$work/codes"
say "passphrase and account open the backup"

rm -rf -- "$work/old" "$work/account"
mkdir -- "$work/account"
if answer=$("$cli/authbackup" --home "$work/second" --json recover --storage "$storage" \
    --recovery-account "$account" --passphrase-env PASSPHRASE 2>/dev/null); then
    fail "the passphrase opens the backup without the account"
fi
say "the account is lost: the passphrase alone says nothing"

on third recover --storage "$storage" --kit-file "$work/kit.png"
same_codes third "$work/codes"
say "a picture of the printed kit opens it"

on third slot add --kit-file "$work/kit.png" --generate-passphrase
PASSPHRASE=$(member passphrase)
on fourth recover --storage "$storage" --passphrase-env PASSPHRASE
same_codes fourth "$work/codes"
say "and makes a new way in, which needs no account"
