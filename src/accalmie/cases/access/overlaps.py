"""No two mandates of one pair for one function on one day: held by the database, by triggers.

SQLite knows no constraint over two rows. A later migration that rebuilds the table there must put
the triggers up again; a test looks for them.
"""

from __future__ import annotations

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

NAME = "one_mandate_per_pair_function_and_day"
"""What the fault of the database names."""

_TABLE = "access_mandate"
_FUNCTIONS = ("communications", "declarations", "validation_book", "consultation")


def put_up(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Step of a migration: create the triggers."""
    for statement in creation(editor.connection.vendor):
        # None: a percent sign in the statement is no placeholder.
        editor.execute(statement, None)


def take_down(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Step of a migration backwards: drop the triggers."""
    for statement in removal(editor.connection.vendor):
        editor.execute(statement, None)


def creation(vendor: str) -> list[str]:
    """The statements that create the triggers on SQLite or PostgreSQL."""
    match vendor:
        case "sqlite":
            return [
                f"CREATE TRIGGER {NAME}_{act} BEFORE {act.upper()} ON {_TABLE} "
                f"WHEN {_stands('NEW')} AND EXISTS ({_rivals('min')}) "
                f"BEGIN SELECT RAISE(ABORT, '{NAME}'); END"
                for act in ("insert", "update")
            ]
        case "postgresql":
            return [
                _POSTGRESQL_FUNCTION,
                f"CREATE TRIGGER {NAME} BEFORE INSERT OR UPDATE ON {_TABLE} "
                f"FOR EACH ROW EXECUTE FUNCTION {NAME}()",
            ]
        case _:
            # The settings accept SQLite and PostgreSQL only; a third one needs its own guard.
            raise NotImplementedError(f"no guard against overlapping mandates on {vendor}")


def removal(vendor: str) -> list[str]:
    """The statements that drop the triggers on SQLite or PostgreSQL."""
    match vendor:
        case "sqlite":
            return [f"DROP TRIGGER IF EXISTS {NAME}_{act}" for act in ("insert", "update")]
        case "postgresql":
            return [
                f"DROP TRIGGER IF EXISTS {NAME} ON {_TABLE}",
                f"DROP FUNCTION IF EXISTS {NAME}()",
            ]
        case _:
            # The settings accept SQLite and PostgreSQL only; a third one needs its own guard.
            raise NotImplementedError(f"no guard against overlapping mandates on {vendor}")


def _stands(row: str) -> str:
    return f"{row}.state IN ('proposed', 'confirmed')"


def _end(row: str, least: str) -> str:
    """The last day of a row; a far day where none is set."""
    far = "'9999-12-31'" if least == "min" else "DATE '9999-12-31'"
    return f"{least}(coalesce({row}.last_day, {far}), coalesce({row}.revoked_last_day, {far}))"


def _rivals(least: str) -> str:
    shared = " OR ".join(f"(NEW.{name} AND other.{name})" for name in _FUNCTIONS)
    new_end, other_end = _end("NEW", least), _end("other", least)
    return (
        f"SELECT 1 FROM {_TABLE} AS other WHERE other.id <> NEW.id "
        "AND other.employer_id = NEW.employer_id AND other.sender_id = NEW.sender_id "
        f"AND {_stands('other')} AND ({shared}) "
        f"AND NEW.first_day <= {new_end} AND other.first_day <= {other_end} "
        f"AND NEW.first_day <= {other_end} AND other.first_day <= {new_end}"
    )


# Of two at once, the second waits for the lock of its pair and then sees the first.
_POSTGRESQL_FUNCTION = f"""
CREATE OR REPLACE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {_stands("NEW")} THEN
        PERFORM pg_advisory_xact_lock(hashtext(NEW.employer_id::text || NEW.sender_id::text));
        IF EXISTS ({_rivals("least")}) THEN
            RAISE EXCEPTION '{NAME}' USING ERRCODE = 'exclusion_violation';
        END IF;
    END IF;
    RETURN NEW;
END
$$
"""
