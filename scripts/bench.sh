#!/usr/bin/env bash
# Measures ivrd in release mode against its targets, and keeps the README's table true.
set -euo pipefail

usage() {
  cat <<'USAGE'
usage: scripts/bench.sh [--quick] [--readme] [--instructions]

Builds in release mode, starts an ivrd of its own (journal on, demo bank, in a temporary folder), and measures it:
keys and whole calls a second beside a bare echo over the same sockets, latency at a fixed rate, memory, the scheduler,
the bank, the core by itself, and how its cost grows. Each line says what was measured, the target, and whether it was met. Wants a quiet machine:
what else runs is measured too.

  --quick         a second or two for each measurement, to see that all of it works
  --readme        puts the table into README.md, between its marks
  --instructions  only counts the core's instructions for a fixed load (callgrind) and compares them with
                  scripts/lib/instructions.txt: more than 5 % off is a failure. Does not depend on the machine's load

Exit status: 0 all was measured (targets that are missed are marked, and no failure); 1 something was lost or wrong,
or instructions are off; 64 bad options.
USAGE
}

quick=no readme=no instructions=no
for argument in "$@"; do
  case $argument in
    --quick) quick=yes ;;
    --readme) readme=yes ;;
    --instructions) instructions=yes ;;
    -h | --help) usage; exit 0 ;;
    *) echo "bench.sh: unknown option '$argument'" >&2; usage >&2; exit 64 ;;
  esac
done

cd "$(dirname "$0")/.."
bin=${IVRD_BIN:-}
if [ -z "$bin" ]; then
  echo "Building in release mode." >&2
  products=(ivrd ivrctl ivrsim)
  [ "$instructions" = no ] || products=(ivrsim)
  for product in "${products[@]}"; do swift build -c release --product "$product" >&2; done
  bin=$(swift build -c release --show-bin-path)
fi
work=$(mktemp -d)
daemon=
reports=
finish() {
  if [ -n "$reports" ]; then kill "$reports" 2>/dev/null || true; fi
  if [ -n "$daemon" ]; then kill "$daemon" 2>/dev/null || true; wait "$daemon" 2>/dev/null || true; fi
  rm -rf "$work"
}
trap finish EXIT

# The first number of that name in a JSON text on standard input.
number() { grep -o "\"$1\": *-\?[0-9.]*" | head -n 1 | grep -o '[0-9.-]*$'; }

# Instructions of a run: NAME=VALUE options of `bench core`.
count_instructions() {
  valgrind --tool=callgrind --callgrind-out-file=/dev/null "$work/ivrsim" bench core "$@" --json 2>&1 >/dev/null |
    sed -n 's/.*Collected : //p'
}

if [ "$instructions" = yes ]; then
  command -v valgrind >/dev/null || { echo "bench.sh: valgrind is not installed" >&2; exit 1; }
  # Valgrind does not read every compiler's debug information, and needs none here.
  strip -g -o "$work/ivrsim" "$bin/ivrsim"
  status=0
  # The difference of two runs: what starting and loading the menus costs falls out.
  for load in keys whole-calls; do
    case $load in
      keys) less=(--keys 6400 --whole-calls 0) more=(--keys 32000 --whole-calls 0) each=25600 ;;
      whole-calls) less=(--keys 0 --whole-calls 400) more=(--keys 0 --whole-calls 2000) each=1600 ;;
    esac
    now=$((($(count_instructions "${more[@]}") - $(count_instructions "${less[@]}")) / each))
    kept=$(sed -n "s/^$load //p" scripts/lib/instructions.txt)
    echo "$load: $now instructions each; kept: ${kept:-none}"
    if [ -z "$kept" ] || [ $((100 * now)) -gt $((105 * kept)) ] || [ $((100 * now)) -lt $((95 * kept)) ]; then
      echo "bench.sh: more than 5 % off; if that is meant, put '$load $now' into scripts/lib/instructions.txt" >&2
      status=1
    fi
  done
  exit $status
fi

