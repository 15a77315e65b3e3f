#!/usr/bin/env bash
# A call by real telephone tones, end to end: sox makes them, multimon-ng hears them, ivrd speaks the balance.
# usage: scripts/gateways/check-tones.sh DIRECTORY-OF-IVRD
set -euo pipefail
bin=${1:?"usage: check-tones.sh DIRECTORY-OF-IVRD"}
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."

# English, accounts, card, query password, balance, the first account: a test customer of the demo bank.
readonly keys='216222020000000015#135792#11'

work=$(mktemp -d)
pid=
cleanup() {
  if [ -n "$pid" ]; then
    kill "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
  fi
  rm -rf "$work"
}
trap cleanup EXIT

"$bin/ivrd" --demo --runtime-dir "$work/run" --state-dir "$work/state" --menus menus >"$work/log" 2>&1 &
pid=$!
until [ -S "$work/run/gw.sock" ]; do
  kill -0 "$pid" 2>/dev/null || { cat "$work/log" >&2; exit 1; }
  sleep 0.1
done

scripts/gateways/make-tones.sh "$keys" "$work/call.wav"
scripts/gateways/tones.sh --socket "$work/run/gw.sock" --quiet 2 "$work/call.wav" | tee "$work/conversation"
if ! grep -q 'SAY prompt=balance lang=en .*balance=123,456.78%20yuan' "$work/conversation"; then
  echo "check-tones.sh: the balance was not heard; see the conversation above" >&2
  exit 1
fi
echo "the balance was heard"
