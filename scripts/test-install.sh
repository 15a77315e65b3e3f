#!/usr/bin/env bash
# Checks install.sh in a folder of its own: nothing outside it is touched. The last line counts.
set -uo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." || exit 1

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

# A checkout with programs and settings that only stand for the real ones.
tree=$work/tree root=$work/root
mkdir -p "$tree/scripts" "$tree/build" "$tree/menus/prompts"
cp scripts/install.sh "$tree/scripts/"
cp -R systemd "$tree/"
for program in ivrd ivrctl ivrsim; do
  printf '#!/bin/sh\necho %s\n' "$program" >"$tree/build/$program"
  chmod +x "$tree/build/$program"
done
echo 'tree: 1' >"$tree/menus/main.yaml"
echo 'zh: 1' >"$tree/menus/prompts/zh.yaml"

run() { DESTDIR=$root "$tree/scripts/install.sh" --build-dir "$tree/build" "$@" 2>&1; }
files() { (cd "$root" && find . -type f | sort | tr '\n' ' '); }

run >/dev/null
check "it installs" 0 $?
check "everything has its place" "./etc/ivrd/menus/main.yaml ./etc/ivrd/menus/prompts/zh.yaml ./usr/local/bin/ivrctl \
./usr/local/bin/ivrd ./usr/local/bin/ivrsim ./usr/local/lib/systemd/system/ivrd-report.service \
./usr/local/lib/systemd/system/ivrd-report.timer ./usr/local/lib/systemd/system/ivrd-upkeep.service \
./usr/local/lib/systemd/system/ivrd-upkeep.timer ./usr/local/lib/systemd/system/ivrd.service \
./usr/local/lib/systemd/system/ivrd.socket ./usr/local/lib/sysusers.d/ivrd.conf ./usr/local/lib/tmpfiles.d/ivrd.conf \
./usr/local/share/ivrd/installed " "$(files)"
check "programs can be run" ivrctl "$("$root/usr/local/bin/ivrctl")"
check "the shipped unit is the default one" "" \
  "$(diff systemd/ivrd.service "$root/usr/local/lib/systemd/system/ivrd.service")"

# An edited setting is kept, a new version is put beside, an unedited one follows.
echo 'tree: mine' >"$root/etc/ivrd/menus/main.yaml"
echo 'tree: 2' >"$tree/menus/main.yaml"
echo 'zh: 2' >"$tree/menus/prompts/zh.yaml"
output=$(run)
check "an edited setting is kept" 'tree: mine' "$(cat "$root/etc/ivrd/menus/main.yaml")"
check "... and the new one is beside it" 'tree: 2' "$(cat "$root/etc/ivrd/menus/main.yaml.new")"
check "... and that is said" 1 "$(grep -c "kept $root/etc/ivrd/menus/main.yaml (edited)" <<<"$output")"
check "a setting that was not edited is renewed" 'zh: 2' "$(cat "$root/etc/ivrd/menus/prompts/zh.yaml")"
rm "$tree/menus/prompts/zh.yaml"
run >/dev/null

mkdir -p "$root/var/lib/ivrd"
echo state >"$root/var/lib/ivrd/journal.db"
output=$(run --uninstall)
check "it is taken away" 0 $?
check "the edited setting and the state stay, and nothing else" \
  "./etc/ivrd/menus/main.yaml ./var/lib/ivrd/journal.db " "$(files)"
check "what stays is said" "kept $root/etc/ivrd/menus/main.yaml (edited)
kept $root/var/lib/ivrd (state)
ivrd was taken away" "$output"
check "a second time there is nothing to take away" \
  "1 install.sh: there is no $root/usr/local/share/ivrd/installed: nothing was installed with this prefix" \
  "$(output=$(run --uninstall) || echo "$? $output")"

# Another prefix.
root=$work/other
run --prefix /opt/ivr --sysconfdir /opt/ivr/etc >/dev/null
check "another prefix is in the unit" "ExecStart=/opt/ivr/bin/ivrd --menus /opt/ivr/etc/ivrd/menus" \
  "$(grep ^ExecStart= "$root/etc/systemd/system/ivrd.service")"
check "... and in the list of folders" 1 "$(grep -c '/opt/ivr/etc/ivrd/menus' "$root/etc/tmpfiles.d/ivrd.conf")"
run --prefix /opt/ivr --sysconfdir /opt/ivr/etc --uninstall >/dev/null
check "... and taken away as a whole" "" "$(files)"

# Clear errors.
rm "$tree/build/ivrsim"
check "a program that is not built" "1 install.sh: there is no $tree/build/ivrsim: build it \
(swift build -c release --static-swift-stdlib) or say --build-dir" "$(output=$(run) || echo "$? $output")"
check "a relative prefix" "2 install.sh: here must be an absolute path" \
  "$(output=$(run --prefix here) || echo "$? $output")"
check "an unknown option" "2 install.sh: unknown argument --frob; --help lists the options" \
  "$(output=$(run --frob) || echo "$? $output")"

# The units.
if command -v systemd-analyze >/dev/null; then
  root=$work/verify
  : >"$tree/build/ivrsim" && chmod +x "$tree/build/ivrsim"
  run --prefix "$work/prefix" --sysconfdir "$work/etc" >/dev/null
  mkdir "$work/units" && cp "$root/etc/systemd/system/"ivrd* "$work/units/"
  mkdir -p "$work/prefix/bin" && cp "$tree/build/ivrd" "$tree/build/ivrctl" "$work/prefix/bin/"
  check "systemd-analyze verify has nothing to say" "" \
    "$(systemd-analyze verify "$work/units/"ivrd* 2>&1)"
  exposure=$(systemd-analyze security --offline=true --no-pager "$work/units/ivrd.service" |
    sed -n 's/.*Overall exposure level for ivrd.service: \([0-9.]*\).*/\1/p')
  check "exposure is at most 2.0" yes \
    "$(awk -v e="$exposure" 'BEGIN { print (e != "" && e <= 2.0) ? "yes" : "no: " e }')"
fi

echo "$passed passed, $failed failed"
((failed == 0))
