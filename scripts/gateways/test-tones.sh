#!/usr/bin/env bash
# Checks tones.sh and make-tones.sh: tones to keys and back, and a call with a stand-in for ivrd.
# Needs sox, multimon-ng, socat and netcat-openbsd. The last line counts.
set -uo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")" || exit 1

passed=0 failed=0
check() { # name, expected, got
  if [[ $2 == "$3" ]]; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    printf 'not ok: %s\n  expected: %s\n  got:      %s\n' "$1" "$2" "$3"
  fi
}

work=$(mktemp -d)
listener=
cleanup() {
  [[ -z $listener ]] || kill "$listener" 2>/dev/null
  rm -rf "$work"
}
trap cleanup EXIT

round_trip() { # name, keys, options of make-tones.sh
  local name=$1 keys=$2
  shift 2
  ./make-tones.sh "$@" "$keys" "$work/tones.wav"
  check "$name" "$keys" "$(./tones.sh --decode "$work/tones.wav")"
}

# --- Tones to keys ---------------------------------------------------------------------------

round_trip "every key" '1234567890*#ABCD'
round_trip "a key pressed twice and three times is not merged" '1122333*##0AABBCCDD5566'
round_trip "the shortest that ITU-T Q.24 asks for" '11223*##0AABBCCDD5566' --tone 40 --gap 40
round_trip "a key held for a second is one key" '5' --tone 1000
round_trip "a file that needs no conversion" '6222021001#' --rate 22050
round_trip "a file that needs conversion" '6222021001#' --rate 44100

./make-tones.sh --rate 44100 '907#' "$work/mono.wav"
sox "$work/mono.wav" -c 2 -b 24 "$work/stereo.wav"
check "two channels of 24 bits" '907#' "$(./tones.sh --decode "$work/stereo.wav")"
sox -n -r 8000 -b 16 -c 1 "$work/silence.wav" trim 0 1
check "silence has no keys" '' "$(./tones.sh --decode "$work/silence.wav")"
check "... and makes no call" "tones.sh: no keys are heard in $work/silence.wav" \
  "$(./tones.sh "$work/silence.wav" 2>&1)"

# --- A call ----------------------------------------------------------------------------------

# Speaks lp/1 far enough: a menu, a password of three keys ended by #, a goodbye.
cat >"$work/standin" <<'STANDIN'
#!/usr/bin/env bash
echo '! HELLO lp=1 server=standin/1 epoch=1 max-line=4096 caps=mux'
n=0 step=menu entry=
event() { n=$((n + 1)); echo "* $n c1 $*"; }
while IFS= read -r line; do
  echo "$line" >>"$1"
  read -r verb _ key _ <<<"$line"
  case $verb in
    CALL)
      echo 'OK call=c1'
      event 'SAY prompt=main :Press 2.'
      event 'ASK node=main kind=menu keys=1,2 first=5000 inter=3000'
      ;;
    KEY)
      echo OK
      if [[ $step == menu ]]; then
        # The password is asked for late: a key that does not wait for it would be lost.
        step=waiting
        event 'SAY prompt=password :Key your password.'
        sleep 0.5
        while IFS= read -r -t 0.01 early; do echo "early $early" >>"$1"; done
        step=secret
        event 'ASK node=password kind=secret min=3 max=3 end=# first=5000 inter=4000'
      elif [[ $step == secret && $key != '#' ]]; then
        entry+=$key
      elif [[ $step == secret && $entry == 775 && $2 == end ]]; then
        event 'END cause=normal disposition=served'
        exit 0
      elif [[ $step == secret && $entry == 775 ]]; then
        step=after
        event 'ASK node=again kind=menu keys=1 first=5000 inter=3000'
      fi
      ;;
    HANGUP)
      echo OK
      event 'END cause=caller disposition=abandoned'
      exit 0
      ;;
  esac
done
STANDIN
chmod +x "$work/standin"

standin() { # log, what it does at the end: end or stay
  rm -f "$work/gw.sock"
  socat "UNIX-LISTEN:$work/gw.sock" "EXEC:$work/standin $1 $2" &
  listener=$!
  while [[ ! -S $work/gw.sock ]]; do read -r -t 0.02 <> <(:); done
}

./make-tones.sh '2775#' "$work/call.wav"
standin "$work/log" end
output=$(./tones.sh --socket "$work/gw.sock" --from 13900000000 --to 95500 --pace 100 "$work/call.wav")
check "the call ended well" 0 $?
wait "$listener" 2>/dev/null
check "what was sent" "CALL from=13900000000 to=95500
KEY c1 2 n=1 src=tone
KEY c1 7 n=2 src=tone
KEY c1 7 n=3 src=tone
KEY c1 5 n=4 src=tone
KEY c1 # n=5 src=tone" "$(cat "$work/log")"
check "the keys of the password are not printed" 4 "$(grep -c '^> KEY c1 (a key) n=' <<<"$output")"
check "the end is printed" '< * 5 c1 END cause=normal disposition=served' "$(tail -1 <<<"$output")"

standin "$work/quiet" stay
./tones.sh --socket "$work/gw.sock" --pace 50 --quiet 1 --keys '2775#' >/dev/null
check "a call that goes quiet is hung up" "0 HANGUP c1" "$? $(tail -1 "$work/quiet")"
wait "$listener" 2>/dev/null

standin "$work/early" end
./tones.sh --socket "$work/gw.sock" --pace 50 --keys '2775#9' >"$work/out" 2>"$work/err"
check "keys that are left over are said" "0 tones.sh: the call ended before 1 of 6 keys were pressed" \
  "$? $(cat "$work/err")"
wait "$listener" 2>/dev/null
listener=

# --- Clear errors ----------------------------------------------------------------------------

check "no socket" "tones.sh: there is no $work/none: is ivrd running? --socket says where its gw.sock is" \
  "$(./tones.sh --socket "$work/none" --keys 1 2>&1)"
# A PATH with the shell's tools and one of the programs missing.
mkdir "$work/bin"
for tool in bash grep dirname stat head tail od tr sed cat mktemp rm env; do
  ln -s "$(command -v "$tool")" "$work/bin/$tool"
done
check "no multimon-ng" "tones.sh: multimon-ng is needed: apt-get install multimon-ng" \
  "$(PATH=$work/bin ./tones.sh --decode "$work/call.wav" 2>&1)"
ln -s "$(command -v multimon-ng)" "$work/bin/"
check "no sox" "tones.sh: sox is needed to convert $work/call.wav: apt-get install sox" \
  "$(PATH=$work/bin ./tones.sh --decode "$work/call.wav" 2>&1)"
check "no sox for make-tones.sh" "make-tones.sh: sox is needed: apt-get install sox" \
  "$(PATH=$work/bin ./make-tones.sh 1 "$work/x.wav" 2>&1)"
socat "UNIX-LISTEN:$work/idle.sock" - </dev/null &
listener=$!
while [[ ! -S $work/idle.sock ]]; do read -r -t 0.02 <> <(:); done
check "neither nc nor socat" "tones.sh: nc (with -U) or socat is needed: apt-get install netcat-openbsd" \
  "$(PATH=$work/bin ./tones.sh --socket "$work/idle.sock" --keys 1 2>&1)"
./tones.sh --keys '12x' 2>/dev/null
check "a wrong command line is status 2" 2 $?
./make-tones.sh --gap 10 1 "$work/x.wav" 2>/dev/null
check "a gap too short is status 2" 2 $?

echo "$passed passed, $failed failed"
((failed == 0))
