"""``accalmie demo``: prepare the database, load the demonstration, say how to look, serve it."""

from __future__ import annotations

import os
import shutil
import socket
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from accalmie.cli import state

MARK = "demonstration"
"""The file that tells a folder of the demonstration from one in which somebody works."""
THREADS = 4
"""Pages made at the same time; the embedded database has one writer anyway."""


def command(
    port: Annotated[int, typer.Option(help="Port on this machine.", min=1, max=65535)] = 8000,
    prepare_only: Annotated[
        bool, typer.Option("--prepare-only", help="Load the data and stop before serving.")
    ] = False,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Forget what was done and begin the month anew.")
    ] = False,
    day: Annotated[
        str,
        typer.Option(
            help="Day on which a new demonstration begins, from 2026-11-01 to 2026-12-04.",
            metavar="YYYY-MM-DD",
        ),
    ] = "2026-11-18",
) -> None:
    """Show the portal with a fictitious month: sixty workers, twelve firms, four actors.

    Its data stand in var/demonstration, or in the folder that ACCALMIE_HOME names.
    """
    begins_on = _read(day)
    if not prepare_only and _is_taken(port):
        state.stop(
            sentence=f"Port {port} is taken on this machine. Choose another: --port {port + 1}",
            status=state.UNUSABLE,
        )
    home = Path(os.environ.setdefault("ACCALMIE_HOME", str(Path("var/demonstration").resolve())))
    _claim(home / "var", fresh=fresh)
    os.environ["ACCALMIE_DEMO"] = "1"
    # A demonstration has its own embedded database, whatever the environment names.
    os.environ.pop("ACCALMIE_DATABASE_URL", None)
    typer.echo("Preparing the demonstration; the first time, its month is played up to its day …")
    with state.database():
        from django.core.management import CommandError, call_command

        try:
            call_command("load_demonstration", day=begins_on)
        except CommandError as error:
            state.stop(sentence=str(error), status=state.UNUSABLE)
        _tell(port)
    if not prepare_only:
        _serve(port)


def _read(day: str) -> date:
    try:
        return date.fromisoformat(day)
    except ValueError:
        state.stop(
            sentence=f"{day} is no day. Write it as 2026-11-18.",
            status=state.UNUSABLE,
        )


def _claim(var: Path, *, fresh: bool) -> None:
    """Take a folder for the demonstration; never one in which somebody works."""
    mark = var / MARK
    if (var / "accalmie.sqlite3").exists() and not mark.exists():
        state.stop(
            sentence=f"{var} holds data that are no demonstration."
            " Set ACCALMIE_HOME to an empty folder, or leave it unset.",
            status=state.UNUSABLE,
        )
    if fresh and mark.exists():
        shutil.rmtree(var)
    (var / "static").mkdir(parents=True, exist_ok=True)
    mark.touch()


def _tell(port: int) -> None:
    """The address, whom to be, where the month is told."""
    from django.conf import settings
    from django.core.management import call_command

    from accalmie.facts.languages import Language
    from accalmie.law import words

    today = words.long_day(settings.CLOCK().date(), Language.EN)
    typer.echo(f"\nOpen http://127.0.0.1:{port}/ in a browser and sign in as one of these:\n")
    call_command("list_accounts_to_try")
    typer.echo(
        f"\nIt is {today}. The strip at the top of each page moves the day; --fresh begins anew."
    )
    typer.echo(
        "Who does what on which day: docs/manual/story.md. Begin with joke, femke and alexis."
    )
    typer.echo("\nCtrl+C ends it.")


def _serve(port: int) -> None:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        "accalmie.config.wsgi:application",
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        websockets=False,
        log_level=LogLevels.warning,
    ).serve()


def _is_taken(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
