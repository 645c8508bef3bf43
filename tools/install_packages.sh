#!/bin/bash
# Installs the Debian packages that tools/packages.txt names and this machine lacks, for the sections
# given (build, test, proof). Nothing is asked of the network when nothing is missing. Without root
# and without sudo it prints the exact line to run and stops with 1.
set -euo pipefail
cd "$(dirname "$0")/.."

wanted_packages() {
  local section="" package _
  while read -r package _; do
    case "$package" in
      "" | "#"*) ;;
      "["*"]") section=${package//[\[\]]/} ;;
      *)
        [[ " $* " == *" $section "* ]] || continue
        if [[ $package == *"?"* ]]; then
          command -v "${package#*\?}" > /dev/null || echo "${package%%\?*}"
        else
          echo "$package"
        fi ;;
    esac
  done < tools/packages.txt
}

missing_packages() {
  local installed
  installed=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' "$@" 2> /dev/null |
    awk '$2 == "installed" { print $1 }' || true)
  comm -23 <(printf '%s\n' "$@" | sort -u) <(sort -u <<< "$installed")
}

if ! command -v dpkg-query > /dev/null; then
  echo "This script installs Debian 12 packages, and dpkg-query is not here." >&2
  echo "Install what tools/packages.txt names in your own way and build with: cmake --preset release" >&2
  exit 1
fi

mapfile -t wanted < <(wanted_packages "$@")
mapfile -t missing < <(missing_packages "${wanted[@]}")
[[ ${#missing[@]} -gt 0 ]] || exit 0

install=(apt-get install -y --no-install-recommends "${missing[@]}")
quiet=(-qq -o Dpkg::Use-Pty=0)
as_root=()
if [[ $(id -u) -ne 0 ]]; then
  if ! command -v sudo > /dev/null || { [[ ! -t 0 ]] && ! sudo -n true 2> /dev/null; }; then
    echo "These Debian packages are missing. Run this as root, then try again:" >&2
    echo "  apt-get update && ${install[*]}" >&2
    exit 1
  fi
  as_root=(sudo)
fi

echo "Installing ${#missing[@]} Debian packages: ${missing[*]}"
as_root+=(env DEBIAN_FRONTEND=noninteractive)
"${as_root[@]}" apt-get update -qq || echo "apt-get update failed; trying with the lists that are here" >&2
"${as_root[@]}" "${install[@]}" "${quiet[@]}" > /dev/null
