#!/usr/bin/env bash
# A personal account that approves pushes comes back by name; password and phone number make it work.
. "$(dirname -- "$0")/common.sh"

provider="file://$work/provider"
mkdir -- "$work/provider"
printf 'secret of alice\n' >"$work/provider/password"
printf '+15550100\n' >"$work/provider/contact"
printf 'secret of alice\n+15550100\n' >"$work/proof"
printf 'a guess\n+15550100\n' >"$work/guess"
printf '000000\n' >"$work/wrong-code"

protected_phone old
on old add --push --issuer Provider --name alice --kind personal
on old backup
rm -rf -- "$work/old"

on new recover --storage "$storage" --kit-file "$work/kit.txt"
account=$(id_of Provider new)
refused WRONG_PROOF new verify "$account" --provider "$provider" --proof-file "$work/guess"
on new verify "$account" --provider "$provider" --proof-file "$work/proof"
says '"state":"CHALLENGED"'
say "password and phone number are right: a code is sent there"

refused WRONG_CODE new verify "$account" --provider "$provider" --code-file "$work/wrong-code"
cut -d ' ' -f 1 "$work/provider/sent" >"$work/code"
on new verify "$account" --provider "$provider" --code-file "$work/code"
says '"state":"REBOUND"'
on new verify
says '"tasks":[]'
say "with that code the account works on the new phone"
