"""Real processes on a real database: SQLite in its own folder, or a new PostgreSQL database."""

from __future__ import annotations

import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

SECONDS = 600
"""How long a process may take before it counts as stuck, on a machine that has other work."""
COMMAND = [sys.executable, "-c", "from accalmie.cli.main import app; app()"]


def environment(home: Path, database_url: str = "") -> dict[str, str]:
    """The variables of a process that has this home and this database."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("ACCALMIE", "DJANGO", "COV"))
    }
    return {
        **kept,
        "ACCALMIE_HOME": str(home),
        "ACCALMIE_DATABASE_URL": database_url,
        "ACCALMIE_SECRET_KEY": "only for tests, and long enough for the purpose of tests",
        "LANG": "C.UTF-8",
    }


def run(
    *arguments: str | Path, home: Path, database_url: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run ``accalmie`` to its end."""
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        env=environment(home, database_url),
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )


def start(*arguments: str | Path, home: Path, database_url: str = "") -> subprocess.Popen[bytes]:
    """Start ``accalmie`` and return at once."""
    return subprocess.Popen(
        [*COMMAND, *map(str, arguments)],
        env=environment(home, database_url),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def ask(question: str, *, home: Path, database_url: str = "") -> str:
    """Run some lines of Python on the database of a home; what they print."""
    code = f"import django; django.setup()\n{question}"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={
            **environment(home, database_url),
            "DJANGO_SETTINGS_MODULE": "accalmie.config.settings",
        },
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=True,
    )
    return done.stdout.strip()


@contextmanager
def new_postgresql() -> Iterator[str]:
    """The URL of a new, prepared database on the test server; dropped afterwards."""
    server = os.environ["ACCALMIE_TEST_DATABASE_URL"]
    name = f"accalmie_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    try:
        yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
