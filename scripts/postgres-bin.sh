#!/usr/bin/env bash
# Prints the folder of PostgreSQL's server programs (initdb, pg_ctl), the newest if there are several; fails if there are none.
set -euo pipefail

newest=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
for folder in "$newest" "$(pg_config --bindir 2>/dev/null || true)" "$(dirname "$(command -v pg_ctl || true)")"; do
  if [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ] && [ -x "$folder/postgres" ]; then
    echo "$folder"
    exit 0
  fi
done
exit 1
