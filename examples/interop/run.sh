#!/bin/sh
# Age files both ways between this library and two other implementations, at the sizes where chunks begin and end:
# the command `age` (1.1.1 or newer: X25519 and passphrases) and the npm package age-encryption (all kinds).
# Needs: a build (mvn package), age, node and npm, and `script` of bsdutils for age's passphrase prompt.
# Fails if a file does not open, opens to something else, or opens although it is damaged or another's.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mkdir keys other plain ours age node opened

fail() {
  echo "FAILED: $*" >&2
  exit 1
}

bcprov=${BCPROV:-$(find "${MAVEN_REPO:-$HOME/.m2/repository}/org/bouncycastle/bcprov-jdk18on" -name '*.jar' | sort -V | tail -1)}
ours() {
  java -cp "$here/target/classes:$root/authenticator-backup-crypto/target/classes:$bcprov" \
    org.authenticatorbackup.examples.interop.AgeFolders "$@"
}

by_node() {
  node "$here/age-folders.mjs" "$@"
}

# age reads a passphrase from the terminal only: the command is run in one, and the passphrase typed as often as it may be
# asked for; the typist stays until the command has ended, since closing the terminal would end it early
typing_passphrase() {
  rm -f ended
  { sleep 0.2; cat keys/passphrase keys/passphrase; until test -e ended; do sleep 0.1; done; } |
    script -qec "$1 || echo this failed; touch ended" /dev/null > prompts
  if grep -q "this failed" prompts; then
    fail "$1: $(cat prompts)"
  fi
}

open_by_age() {
  case $1 in
    x25519-*) age -d -i keys/x25519.key -o "opened/$1" "$2/$1" ;;
    scrypt-*) typing_passphrase "age -d -o opened/$1 $2/$1" ;;
  esac
  # age makes its output with the first byte of it
  test -e "opened/$1" || : > "opened/$1"
}

seal_by_age() {
  age -r "$(cat keys/x25519.pub)" -o "age/x25519-$1.age" "plain/$1"
  age -a -r "$(cat keys/x25519.pub)" -o "age/x25519-$1.age.asc" "plain/$1"
  typing_passphrase "age -p -o age/scrypt-$1.age plain/$1"
  typing_passphrase "age -a -p -o age/scrypt-$1.age.asc plain/$1"
}

# each opened file is the plaintext that its name tells, and there are as many as expected
compare() {
  count=0
  for file in opened/*; do
    size=${file#opened/*-}
    cmp "$file" "plain/${size%%.*}" || fail "$1: ${file#opened/} opened to something else"
    count=$((count + 1))
  done
  test "$count" -eq "$2" || fail "$1: $count files instead of $2"
  rm opened/*
  echo "$1: $count files"
}

must_fail() {
  if "$@" > output 2>&1; then
    fail "this worked: $*"
  fi
}

(cd "$here" && npm install --silent --no-audit --no-fund --no-package-lock)
for size in 0 1 65535 65536 65537 1048576; do
  head -c "$size" /dev/urandom > "plain/$size"
done
ours keys keys
ours keys other

ours seal keys plain ours
for file in ours/x25519-* ours/scrypt-*; do
  open_by_age "$(basename "$file")" ours
done
compare "ours, opened by age" 24
by_node open keys ours opened
compare "ours, opened by age-encryption" 36

for file in plain/*; do
  seal_by_age "$(basename "$file")"
done
ours open keys age opened
compare "age's, opened by ours" 24
by_node seal keys plain node
ours open keys node opened
compare "age-encryption's, opened by ours" 36

# what must not open: to another key, and with one bit of the last byte changed
mkdir wrong damaged
cp ours/x25519-1.age wrong
must_fail ours open other wrong opened
must_fail by_node open other wrong opened
must_fail age -d -i other/x25519.key ours/x25519-1.age
for file in ours/x25519-65537.age node/hybrid-65537.age; do
  last=$(tail -c 1 "$file" | od -An -tu1)
  { head -c -1 "$file"; printf "\\$(printf %o $((last ^ 1)))"; } > "damaged/$(basename "$file")"
  must_fail ours open keys damaged opened
  must_fail by_node open keys damaged opened
  must_fail age -d -i keys/x25519.key "damaged/$(basename "$file")"
  rm damaged/*
done
test -z "$(ls opened)" || fail "something was released of a file that must not open"
echo "damaged files and another key: refused by all"
