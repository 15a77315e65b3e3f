#!/usr/bin/env bash
# Coverage-guided fuzzing of what reads bytes from outside, by libFuzzer and the address sanitizer.
set -euo pipefail

usage() {
  cat <<'USAGE'
usage: scripts/fuzz.sh [--seconds N] [--keep] [codec|menus|journal ...]

Builds the targets of Tests/FuzzTargets with libFuzzer (minutes the first time, in .build/fuzz) and lets each look for
inputs that stop it, or keep it busy for five minutes. It begins with Tests/Corpus and what earlier runs have found
(.build/fuzz/corpus). An input that does either is left in .build/fuzz/findings: put it into Tests/Corpus/<target>
under a name that says what it was, so that every test run tries it again.

  --seconds N   how long for each target (default 60)
  --keep        put what reached new code into Tests/Corpus, made as small as possible

Exit status: 0 nothing was found; 1 something was, its file is named; 64 bad options.
USAGE
}

seconds=60 keep=no targets=()
while [ $# -gt 0 ]; do
  case "$1" in
    --seconds) shift; seconds=${1:?"--seconds needs a number"} ;;
    --keep) keep=yes ;;
    -h | --help) usage; exit 0 ;;
    codec | menus | journal) targets+=("$1") ;;
    *) echo "fuzz.sh: unknown option '$1'" >&2; usage >&2; exit 64 ;;
  esac
  shift
done
[[ $seconds =~ ^[0-9]+$ ]] || { echo "fuzz.sh: --seconds takes a whole number, not '$seconds'" >&2; exit 64; }
[ ${#targets[@]} -gt 0 ] || targets=(codec menus journal)

cd "$(dirname "$0")/.."
. scripts/lib/prepare.sh
prepare_machine
scratch=$PWD/.build/fuzz
# A sanitizer makes other objects: in a folder of their own they don't spoil those of daily work.
IVRD_FUZZ=1 swift build --product ivrfuzz --scratch-path "$scratch" -Xswiftc -sanitize=fuzzer,address
fuzzer=$(IVRD_FUZZ=1 swift build --scratch-path "$scratch" --show-bin-path)/ivrfuzz

# The runtime's own leaks at exit are no findings.
export ASAN_OPTIONS=detect_leaks=0 SWIFT_BACKTRACE=enable=no
mkdir -p "$scratch/findings"
status=0
for target in "${targets[@]}"; do
  echo "== $target, $seconds s"
  corpus=$scratch/corpus/$target
  mkdir -p "$corpus"
  if ! IVRD_FUZZ_TARGET=$target "$fuzzer" -max_total_time="$seconds" -timeout=300 -max_len=16384 -print_final_stats=1 \
    -artifact_prefix="$scratch/findings/$target-" "$corpus" "Tests/Corpus/$target" >"$scratch/$target.log" 2>&1; then
    tail -n 30 "$scratch/$target.log"
    echo "fuzz.sh: $target was stopped; the input is in $scratch/findings" >&2
    status=1
    continue
  fi
  grep -E 'number_of_executed_units|new_units_added|DONE' "$scratch/$target.log"
  if [ "$keep" = yes ]; then
    IVRD_FUZZ_TARGET=$target "$fuzzer" -merge=1 "Tests/Corpus/$target" "$corpus" >>"$scratch/$target.log" 2>&1
  fi
done
exit $status
