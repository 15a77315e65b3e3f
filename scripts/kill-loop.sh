#!/usr/bin/env bash
# Kills ivrd at moments of chance under load; nothing that it acknowledged may be lost, nothing be done twice.
set -euo pipefail

usage() {
  cat <<'USAGE'
usage: scripts/kill-loop.sh [--bin DIR] [--kills N | --long] [--seed N]

  --bin DIR   where ivrd and ivrsim were built (default: builds them in release mode)
  --kills N   default 10
  --long      200 kills
  --seed N    of the moments; the one of a run stands in its first line

Exit status: 0 nothing was lost or doubled; 1 something was; 64 bad options.
USAGE
}

bin= kills=10 seed=()
while [ $# -gt 0 ]; do
  case "$1" in
    --bin) shift; bin=$(realpath -- "${1:?"--bin needs a folder"}") ;;
    --kills) shift; kills=${1:?"--kills needs a number"} ;;
    --long) kills=200 ;;
    --seed) shift; seed=(--seed "${1:?"--seed needs a number"}") ;;
    -h | --help) usage; exit 0 ;;
    *) echo "kill-loop.sh: unknown option '$1'" >&2; usage >&2; exit 64 ;;
  esac
  shift
done

cd "$(dirname "$0")/.."
if [ -z "$bin" ]; then
  for product in ivrd ivrsim; do swift build -c release --product "$product" >&2; done
  bin=$(swift build -c release --show-bin-path)
fi
# Callers wait for an agent at whatever hour this runs.
menus=$(mktemp -d)
trap 'rm -rf "$menus"' EXIT
cp -r menus/. "$menus"
sed -i 's/\[09:00-18:30\]/[00:00-24:00]/' "$menus/hours.yaml"
"$bin/ivrsim" kill-loop --menus "$menus" --kills "$kills" ${seed[@]+"${seed[@]}"}
