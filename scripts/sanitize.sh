#!/usr/bin/env bash
# Runs the suites in which threads meet and bytes are handled by hand, under a sanitizer.
set -euo pipefail

usage() {
  cat <<'USAGE'
usage: scripts/sanitize.sh thread|address [FILTER]

  thread    data races: journal, databases, sockets, workers, whole daemons
  address   memory errors, in the same suites and the codec
  FILTER    other suites, as `swift test --filter` takes them

Builds into .build/<sanitizer>; the first time takes many minutes, and all the suites take an hour where others use the
machine too, so it is no part of scripts/test.sh. Each suite can be run by itself, e.g. RestartTests.
Exit status: 0 nothing was found; else what `swift test` says; 64 bad options.
USAGE
}

suites='JournalTests|StoreTests|SocketServerTests|LineClientTests|DaemonTests|LogOutputTests|BackupFilesTests|EndToEndTests'
case "${1:-}" in
  thread) ;;
  address) suites="$suites|LineProtocolTests|CorpusTests" ;;
  -h | --help) usage; exit 0 ;;
  *) usage >&2; exit 64 ;;
esac

cd "$(dirname "$0")/.."
. scripts/lib/prepare.sh
prepare_machine
export SWIFT_BACKTRACE=enable=no
# The runtime leaves some bytes behind at exit; a report of a process that a test runs ends that process.
# A test has its daemon die of SIGSEGV: it must, without a word in the log.
export ASAN_OPTIONS=detect_leaks=0:handle_segv=0
export TSAN_OPTIONS=handle_segv=0:halt_on_error=0:exitcode=66:suppressions=$PWD/scripts/lib/thread-sanitizer-suppressions
# One after the other: side by side, these suites take the processor from each other many times over.
exec swift test --no-parallel --sanitize="$1" --scratch-path ".build/$1" --filter "${2:-$suites}"
