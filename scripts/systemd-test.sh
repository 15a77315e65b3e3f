#!/usr/bin/env bash
# Boots a real systemd in a container with ivrd installed as scripts/install.sh does it, and drives it there.
set -euo pipefail

usage() {
  cat <<'USAGE'
usage: scripts/systemd-test.sh [--build-dir DIR]

Needs root, for systemd-nspawn. Installs systemd-container and socat if they are missing. The container sees this
machine's /usr read-only, has a network of its own, and is gone when the test ends.

  --build-dir DIR   where ivrd, ivrctl and ivrsim were built (default: builds them, .build/release)

Exit status: 0 every check held; 1 one did not, and the container's log is shown; 64 bad options.
USAGE
}

builddir=
while [ $# -gt 0 ]; do
  case "$1" in
    --build-dir) shift; builddir=$(realpath -- "${1:?"--build-dir needs a folder"}") ;;
    -h | --help) usage; exit 0 ;;
    *) echo "systemd-test.sh: unknown option '$1'" >&2; usage >&2; exit 64 ;;
  esac
  shift
done
if [ "$(id -u)" -ne 0 ]; then
  echo "systemd-test.sh: only root can start a container: use sudo" >&2
  exit 1
fi

cd "$(dirname "$0")/.."
. scripts/lib/prepare.sh
prepare_machine
install_packages systemd-container socat curl
if [ -z "$builddir" ]; then
  swift build -c release
  builddir=$(swift build -c release --show-bin-path)
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
DESTDIR=$work/root scripts/install.sh --prefix /opt/ivrd --build-dir "$builddir" >"$work/install.log" 2>&1 ||
  { cat "$work/install.log" >&2; exit 1; }

# What the container boots: the units as installed, the demo bank beside them, and the checks.
mkdir "$work/units" "$work/out"
cp "$work/root/etc/systemd/system/"* "$work/units/"
mkdir "$work/units/ivrd.service.d"
cp scripts/systemd/demo.conf "$work/units/ivrd.service.d/"
cp scripts/systemd/ivrd-check.service "$work/units/"
cp -r "$work/root/etc/ivrd/menus" "$work/menus" # the checks break them
chmod -R go+rX "$work" "$work/menus"
echo 'disable ivrd.service' >"$work/first-boot.preset" # else a machine without /etc starts all it has

binds=(
  --bind-ro="$work/units:/run/systemd/system"
  --bind-ro="$work/root/opt/ivrd:/opt/ivrd"
  --bind-ro="$work/root/etc/ivrd:/etc/ivrd"
  --bind="$work/menus:/var/menus"
  --bind-ro="$work/first-boot.preset:/etc/systemd/system-preset/00-ivrd.preset"
  --bind-ro="$work/root/etc/sysusers.d/ivrd.conf:/etc/sysusers.d/ivrd.conf"
  --bind-ro="$work/root/etc/tmpfiles.d/ivrd.conf:/etc/tmpfiles.d/ivrd.conf"
  --bind-ro="$PWD/scripts/systemd/checks.sh:/checks.sh"
  --bind="$work/out:/out"
)
# A build that is not static finds the Swift runtime where the toolchain is.
runtime=$(ldd "$builddir/ivrd" | sed -n 's/^[[:space:]]*libswiftCore\.so => \(.*\) (.*/\1/p')
[ -z "$runtime" ] || binds+=(--bind-ro="$(dirname "$runtime")")

timeout 180 systemd-nspawn -q -D / --register=no --keep-unit --volatile=yes --private-network --link-journal=no \
  --console=pipe "${binds[@]}" --boot systemd.unit=ivrd-check.service </dev/null >"$work/boot.log" 2>&1 || true

cat "$work/out/checks" 2>/dev/null || true
if [ "$(cat "$work/out/verdict" 2>/dev/null)" != passed ]; then
  echo "systemd-test.sh: a check failed, or the container did not come so far; its log:" >&2
  tail -n 40 "$work/out/journal" "$work/boot.log" >&2 2>/dev/null || tail -n 40 "$work/boot.log" >&2
  exit 1
fi