seconds=10 long=45 core_keys=2000000 core_calls=100000 short=2 seeds="1 2 3 4 5" ratios="1 2 3 4 5 6 7" runs="1 2 3" idle=5000 live=10000 tail=1000000 agents=1000 waiting=10000 many=100000
if [ "$quick" = yes ]; then
  seconds=1 long=1 core_keys=100000 core_calls=5000 short=0.3 seeds=1 ratios=1 runs=1 idle=500 live=500 tail=10000 agents=100 waiting=1000 many=2000
fi

stop_daemon() {
  kill "$daemon"
  wait "$daemon" || true
  daemon=
}

# Starts an ivrd with these menus and an empty state, and waits until it answers.
start_daemon() { # menus
  rm -rf "$work/run" "$work/state"
  mkdir "$work/run" "$work/state"
  "$bin/ivrd" --runtime-dir "$work/run" --state-dir "$work/state" --menus "$1" --demo >"$work/log" 2>&1 &
  daemon=$!
  until "$bin/ivrctl" --runtime-dir "$work/run" status >/dev/null 2>&1; do
    if ! kill -0 "$daemon" 2>/dev/null; then cat "$work/log" >&2; exit 1; fi
    sleep 0.1
  done
}
start_daemon menus

# What, measured, target: `least` or `most`, and a unit.
row() { # what value least|most target unit
  local mark
  mark=$(awk -v v="$2" -v t="$4" -v k="$3" 'BEGIN { print ((k == "least") ? v >= t : v <= t) ? "met" : "missed" }')
  local value
  value=$(grouped "$(awk -v v="$2" 'BEGIN { printf (v >= 100) ? "%.0f" : (v >= 10) ? "%.1f" : "%.2f", v }')")
  local words="at most"
  if [ "$3" = least ]; then words="at least"; fi
  echo "| $1 | $value $5 | $words $(grouped "$4") | $mark |" |
    tee -a "$work/rows"
}

keys() { # options of `bench keys`; the result is in $work/keys.json
  "$bin/ivrsim" bench keys --runtime-dir "$work/run" --json --seconds "$seconds" "$@" >"$work/keys.json"
}
of_keys() { number "$1" <"$work/keys.json"; }
# Of lines that begin with a number, the one in the middle.
middle() { sort -n | awk '{ lines[NR] = $0 } END { print lines[int((NR + 1) / 2)] }'; }
middle_of_keys() { # options of `bench keys`
  for _ in $runs; do
    keys --echo-seconds 0 "$@"
    of_keys keys_per_second
  done | middle
}
milliseconds() { awk -v n="$1" 'BEGIN { print n / 1e6 }'; }

