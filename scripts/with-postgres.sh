#!/usr/bin/env bash
# Runs a command with TEST_DATABASE_URL set to a PostgreSQL started for it, in a folder that goes afterwards.
#   bash scripts/with-postgres.sh npm test
# Needs PostgreSQL 15 or newer (Debian package `postgresql`, or its programs in POSTGRES_BIN). As root the cluster runs
# as another user. POSTGRES_OPTIONS are further options of the server, `-c fsync=off`.
set -euo pipefail

bin=${POSTGRES_BIN:-$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 || true)}
[ -n "$bin" ] || bin=$(dirname "$(command -v initdb || true)")
if [ ! -x "$bin/initdb" ]; then
  echo "PostgreSQL is not installed: apt-get install postgresql" >&2
  exit 1
fi

folder=$(mktemp -d /tmp/hub-postgres.XXXXXX)
as_owner() { "$@"; }
if [ "$(id -u)" = 0 ]; then
  owner=$(id -un postgres 2>/dev/null || id -un nobody)
  chown "$owner" "$folder"
  as_owner() { setpriv --reuid "$owner" --regid "$(id -gn "$owner")" --clear-groups -- "$@"; }
fi
port=$(node -e "const s=require('net').createServer().listen(0,'127.0.0.1',()=>{console.log(s.address().port);s.close()})")

stop() {
  (cd / && as_owner "$bin/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1) || true
  rm -rf "$folder"
}
trap stop EXIT

(
  cd /
  as_owner "$bin/initdb" -D "$folder/data" -U hub -A trust -E UTF8 --locale=C.UTF-8 >"$folder.log" 2>&1
  as_owner "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/log" \
    -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$folder -c max_connections=300 ${POSTGRES_OPTIONS:-}" start >>"$folder.log" 2>&1
) || { cat "$folder.log" >&2; rm -f "$folder.log"; exit 1; }
rm -f "$folder.log"

TEST_DATABASE_URL="postgres://hub@127.0.0.1:$port/postgres" "$@"
