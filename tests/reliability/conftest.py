"""Each test of this folder runs on both databases."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from tests.reliability import processes


@dataclass(frozen=True, slots=True)
class Place:
    """A home and a database, ready."""

    home: Path
    database_url: str

    def run(self, *arguments: str | Path):
        """Run ``accalmie`` here."""
        return processes.run(*arguments, home=self.home, database_url=self.database_url)

    def start(self, *arguments: str | Path):
        """Start ``accalmie`` here."""
        return processes.start(*arguments, home=self.home, database_url=self.database_url)

    def ask(self, question: str) -> str:
        """Ask the database something in Python."""
        return processes.ask(question, home=self.home, database_url=self.database_url)

    def count(self, table: str) -> int:
        """The committed rows of a table, seen from outside while others write."""
        with closing(self._connection()) as connection:
            row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
        return int(row[0])

    def _connection(self) -> sqlite3.Connection | psycopg.Connection:
        if self.database_url:
            return psycopg.connect(self.database_url)
        return sqlite3.connect(self.home / "var" / "accalmie.sqlite3", timeout=30)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """A prepared database of this test alone."""
    home = tmp_path / "home"
    home.mkdir()
    if request.param == "sqlite":
        ready = Place(home, "")
        assert ready.run("database", "prepare").returncode == 0
        yield ready
        return
    with processes.new_postgresql() as url:
        ready = Place(home, url)
        prepared = ready.run("database", "prepare")
        assert prepared.returncode == 0, prepared.stderr
        yield ready
