"""``accalmie job``: do one piece of the recurring work now, where no worker does it."""

from __future__ import annotations

from typing import Annotated

import typer

from accalmie.cli import state


def command(
    name: Annotated[
        str, typer.Argument(help="Which work; without it all are listed with their times.")
    ] = "",
) -> None:
    """Do one piece of the recurring work now; for a scheduler where no workers run."""
    with state.database():
        from django.conf import settings

        from accalmie.exchange import jobs

        if not name:
            for known, times in jobs.SCHEDULE.items():
                typer.echo(f"{times:<14}{known}")
        elif name in jobs.JOBS:
            jobs.run(name=name, at=settings.CLOCK())
        else:
            state.stop(
                sentence=f"No work is named {name}. There are: {', '.join(jobs.JOBS)}.",
                status=state.UNUSABLE,
            )
