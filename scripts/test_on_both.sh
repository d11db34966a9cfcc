#!/usr/bin/env bash
# All tests on SQLite; then, where ACCALMIE_TEST_DATABASE_URL names a PostgreSQL, those that touch
# the database once more on it.
set -uo pipefail

echo "== on SQLite"
.venv/bin/python -m pytest "$@"
on_sqlite=$?

on_postgresql=0
if [ -n "${ACCALMIE_TEST_DATABASE_URL:-}" ]; then
    echo "== on PostgreSQL: what touches the database"
    ACCALMIE_DATABASE_URL="$ACCALMIE_TEST_DATABASE_URL" ACCALMIE_SECRET_KEY=for-tests-only \
        .venv/bin/python -m pytest -m "database and not browser" "$@"
    on_postgresql=$?
    # 5: none of the tests asked for touches the database.
    [ "$on_postgresql" -ne 5 ] || on_postgresql=0
fi

[ "$on_sqlite" -eq 0 ] && [ "$on_postgresql" -eq 0 ]
