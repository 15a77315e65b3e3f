#!/usr/bin/env bash
# Puts ivrd on this machine, or into a packager's folder, and takes it away again.
set -euo pipefail

usage() {
  cat <<'TEXT'
Usage: scripts/install.sh [options]
       scripts/install.sh --uninstall [options]

Installs ivrd, ivrctl and ivrsim, the systemd units and the settings. Build them first:
swift build -c release --static-swift-stdlib

  --prefix DIR       where programs go (default /usr/local)
  --sysconfdir DIR   where settings go, in DIR/ivrd (default /etc)
  --build-dir DIR    where the programs were built (default .build/release)
  --uninstall        take away what was installed with the same options. Settings that were
                     edited, the state in /var/lib/ivrd, and the user and groups are kept.
  --help             this text

The variable DESTDIR puts everything below that folder and changes nothing else, for packages.

Installing again keeps settings that were edited; what is new is put beside, as NAME.new.
TEXT
}

fail() { # status, sentence
  echo "install.sh: $2" >&2
  exit "$1"
}

note() { echo "install.sh: $1" >&2; }

build_command="swift build -c release --static-swift-stdlib"
programs=(ivrd ivrctl ivrsim)
prefix=/usr/local sysconfdir=/etc builddir=.build/release uninstall=0
destdir=${DESTDIR-}
while (($# > 0)); do
  case $1 in
    --prefix | --sysconfdir | --build-dir)
      (($# > 1)) || fail 2 "$1 needs a value"
      name=${1#--}
      declare "${name//-/}=$2"
      shift 2
      ;;
    --uninstall)
      uninstall=1
      shift
      ;;
    --help)
      usage
      exit 0
      ;;
    *) fail 2 "unknown argument $1; --help lists the options" ;;
  esac
done
for folder in "$prefix" "$sysconfdir"; do
  [[ $folder == /* ]] || fail 2 "$folder must be an absolute path"
  # Units are written with these paths, and a unit file gives both characters a meaning.
  [[ $folder != *[[:space:]%]* ]] || fail 2 "$folder has a space or a %, which units can't have"
done
prefix=${prefix%/} sysconfdir=${sysconfdir%/}
if [[ $builddir != /* && -d $builddir ]]; then builddir=$(cd -- "$builddir" && pwd); fi
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."

# systemd looks below /usr and /usr/local; units of any other prefix go to /etc.
case $prefix in
  /usr | /usr/local) units=$prefix/lib ;;
  *) units=/etc ;;
esac
menus=$sysconfdir/ivrd/menus
# One line for each file: `file PATH`, or with the sum of what was shipped: `unit SHA256 PATH` (ivrctl doctor compares
# it) and `setting SHA256 PATH` (those that were edited are kept).
manifest=$prefix/share/ivrd/installed

sum() { sha256sum -- "$1" | cut -d ' ' -f 1; }

# The sum that the manifest of the last installation has for a setting, if any.
shipped_sum() {
  [[ ! -e $destdir$manifest ]] ||
    awk -v path="$1" '$1 == "setting" && substr($0, 74) == path { print $2 }' "$destdir$manifest"
}

on_this_machine() { [[ -z $destdir ]]; }
systemd_runs() { on_this_machine && [[ -d /run/systemd/system ]]; }

may_write() { # a folder, which may not exist yet
  local folder=$destdir$1
  while [[ ! -e $folder ]]; do folder=$(dirname -- "$folder"); done
  [[ -w $folder ]] || fail 1 "you may not write to $folder: use sudo, or another --prefix and --sysconfdir, or DESTDIR"
}

# --- Taking away -----------------------------------------------------------------------------

take_away() {
  local kind rest path kept=0 folder
  [[ -e $destdir$manifest ]] || fail 1 "there is no $destdir$manifest: nothing was installed with this prefix"
  may_write "$(dirname -- "$manifest")"
  if systemd_runs; then
    systemctl disable --now ivrd-report.timer ivrd-upkeep.timer ivrd.service ivrd.socket || note "could not stop ivrd; go on"
  fi
  while read -r kind rest; do
    case $kind in
      file) rm -f -- "$destdir$rest" ;;
      unit) rm -f -- "$destdir${rest:65}" ;;
      setting)
        path=${rest:65}
        if [[ ! -e $destdir$path ]]; then
          continue
        elif [[ $(sum "$destdir$path") == "${rest:0:64}" ]]; then
          rm -f -- "$destdir$path"
        else
          echo "kept $destdir$path (edited)"
          kept=1
        fi
        ;;
    esac
  done <"$destdir$manifest"
  rm -f -- "$destdir$manifest"
  rmdir -- "$destdir$prefix/share/ivrd" 2>/dev/null || true
  if [[ -d $destdir$menus ]]; then
    find "$destdir$menus" -depth -type d -empty -delete
  fi
  folder=$destdir$sysconfdir/ivrd
  rmdir -- "$folder" 2>/dev/null || true
  if ((!kept)) && [[ -d $folder ]]; then echo "kept $folder (has files that were not installed)"; fi
  if [[ -d $destdir/var/lib/ivrd ]]; then echo "kept $destdir/var/lib/ivrd (state)"; fi
  if systemd_runs; then systemctl daemon-reload; fi
  if on_this_machine && getent passwd ivrd >/dev/null; then
    echo "kept the user ivrd and the groups ivr-gateway, ivr-desk, ivr-ops"
  fi
  echo "ivrd was taken away"
}

# --- Installing ------------------------------------------------------------------------------

put() { # mode, source, path
  install -D -m "$1" -- "$2" "$destdir$3"
  echo "file $3" >>"$list"
}

# A unit or list, with this installation's paths in place of the default ones.
put_with_paths() { # source, path
  sed -e "s|/usr/local/bin/|$prefix/bin/|g" -e "s|/etc/ivrd|$sysconfdir/ivrd|g" -- "$1" >"$work/edited"
  install -D -m 0644 -- "$work/edited" "$destdir$2"
  echo "unit $(sum "$work/edited") $2" >>"$list"
}

put_setting() { # source, path
  local new old
  new=$(sum "$1")
  echo "setting $new $2" >>"$list"
  if [[ -e $destdir$2 ]]; then
    old=$(sum "$destdir$2")
    if [[ $old == "$new" ]]; then return 0; fi
    if [[ $old != "$(shipped_sum "$2")" ]]; then
      put 0644 "$1" "$2.new"
      echo "kept $destdir$2 (edited); the new one is $2.new"
      return 0
    fi
  fi
  install -D -m 0644 -- "$1" "$destdir$2"
}

# The Swift runtime is found where the toolchain was, unless it was linked in.
check_runtime() { # program
  local library
  library=$(ldd -- "$1" 2>/dev/null | sed -n 's/^[[:space:]]*libswiftCore\.so => \(.*\)/\1/p' || true)
  [[ -z $library ]] ||
    note "warning: ${1##*/} needs the Swift runtime ($library); build with --static-swift-stdlib to be free of it"
}

check_sources() {
  local program
  for program in "${programs[@]}"; do
    [[ -x $builddir/$program ]] ||
      fail 1 "there is no $builddir/$program: build it ($build_command) or say --build-dir"
  done
  [[ -d menus && -n $(find menus -type f -print -quit) ]] ||
    fail 1 "there are no settings in menus/: is this a checkout of ivrd?"
}

put_all() {
  local program setting unit
  for program in "${programs[@]}"; do
    check_runtime "$builddir/$program"
    put 0755 "$builddir/$program" "$prefix/bin/$program"
  done
  for unit in systemd/*.service systemd/*.socket systemd/*.timer; do
    put_with_paths "$unit" "$units/systemd/system/${unit##*/}"
  done
  put_with_paths systemd/ivrd.sysusers "$units/sysusers.d/ivrd.conf"
  put_with_paths systemd/ivrd.tmpfiles "$units/tmpfiles.d/ivrd.conf"
  while IFS= read -r -d '' setting; do
    put_setting "$setting" "$sysconfdir/ivrd/$setting"
  done < <(find menus -type f -not -name '.*' -print0 | sort -z)
  # What an earlier version put and this one does not is still ours to take away.
  if [[ -e $destdir$manifest ]]; then
    awk '{ path = substr($0, $1 == "setting" ? 74 : $1 == "unit" ? 71 : 6) }
      NR == FNR { seen[path] = 1; next } !(path in seen)' "$list" "$destdir$manifest" >"$work/older"
    cat "$work/older" >>"$list"
  fi
  install -D -m 0644 -- "$list" "$destdir$manifest"
}

take_effect() {
  if ! on_this_machine; then
    echo "installed below $destdir. Where it is unpacked, run:"
    echo "systemd-sysusers; systemd-tmpfiles --create; systemctl daemon-reload"
    return 0
  fi
  if command -v systemd-sysusers >/dev/null; then
    systemd-sysusers "$units/sysusers.d/ivrd.conf"
    systemd-tmpfiles --create "$units/tmpfiles.d/ivrd.conf"
  else
    note "warning: no systemd-sysusers here; make the user and groups of $units/sysusers.d/ivrd.conf yourself"
  fi
  if systemd_runs; then
    systemctl daemon-reload
    echo "installed. Start it:   systemctl enable --now ivrd.socket ivrd.service"
    echo "Let a gateway speak:   usermod -aG ivr-gateway USER   (desk: ivr-desk, operators: ivr-ops)"
  else
    echo "installed. systemd does not run here; start it by hand: $prefix/bin/ivrd --menus $menus"
  fi
}

if ((uninstall)); then
  take_away
else
  check_sources
  for folder in "$prefix/bin" "$units" "$sysconfdir/ivrd"; do may_write "$folder"; done
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  list=$work/installed
  : >"$list"
  umask 022
  put_all
  take_effect
fi
