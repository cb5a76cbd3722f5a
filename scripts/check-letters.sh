#!/usr/bin/env bash
# Typesets every letter that there is and has each looked at by a PDF/UA validator that somebody else wrote (PyPI: pdfua), kept in var/pdfua.
# The first time it is fetched; where that cannot be done, this says so and passes: crates/letters/tests/pdf.rs checks the structure in any case.
# usage: scripts/check-letters.sh
set -euo pipefail
cd "$(dirname "$0")/.."

validator=var/pdfua/bin/pdfua
if [ ! -x "$validator" ]; then
  if ! { python3 -m venv var/pdfua && var/pdfua/bin/pip install --quiet --disable-pip-version-check \
    pdfua==0.1.3 pikepdf==10.18.0 lxml==6.1.3 Pillow==13.0.0 packaging==26.4; } >/dev/null 2>&1; then
    rm -rf var/pdfua
    echo "The validator cannot be fetched here (python3 with venv and PyPI are needed): the letters are checked by our own tests only."
    exit 0
  fi
fi

letters=$(mktemp -d)
trap 'rm -rf "$letters"' EXIT
HOLDFAST_LETTERS_OUT=$letters cargo test --workspace --locked --quiet --test pdf every_letter >/dev/null
count=$(find "$letters" -name '*.pdf' | wc -l)
[ "$count" -gt 50 ] || { echo "Only $count letters were typeset." >&2; exit 1; }
code=0
for pdf in "$letters"/*.pdf; do
  "$validator" check "$pdf" >"$letters/said" 2>&1 || { code=1; echo "$(basename "$pdf"):" >&2; cat "$letters/said" >&2; }
done
[ "$code" -ne 0 ] || echo "$count letters, no finding."
exit "$code"
