#!/usr/bin/env bash
# Installs what a fresh Debian 12 lacks, and nothing when nothing is lacking (so it needs no network the second time).
# As root it installs; as anybody else it prints the command to run and stops.
# usage: scripts/setup.sh run|test
set -euo pipefail
cd "$(dirname "$0")/.."
what=${1:?"usage: scripts/setup.sh run|test"}

for tool in cargo node npm; do
  command -v "$tool" >/dev/null || {
    echo "$tool is missing. Holdfast is built with Rust 1.95 or later, Node.js 20 or later and npm: install them first." >&2
    exit 1
  }
done

if [ "$what" = test ] && ! node -e 'process.exit(parseInt(process.versions.node) >= 20 ? 0 : 1)'; then
  echo "The browser tests need Node.js 20 or later; this is $(node --version)." >&2
  exit 1
fi

missing=()
needs() { # needs PACKAGE CHECK...: the package is missing unless the check passes
  local package=$1
  shift
  "$@" >/dev/null 2>&1 || missing+=("$package")
}

needs gcc sh -c 'command -v cc'
needs libc6-dev test -e /usr/include/stdio.h
needs make sh -c 'command -v make'
needs pkg-config sh -c 'command -v pkg-config'
needs libssl-dev sh -c 'test -e /usr/include/openssl/ssl.h || pkg-config --exists openssl'
if [ "$what" = test ]; then
  # The validator of PDF/UA comes as a Python package.
  needs python3-venv python3 -c 'import ensurepip, venv'
  # libFuzzer is written in C++.
  needs g++ sh -c 'command -v c++'
  needs postgresql scripts/postgres-bin.sh
  needs chromium sh -c 'command -v chromium'
  # The Design System asks for Arial; this one has the same measures, so that screenshots look as on an office machine.
  needs fonts-liberation test -d /usr/share/fonts/truetype/liberation
fi
[ ${#missing[@]} -gt 0 ] || exit 0

install="apt-get install --yes --no-install-recommends ${missing[*]}"
if [ "$(id -u)" -ne 0 ]; then
  printf 'This machine lacks %s. Run this, then try again:\n\n    sudo apt-get update && sudo %s\n\n' "${missing[*]}" "$install" >&2
  exit 1
fi
if ! command -v apt-get >/dev/null; then
  echo "This machine lacks ${missing[*]} (Debian's names), and has no apt-get: install them, then try again." >&2
  exit 1
fi

echo "Installing ${missing[*]}"
# We want PostgreSQL's programs, not a server that runs from now on.
no_cluster=/etc/postgresql-common/createcluster.d/holdfast-no-main-cluster.conf
case " ${missing[*]} " in
  *" postgresql "*)
    if [ ! -e /etc/postgresql-common ]; then
      mkdir -p "$(dirname "$no_cluster")"
      echo "create_main_cluster = false" >"$no_cluster"
      trap 'rm -f "$no_cluster"' EXIT
    fi
    ;;
esac
export DEBIAN_FRONTEND=noninteractive
apt-get update -q
$install
