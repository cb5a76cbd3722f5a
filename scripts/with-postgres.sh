#!/usr/bin/env bash
# Runs a command beside a throw-away PostgreSQL that is gone when the command ends, however it ends.
# The command finds it in HOLDFAST_TEST_POSTGRES: a superuser's address, so that each test can make a database of its own.
# With HOLDFAST_POSTGRES_DURABLE=1 it writes to the disk as a real one does (for measurements); otherwise nothing needs to reach the disk.
# usage: scripts/with-postgres.sh COMMAND [ARGUMENT...]
set -euo pipefail

bin=$("$(dirname "$0")/postgres-bin.sh") || {
  echo "PostgreSQL's server programs are missing: run 'make test', or install Debian's package postgresql." >&2
  exit 1
}
home=$(mktemp -d "${TMPDIR:-/tmp}/holdfast-postgres.XXXXXX")
chmod 700 "$home"

# PostgreSQL refuses to run as root.
as_server=()
if [ "$(id -u)" -eq 0 ]; then
  user=postgres
  id "$user" >/dev/null 2>&1 || user=nobody
  chown "$user" "$home"
  as_server=(runuser -u "$user" --)
fi
server() { (cd / && "${as_server[@]}" "$bin/$1" "${@:2}"); }

gone() {
  trap - EXIT INT TERM HUP
  if [ -f "$home/data/postmaster.pid" ]; then
    server pg_ctl --pgdata="$home/data" --mode=immediate --wait stop >/dev/null 2>&1 || true
  fi
  rm -rf "$home"
}
trap gone EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
printf '%s' "$password" >"$home/password"
chmod 644 "$home/password" # the folder is closed to everybody else
server initdb --pgdata="$home/data" --username=holdfast --pwfile="$home/password" --auth=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 \
  --no-sync >"$home/initdb.log" || { cat "$home/initdb.log" >&2; exit 1; }

cat >>"$home/data/postgresql.conf" <<CONF
listen_addresses = '127.0.0.1'
unix_socket_directories = '$home'
max_connections = 300
shared_buffers = 128MB
log_min_messages = fatal
CONF
if [ "${HOLDFAST_POSTGRES_DURABLE:-}" != 1 ]; then
  printf '%s\n' 'fsync = off' 'synchronous_commit = off' 'full_page_writes = off' >>"$home/data/postgresql.conf"
fi

started=
for _ in 1 2 3 4 5; do
  port=$((20000 + ($(od -An -N2 -tu2 /dev/urandom) % 12000)))
  if server pg_ctl --pgdata="$home/data" --log="$home/server.log" --options="-p $port" --wait --timeout=60 start >/dev/null 2>&1; then
    started=yes
    break
  fi
done
[ -n "$started" ] || { cat "$home/server.log" >&2; echo "PostgreSQL did not start; its last words are above." >&2; exit 1; }

export HOLDFAST_TEST_POSTGRES="postgres://holdfast:$password@127.0.0.1:$port/postgres"
# In the background and waited for, so that a signal is heard at once; the command ends before its database does.
"$@" <&0 &
command=$!
trap 'kill -TERM "$command" 2>/dev/null; wait "$command" || true; exit 130' INT
trap 'kill -TERM "$command" 2>/dev/null; wait "$command" || true; exit 143' TERM HUP
wait "$command"
