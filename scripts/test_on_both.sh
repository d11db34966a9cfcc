#!/usr/bin/env bash
# All tests on SQLite, on as many processors as there are; then those in a browser, apart, since its
# driver keeps an event loop running in which others cannot start their own; then, where
# ACCALMIE_TEST_DATABASE_URL names a PostgreSQL, those that touch the database once more on it.
set -uo pipefail

# A file stays in one process: its tests share what it loads. Each process has a database of its own.
processes=$(nproc)
[ "$processes" -le 8 ] || processes=8
side_by_side=(--numprocesses "$processes" --dist loadfile)

# 5: none of the tests asked for is of this sort.
run() {
    .venv/bin/python -m pytest "$@"
    local status=$?
    [ "$status" -eq 0 ] || [ "$status" -eq 5 ] || failed=1
}

failed=0
echo "== on SQLite"
run "${side_by_side[@]}" -m "not browser" "$@"
echo "== in a browser"
run "${side_by_side[@]}" -m browser "$@"
if [ -n "${ACCALMIE_TEST_DATABASE_URL:-}" ]; then
    echo "== on PostgreSQL: what touches the database"
    export ACCALMIE_DATABASE_URL="$ACCALMIE_TEST_DATABASE_URL" ACCALMIE_SECRET_KEY=for-tests-only
    run "${side_by_side[@]}" -m "database and not browser" "$@"
fi
exit "$failed"
