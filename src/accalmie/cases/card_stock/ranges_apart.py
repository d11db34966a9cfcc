"""Ranges of numbers never overlap: the database itself sees to it.

PostgreSQL excludes overlapping ranges; SQLite has no such constraint, so a trigger looks.
"""

from __future__ import annotations

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

NAME = "card_ranges_never_overlap"
_TABLE = "card_stock_cardrange"


def put_up(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Step of a migration: keep the ranges apart."""
    match editor.connection.vendor:
        case "sqlite":
            editor.execute(
                f"CREATE TRIGGER IF NOT EXISTS {NAME} BEFORE INSERT ON {_TABLE} "
                f"WHEN EXISTS (SELECT 1 FROM {_TABLE} WHERE first_position <= NEW.last_position "
                "AND last_position >= NEW.first_position) "
                f"BEGIN SELECT RAISE(ABORT, '{NAME}'); END",
                None,
            )
        case "postgresql":
            editor.execute(
                f"ALTER TABLE {_TABLE} ADD CONSTRAINT {NAME} "
                "EXCLUDE USING gist (int8range(first_position, last_position, '[]') WITH &&)",
                None,
            )
        case vendor:
            # The settings accept SQLite and PostgreSQL only; a third one needs its own guard.
            raise NotImplementedError(f"nothing keeps ranges apart on {vendor}")


def take_down(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Step of a migration backwards."""
    match editor.connection.vendor:
        case "sqlite":
            editor.execute(f"DROP TRIGGER IF EXISTS {NAME}", None)
        case "postgresql":
            editor.execute(f"ALTER TABLE {_TABLE} DROP CONSTRAINT IF EXISTS {NAME}", None)
        case vendor:
            # The settings accept SQLite and PostgreSQL only; a third one needs its own guard.
            raise NotImplementedError(f"nothing keeps ranges apart on {vendor}")
