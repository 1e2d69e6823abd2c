# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Shared by build-aux/run and build-aux/test: what to install, and how to ask for it.

say () { printf '\033[1m==> %s\033[0m\n' "$*" | if [ -t 1 ]; then cat; else sed 's/\x1b\[[0-9;]*m//g'; fi; }
warn () { printf 'warning: %s\n' "$*" >&2; }
die () { printf 'error: %s\n' "$*" >&2; exit 1; }

have () { command -v "$1" >/dev/null 2>&1; }

# Both are other ones in tests/lint/test-packages.sh.
os_release=/etc/os-release
pacman_lists=/var/lib/pacman/sync

# Prints apt, dnf or pacman; nothing on a system known to none of them. The system's own name goes first: a Fedora
# may have apt installed, a Debian dnf.
package_manager () {
  local names name
  names=$(sed -n 's/^ID\(_LIKE\)\{0,1\}=//p' "$os_release" 2>/dev/null | tr -d "\"'" | tr '\n' ' ' || true)
  for name in $names; do
    case $name in
      debian | ubuntu) have apt-get && { echo apt; return; } ;;
      fedora | rhel) have dnf && { echo dnf; return; } ;;
      arch) have pacman && { echo pacman; return; } ;;
    esac
  done
  for name in apt-get dnf pacman; do
    if have "$name"; then
      echo "${name%-get}"
      return
    fi
  done
}

# packages apt|dnf|pacman build|run|test
packages () {
  case $1-$2 in
    apt-build)
      echo gcc libc6-dev binutils meson ninja-build pkgconf gettext itstool desktop-file-utils libxml2-utils \
        libgtk-4-dev libadwaita-1-dev libjson-glib-dev libsqlite3-dev libsecret-1-dev libcmark-dev libpango1.0-dev \
        libcairo2-dev libgdk-pixbuf-2.0-dev libsoup-3.0-dev libarchive-dev libgtksourceview-5-dev libenchant-2-dev ;;
    apt-run)
      echo libgtk-4-bin adwaita-icon-theme librsvg2-common gsettings-desktop-schemas dconf-gsettings-backend \
        fonts-cantarell fonts-noto-cjk dbus dbus-daemon libgtksourceview-5-0 ;;
    apt-test)
      echo xvfb xauth dbus dbus-daemon adwaita-icon-theme librsvg2-common gsettings-desktop-schemas \
        fonts-cantarell fonts-noto-cjk locales appstream python3 python3-jsonschema clang-format poppler-utils libical-dev ;;

    dnf-build)
      echo gcc glibc-devel binutils meson ninja-build pkgconf-pkg-config gettext itstool desktop-file-utils libxml2 \
        gtk4-devel libadwaita-devel json-glib-devel sqlite-devel libsecret-devel cmark-devel pango-devel cairo-devel gdk-pixbuf2-devel libsoup3-devel libarchive-devel \
        gtksourceview5-devel enchant2-devel ;;
    dnf-run)
      echo gtk4 adwaita-icon-theme librsvg2 gsettings-desktop-schemas dconf google-noto-sans-cjk-fonts dbus-daemon \
        gtksourceview5 ;;
    dnf-test)
      echo xorg-x11-server-Xvfb xorg-x11-xauth dbus-daemon adwaita-icon-theme librsvg2 \
        gsettings-desktop-schemas google-noto-sans-cjk-fonts glibc-langpack-en glibc-langpack-ja appstream python3 python3-jsonschema poppler-utils \
        libical-devel ;;

    pacman-build)
      echo gcc binutils meson ninja pkgconf gettext itstool desktop-file-utils libxml2 glib2-devel gtk4 libadwaita \
        json-glib sqlite libsecret cmark pango cairo gdk-pixbuf2 libsoup3 libarchive gtksourceview5 enchant ;;
    pacman-run)
      echo gtk4 adwaita-icon-theme librsvg gsettings-desktop-schemas dconf cantarell-fonts noto-fonts-cjk dbus \
        gtksourceview5 ;;
    pacman-test)
      echo xorg-server-xvfb xorg-xauth dbus adwaita-icon-theme librsvg gsettings-desktop-schemas \
        cantarell-fonts noto-fonts-cjk appstream python python-jsonschema poppler libical ;;
  esac
}

# installed MANAGER PACKAGE
installed () {
  case $1 in
    apt) [ "$(dpkg-query -W -f '${db:Status-Status}' "$2" 2>/dev/null)" = installed ] ;;
    dnf) rpm -q --quiet --whatprovides "$2" ;;
    pacman) pacman -Q "$2" >/dev/null 2>&1 ;;
  esac
}

