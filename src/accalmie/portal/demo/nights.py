"""The nights of the demonstration: what the nightly work does before each new day."""

from __future__ import annotations

from datetime import datetime

from accalmie.cases.access.roles import SYSTEM
from accalmie.cases.communications import acts, queries


def work_through(*, night_before: datetime) -> int:
    """Publish what was decided before this day; return how many decisions became visible."""
    at = night_before.replace(hour=2, minute=0, second=0, microsecond=0)
    due = list(queries.decisions_to_publish(on=at.date()))
    for decision in due:
        acts.publish(decision=decision, by=SYSTEM, at=at)
    return len(due)
