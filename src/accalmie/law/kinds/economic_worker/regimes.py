"""Which regime a pattern of working days makes: full, large or small suspension."""

from __future__ import annotations

from calendar import SATURDAY
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from accalmie.facts.communications import Regime
from accalmie.facts.days import Period
from accalmie.law.calendar import is_public_holiday
from accalmie.law.dated import Row, Values

_DAYS_OF_A_RUN = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class RegimeBorders:
    """The numbers of working days at which one regime gives way to the next.

    From ``small`` days in each run it is small; a run of ``working_week`` days is surely a working
    week; below ``worked_week`` days in the worked week of two it is full (C:R9).
    """

    small: Row
    worked_week: Row
    working_week: Row

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows of the three borders."""
        return (self.small, self.worked_week, self.working_week)


def borders_on(values: Values, *, first_day: date) -> RegimeBorders:
    """The borders in force on the first day."""
    return RegimeBorders(
        small=values.small_regime_worked_days.on(first_day),
        worked_week=values.large_regime_days_of_worked_week.on(first_day),
        working_week=values.working_week_days.on(first_day),
    )


def regime_of(working_days: tuple[int, ...], *, borders: RegimeBorders) -> Regime | None:
    """The regime of a repeated pattern of days worked per run of seven; None between two (C:R9)."""
    small, worked_week = borders.small.value, borders.worked_week.value
    least, most = min(working_days), max(working_days)
    if most == 0:
        return Regime.FULL
    if least >= small:
        return Regime.SMALL
    runs = (*working_days, working_days[0])
    if all(max(pair) >= borders.working_week.value for pair in pairwise(runs)):
        return Regime.SMALL
    if most >= small:
        return None
    if least > 0:
        return Regime.LARGE
    return _alternating(working_days, runs, worked_week=worked_week)


def _alternating(
    working_days: tuple[int, ...], runs: tuple[int, ...], *, worked_week: int
) -> Regime | None:
    """Weeks without any work among weeks with little: one on, one off is known, the rest is not."""
    if any(min(pair) > 0 for pair in pairwise(runs)):
        return None
    if max(working_days) < worked_week:
        return Regime.FULL
    worked = [days for days in working_days if days]
    is_one_in_two = len(worked) * 2 == len(working_days)
    return Regime.LARGE if is_one_in_two and min(worked) >= worked_week else None


def runs_with_holiday(period: Period, working_days: tuple[int, ...]) -> frozenset[int]:
    """The runs of seven days, by number from 0, in which people work and a holiday falls."""
    found = set()
    for number in range((period.calendar_days + _DAYS_OF_A_RUN - 1) // _DAYS_OF_A_RUN):
        if not working_days[number % len(working_days)]:
            continue
        start = period.first_day + number * timedelta(days=_DAYS_OF_A_RUN)
        days = (start + timedelta(days=n) for n in range(_DAYS_OF_A_RUN))
        if any(
            day in period and day.weekday() < SATURDAY and is_public_holiday(day) for day in days
        ):
            found.add(number)
    return frozenset(found)


def with_holidays_as_work(
    period: Period, working_days: tuple[int, ...], runs: frozenset[int]
) -> tuple[int, ...]:
    """The pattern over the whole period, each holiday of a worked run counted as a day of work."""
    number_of_runs = (period.calendar_days + _DAYS_OF_A_RUN - 1) // _DAYS_OF_A_RUN
    return tuple(
        working_days[number % len(working_days)] + (number in runs)
        for number in range(number_of_runs)
    )