# install_commands MANAGER PACKAGE...: what installs them, a command a line, without sudo.
install_commands () {
  local manager=$1
  shift
  case $manager in
    apt)
      # the lists may be empty on a fresh machine, and no question may stop the installation
      echo apt-get update -qq
      echo env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" ;;
    dnf) echo dnf install -y --setopt=install_weak_deps=False "$@" ;;
    pacman)
      # without lists nothing can be installed; with new lists alone the system would be half upgraded
      if compgen -G "$pacman_lists/*.db" >/dev/null; then
        echo pacman -S --needed --noconfirm "$@"
      else
        echo pacman -Syu --needed --noconfirm "$@"
      fi ;;
  esac
}

is_root () { [ "$(id -u)" = 0 ]; }
can_ask () { [ -t 0 ]; }

# as_root COMMAND...: runs them as root, each a line of words; shows them and asks first when that takes sudo.
as_root () {
  local command answer sudo=()
  if ! is_root; then
    if ! can_ask; then
      echo "error: this needs root. Run this, then start again:" >&2
      printf '  sudo %s\n' "$@" >&2
      exit 1
    fi
    if ! have sudo; then
      printf '  %s\n' "$@" >&2
      die "this needs root and there is no sudo; run these commands as root, then start again"
    fi
    echo "This needs root:"
    printf '  sudo %s\n' "$@"
    answer=
    read -r -p "Run it? [y/N] " answer || true
    case $answer in
      y | Y | yes) sudo=(sudo) ;;
      *) die "not installed; nothing has been changed" ;;
    esac
  fi
  for command in "$@"; do
    # shellcheck disable=SC2086
    ${sudo[@]+"${sudo[@]}"} $command </dev/null
  done
}

# ensure_packages GROUP...: installs what is missing of these groups, and says so.
ensure_packages () {
  local manager group name missing=() commands
  manager=$(package_manager)
  if [ -z "$manager" ]; then
    warn "neither apt, dnf nor pacman here; going on with what is installed"
    warn "needed: a C compiler, meson, ninja, gettext, GTK 4.8, libadwaita 1.2, GtkSourceView 5.6, json-glib 1.6, SQLite 3.40, cmark 0.30, Pango 1.50, gdk-pixbuf 2.42, libsoup 3.2, libarchive 3.6 (development files)"
    return
  fi
  for group in "$@"; do
    for name in $(packages "$manager" "$group"); do
      installed "$manager" "$name" || missing+=("$name")
    done
  done
  if [ ${#missing[@]} = 0 ]; then
    say "Packages ($*): everything is installed"
    return
  fi
  say "Packages ($*): missing ${missing[*]}"
  mapfile -t commands < <(install_commands "$manager" "${missing[@]}")
  as_root "${commands[@]}"
}

# Newer than what the distribution has?  Better said here than by a compiler.
check_versions () {
  local pair module version bad=()
  for pair in glib-2.0:2.74 json-glib-1.0:1.6 sqlite3:3.40 libcmark:0.30 pangocairo:1.50 cairo-pdf:1.16 gdk-pixbuf-2.0:2.42 libsoup-3.0:3.2 libarchive:3.6; do
    module=${pair%:*} version=${pair#*:}
    pkg-config --atleast-version="$version" "$module" 2>/dev/null \
      || bad+=("$module >= $version (found: $(pkg-config --modversion "$module" 2>/dev/null || echo none))")
  done
  [ ${#bad[@]} = 0 ] || die "this system is too old for Matoi, it needs ${bad[*]}; Debian 12, Fedora 38 or newer have it"

  window=true
  for pair in gtk4:4.8 libadwaita-1:1.2 gtksourceview-5:5.6; do
    module=${pair%:*} version=${pair#*:}
    if ! pkg-config --atleast-version="$version" "$module" 2>/dev/null; then
      warn "$module >= $version is needed for the window (found: $(pkg-config --modversion "$module" 2>/dev/null || echo none))"
      window=false
    fi
  done
  if [ $window = false ]; then
    warn "building matoictl only; Debian 12, Fedora 38 or newer have all of it"
  fi
}

# setup_build FOLDER OPTION...
setup_build () {
  local folder=$1
  shift
  if [ -e "$folder/meson-private/coredata.dat" ]; then
    say "Configuring $folder again"
    meson setup --reconfigure "$folder" "$@" >"$folder.log" 2>&1 \
      || meson setup --wipe "$folder" "$@" >"$folder.log" 2>&1 \
      || { cat "$folder.log"; return 1; }
  else
    say "Configuring $folder"
    meson setup "$folder" "$@" >"$folder.log" 2>&1 || { cat "$folder.log"; return 1; }
  fi
  rm -f "$folder.log"
}
