#!/usr/bin/env bash
# Checks the units without a running systemd: they are well-formed, and the daemon's exposure is low.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly worst_exposure=20 # tenths: 2.0 of 10

if ! command -v systemd-analyze >/dev/null; then
  echo "systemd-analyze is missing: apt-get install systemd" >&2
  exit 1
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# A unit that names a program which is not installed is an error to systemd-analyze: give it one that is.
units=(ivrd.service ivrd.socket ivrd-report.service ivrd-report.timer ivrd-upkeep.service ivrd-upkeep.timer)
for unit in "${units[@]}"; do
  sed 's#/usr/local/bin/ivr\(d\|ctl\)#/bin/true#' "systemd/$unit" >"$work/$unit"
done
findings=$(systemd-analyze verify --man=no "${units[@]/#/$work/}" 2>&1 | grep "$work" || true)
if [ -n "$findings" ]; then
  printf '%s\n' "$findings" >&2
  exit 1
fi

kept=$(sed -n 's/^FileDescriptorStoreMax=//p' systemd/ivrd.service)
known=$(sed -n 's/.*mostDescriptors = //p' Sources/Drivers/Daemon/Handover.swift | tr -d _)
if [ "$kept" != "$known" ]; then
  echo "check-units.sh: FileDescriptorStoreMax=$kept, and ivrd knows of ${known:-none}" >&2
  exit 1
fi

level=$(systemd-analyze security --offline=true --no-pager "$work/ivrd.service" | sed -n 's/.*Overall exposure level.*: \([0-9.]*\) .*/\1/p')
echo "exposure of ivrd.service: $level (at most 2.0)"
if [ -z "$level" ] || [ "$(tr -d . <<<"$level")" -gt "$worst_exposure" ]; then
  echo "check-units.sh: the exposure is too high" >&2
  exit 1
fi
