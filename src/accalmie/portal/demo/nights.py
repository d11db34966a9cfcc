"""The nights of the demonstration: what becomes visible before each new day."""

from __future__ import annotations

from datetime import datetime

from accalmie.cases.access.roles import SYSTEM
from accalmie.cases.communications import acts, queries


def work_through(*, morning: datetime) -> int:
    """Publish what was decided before this day; return how many decisions became visible.

    Letters are made when somebody first asks for one, so that a click on *next day* stays quick.
    """
    at = morning.replace(hour=2, minute=0, second=0, microsecond=0)
    due = list(queries.decisions_to_publish(on=at.date()))
    for decision in due:
        acts.publish(decision=decision, by=SYSTEM, at=at)
    return len(due)
