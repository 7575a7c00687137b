#!/bin/sh
# The CPU time, in seconds, of scrypt with N = 2^16, r = 8, p = 1 by OpenSSL 3 as a whole process: the median of RUNS runs.
# Usage: [RUNS=9] scrypt-openssl.sh
set -eu
times=$(mktemp)
trap 'rm -f "$times"' EXIT
i=0
while [ "$i" -lt "${RUNS:-9}" ]; do
  /usr/bin/time -a -o "$times" -f '%U %S' openssl kdf -keylen 32 -kdfopt pass:correct -kdfopt salt:0123456789abcdef \
    -kdfopt n:65536 -kdfopt r:8 -kdfopt p:1 -kdfopt maxmem_bytes:200000000 SCRYPT > /dev/null
  i=$((i + 1))
done
awk '{ print $1 + $2 }' "$times" | sort -n | awk '{ a[NR] = $1 } END { print a[int((NR + 1) / 2)] " s" }'
