#!/usr/bin/env bash
# Runs the tests given (all by default), with a throw-away PostgreSQL where the machine has one,
# and tells beforehand what must be left out.
set -euo pipefail
cd "$(dirname "$0")/.."

left_out=()
command -v chromium >/dev/null || command -v chromium-browser >/dev/null ||
    command -v google-chrome >/dev/null || left_out+=("browser journeys: no chromium on this machine")
[ -n "${ACCALMIE_TEST_DATABASE_URL:-}" ] || scripts/with_postgresql.sh --possible ||
    left_out+=("tests on PostgreSQL: no server programs on this machine (SQLite is tested)")
[ -d ../shared ] ||
    left_out+=("official sample messages: no folder 'shared' beside the repository")

if [ ${#left_out[@]} -gt 0 ]; then
    echo "Left out:"
    printf '  - %s\n' "${left_out[@]}"
else
    echo "Nothing is left out."
fi

scripts/with_postgresql.sh scripts/test_on_both.sh "$@"
