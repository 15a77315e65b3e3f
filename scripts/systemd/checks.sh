# Runs inside the container of scripts/systemd-test.sh: each check says what it saw; the first that fails ends it.
set -uo pipefail
exec >>/out/checks 2>&1
run=/run/ivrd

give_up() {
  echo "FAILED: $*"
  journalctl --no-pager -u ivrd.service -u ivrd.socket >/out/journal 2>&1
  exit 1
}
check() { # sentence, command...
  local sentence=$1
  shift
  "$@" || give_up "$sentence"
  echo "ok: $sentence"
}
pid() { systemctl show -p MainPID --value ivrd.service; }
property() { systemctl show -p "$1" --value ivrd.service; }
# say SOCKET LINE...: what the daemon answers, until it has nothing more to say. A line at a time: a password
# that is typed before it is asked for is thrown away.
say() {
  local socket=$1 line
  shift
  for line in "$@"; do
    echo "$line"
    sleep 0.2
  done | timeout 20 socat -t 15 - "UNIX-CONNECT:$run/$socket.sock"
}
has() { grep -q -- "$1" <<<"$2"; }
pings() { has '^OK' "$(say gw PING)"; }
runs() { [ "$(property SubState)" = running ]; }
logged() { has "$1" "$(journalctl --no-pager -u ivrd.service | tail -n 20)"; }
# Comes true within thirty seconds: systemd acts on its own time here, not the test's.
soon() {
  local _
  for _ in $(seq 300); do
    "$@" && return 0
    sleep 0.1
  done
  return 1
}

for socket in gw:ivr-gateway desk:ivr-desk ops:ivr-ops; do
  check "${socket%:*}.sock is 660 root:${socket#*:}" \
    [ "$(stat -c '%a %U:%G' "$run/${socket%:*}.sock")" = "660 root:${socket#*:}" ]
done
check "nothing runs before the first connection" [ "$(property ActiveState)" = inactive ]

began=$(date +%s%N)
check "the first connection starts it and is answered" pings
echo "    after $((($(date +%s%N) - began) / 1000000)) ms, the demo bank made"
check "systemd knows it as ready" [ "$(property ActiveState)/$(property SubState)" = active/running ]
check "it runs as ivrd" [ "$(stat -c %U "/proc/$(pid)")" = ivrd ]
check "its state is its own" [ "$(stat -c '%a %U' /var/lib/ivrd)" = "750 ivrd" ]
check "nobody else may speak to it" [ -z "$(runuser -u nobody -- socat - "UNIX-CONNECT:$run/ops.sock" 2>/dev/null </dev/null)" ]

heard=$(say gw 'CALL from=13800138000' 2 1 '6222020000000015#' '135792#' 1 1)
check "a caller hears the balance" has 'SAY prompt=.*balance.* lang=en' "$heard"
check "no password in its own journal" [ -z "$(grep -rl 135792 /var/lib/ivrd/journal)" ]
check "no password in journald's" has '^0$' "$(journalctl --no-pager -u ivrd.service | grep -c 135792)"

ivrctl() { /opt/ivrd/bin/ivrctl "$@"; }
check "the log has fields of its own in journald" \
  has "IVR_SOCKETS=$run" "$(journalctl --no-pager -u ivrd.service -o verbose)"
say desk 'LOGIN 1001 password=wrong' >/dev/null
check "the log names the agent whom it is about" has 'a wrong password' \
  "$(journalctl --no-pager -u ivrd.service IVR_AGENT=1001)"
check "a backup while it runs" has '^/var/lib/ivrd/backups/first: ' "$(ivrctl backup first --runtime-dir "$run")"
check "the log names who asked for it" has 'copied to' "$(journalctl --no-pager -u ivrd.service IVR_USER=0)"
check "it can be restored" has 'the books are right' \
  "$(ivrctl restore /var/lib/ivrd/backups/first --state-dir /tmp/restored --pepper /var/lib/ivrd/pepper)"
check "the doctor finds nothing that has failed" \
  ivrctl doctor --runtime-dir "$run" --state-dir /var/lib/ivrd --menus /var/menus

check "systemctl reload" systemctl reload ivrd.service
check "it is running afterwards" soon runs
was=$(pid)
echo 'nodes: [' >>/var/menus/tree.yaml
systemctl reload ivrd.service
check "a broken menu is refused with its place" soon logged 'tree.yaml:'
check "the same process goes on" [ "$(pid)" = "$was" ]
check "and answers" pings
cp /etc/ivrd/menus/tree.yaml /var/menus/tree.yaml

kill -9 "$was"
restarted() { [ "$(property SubState)" = running ] && [ "$(pid)" != "$was" ] && [ "$(pid)" != 0 ]; }
check "after kill -9 systemd starts it again" soon restarted
check "and it answers" pings

figures=$(curl -s --unix-socket "$run/metrics.sock" http://ivrd/metrics)
check "figures are told over HTTP" has '^ivrd_open 1$' "$figures"
check "it is ready by HTTP too" [ "$(curl -s --unix-socket "$run/metrics.sock" http://ivrd/readyz)" = ready ]

was=$(pid)
began=$(date +%s%N)
kill -STOP "$was"
check "a process that hangs is replaced by the watchdog" soon restarted
echo "    after $((($(date +%s%N) - began) / 1000000)) ms"
check "and the new one answers" pings

was=$(pid)
inode=$(stat -c %i "$run/gw.sock")
check "systemctl restart" systemctl restart ivrd.service
check "another process" [ "$(pid)" != "$was" ]
check "on the same socket" [ "$(stat -c %i "$run/gw.sock")" = "$inode" ]
check "answers" pings

# systemd counts starts, and gives up after five in ten seconds.
noticed() {
  /opt/ivrd/bin/ivrsim restarts --by 'systemctl reset-failed ivrd.service; systemctl restart ivrd.service' \
    --runtime-dir "$run" --restarts 20 --calls 1000 --connections 40
}
check "systemctl restart 20 times under 1,000 calls, and nobody notices" noticed
check "systemd keeps no descriptor back" [ "$(property NFileDescriptorStore)" = 0 ]

began=$(date +%s%N)
check "systemctl stop" systemctl stop ivrd.service
echo "    in $((($(date +%s%N) - began) / 1000000)) ms"
check "it ended well" [ "$(property Result)" = success ]
check "the socket still listens: the next connection starts it" pings
systemctl stop ivrd.socket ivrd.service
check "stopping the socket takes it away" [ ! -e "$run/gw.sock" ]
echo passed >/out/verdict
