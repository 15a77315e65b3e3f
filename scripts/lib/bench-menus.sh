#!/usr/bin/env bash
# Makes the menus that scripts/bench.sh measures with: the shipped ones, with queues that are open at every hour and take
# any number of callers, and with many agents.
#   usage: scripts/lib/bench-menus.sh DIRECTORY AGENTS
set -euo pipefail
to=$1 agents=$2
cp -r "$(dirname "$0")/../../menus" "$to"
sed -i -E 's/^( +)hours: .*/\1hours: always/; s/^( +)max-waiting: .*/\1max-waiting: 1000000/; s/^( +)max-wait: .*/\1max-wait: 24h/
  s/^( +)max-estimate: .*//' "$to/queues.yaml"
{
  echo "agents:"
  # The password of each is "bench": nobody but a measurement ever logs in here.
  for ((number = 20001; number < 20001 + agents; number++)); do
    echo "  \"$number\": {name: Agent $number, address: \"sip:$number@desk.example\", skills: {general: 2},"
    echo "    password: pbkdf2-sha256\$1000\$YmVuY2gtYmVuY2gtc2FsdA==\$YeB4JmcEuePxjFMUCbMNAxPAuJANrPWF2CDASn31MZc=}"
  done
} >"$to/agents.yaml"
