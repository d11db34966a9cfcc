"""``accalmie database``: the tables of the case database."""

from __future__ import annotations

import typer

from accalmie.cli import state

app = typer.Typer(help="The case database.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    """The case database."""


@app.command("prepare")
def prepare() -> None:
    """Create the tables, or bring them up to this version."""
    state.set_up()
    from django.db import DatabaseError, connection

    try:
        changed = state.prepare()
    except DatabaseError as error:
        reason = " ".join(str(error).split())
        state.stop(
            sentence=f"The database cannot be prepared: {reason}. Check ACCALMIE_DATABASE_URL.",
            status=state.UNUSABLE,
        )
    name = connection.settings_dict["NAME"]
    typer.echo(f"{name}: prepared" if changed else f"{name}: nothing to do")
