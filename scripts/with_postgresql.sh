#!/usr/bin/env bash
# Runs a command with ACCALMIE_TEST_DATABASE_URL naming a throw-away PostgreSQL cluster.
#
#   scripts/with_postgresql.sh COMMAND…    run it (without PostgreSQL where there is none)
#   scripts/with_postgresql.sh --possible  status 0 when this machine can start a cluster
#
# A variable already set is left alone. The cluster lives in a temporary directory, listens on a
# unix socket only, and is stopped and removed at the end.
set -euo pipefail

programs() {
    local initdb
    initdb=$(command -v initdb || true)
    [ -n "$initdb" ] || initdb=$(ls -d /usr/lib/postgresql/*/bin/initdb 2>/dev/null | sort -V | tail -n 1)
    [ -n "$initdb" ] && dirname "$(readlink -f "$initdb")"
}

bin=$(programs || true)
if [ "${1:-}" = "--possible" ]; then
    [ -n "$bin" ]
    exit
fi
if [ -n "${ACCALMIE_TEST_DATABASE_URL:-}" ] || [ -z "$bin" ]; then
    exec "$@"
fi

# PostgreSQL refuses to run as root: there, its own account does.
as_server=()
[ "$(id -u)" -ne 0 ] || as_server=(runuser -u postgres --)

cluster=$(mktemp -d /tmp/accalmie-postgresql.XXXXXX)
[ "$(id -u)" -ne 0 ] || chown postgres "$cluster"
stop() {
    (cd / && "${as_server[@]}" "$bin/pg_ctl" --pgdata "$cluster/data" --mode immediate stop >/dev/null 2>&1) || true
    rm -rf "$cluster"
}
trap stop EXIT

# Durability is of no use to a cluster that lives a few minutes.
start() (
    cd /
    "${as_server[@]}" "$bin/initdb" --pgdata "$cluster/data" --username accalmie --auth trust \
        --encoding UTF8 --locale C.UTF-8
    "${as_server[@]}" "$bin/pg_ctl" --pgdata "$cluster/data" --log "$cluster/log" --wait \
        --options "-c listen_addresses='' -c unix_socket_directories=$cluster -c fsync=off -c synchronous_commit=off -c full_page_writes=off" \
        start
)
if ! start >"$cluster.out" 2>&1; then
    cat "$cluster.out" >&2
    rm -f "$cluster.out"
    exit 1
fi
rm -f "$cluster.out"

# No exec: the trap must run afterwards.
ACCALMIE_TEST_DATABASE_URL="postgresql://accalmie@/postgres?host=$cluster" "$@"
