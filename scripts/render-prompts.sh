#!/usr/bin/env bash
# Speaks every prompt into WAV files, for a gateway that plays recordings.
set -euo pipefail

usage() {
  cat <<'TEXT'
Usage: render-prompts.sh [options] [OUT]

Speaks every recording that the menus can ask for with espeak-ng, into OUT (default recordings):

  OUT/<language>/<name>.wav    named as pieces= in SAY lines names them: zh/main.wav, en/number/7.wav
  OUT/manifest.tsv             language, name and a hash of the words and of how they were spoken

Only what has changed since the manifest was written is spoken again, and files that nothing asks for any more
are removed. The voice is a stand-in for a person's: replace a file by your own, and it stays until its words
change. espeak-ng and sox are installed when they are missing.

  --menus DIR     the menus (default: $IVRD_MENUS, else menus)
  --lang TAG      only this language; the others' files are left alone
  --list FILE     speak the lines of FILE instead: language, name, words, with tabs between them
  --ivrctl PATH   the ivrctl that lists the recordings (default: the one on the PATH, else of this checkout)
  --speed WPM     words a minute (default 160)
  --rate HZ       samples a second (default 8000, a telephone line)
  --help          this text

Example: scripts/render-prompts.sh --lang en /var/lib/gateway/prompts
Exit status: 0 all is there, 1 something could not be spoken, 2 the command line is wrong.
TEXT
}

fail() { # status, sentence
  echo "render-prompts.sh: $2" >&2
  exit "$1"
}

number() { # option, value, least, greatest
  [[ $2 =~ ^[0-9]{1,6}$ ]] || fail 2 "$1 takes a whole number, not '$2'"
  (($2 >= $3 && $2 <= $4)) || fail 2 "$1 is from $3 to $4"
}

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
menus='' lang='' list='' ivrctl='' speed=160 rate=8000 out=
while (($# > 0)); do
  case $1 in
    --menus | --lang | --list | --ivrctl | --speed | --rate)
      (($# > 1)) || fail 2 "$1 needs a value"
      declare "${1#--}=$2"
      shift 2
      ;;
    --help)
      usage
      exit 0
      ;;
    --*) fail 2 "unknown option $1; --help lists them" ;;
    *)
      [[ -z $out ]] || fail 2 "one folder to write to, not two: $out and $1"
      out=$1
      shift
      ;;
  esac
done
number --speed "$speed" 80 450
number --rate "$rate" 4000 48000
out=${out:-recordings}
[[ -z $list || -r $list ]] || fail 2 "there is no $list to read"

. "$root/scripts/lib/prepare.sh"
install_packages espeak-ng sox >&2

# The lines to speak: language, name, words.
recordings() {
  if [[ -n $list ]]; then
    cat -- "$list"
    return
  fi
  if [[ -z $ivrctl ]]; then
    ivrctl=$(command -v ivrctl || ls -t "$root"/.build/{release,debug}/ivrctl 2>/dev/null | head -1 || true)
    [[ -n $ivrctl ]] || fail 1 "there is no ivrctl yet: build it (swift build), or name it with --ivrctl"
  fi
  "$ivrctl" menu recordings ${menus:+--menus "$menus"} ${lang:+--lang "$lang"}
}

# espeak-ng's name of a language's voice.
voice() {
  case $1 in
    zh | zh-*) echo cmn ;;
    *) echo "$1" ;;
  esac
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
recordings >"$work/list" || fail 1 "the recordings could not be listed"
[[ -z $lang ]] || awk -F '\t' -v lang="$lang" '$1 == lang' "$work/list" >"$work/one" && [[ ! -e $work/one ]] || mv "$work/one" "$work/list"
total=$(wc -l <"$work/list")
((total > 0)) || fail 1 "there is nothing to speak"
if bad=$(grep -nvP '^[A-Za-z0-9-]+\t[a-z0-9][a-z0-9._+-]*(/[a-z0-9][a-z0-9._+-]*)?\t[^\t]+$' "$work/list" | head -1); then
  fail 1 "a line is not language, name and words: $bad"
fi

mkdir -p -- "$out" || fail 1 "can't make the folder $out"
manifest=$out/manifest.tsv
declare -A known=() wanted=()
if [[ -e $manifest ]]; then
  while IFS=$'\t' read -r tag name hash; do known[$tag/$name]=$hash; done <"$manifest"
fi

# A line that is written over on a terminal, and now and then a line elsewhere.
spoken=0 kept=0 done=0 shown=0
progress() {
  local line
  line="$done of $total: $spoken spoken, $kept as they were"
  if [[ -t 2 ]]; then
    printf '\r%s\e[K' "$line" >&2
    ((done < total)) || echo >&2
  elif ((done == total || done - shown >= 200)); then
    echo "$line" >&2
    shown=$done
  fi
}

# Into a file beside it first: nobody plays half a recording.
speak() { # language, words, file
  mkdir -p -- "$(dirname -- "$3")"
  espeak-ng -v "$(voice "$1")" -s "$speed" -w "$work/voice.wav" -- "$2" 2>"$work/why" &&
    sox "$work/voice.wav" -r "$rate" -b 16 -c 1 "$work/line.wav" 2>"$work/why" &&
    mv -- "$work/line.wav" "$3.new" && mv -- "$3.new" "$3"
}

hashes=$(cut -f 1,3 "$work/list" | while IFS= read -r line; do printf '%s\t%s\t%s\n' "$line" "$speed" "$rate" | sha256sum; done | cut -c 1-32)
status=0
: >"$work/manifest"
while IFS=$'\t' read -r tag name text <&3 && read -r hash <&4; do
  file=$out/$tag/$name.wav
  wanted[$tag/$name]=1
  if [[ ${known[$tag/$name]-} == "$hash" && -s $file ]]; then
    kept=$((kept + 1))
  elif speak "$tag" "$text" "$file"; then
    spoken=$((spoken + 1))
  else
    echo "render-prompts.sh: $tag/$name can't be spoken: $(head -1 "$work/why")" >&2
    status=1
    hash=failed
  fi
  printf '%s\t%s\t%s\n' "$tag" "$name" "$hash" >>"$work/manifest"
  done=$((done + 1))
  progress
done 3<"$work/list" 4<<<"$hashes"

# Another language's lines stay in the manifest; what nothing asks for goes with its file.
removed=0
for entry in "${!known[@]}"; do
  [[ -z ${wanted[$entry]-} ]] || continue
  if [[ -n $lang && ${entry%%/*} != "$lang" ]]; then
    printf '%s\t%s\t%s\n' "${entry%%/*}" "${entry#*/}" "${known[$entry]}" >>"$work/manifest"
  else
    rm -f -- "$out/$entry.wav"
    removed=$((removed + 1))
  fi
done
LC_ALL=C sort -o "$work/manifest" "$work/manifest"
cp -- "$work/manifest" "$manifest.new" && mv -- "$manifest.new" "$manifest"
echo "$out: $spoken spoken, $kept as they were, $removed removed"
exit "$status"
