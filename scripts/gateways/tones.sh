#!/usr/bin/env bash
# A gateway in one file: the tones of a recording become the keys of a call.
set -euo pipefail

usage() {
  cat <<'TEXT'
Usage: tones.sh [options] FILE.wav

Hears the telephone keys (DTMF) in a recording with multimon-ng, makes a call to ivrd with
them, prints the conversation and hangs up. A line that begins with < came from ivrd, one
with > was sent.

  --socket PATH   ivrd's gateway socket (default run/gw.sock)
  --from NUMBER   the calling number (default 13800138000)
  --to NUMBER     the number that was called (default: none is said)
  --pace MS       least silence of ivrd before the next key is pressed (default 300)
  --quiet S       hang up after so many seconds without an event, once all keys are
                  pressed; and press on after as long if no key is asked for (default 3)
  --keys KEYS     press these keys instead of those of a file
  --decode        only print the keys that are heard in the file
  --help          this text

Keys are pressed one at a time and only when ivrd has asked for input and has then been
silent for --pace: keys pressed into a password prompt that is still to come would be
thrown away, as they are for a caller who types ahead.

The keys of a password are not printed. Exit status: 0 the call ended or was hung up,
1 it failed or ivrd refused something, 2 the command line is wrong.

make-tones.sh makes a recording to try this with.
TEXT
}

fail() { # status, sentence
  echo "tones.sh: $2" >&2
  exit "$1"
}

# --- The recording ---------------------------------------------------------------------------

# Bytes of the file as one unsigned little-endian number: offset, length.
field() { od -An -v -j "$1" -N "$2" -t "u$2" --endian=little -- "$file" | tr -d ' '; }

# Is the file what multimon-ng eats: PCM, one channel, 22,050 a second, 16 bits, plain header?
is_native() {
  [[ $(head -c 4 -- "$file" | tr -d '\0') == RIFF && $(tail -c +37 -- "$file" | head -c 4 | tr -d '\0') == data ]] &&
    [[ $(field 20 2) == 1 && $(field 22 2) == 1 && $(field 24 4) == 22050 && $(field 34 2) == 16 ]]
}

# The samples as multimon-ng wants them.
samples() {
  if is_native; then
    tail -c +45 -- "$file"
  else
    command -v sox >/dev/null || fail 1 "sox is needed to convert $file: apt-get install sox"
    sox -- "$file" -t raw -e signed-integer -b 16 -r 22050 -c 1 - ||
      fail 1 "sox can't read $file: is it a recording?"
  fi
}

# The keys heard, in one word. multimon-ng says one line a key, and says a key again after a gap.
hear() {
  command -v multimon-ng >/dev/null || fail 1 "multimon-ng is needed: apt-get install multimon-ng"
  # A short silence at the end, so that a recording that stops inside its last tone still counts.
  { samples && head -c 8820 /dev/zero; } | multimon-ng -q -n -a DTMF -t raw - | sed -n 's/^DTMF: //p' | tr -d '\n'
}

# --- The line to ivrd ------------------------------------------------------------------------

connect() {
  local hint="is ivrd running? --socket says where its gw.sock is"
  [[ -e $socket ]] || fail 1 "there is no $socket: $hint"
  [[ -S $socket ]] || fail 1 "$socket is not a socket: $hint"
  [[ -w $socket ]] || fail 1 "you may not write to $socket: join its group ($(stat -c %G -- "$socket"))"
  local open
  if nc -h 2>&1 | grep -q -- '-U'; then
    open=(nc -U "$socket")
  elif command -v socat >/dev/null; then
    open=(socat - "UNIX-CONNECT:${socket//[,:\\]/\\&}")
  else
    fail 1 "nc (with -U) or socat is needed: apt-get install netcat-openbsd"
  fi
  coproc LINE { exec "${open[@]}"; }
  # Duplicates outlive the process: bash forgets LINE when it ends.
  exec {in}<&"${LINE[0]}" {out}>&"${LINE[1]}"
}

say() { # line, what to print of it
  echo "> ${2-$1}"
  # ivrd may have closed already: what it said before is still to be read.
  { echo "$1" >&"$out"; } 2>/dev/null || true
}

milliseconds() { echo $((${EPOCHREALTIME/[^0-9]/} / 1000)); }

# One line of ivrd into `line`, or false after `$1` milliseconds; sets `closed` at the end.
partial=
hark() {
  local status=0
  # read -t 0 only asks whether there is something: wait for 1 ms at least.
  local wait=$(($1 > 0 ? $1 : 1))
  IFS= read -r -t "$((wait / 1000)).$(printf %03d $((wait % 1000)))" line <&"$in" || status=$?
  if ((status == 0)); then
    line=$partial$line partial=
    return 0
  fi
  partial+=$line
  ((status > 128)) || closed=1
  return 1
}

