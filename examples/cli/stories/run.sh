#!/usr/bin/env bash
# Tells every story, or those whose numbers are given, and stops at the first promise that does not hold.
# Needs bash, java and mvn. Works in temporary directories and leaves nothing behind.
set -euo pipefail

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
cli=$here/..
jar=$cli/target/authbackup.jar
if [ ! -f "$jar" ] ||
    [ -n "$(find "$cli"/../../authenticator-backup-*/src/main "$cli/src/main" -newer "$jar" -print -quit)" ]; then
    echo "Building (once) ..."
    (cd -- "$cli/../.." && mvn -q -B -ntp -Dmaven.test.skip -Dspotless.check.skip -Djacoco.skip -pl examples/cli -am package)
fi

tell() { # one story, its lines kept together
    local told
    told=$("$1" 2>&1) || { printf '%s: FAILED\n%s\n' "$(basename -- "$1" .sh)" "$told" >&2; exit 255; }
    printf '%s\n%s\n' "$(basename -- "$1" .sh)" "$told"
}
export -f tell

stories=()
for story in "$here"/[0-9][0-9]-*.sh; do
    number=$(basename -- "$story" | cut -d - -f 1)
    [ $# -gt 0 ] && [[ " $* " != *" $number "* ]] || stories+=("$story")
done
printf '%s\0' "${stories[@]}" | xargs -0 -n 1 -P "$(nproc)" bash -c 'tell "$1"' tell
echo "Every promise holds ($SECONDS s)."
