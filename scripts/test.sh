#!/usr/bin/env bash
# Everything that CI checks: the second of the README's two commands.
set -euo pipefail

usage() {
  cat <<'USAGE'
usage: scripts/test.sh [--quick]

Installs what the tests need, then: the style check, a build with warnings as errors and the explicit-import
check, all unit and end-to-end tests, the menu checker, the shipped call scripts (which must take every edge of
the menus), the systemd units, a full disk, restarts and kills under load, some seconds of fuzzing, the prompts as
recordings, a call by real telephone tones, and, where valgrind is installed, the core's instructions a key.

  --quick   only the style check and the tests, in the build folder of your daily work
USAGE
}

quick=no
case "${1:-}" in
  "") ;;
  --quick) quick=yes ;;
  -h | --help) usage; exit 0 ;;
  *) echo "test.sh: unknown option '$1'" >&2; usage >&2; exit 64 ;;
esac

cd "$(dirname "$0")/.."
. scripts/lib/prepare.sh
prepare_machine
export SWIFT_BACKTRACE=enable=no

step() { printf '\n== %s\n' "$*"; }

step "Style: swift format lint --strict"
git ls-files '*.swift' | xargs swift format lint --strict --parallel

strict=(--explicit-target-dependency-import-check error -Xswiftc -warnings-as-errors)
if [ "$quick" = yes ]; then
  step "Tests"
  swift test
  exit
fi

step "Build: warnings are errors, every import is declared"
swift build --build-tests "${strict[@]}"
bin=$(swift build --show-bin-path)

step "Tests"
# A few at a time: with all at once those that wait for a socket or a daemon starve behind those that compute.
swift test --skip-build --experimental-maximum-parallelization-width 4 "${strict[@]}"

step "The shipped menus"
"$bin/ivrctl" menu check menus

step "The shipped call scripts"
"$bin/ivrctl" menu test menus/scenarios --menus menus
"$bin/ivrctl" menu coverage menus/scenarios --menus menus --fail-under 100

step "systemd units"
scripts/check-units.sh

step "Installing and taking away"
scripts/test-install.sh

step "A disk that is full, and one that refuses"
install_packages netcat-openbsd
scripts/test-full-disk.sh "$bin"

step "Restarts that nobody notices (a few of scripts/test-restart.sh; 20 under 1,000 calls are there)"
scripts/test-restart.sh --bin "$bin" --restarts 5 --calls 200

step "Kills, and what was acknowledged (200 are in scripts/kill-loop.sh --long)"
scripts/kill-loop.sh --bin "$bin"

step "Some seconds of fuzzing (a minute each, or as long as you like: scripts/fuzz.sh)"
scripts/fuzz.sh --seconds 10

step "The prompts as recordings"
install_packages espeak-ng sox
scripts/test-render-prompts.sh "$bin"

step "A call by real tones"
install_packages sox multimon-ng socat netcat-openbsd
scripts/gateways/test-tones.sh
scripts/gateways/check-tones.sh "$bin"

if command -v valgrind >/dev/null; then
  step "Instructions a key and a call"
  scripts/bench.sh --instructions
fi

step "All checks passed"