# What a line of ivrd means for the call.
take() {
  echo "< $line"
  local first second kind
  read -r first second _ kind _ <<<"$line"
  case $first in
    OK) [[ $second != call=* ]] || call=${second#call=} ;;
    ERR) refused=1 ;;
    '*')
      last=$(milliseconds)
      case $kind in
        ASK)
          asked=1
          [[ $line == *' kind=secret'* ]] && secret=1 || secret=0
          ;;
        SAY | NOINPUT | NOMATCH | QUEUE | BRIDGE) asked=0 ;;
        END) ended=1 ;;
      esac
      ;;
    '!')
      last=$(milliseconds)
      [[ $second != BYE ]] || closed=1
      ;;
  esac
}

# Takes what ivrd says until the deadline, or until the call has gone.
listen() { # milliseconds
  local until=$(($(milliseconds) + $1)) left
  while ((!ended && !closed && (left = until - $(milliseconds)) > 0)); do
    if hark "$left"; then take; fi
  done
}

# Waits until the next key may be pressed: input is asked for, and ivrd silent for `pace`;
# or nothing has been said for `quiet`.
await_turn() {
  local now silent
  while ((!ended && !closed)); do
    now=$(milliseconds)
    silent=$((now - last))
    if ((silent >= quiet || (asked && silent >= pace))); then return 0; fi
    # One line at a time: it may be the one that asks.
    if hark $(((asked ? pace : quiet) - silent)); then take; fi
  done
  return 1
}

converse() {
  local pressed=0 shown
  connect
  last=$(milliseconds)
  say "CALL from=$from${to:+ to=$to}"
  while [[ -z $call ]] && ((!refused && !closed && $(milliseconds) - last < 10000)); do
    if hark 1000; then take; fi
  done
  [[ -n $call ]] || fail 1 "ivrd took no call"
  last=$(milliseconds)
  while ((pressed < ${#keys})) && await_turn; do
    shown=${keys:pressed:1}
    ((!secret)) || shown="(a key)"
    say "KEY $call ${keys:pressed:1} n=$((pressed + 1)) src=tone" "KEY $call $shown n=$((pressed + 1)) src=tone"
    pressed=$((pressed + 1))
    # The pause counts from the key too, or keys of one string would come all at once.
    last=$(milliseconds)
  done
  ((pressed == ${#keys})) ||
    echo "tones.sh: the call ended before $((${#keys} - pressed)) of ${#keys} keys were pressed" >&2
  while ((!ended && !closed && $(milliseconds) - last < quiet)); do
    listen $((quiet - ($(milliseconds) - last)))
  done
  if ((!ended && !closed)); then
    say "HANGUP $call"
    listen 5000
  fi
  ((ended)) || fail 1 "the line closed before the call had ended"
}

# --- The command line ------------------------------------------------------------------------

socket=run/gw.sock from=13800138000 to='' pace=300 quiet=3 keys='' decode=0
while (($# > 0)); do
  case $1 in
    --socket | --from | --to | --pace | --quiet | --keys)
      (($# > 1)) || fail 2 "$1 needs a value"
      declare "${1#--}=$2"
      shift 2
      ;;
    --decode)
      decode=1
      shift
      ;;
    --help)
      usage
      exit 0
      ;;
    --*) fail 2 "unknown option $1; --help lists them" ;;
    *) break ;;
  esac
done
[[ $pace =~ ^[0-9]{1,6}$ ]] || fail 2 "--pace takes milliseconds, not '$pace'"
[[ $quiet =~ ^[0-9]{1,4}$ && $quiet != 0 ]] || fail 2 "--quiet takes seconds, not '$quiet'"
[[ $keys =~ ^[0-9A-D*#]*$ ]] || fail 2 "keys are 0-9 A-D * #, without spaces"
[[ $from$to =~ ^[0-9A-Za-z+*#.-]*$ ]] || fail 2 "a telephone number has digits and no spaces"
quiet=$((quiet * 1000))

if [[ -n $keys ]]; then
  (($# == 0)) || fail 2 "say --keys or a file, not both"
else
  (($# == 1)) || {
    usage >&2
    exit 2
  }
  file=$1
  [[ -r $file ]] || fail 1 "can't read $file"
  keys=$(hear)
fi
if ((decode)); then
  echo "$keys"
  exit 0
fi
[[ -n $keys ]] || fail 1 "no keys are heard in $file"

call='' refused=0 closed=0 ended=0 asked=0 secret=0
# ivrd may close while a key is being written; the reading side says so.
trap '' PIPE
converse
exit "$refused"
