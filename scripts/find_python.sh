#!/usr/bin/env bash
# Without arguments: print the first Python of this machine from 3.11 on (or `python3`).
# --explain PYTHON: say what is missing before a virtual environment is made with it.
set -u

recent_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

if [ "${1:-}" = "--explain" ]; then
    python="$2"
    if ! recent_enough "$python"; then
        echo "Accalmie needs Python 3.11 or newer; '$python' is $("$python" --version 2>&1)." >&2
        echo "Install it, or name another: make setup PYTHON=/path/to/python3.11" >&2
        exit 1
    fi
    if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
        echo "'$python' cannot make virtual environments; on Debian and Ubuntu install python3-venv." >&2
        exit 1
    fi
    exit 0
fi

for candidate in python3 python3.11 python3.12 python3.13; do
    if recent_enough "$candidate"; then
        echo "$candidate"
        exit 0
    fi
done
echo python3
