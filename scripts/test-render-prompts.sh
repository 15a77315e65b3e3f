#!/usr/bin/env bash
# Checks render-prompts.sh on a small list, and with an ivrctl on the shipped menus. The last line counts.
#
# Usage: scripts/test-render-prompts.sh [folder of ivrctl, default .build/debug]
set -uo pipefail
bin=$(realpath -- "${1:-.build/debug}")
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
trap 'rm -rf "$work"' EXIT
out=$work/out
render() { ./render-prompts.sh --list "$work/list" "$@" "$out" 2>"$work/err"; }
lines() { printf '%b' "$1" >"$work/list"; }

# --- What is spoken --------------------------------------------------------------------------

lines 'zh\tmain\t普通话请按1。\nen\tmain\tPress 1.\nen\tnumber/7\tseven\nen\tbalance+1\tavailable balance\n'
check "everything the first time" "$out: 4 spoken, 0 as they were, 0 removed" "$(render)"
check "files have the pieces' names" "en/balance+1.wav en/main.wav en/number/7.wav zh/main.wav" \
  "$(cd "$out" && LC_ALL=C ls -1 */*.wav */*/*.wav | LC_ALL=C sort | xargs)"
check "as a telephone line wants them" "8000 1 16" \
  "$(for what in r c b; do soxi "-$what" "$out/en/main.wav"; done | xargs)"
loud() { sox "$1" -n stat 2>&1 | awk '/Maximum amplitude/ { print ($3 > 0.1) }'; }
check "a voice is heard in English" 1 "$(loud "$out/en/number/7.wav")"
check "... and in Chinese" 1 "$(loud "$out/zh/main.wav")"
check "progress where there is no terminal" "4 of 4: 4 spoken, 0 as they were" "$(tail -1 "$work/err")"

# --- Only what has changed -------------------------------------------------------------------

check "nothing the second time" "$out: 0 spoken, 4 as they were, 0 removed" "$(render)"
before=$(sha256sum <"$out/en/main.wav")
lines 'zh\tmain\t普通话请按1。\nen\tmain\tPress 2 now.\nen\tnumber/7\tseven\nen\tbalance+1\tavailable balance\n'
check "the one whose words changed" "$out: 1 spoken, 3 as they were, 0 removed" "$(render)"
check "... says something else" yes "$([[ $before != "$(sha256sum <"$out/en/main.wav")" ]] && echo yes)"
rm "$out/zh/main.wav"
check "the one whose file is gone" "$out: 1 spoken, 3 as they were, 0 removed" "$(render)"
echo mine >"$out/en/main.wav"
check "a file of one's own" "$out: 0 spoken, 4 as they were, 0 removed" "$(render)"
check "... stays" mine "$(cat "$out/en/main.wav")"
check "another speed is another voice" "$out: 4 spoken, 0 as they were, 0 removed" "$(render --speed 200)"
lines 'zh\tmain\t普通话请按1。\nen\tmain\tPress 2 now.\n'
check "one language leaves the other alone" "$out: 0 spoken, 1 as they were, 2 removed" \
  "$(render --speed 200 --lang en)"
check "... with its file" yes "$([[ -s $out/zh/main.wav && ! -e $out/en/number/7.wav ]] && echo yes)"
check "... and its line" "en/main zh/main" "$(cut -f 1,2 --output-delimiter / "$out/manifest.tsv" | xargs)"

# --- Clear errors ----------------------------------------------------------------------------

lines 'en\t../../etc/passwd\tno\n'
render >/dev/null
check "a name that leads elsewhere is refused" "1 yes" \
  "$? $(grep -q "not language, name and words: 1:" "$work/err" && echo yes)"
lines 'xx-none\tmain\thello\nen\tmain\tPress 2 now.\n'
render --speed 200 >/dev/null
check "a language without a voice is said, and the rest is spoken" "1 yes" \
  "$? $(grep -q "xx-none/main can't be spoken" "$work/err" && echo yes)"
: >"$work/list"
render >/dev/null
check "an empty list" "1 render-prompts.sh: there is nothing to speak" "$? $(cat "$work/err")"
render --speed fast >/dev/null
check "a wrong command line is status 2" "2 render-prompts.sh: --speed takes a whole number, not 'fast'" \
  "$? $(cat "$work/err")"
render --rate 1 >/dev/null
check "... so is a rate that no file has" 2 $?

# --- The shipped menus -----------------------------------------------------------------------

"$bin/ivrctl" menu recordings --menus ../menus >"$work/all"
check "each name once a language" "" "$(cut -f 1,2 "$work/all" | LC_ALL=C sort | uniq -d)"
check "both languages have every number" "zh/number/7 en/number/7" \
  "$(awk -F '\t' '$2 == "number/7" { print $1 "/" $2 }' "$work/all" | xargs)"
grep -P '^(zh\tbalance\+|en\tbalance\+|en\tmonth/11\t)' "$work/all" >"$work/list"
check "shipped prompts are spoken" "$work/shipped: 5 spoken, 0 as they were, 0 removed" \
  "$(./render-prompts.sh --list "$work/list" "$work/shipped" 2>/dev/null)"

echo "$passed passed, $failed failed"
((failed == 0))
