#!/usr/bin/env bash
# Fuzzes the targets in turn for a minute each, from the corpus that earlier runs left, and goes on after a finding.
# run.sh [CLASS#METHOD...], by default all targets
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

targets=("$@")
if [ "${#targets[@]}" -eq 0 ]; then
  while IFS=: read -r file line; do
    method=${line#*void }
    targets+=("$(basename "$file" .java)#${method%%(*}")
  done < <(grep -r --include='*FuzzTest.java' -A1 '@FuzzTest' examples/fuzz/src/test/java | sed -n 's/-    void /:void /p' | sort)
fi

status=0
for target in "${targets[@]}"; do
  printf '\n==== %s\n' "$target"
  JAZZER_FUZZ=1 mvn -B -ntp -q -pl examples/fuzz -am test -Dtest="$target" -Dsurefire.failIfNoSpecifiedTests=false \
    -Djacoco.skip -Dsniffer.skip=true 2>&1 | grep -E 'DONE|FuzzTestFinding|ERROR.*FuzzTest|crash-|slow-unit|BUILD' ||
    true
  [ "${PIPESTATUS[0]}" -eq 0 ] || status=1
done
exit "$status"
