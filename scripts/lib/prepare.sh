# Sourced by start.sh and test.sh: what a fresh Debian or Ubuntu machine with Swift still lacks.

# install_packages PACKAGE...: installs those that are missing, as root or through sudo.
install_packages() {
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
      echo "ivrd needs these packages: ${missing[*]}. Install them as root: apt-get install ${missing[*]}" >&2
      return 1
    fi
    as_root=(sudo)
  fi
  echo "Installing ${missing[*]} ..."
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}" >/dev/null
}

prepare_machine() {
  if ! command -v swift >/dev/null; then
    echo "Swift 6.2 or newer is needed and there is no 'swift' on the PATH: see https://www.swift.org/install" >&2
    return 1
  fi
  install_packages libsqlite3-dev
}
