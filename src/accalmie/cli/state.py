"""Commands that work on the case database: make it ready, and word what stands in the way."""

from __future__ import annotations

import fcntl
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import NoReturn

import typer

ANSWER_IS_NO, UNUSABLE = 1, 2
"""The exit statuses beside 0, the same everywhere."""


def stop(*, sentence: str, status: int) -> NoReturn:
    """Say one sentence on standard error and end with a status."""
    sys.stderr.write(f"{sentence}\n")
    raise typer.Exit(status)


@contextmanager
def database() -> Iterator[None]:
    """Have Django and a prepared database inside; ends worded when there is none.

    The embedded database prepares itself; a server is prepared by ``accalmie database prepare``.
    """
    set_up()
    from django.conf import settings
    from django.db import DatabaseError, connection

    try:
        if settings.HAS_SERVER:
            if pending():
                stop(
                    sentence="The database is not prepared. Run: accalmie database prepare",
                    status=UNUSABLE,
                )
        else:
            prepare()
        yield
    except DatabaseError as error:
        reason = " ".join(str(error).split())
        where = connection.settings_dict["NAME"]
        stop(
            sentence=f"The database {where} cannot be used: {reason}."
            " Check ACCALMIE_DATABASE_URL and ACCALMIE_HOME.",
            status=UNUSABLE,
        )
    finally:
        connection.close()


def moment(*, option: str, day: datetime | None, now: datetime) -> datetime:
    """The present time of day on the day of an option; ends worded on a day nobody can declare."""
    if day is None:
        return now
    from accalmie.law.loading import common_values

    row = common_values("declaration_limits").latest_declarable_day.rows[-1]
    if not row.first_day <= day.date() <= row.value:
        stop(
            sentence=f"{option}: {day.date()} lies outside {row.first_day} to {row.value}."
            " Name a day between the two.",
            status=UNUSABLE,
        )
    return now.replace(year=day.year, month=day.month, day=day.day)


def fitting(*, option: str, text: str, most: int) -> str:
    """The text of an option without needless blanks; ends worded when empty or too long."""
    kept = " ".join(text.split())
    if not 0 < len(kept) <= most:
        stop(sentence=f"{option}: give 1 to {most} characters.", status=UNUSABLE)
    return kept


def set_up() -> None:
    """Set Django up; ends worded when the packages or the settings are not there."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "accalmie.config.settings")
    try:
        import django

        from accalmie.config.environment import WrongSetting
    except ModuleNotFoundError:
        stop(
            sentence="This command needs the case database. Install: accalmie[portal,exchange]",
            status=UNUSABLE,
        )
    try:
        django.setup()
    except WrongSetting as error:
        stop(sentence=str(error), status=UNUSABLE)
    except OSError as error:
        stop(
            sentence=f"{error.filename}: {error.strerror}."
            " Set ACCALMIE_HOME to a folder that can be written.",
            status=UNUSABLE,
        )


def pending() -> bool:
    """Tell whether tables are missing or old."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def prepare() -> bool:
    """Create or renew the tables; tell whether there was anything to do. One process at a time."""
    from django.conf import settings
    from django.core.management import call_command

    if not pending():
        return False
    with _alone(settings.VAR / "prepare.lock"):
        if pending():
            call_command("migrate", verbosity=0, interactive=False)
    return True


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    with file.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def progress_on_terminal(title: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on standard error when somebody looks at it, nothing otherwise."""
    if not sys.stderr.isatty():
        yield lambda done, count: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=None)
        yield lambda done, count: bar.update(task, completed=done, total=count)
