#!/usr/bin/env bash
# Builds ivrd and starts it on the embedded demo bank: the first of the README's two commands.
set -euo pipefail

usage() {
  cat <<'USAGE'
usage: scripts/start.sh [--foreground] [--clock real|virtual]

Installs libsqlite3-dev if it is missing, builds in release mode, starts ivrd in the background with its
sockets in ./run and its data in ./state, and says what to type next.

  --foreground   keep ivrd in this terminal (end it with Ctrl-C)
  --clock CLOCK  real (default) or virtual, where TICK moves time

Environment: IVRD_RUNTIME_DIR (default ./run), IVRD_STATE_DIR (default ./state)
USAGE
}

foreground=no
clock=real
while [ $# -gt 0 ]; do
  case "$1" in
    --foreground) foreground=yes ;;
    --clock) shift; clock=${1:?"--clock needs real or virtual"} ;;
    -h | --help) usage; exit 0 ;;
    *) echo "start.sh: unknown option '$1'" >&2; usage >&2; exit 64 ;;
  esac
  shift
done

cd "$(dirname "$0")/.."
. scripts/lib/prepare.sh
prepare_machine

echo "Building ivrd (release). The first build takes five minutes on two quiet cores, more on busy ones."
swift build -c release --product ivrd
swift build -c release --product ivrctl
bin=$(swift build -c release --show-bin-path)

run=${IVRD_RUNTIME_DIR:-run}
state=${IVRD_STATE_DIR:-state}
mkdir -p "$run" "$state"
arguments=(--runtime-dir "$run" --state-dir "$state" --menus menus --demo --clock "$clock")

if [ "$foreground" = yes ]; then exec "$bin/ivrd" "${arguments[@]}"; fi

# ivrctl looks in ./run by itself.
where=""
if [ "$run" != run ]; then where=" --runtime-dir $run"; fi

if "$bin/ivrctl" --runtime-dir "$run" status >/dev/null 2>&1; then
  echo "ivrd is already running on $run; stop it with: $bin/ivrctl$where stop"
  exit 0
fi

log="$state/ivrd.log"
# Appended: what the last life said before it ended may be needed.
nohup "$bin/ivrd" "${arguments[@]}" >>"$log" 2>&1 </dev/null &
pid=$!
for _ in $(seq 100); do
  if "$bin/ivrctl" --runtime-dir "$run" status >/dev/null 2>&1; then
    "$bin/ivrd" --describe-demo
    cat <<NEXT

ivrd is running (pid $pid, log in $log). Type next:

  nc -U $run/gw.sock
  CALL from=13800138000
  2

The programs are in $bin:

  export PATH="$bin:\$PATH"
  ivrctl$where call          a telephone in this terminal
  ivrctl$where desk 1001     an agent's console, in another one (password: demo)
  ivrctl$where status        what goes on
  ivrctl$where stop          stops it
NEXT
    time_in_shanghai=$(TZ=UTC-8 date +%H:%M)
    if [[ $time_in_shanghai < 09:00 || ! $time_in_shanghai < 18:30 ]]; then
      echo
      echo "It is $time_in_shanghai in Shanghai, and the queues are staffed from 9:00 to 18:30 there: only the loss desk (key 3)"
      echo "reaches an agent now. To open the others, change 'staffed' in menus/hours.yaml and say: ivrctl$where reload"
    fi
    exit 0
  fi
  if ! kill -0 "$pid" 2>/dev/null; then
    echo "start.sh: ivrd has ended; the last lines of $log:" >&2
    tail -n 20 "$log" >&2
    exit 1
  fi
  sleep 0.1
done
echo "start.sh: ivrd does not answer on $run/ops.sock after 10 s; see $log" >&2
exit 1
