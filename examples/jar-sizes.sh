#!/usr/bin/env bash
# Proves that docs/stores.md gives the sizes of the storage adapters' jars (1 kB is 1,000 bytes). The jars must be built, as
# by mvn package. Another table can be handed in, to see this fail.
set -euo pipefail

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
table=${1:-$here/../docs/stores.md}
wrong=0

fail() {
    printf 'jar-sizes: %s\n' "$*" >&2
    wrong=1
}

for module in "$here"/storage-*/; do
    name=$(basename -- "$module")
    jars=("$module"target/authenticator-backup-"$name"-*.jar)
    if [ "${#jars[@]}" -ne 1 ] || [ ! -f "${jars[0]}" ]; then
        fail "$name: wants exactly one jar in ${module}target; run mvn clean package"
        continue
    fi
    bytes=$(wc -c <"${jars[0]}")
    made="$(((bytes + 500) / 1000)) kB"
    told=$(sed -n "s/^| \`$name\` | \([0-9]* kB\) |.*/\1/p" "$table")
    if [ "$told" = "$made" ]; then
        printf '%s: %s\n' "$name" "$made"
    else
        fail "$name: the table says ${told:-nothing}, the jar has $bytes bytes: $made"
    fi
done
exit "$wrong"
