#!/usr/bin/env bash
# From a phone to a desktop, on another storage and in another system: everything comes along, and can leave again.
. "$(dirname -- "$0")/common.sh"

protected_phone phone
codes phone >"$work/codes"

JAVA_TOOL_OPTIONS=-Duser.language=tr TZ=Pacific/Chatham on desktop recover --storage "$storage" --kit-file "$work/kit.txt"
JAVA_TOOL_OPTIONS=-Duser.language=tr TZ=Pacific/Chatham same_codes desktop "$work/codes"
say "the desktop shows the phone's codes, whatever its language and time zone are"

on desktop add 'otpauth://totp/Desk:alice?secret=GEZDGNBVGY3TQOJQ&issuer=Desk'
on desktop sync --kit-file "$work/kit.txt"
on phone sync --kit-file "$work/kit.txt"
codes desktop >"$work/codes"
same_codes phone "$work/codes"
say "an account that was added there is on the phone too"

on desktop export "$work/accounts.txt"
on another-app init
on another-app import "$work/accounts.txt"
codes another-app | sort >"$work/moved"
sort "$work/codes" | cmp -s -- - "$work/moved" || fail "the export has other codes"
say "and all of them can go to another app"
