"""``accalmie demo``: prepare the database, load the demonstration, say how to look, serve it."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import Annotated

import typer

from accalmie.cli import state

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
) -> None:
    """Show the portal with a month of fictitious communications.

    Its data stand in var/demonstration, or in the folder that ACCALMIE_HOME names.
    """
    if not prepare_only and _is_taken(port):
        state.stop(
            sentence=f"Port {port} is taken on this machine. Choose another: --port {port + 1}",
            status=state.UNUSABLE,
        )
    home = Path(os.environ.setdefault("ACCALMIE_HOME", str(Path("var/demonstration").resolve())))
    (home / "var" / "static").mkdir(parents=True, exist_ok=True)
    os.environ["ACCALMIE_DEMO"] = "1"
    if fresh:
        for file in (home / "var").glob("accalmie.sqlite3*"):
            file.unlink()
    with state.database():
        from django.core.management import call_command

        call_command("load_demonstration")
        _tell(port)
    if not prepare_only:
        _serve(port)


def _tell(port: int) -> None:
    """The address and the accounts to try."""
    from django.core.management import call_command

    typer.echo(f"\nhttp://127.0.0.1:{port}/\n")
    call_command("list_accounts_to_try")
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
