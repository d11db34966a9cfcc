"""Absences during the week of work: which count as work (AR 03.05.1999, a closed list)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from accalmie.law.dated import Values


def counts_as_work(cause: str, *, values: Values, on: date) -> bool | None:
    """Tell whether an absence counts as full-time work; None for a cause nobody has classed."""
    if cause in values["absences_counted_as_work"].on(on).value:
        return True
    if cause in values["absences_not_counted_as_work"].on(on).value:
        return False
    return None


def week_is_completed(causes: Iterable[str], *, values: Values, on: date) -> bool | None:
    """Tell whether a week with these absences is a completed week of work."""
    answers = {counts_as_work(cause, values=values, on=on) for cause in causes}
    if False in answers:
        return False
    return None if None in answers else True
