#!/usr/bin/env bash
# Holds the storage contract against a Ceph cluster on this machine: three OSDs, every object on all of them, behind the
# RADOS gateway. Then kills one OSD while objects are put. Needs Debian's ceph-mon ceph-osd ceph-mgr radosgw ceph-common
# and curl, 1 GB of memory, and the ports 3300, 6789 and 17480 of loopback.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

work=$(mktemp -d)
conf=$work/ceph.conf
pids=()

finish() {
  for ((i = ${#pids[@]} - 1; i >= 0; i--)); do kill "${pids[i]}" 2>/dev/null || true; done
  wait || true
  rm -rf "$work"
}
trap finish EXIT

start() { # a name, and the daemon with its arguments
  "${@:2}" -c "$conf" -f >"$work/$1.log" 2>&1 &
  pids+=($!)
}

until_true() { # a command that will succeed within a minute
  for _ in $(seq 300); do
    if "$@" >/dev/null 2>&1; then return; fi
    sleep .2
  done
  echo "gave up waiting for: $*" >&2
  return 1
}

id=$(cat /proc/sys/kernel/random/uuid)
mkdir "$work/run" "$work/mon"
cat >"$conf" <<END
[global]
fsid = $id
mon host = [v2:127.0.0.1:3300,v1:127.0.0.1:6789]
mon initial members = a
public addr = 127.0.0.1
cluster addr = 127.0.0.1
auth cluster required = none
auth service required = none
auth client required = none
# without signatures of its own the gateway waits for ever for secure connections
ms mon client mode = crc
ms mon service mode = crc secure
ms client mode = crc
osd pool default size = 3
osd pool default min size = 1
osd pool default pg num = 4
osd pool default pgp num = 4
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0
bluestore block size = 2147483648
bluestore block create = true
run dir = $work/run
admin socket = $work/run/\$name.asok
crash dir = $work/run
log file =
mon data = $work/mon
mgr data = $work/run
mgr initial modules =
osd data = $work/osd.\$id
[client.rgw.a]
rgw frontends = beast endpoint=127.0.0.1:17480
rgw enable apis = s3
END

monmaptool --create --fsid "$id" --addv a '[v2:127.0.0.1:3300,v1:127.0.0.1:6789]' "$work/monmap" >/dev/null
ceph-mon -c "$conf" --mkfs -i a --monmap "$work/monmap"
start mon ceph-mon -i a
until_true timeout 5 ceph -c "$conf" -s
start mgr ceph-mgr -i x
for i in 0 1 2; do
  mkdir "$work/osd.$i"
  uuid=$(cat /proc/sys/kernel/random/uuid)
  ceph -c "$conf" osd new "$uuid" >/dev/null
  ceph-osd -c "$conf" -i "$i" --mkfs --osd-uuid "$uuid" >"$work/mkfs.log" 2>&1
  start "osd$i" ceph-osd -i "$i"
  victim=${pids[-1]}
done
all_up() { ceph -c "$conf" osd stat | grep -q '3 up'; }
until_true all_up
start rgw radosgw -n client.rgw.a
until_true curl -s http://127.0.0.1:17480/
export AWS_ACCESS_KEY_ID=keeper AWS_SECRET_ACCESS_KEY=p4ssword
radosgw-admin -c "$conf" user create --uid=keeper --display-name=keeper \
  --access-key="$AWS_ACCESS_KEY_ID" --secret-key="$AWS_SECRET_ACCESS_KEY" >/dev/null 2>&1
curl -sf -X PUT --aws-sigv4 aws:amz:us-east-1:s3 --user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY" \
  -H 'x-amz-content-sha256: UNSIGNED-PAYLOAD'   http://127.0.0.1:17480/backups
echo "Ceph $(ceph --version | cut -d' ' -f3) is up after $SECONDS s."

hold() {
  mvn -B -ntp -q -pl examples/storage-s3 -am test -Djacoco.skip -Dsurefire.failIfNoSpecifiedTests=false \
    -Dauthbackup.s3.uri='s3://backups/phones?endpoint=http://127.0.0.1:17480' "$@"
}

hold -Dtest=OwnBucketTest
echo "The contract holds, after $SECONDS s."
(sleep 20 && kill -9 "$victim" && echo "One OSD is killed, after $SECONDS s.") &
hold -Dtest=AcknowledgedPutsTest -Dauthbackup.s3.seconds=45
ceph -c "$conf" osd stat