grouped() { echo "$1" | sed -E ':a; s/^([0-9]+)([0-9]{3})/\1,\2/; ta'; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { print a / b }'; }
cost_of_keys() { # callers
  "$bin/ivrsim" bench core --keys "$core_keys" --whole-calls 0 --callers "$1" --json | number nanoseconds_each
}
# In nanoseconds, over some random centres: what a decision costs depends on who may serve whom.
cost_of_decisions() { # agents, callers who wait
  for seed in $seeds; do
    "$bin/ivrsim" bench acd --agents "$1" --waiting "${2:-10000}" --seconds "$short" --seed "$seed" --json |
      number decisions_per_second
  done | awk '{ sum += 1e9 / $1 } END { print sum / NR }'
}

machine="$(nproc) cores ($(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)), $(uname -sr), $(date +%F)"
{
  echo "On $machine, release mode, journal on:"
  echo
  echo "| | measured | target | |"
  echo "|---|---|---|---|"
} | tee "$work/rows"

# Of a few runs the one in the middle: the machine is not as fast in each second, and the echo has its own seconds.
for run in $ratios; do
  keys --connections 100 --seconds "$short" --echo-seconds "$short"
  echo "$(of_keys ratio) $work/keys.$run.json"
  mv "$work/keys.json" "$work/keys.$run.json"
done | middle >"$work/ratio"
mv "$(sed 's/.* //' "$work/ratio")" "$work/keys.json"
row "keys a second, 100 connections, one outstanding each" "$(of_keys keys_per_second)" least 50000 ""
row "the same, as a share of a bare epoll echo (median of the runs)" "$(of_keys ratio)" least 0.6 ""
row "keys a second, 100 connections, 64 outstanding (median of the runs)" \
  "$(middle_of_keys --connections 100 --depth 64)" least 1000000 ""
row "keys a second, 10,000 calls on one connection (median of the runs)" \
  "$(middle_of_keys --connections 1 --calls-per-connection 10000)" least 500000 ""
keys --connections 10 --calls-per-connection 1000 --rate 10000 --echo-seconds 0
row "10,000 keys a second over 10,000 calls: p99" "$(milliseconds "$(of_keys p99_ns)")" most 2 ms
row "p99.9" "$(milliseconds "$(of_keys p99.9_ns)")" most 10 ms
row "the slowest" "$(milliseconds "$(of_keys max_ns)")" most 50 ms

# The same while the state is copied for the journal, and an operator asks for one page of all reports after another.
newest_snapshot() { ls "$work/state/journal" | grep snapshot | tail -n 1; }
before=$(newest_snapshot)
"$bin/ivrctl" --runtime-dir "$work/run" staff add 6001 --name Liu --unit hr --roles hr,centre-head --user "$(id -u)" >/dev/null
while "$bin/ivrctl" --runtime-dir "$work/run" report page --period month >/dev/null; do sleep 0.2; done &
reports=$!
keys --connections 10 --calls-per-connection 1000 --rate 10000 --echo-seconds 0 --seconds "$long"
kill "$reports" 2>/dev/null || { echo "bench.sh: the reports have ended early" >&2; exit 1; }
wait "$reports" 2>/dev/null || true
reports=
if [ "$quick" = no ] && [ "$(newest_snapshot)" = "$before" ]; then
  echo "bench.sh: no snapshot was taken meanwhile" >&2
  exit 1
fi
row "the same while snapshots are taken and reports run: p99" "$(milliseconds "$(of_keys p99_ns)")" most 2 ms
row "p99.9" "$(milliseconds "$(of_keys p99.9_ns)")" most 10 ms
row "the slowest" "$(milliseconds "$(of_keys max_ns)")" most 50 ms

"$bin/ivrsim" bench idle --runtime-dir "$work/run" --connections "$idle" --seconds "$short" --json >"$work/idle.json"
row "memory for an idle connection" "$(ratio "$(number bytes_per_connection <"$work/idle.json")" 1024)" most 10 KiB

"$bin/ivrsim" bench flood --runtime-dir "$work/run" --seconds "$seconds" --json >"$work/flood.json"
of_flood() { number "$1" <"$work/flood.json"; }
row "a flood of calls on 500 connections: refused with \`retry\`, a second" "$(of_flood refused_per_second)" least 1 ""
row "meanwhile a key of a caller in a menu: p99" "$(milliseconds "$(of_flood p99_ns)")" most 500 ms
stop_daemon

start_daemon menus
"$bin/ivrsim" bench calls --runtime-dir "$work/run" --calls 5000 --json >"$work/calls.json"
row "5,000 calls at once to their balances: peak memory of ivrd" \
  "$(ratio "$(number rss_bytes_peak <"$work/calls.json")" 1048576)" most 200 MiB
stop_daemon

# Many agents, and a queue that takes everybody.
scripts/lib/bench-menus.sh "$work/menus" "$agents"
start_daemon "$work/menus"
echo bench | "$bin/ivrsim" bench queue --runtime-dir "$work/run" --agents "$agents" --waiting "$waiting" \
  --seconds "$seconds" --json >"$work/queue.json"
of_queue() { number "$1" <"$work/queue.json"; }
row "whole calls a second over the sockets (CALL, 2 keys, OFFER, ACCEPT, END, WRAP)" "$(of_queue calls_per_second)" \
  least 8000 ""
row "processor for each" "$(ratio "$(of_queue cpu_microseconds_per_call)" 1000)" most 0.2 ms
row "$(grouped "$waiting") waiting: an agent's wrap-up to his next offer, p99" "$(milliseconds "$(of_queue p99_ns)")" most 1 ms
row "$(grouped "$waiting") waiting and nothing else: processor, of a core" \
  "$(awk -v n="$(of_queue resting_cpu)" 'BEGIN { print 100 * n }')" most 1 %
row "$(grouped "$(of_queue drained)") callers taken by $(grouped "$agents") agents" "$(of_queue drain_seconds)" most 1 s
row "memory for a caller who waits, between $(grouped $((waiting / 10))) and $(grouped "$waiting") of them" "$(ratio "$(of_queue bytes_per_waiting_call)" 1024)" most 2 KiB
stop_daemon

start_daemon menus
keys --connections 10 --calls-per-connection $((many / 10)) --rate 30000 --echo-seconds 0
row "$(grouped "$many") calls at once on 10 connections: memory of ivrd" "$(ratio "$(of_keys rss_bytes)" 1048576)" most 500 MiB
stop_daemon

"$bin/ivrsim" bench core --keys "$core_keys" --whole-calls 0 --json >"$work/core.json"
row "the core and codec alone, one core: keys a second" "$(number per_second <"$work/core.json")" least 1000000 ""
"$bin/ivrsim" bench core --keys 0 --whole-calls "$core_calls" --json >"$work/core.json"
row "the same: whole calls a second (call, keys, offer, accept, end, wrap)" \
  "$(number per_second <"$work/core.json")" least 8000 ""
for load in 10000:1000000 100000:500000; do
  row "the scheduler, 1,000 agents, $(grouped "${load%:*}") waiting: decisions a second" \
    "$(awk -v n="$(cost_of_decisions 1000 "${load%:*}")" 'BEGIN { printf "%.0f", 1e9 / n }')" least "${load#*:}" ""
done

"$bin/ivrsim" bench bank --dir "$work" --seconds "$short" --json >"$work/bank.json"
row "the bank, 100 callers at once: transfers a second, durable" \
  "$(grep -o '"transfers".*' "$work/bank.json" | number per_second)" least 3000 ""
row "the same: balances a second" "$(grep -o '"balances".*' "$work/bank.json" | number per_second)" least 30000 ""

# Twice the work costs twice the processor: 2 is in proportion, and a tenth is the caches' and the measurement's.
doublings() { # who, the command for the cost of one, from how many on
  local count=$3 before now
  before=$("$2" "$count")
  for _ in 1 2 3; do
    count=$((2 * count))
    now=$("$2" "$count")
    row "$(grouped $((count / 2))) to $(grouped "$count") $1: processor for all of them grows by" \
      "$(awk -v a="$now" -v b="$before" 'BEGIN { print 2 * a / b }')" most 2.2 ""
    before=$now
  done
}
doublings "callers who key" cost_of_keys 1000
doublings "agents who take calls" cost_of_decisions 250

"$bin/ivrsim" bench recover --ivrd "$bin/ivrd" --calls "$live" --keys "$tail" --json >"$work/recover.json"
row "start to ready, with the demo bank" \
  "$(awk -v n="$(number ready_seconds <"$work/recover.json")" 'BEGIN { print n * 1000 }')" most 150 ms
row "recovery of $(grouped "$live") calls and $(grouped "$tail") keys after the snapshot" \
  "$(number recovery_seconds <"$work/recover.json")" most 5 s
"$bin/ivrsim" bench journal --directory "$work" --calls "$live" --seconds "$short" --json >"$work/journal.json"
row "the longest step beside a snapshot of $(grouped "$live") calls" \
  "$(milliseconds "$(number longest_step_beside_snapshot_ns <"$work/journal.json")")" most 20 ms

if [ "$readme" = yes ]; then
  awk -v rows="$work/rows" '
    /<!-- bench -->/ { print; print ""; while ((getline line < rows) > 0) print line; print ""; skip = 1 }
    /<!-- end of bench -->/ { skip = 0 }
    !skip && !/<!-- bench -->/ { print }
  ' README.md >"$work/README.md"
  cp "$work/README.md" README.md
  echo "README.md has the table." >&2
fi
