#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck disable=SC2016,SC2034,SC2317
# What build-aux/lib.sh would install, and how it asks, on systems this is not: with package managers that only
# write down how they were called. Usage: test-packages.sh BUILD_AUX
set -euo pipefail
lib=$(cd "$1" && pwd)/lib.sh

scratch=$(mktemp -d "${TMPDIR:-/tmp}/matoi-packages.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/bin" "$scratch/lists"
failed=0

fake () {
  local name
  for name; do
    printf '#!/bin/sh\necho "%s $*" >>"%s/called"\nexit 0\n' "$name" "$scratch" >"$scratch/bin/$name"
    chmod 755 "$scratch/bin/$name"
  done
}

# These say of every package that it is not there.
for name in rpm dpkg-query; do
  printf '#!/bin/sh\nexit 1\n' >"$scratch/bin/$name"
done
fake apt-get dnf
printf '#!/bin/sh\n[ "$1" != -Q ] || exit 1\necho "pacman $*" >>"%s/called"\n' "$scratch" >"$scratch/bin/pacman"
printf '#!/bin/sh\necho "sudo $*" >>"%s/called"\nexec "$@"\n' "$scratch" >"$scratch/bin/sudo"
chmod 755 "$scratch"/bin/*

# attempt RELEASE ANSWER|none|root COMMAND...: in a shell of its own; its words go to $scratch/said.
attempt () {
  local release=$1 mode=$2
  shift 2
  rm -f "$scratch/called"
  : >"$scratch/called"
  printf '%b' "$release" >"$scratch/os-release"
  status=0
  (
    # shellcheck source=/dev/null
    . "$lib"
    PATH=$scratch/bin:$PATH
    os_release=$scratch/os-release
    pacman_lists=$scratch/lists
    is_root () { [ "$mode" = root ]; }
    can_ask () { [ "$mode" != none ]; }
    "$@"
  ) >"$scratch/said" 2>&1 <<<"$mode" || status=$?
}

check () {
  local what=$1
  shift
  if "$@"; then
    echo "ok: $what"
  else
    echo "FAILED: $what"
    sed 's/^/  said: /' "$scratch/said"
    sed 's/^/  called: /' "$scratch/called"
    failed=1
  fi
}

said () { grep -qF -- "$1" "$scratch/said"; }
called () { grep -qE -- "$1" "$scratch/called"; }
nothing_called () { [ ! -s "$scratch/called" ]; }
ended_with () { [ "$status" = "$1" ]; }
has_packages () {
  local name
  for name; do
    called "(^| )$name( |\$)" || return 1
  done
}

fedora='NAME="Fedora Linux"\nID=fedora\n'
arch='NAME="Arch Linux"\nID=arch\n'
debian='ID=debian\n'

attempt "$fedora" y package_manager
check "Fedora has dnf, whatever else is installed" said dnf
attempt 'ID="rocky"\nID_LIKE="rhel centos fedora"\n' y package_manager
check "a system like Fedora has dnf" said dnf
attempt 'ID=manjaro\nID_LIKE=arch\n' y package_manager
check "a system like Arch has pacman" said pacman
attempt 'ID=linuxmint\nID_LIKE="ubuntu debian"\n' y package_manager
check "a system like Debian has apt" said apt
attempt 'ID=other\n' y package_manager
check "an unknown system has what is there" said apt

attempt "$fedora" y ensure_packages build run
check "dnf: shows the command" said '  sudo dnf install -y --setopt=install_weak_deps=False gcc '
check "dnf: asks for sudo once" [ "$(grep -c '^sudo ' "$scratch/called")" = 1 ]
check "dnf: installs" called '^dnf install -y --setopt=install_weak_deps=False gcc '
check "dnf: what is built with" has_packages meson ninja-build pkgconf-pkg-config gettext gtk4-devel libadwaita-devel \
  json-glib-devel sqlite-devel libsecret-devel
check "dnf: what is run with" has_packages gtk4 adwaita-icon-theme librsvg2 dbus-daemon
check "dnf: no names of Debian's" eval '! called "[ ]lib[a-z0-9.-]*-dev( |$)"'
check "dnf: succeeds" ended_with 0

attempt "$arch" y ensure_packages build test
check "pacman: fresh lists where there are none" called '^pacman -Syu --needed --noconfirm gcc '
check "pacman: what is built with" has_packages meson ninja pkgconf gettext gtk4 libadwaita json-glib sqlite libsecret
check "pacman: what is tested with" has_packages xorg-server-xvfb dbus python
check "pacman: no names of Debian's or Fedora's" eval '! called "[a-z]-dev( |$)|gtk4-devel"'
: >"$scratch/lists/core.db"
attempt "$arch" y ensure_packages build
check "pacman: no upgrade where there are lists" called '^pacman -S --needed --noconfirm gcc '

attempt "$debian" y ensure_packages build
check "apt: lists first" called '^apt-get update'
check "apt: installs" called '^apt-get install -y -q --no-install-recommends gcc '
check "apt: with sudo, both" [ "$(grep -c '^sudo ' "$scratch/called")" = 2 ]
check "apt: what is built with" has_packages meson ninja-build libgtk-4-dev libadwaita-1-dev libjson-glib-dev \
  libsqlite3-dev libsecret-1-dev

for release in "$fedora" "$arch" "$debian"; do
  manager=${release##*ID=}
  attempt "$release" n ensure_packages build
  check "${manager%\\n}: no means no" nothing_called
  check "${manager%\\n}: and says so" said 'error: not installed; nothing has been changed'
  check "${manager%\\n}: and ends" ended_with 1
  attempt "$release" '' ensure_packages build
  check "${manager%\\n}: Enter alone means no" nothing_called
  attempt "$release" none ensure_packages build
  check "${manager%\\n}: asks nothing of a script" nothing_called
  check "${manager%\\n}: but tells it what to run" said 'Run this, then start again:'
  attempt "$release" root ensure_packages build
  check "${manager%\\n}: root needs no sudo" eval '! called "^sudo "'
  check "${manager%\\n}: root installs" called '(dnf install|pacman -S|apt-get install) '
done

# Everything is there: nothing to ask.
printf '#!/bin/sh\nexit 0\n' >"$scratch/bin/rpm"
attempt "$fedora" none ensure_packages build run test
check "nothing missing, nothing asked" said 'everything is installed'
check "nothing missing, nothing called" nothing_called

exit $failed
