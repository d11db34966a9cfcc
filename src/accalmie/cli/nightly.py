"""``accalmie nightly``: publish what was decided before today, hand out the answers, seal."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from accalmie.cli import state


def command(
    on: Annotated[
        datetime | None,
        typer.Option("--on", formats=["%Y-%m-%d"], help="The day of publication (today)."),
    ] = None,
) -> None:
    """Publish decisions of earlier days, make the papers, hand out answers, seal the journal."""
    with state.database():
        from django.conf import settings

        from accalmie.exchange import nightly

        at = state.moment(option="--on", day=on, now=settings.CLOCK())
        night = nightly.publish(at=at)
    for outcome in nightly.Counted:
        typer.echo(f"{outcome.value}: {night.decisions[outcome]}")
    typer.echo(f"interrupted files finished: {night.finished_files}")
    typer.echo(f"receipts made: {night.receipts}")
    typer.echo(f"files handed out: {night.delivered}")
    typer.echo(f"events sealed: {night.sealed}")
    if night.decisions[nightly.Counted.FAILED]:
        state.stop(
            sentence="Some decisions were not published; the log says why. Run it again.",
            status=state.ANSWER_IS_NO,
        )
