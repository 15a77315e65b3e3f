#!/usr/bin/env bash
# Restarts ivrd under calls, as a service manager does: no connection ends, no key is lost, none counts twice.
set -euo pipefail

usage() {
  cat <<'USAGE'
usage: scripts/test-restart.sh [--bin DIR] [--other IVRD] [--restarts N] [--calls N] [--seed N]

  --bin DIR      where ivrd and ivrsim were built (default: builds them in release mode)
  --other IVRD   another build of ivrd, which takes turns with it: each restart is an upgrade, or the way back
  --restarts N   default 20
  --calls N      default 1000, on a fifth as many connections
  --seed N       of the moments; the one of a run stands in its first line

Exit status: 0 nobody noticed; 1 somebody did; 64 bad options.
USAGE
}

bin= other=() restarts=20 calls=1000 seed=()
while [ $# -gt 0 ]; do
  case "$1" in
    --bin) shift; bin=$(realpath -- "${1:?"--bin needs a folder"}") ;;
    --other) shift; other=(--other-ivrd "$(realpath -- "${1:?"--other needs a file"}")") ;;
    --restarts) shift; restarts=${1:?"--restarts needs a number"} ;;
    --calls) shift; calls=${1:?"--calls needs a number"} ;;
    --seed) shift; seed=(--seed "${1:?"--seed needs a number"}") ;;
    -h | --help) usage; exit 0 ;;
    *) echo "test-restart.sh: unknown option '$1'" >&2; usage >&2; exit 64 ;;
  esac
  shift
done

cd "$(dirname "$0")/.."
if [ -z "$bin" ]; then
  for product in ivrd ivrsim; do swift build -c release --product "$product" >&2; done
  bin=$(swift build -c release --show-bin-path)
fi
exec "$bin/ivrsim" restarts --menus menus --restarts "$restarts" --calls "$calls" \
  --connections $(((calls + 4) / 5)) ${other[@]+"${other[@]}"} ${seed[@]+"${seed[@]}"}
