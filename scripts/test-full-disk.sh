#!/usr/bin/env bash
# A disk that fills up, or refuses, under a running ivrd: new calls are refused, calls in menus go on, nothing is lost
# or corrupted when there is room again, and a stop works at any time.
set -euo pipefail

usage() {
  cat <<'USAGE'
usage: scripts/test-full-disk.sh BIN-DIR

Runs ivrd of BIN-DIR with its state on a small file system in memory (in a mount namespace of its own, so no root is
needed), fills that up, looks on, and makes room again. Needs netcat-openbsd.
USAGE
}

case "${1:-}" in -h | --help | "") usage; [ $# -gt 0 ] && exit 0 || exit 64 ;; esac
if [ "${2:-}" != --inside ]; then exec unshare --map-root-user --mount "$0" "$(realpath "$1")" --inside; fi

bin=$1
cd "$(dirname "$0")/.."
dir=$(mktemp -d /tmp/ivrd-full.XXXXXX)
mkdir "$dir/state"
mount -t tmpfs -o size=120m none "$dir/state"
daemon=
finish() {
  [ -n "$daemon" ] && kill -9 "$daemon" 2>/dev/null || true
  umount -l "$dir/state" 2>/dev/null || true
  rm -rf "$dir"
}
trap finish EXIT

fail() {
  echo "test-full-disk.sh: $*" >&2
  tail -20 "$dir/log" >&2
  exit 1
}

# start OPTION...: starts ivrd with these options too.
start() {
  # A write beyond a limit is to fail, as a disk would, and not to kill.
  trap '' XFSZ
  "$bin/ivrd" --runtime-dir "$dir/run" --state-dir "$dir/state" --menus menus --demo "$@" 2>>"$dir/log" &
  daemon=$!
  for _ in $(seq 300); do
    if [ -S "$dir/run/metrics.sock" ] && echo PING | nc -N -U "$dir/run/ops.sock" >/dev/null 2>&1; then return; fi
    sleep 0.1
  done
  fail "ivrd did not start"
}

# ask SOCKET LINE...: what is answered to these lines.
ask() {
  local socket=$1
  shift
  printf '%s\n' "$@" | timeout 10 nc -N -U "$dir/run/$socket.sock"
}

# expect WHAT SOCKET LINE...: one of the answers has it; tried for some seconds, because the disk is looked at once a
# second.
expect() {
  local what=$1 answers
  shift
  for _ in $(seq 50); do
    answers=$(ask "$@" || true)
    if grep -q -- "$what" <<<"$answers"; then return; fi
    sleep 0.1
  done
  fail "no '$what' was answered to '${*:2}', but: $answers"
}

# One gateway stays connected with one call: whoever closes hangs up.
dial_in() {
  : >"$dir/heard"
  rm -f "$dir/said"
  mkfifo "$dir/said"
  nc -U "$dir/run/gw.sock" <"$dir/said" >>"$dir/heard" &
  exec 3>"$dir/said"
  say 'HELLO lp=1 name=gw1' "$@"
}
say() { printf '%s\n' "$@" >&3; }
hears() {
  for _ in $(seq 100); do
    if grep -q -- "$1" "$dir/heard"; then return; fi
    sleep 0.1
  done
  fail "the gateway did not hear '$1', but: $(tail -5 "$dir/heard")"
}

fill() { dd if=/dev/zero of="$dir/state/ballast" bs=64k 2>/dev/null || true; }
make_room() { rm "$dir/state/ballast"; }

start
dial_in 'CALL call=before from=13900000004'
hears 'ASK node=main'

fill
expect 'ERR retry storage after=1000' gw 'CALL from=13900000004'
expect 'state=no-storage' ops STATUS
# The call in its menu goes on, and what is acknowledged is durable.
say '@k KEY before 4 n=1' '@s SYNC'
hears 'OK @k'
hears 'OK @s lsn='
say '@l CALL call=later'
hears 'ERR @l retry storage'

make_room
expect 'OK call=' gw 'CALL from=13900000004'
expect 'state=open' ops STATUS
say '@a KEY before 9 n=2'
hears 'OK @a'
expect 'violations=0' ops AUDIT

fill
expect 'ERR retry storage' gw 'CALL'
say '@b KEY before 9 n=3'
hears 'OK @b'
kill -9 "$daemon"
wait "$daemon" 2>/dev/null || true
make_room
start
dial_in '@c KEY before 9 n=3' '@d KEY before 9 n=4'
hears 'OK @c dup=1'
hears 'OK @d'
expect 'violations=0' ops AUDIT

fill
expect 'ERR retry storage' gw 'CALL'
expect '^OK' ops STOP
for _ in $(seq 100); do kill -0 "$daemon" 2>/dev/null || break; sleep 0.1; done
kill -0 "$daemon" 2>/dev/null && fail "the daemon does not stop while the disk is full"
make_room
start
dial_in '@e KEY before 9 n=4'
hears 'OK @e dup=1'
expect 'violations=0' ops AUDIT

# A disk that takes nothing at all: what was asked for waits, what comes now is refused.
refuse() { prlimit --pid "$daemon" --fsize=1:unlimited; }
take_again() { prlimit --pid "$daemon" --fsize=unlimited; }
refuse
say '@f KEY before 9 n=5'
expect 'ERR retry storage' ops STATUS
say '@g KEY before 9 n=6'
grep -q 'OK @f' "$dir/heard" && fail "a key was acknowledged and is on no disk"
take_again
hears 'OK @f'
hears 'ERR @g retry storage'
say '@h KEY before 9 n=6'
hears 'OK @h'

refuse
say '@i KEY before 9 n=7'
expect 'ERR retry storage' gw PING
kill "$daemon"
status=0
wait "$daemon" || status=$?
[ "$status" -eq 74 ] || fail "status $status, not 74: the journal could not be written"
daemon=
start
dial_in '@j KEY before 9 n=6'
hears 'OK @j dup=1'
expect 'violations=0' ops AUDIT

kill "$daemon"
wait "$daemon" || fail "the daemon did not end in order"
daemon=

# Under a service manager (here nobody listens): the disk refuses while connections are to be handed over, with the
# bank's answer that is waited for. Whoever handed over then would leave the next process without what peers know.
NOTIFY_SOCKET=$dir/nobody start --host-faults late=1000,delay=500
dial_in '@l CALL call=late from=13900000004'
hears 'OK @l'
refuse
kill "$daemon"
status=0
wait "$daemon" || status=$?
[ "$status" -eq 74 ] || fail "status $status, not 74: the journal could not be written while connections were handed over"
daemon=
start
dial_in '@m KEY late 1 n=1'
hears 'OK @m'
expect 'violations=0' ops AUDIT
kill "$daemon"
wait "$daemon" || fail "the daemon did not end in order"
daemon=
echo "A full disk: new calls were refused, the call in its menu went on, through a crash, a stop and a disk that refused; nothing was lost."
