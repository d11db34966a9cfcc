"""Rows that are written once: guarded in Python, and in the database by triggers.

A migration puts the triggers up. A later migration that rebuilds such a table (SQLite does for most
changes of columns) must put them up again: the tests of the journal look for them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


class WrittenOnce(RuntimeError):
    """Somebody tried to change or delete what is only ever added to."""

    def __init__(self, table: str) -> None:
        super().__init__(f"rows of {table} are written once; add a new one instead")


class AppendOnlyQuerySet(models.QuerySet):
    """A query set that reads and adds."""

    def update(self, **changes: Any) -> NoReturn:
        """Refuse."""
        raise WrittenOnce(self.model._meta.db_table)

    def delete(self) -> NoReturn:
        """Refuse."""
        raise WrittenOnce(self.model._meta.db_table)


class AppendOnly(models.Model):
    """A model whose rows are added, never changed and never deleted."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        """Add the row; refuse when it is already there."""
        if not self._state.adding:
            raise WrittenOnce(self._meta.db_table)
        super().save(*args, **{**options, "force_insert": True})

    def delete(self, *args: Any, **options: Any) -> NoReturn:
        """Refuse."""
        raise WrittenOnce(self._meta.db_table)


def put_up(*tables: str) -> Callable[[Any, BaseDatabaseSchemaEditor], None]:
    """Step of a migration: create the triggers of these tables."""
    return lambda apps, editor: _run(editor, creation(editor.connection.vendor, *tables))


def take_down(*tables: str) -> Callable[[Any, BaseDatabaseSchemaEditor], None]:
    """Step of a migration backwards: drop the triggers of these tables."""
    return lambda apps, editor: _run(editor, removal(editor.connection.vendor, *tables))


def creation(vendor: str, *tables: str) -> list[str]:
    """The statements that create the triggers on SQLite or PostgreSQL."""
    match vendor:
        case "sqlite":
            return [_sqlite_trigger(table, act) for table in tables for act in _ACTS]
        case "postgresql":
            return [_POSTGRESQL_FUNCTION, *(s for t in tables for s in _postgresql_triggers(t))]
        case _:
            # The settings accept SQLite and PostgreSQL only; a third one needs its own guard.
            raise NotImplementedError(f"no guard for rows written once on {vendor}")


def removal(vendor: str, *tables: str) -> list[str]:
    """The statements that drop the triggers on SQLite or PostgreSQL."""
    match vendor:
        case "sqlite":
            return [
                f"DROP TRIGGER IF EXISTS {_name(table, act)}" for table in tables for act in _ACTS
            ]
        case "postgresql":
            return [
                f"DROP TRIGGER IF EXISTS {_name(table, act)} ON {table}"
                for table in tables
                for act in ("change", "truncate")
            ]
        case _:
            # The settings accept SQLite and PostgreSQL only; a third one needs its own guard.
            raise NotImplementedError(f"no guard for rows written once on {vendor}")


_ACTS = ("update", "delete")

_POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION accalmie_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are written once', TG_TABLE_NAME;
END
$$
"""


def _name(table: str, act: str) -> str:
    return f"{table}_written_once_{act}"


def _sqlite_trigger(table: str, act: str) -> str:
    return (
        f"CREATE TRIGGER IF NOT EXISTS {_name(table, act)} BEFORE {act.upper()} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are written once'); END"
    )


def _postgresql_triggers(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER {_name(table, 'change')} BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION accalmie_written_once()",
        f"CREATE TRIGGER {_name(table, 'truncate')} BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION accalmie_written_once()",
    ]


def _run(editor: BaseDatabaseSchemaEditor, statements: list[str]) -> None:
    for statement in statements:
        # None: a percent sign in the statement is no placeholder.
        editor.execute(statement, None)
