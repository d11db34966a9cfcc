"""The Belgian calendar day of an instant: a day begins at midnight in Brussels."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

BRUSSELS = ZoneInfo("Europe/Brussels")


def belgian_day(instant: datetime) -> date:
    """Return the calendar day in Belgium; raise ``ValueError`` for an instant without zone."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs its zone to fall on a day")
    return instant.astimezone(BRUSSELS).date()
