#!/bin/sh
# The CPU time, in seconds, of a whole process that opens one slot and one snapshot, beside one that does nothing: the
# median of RUNS runs, in turn. Needs a build with the profile bench, and GNU time.
# Usage: [JAVA=java] [RUNS=9] [BCPROV=bcprov.jar] cold-start.sh [JVM OPTION...]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
java=${JAVA:-java}
runs=${RUNS:-9}
bcprov=${BCPROV:-$(find "$HOME/.m2/repository/org/bouncycastle/bcprov-jdk18on" -name '*.jar' | sort -V | tail -1)}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

classpath=$here/target/classes:$root/authenticator-backup-crypto/target/classes:$bcprov
main=org.authenticatorbackup.benchmarks.ColdStart
"$java" -cp "$classpath" $main make "$work"

median() {
  awk '{ print $1 + $2 }' "$1" | sort -n | awk '{ a[NR] = $1 } END { print a[int((NR + 1) / 2)] }'
}

i=0
while [ "$i" -lt "$runs" ]; do
  /usr/bin/time -a -o "$work/nothing" -f '%U %S' "$java" "$@" -cp "$classpath" $main nothing
  /usr/bin/time -a -o "$work/open" -f '%U %S' "$java" "$@" -cp "$classpath" $main open "$work"
  i=$((i + 1))
done
echo "nothing: $(median "$work/nothing") s of CPU; slot and snapshot: $(median "$work/open") s"
