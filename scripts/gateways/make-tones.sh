#!/usr/bin/env bash
# Writes the tones of a telephone keypad (DTMF, ITU-T Q.23) to a WAV file.
set -euo pipefail

usage() {
  cat <<'TEXT'
Usage: make-tones.sh [options] KEYS OUT.wav

Writes KEYS (of 0-9 A-D * #) as the tones that a telephone sends (DTMF, ITU-T Q.23).
Quote the keys: the shell gives * and # a meaning of its own.

  --tone MS   length of each tone, from 40 (default 80)
  --gap MS    silence around each tone, from 40 (default 80)
  --rate HZ   samples a second (default 8000, a telephone line)
  --help      this text

Example: make-tones.sh '2' two.wav && tones.sh two.wav
TEXT
}

fail() { # status, sentence
  echo "make-tones.sh: $2" >&2
  exit "$1"
}

# The low and the high frequency of a key, in hertz.
frequencies() {
  case $1 in
    1) echo 697 1209 ;; 2) echo 697 1336 ;; 3) echo 697 1477 ;; A) echo 697 1633 ;;
    4) echo 770 1209 ;; 5) echo 770 1336 ;; 6) echo 770 1477 ;; B) echo 770 1633 ;;
    7) echo 852 1209 ;; 8) echo 852 1336 ;; 9) echo 852 1477 ;; C) echo 852 1633 ;;
    '*') echo 941 1209 ;; 0) echo 941 1336 ;; '#') echo 941 1477 ;; D) echo 941 1633 ;;
  esac
}

# A number of milliseconds as the seconds that sox takes.
seconds() { printf '%d.%03d' $(($1 / 1000)) $(($1 % 1000)); }

number() { # option, value, least
  [[ $2 =~ ^[0-9]{1,6}$ ]] || fail 2 "$1 takes a whole number, not '$2'"
  (($2 >= $3)) || fail 2 "$1 must be at least $3"
}

tone=80 gap=80 rate=8000
while (($# > 0)); do
  case $1 in
    --tone | --gap | --rate)
      (($# > 1)) || fail 2 "$1 needs a value"
      if [[ $1 == --rate ]]; then number "$1" "$2" 4000; else number "$1" "$2" 40; fi
      declare "${1#--}=$2"
      shift 2
      ;;
    --help)
      usage
      exit 0
      ;;
    --*) fail 2 "unknown option $1; --help lists them" ;;
    *) break ;;
  esac
done
(($# == 2)) || {
  usage >&2
  exit 2
}
keys=$1 out=$2
[[ $keys =~ ^[0-9A-D*#]+$ ]] || fail 2 "keys are 0-9 A-D * #, without spaces"
[[ -d $(dirname -- "$out") ]] || fail 2 "there is no folder $(dirname -- "$out")"
command -v sox >/dev/null || fail 1 "sox is needed: apt-get install sox"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
format=(-r "$rate" -b 16 -c 1)
sox -n "${format[@]}" "$work/gap.wav" trim 0 "$(seconds "$gap")"
parts=("$work/gap.wav")
for ((i = 0; i < ${#keys}; i++)); do
  key=${keys:i:1}
  # A file can't be called "*": the key's place on the keypad names it.
  name=$work/$(printf '%d' "'$key").wav
  if [[ ! -e $name ]]; then
    read -r low high < <(frequencies "$key")
    # -6 dB before the mix leaves the sum of both tones below full scale.
    sox -n "${format[@]}" "$name" synth "$(seconds "$tone")" sine "$low" sine "$high" remix - gain -6
  fi
  parts+=("$name" "$work/gap.wav")
done
sox "${parts[@]}" "$out" || fail 1 "could not write $out"
