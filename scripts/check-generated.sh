#!/usr/bin/env bash
# What the program writes about itself must be what stands in docs/. With --write, writes it there.
# usage: scripts/check-generated.sh [--write]
set -uo pipefail
cd "$(dirname "$0")/.."

holdfast=target/debug/holdfast
fresh=$(mktemp)
trap 'rm -f "$fresh"' EXIT
code=0

same() { # same DOCUMENT ARGUMENT...: what `holdfast ARGUMENT...` prints is the document
  local document=$1
  shift
  if ! "$holdfast" "$@" >"$fresh"; then
    echo "holdfast $* failed, so $document could not be checked." >&2
    code=1
  elif [ ! -s "$fresh" ]; then
    echo "holdfast $* printed nothing, so $document could not be checked." >&2
    code=1
  elif [ "${write:-}" ]; then
    cat "$fresh" >"$document"
  elif ! diff -u "$document" "$fresh"; then
    echo "$document is not what the program says. Run scripts/check-generated.sh --write and look at the difference." >&2
    code=1
  fi
}

write=
[ "${1:-}" != --write ] || write=yes
same docs/facts.md facts --markdown
same docs/law.md rules --markdown
exit "$code"
