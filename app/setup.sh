# setup.sh: what app/run and tests/run share. Sourced by them, with the top folder as working directory.

# Needed to build and to run. Debian 12's own packages, nothing else.
build_packages=(
  gcc libc6-dev meson ninja-build pkg-config gettext
  libglib2.0-dev libgtk-4-dev libadwaita-1-dev libshumate-dev
  libxml2-dev libxml2-utils libsqlite3-dev libpq-dev libcairo2-dev libpango1.0-dev libfontconfig-dev
  libpng-dev zlib1g-dev libarchive-dev libseccomp-dev
  librsvg2-common shared-mime-info adwaita-icon-theme fonts-inter fonts-noto-cjk
)

# Needed by the tests and benchmarks on top of that.
test_packages=(
  xvfb xauth xdotool strace locales tzdata python3
  postgresql-15 postgresql-15-postgis-3
  librsvg2-bin poppler-utils gnuplot-nox sqlite3 gpsd-clients gdal-bin desktop-file-utils appstream
)

# Installs those of the named packages that are missing. Asks for root only then, so that
# every later run is quick and needs no rights.
install_missing ()
{
  local missing=() package root=()

  for package in "$@"; do
    if [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" != installed ]; then
      missing+=("$package")
    fi
  done
  [ ${#missing[@]} -eq 0 ] && return 0

  echo "Installing ${#missing[@]} Debian packages: ${missing[*]}" >&2
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
      echo "These packages have to be installed as root, and sudo is not there. As root, run:" >&2
      echo "  apt-get update && apt-get install --no-install-recommends ${missing[*]}" >&2
      return 1
    fi
    root=(sudo)
  fi
  "${root[@]}" apt-get -q update >&2
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get -q -y install --no-install-recommends "${missing[@]}" >&2
}

# build_in FOLDER [OPTION…]: builds the program and its tests there; configures the folder the first time.
build_in ()
{
  local folder=$1
  shift

  if [ ! -f "$folder/build.ninja" ]; then
    meson setup "$folder" -Dwerror=true "$@" >&2
  fi
  ninja -C "$folder" >&2
}
