"""Maximum durations in weeks or months, counted from a first day; both ends included."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from accalmie.facts.days import Period, same_date_after
from accalmie.law.loading import common_values

_DAYS_OF_A_WEEK = 7
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """A number of weeks or of months, one of the two.

    ``longest_wins`` tells that the longer of this and of a sector's duration applies.
    """

    weeks: int | None = None
    months: int | None = None
    longest_wins: bool = False

    @property
    def number(self) -> int:
        """How many weeks or months."""
        return self.weeks or self.months or 0

    @property
    def unit(self) -> str:
        """``weeks`` or ``months``."""
        return "weeks" if self.weeks else "months"


def duration_of(raw: Mapping[str, Any]) -> Duration:
    """Read a duration as a file of values writes it: ``{weeks: 4}`` or ``{months: 3}``."""
    return Duration(**raw)


@dataclass(frozen=True, slots=True, kw_only=True)
class LastDays:
    """The last day that a duration surely allows, and the last that another reading allows."""

    sure: date
    possible: date


def last_days(duration: Duration, *, first_day: date, excluded: tuple[Period, ...]) -> LastDays:
    """Until when a duration lasts; days left out of the notice do not count (C:R8 for months).

    From the 29th of a month on, a number of months may end one day later in another reading.
    """
    if duration.months is None:
        end = first_day + timedelta(days=duration.number * _DAYS_OF_A_WEEK) - _ONE_DAY
        extended = _extended(end, first_day, excluded)
        return LastDays(sure=extended, possible=extended)
    eve = same_date_after(first_day, duration.months) - _ONE_DAY
    unsure = common_values("shared").unsure_day_of_month.on(first_day).value
    possible = eve + _ONE_DAY if first_day.day >= unsure else eve
    return LastDays(
        sure=_extended(eve, first_day, excluded),
        possible=_extended(possible, first_day, excluded),
    )


def excluded_days(period: Period, excluded: tuple[Period, ...]) -> int:
    """How many days of a period the notice leaves out."""
    return sum(any(day in part for part in excluded) for day in period)


def counted_days(period: Period, excluded: tuple[Period, ...]) -> int:
    """How many days of a period count."""
    return period.calendar_days - excluded_days(period, excluded)


def _extended(end: date, first_day: date, excluded: tuple[Period, ...]) -> date:
    """Move the end by the days left out, those that the move itself takes in included."""
    counted = (end - first_day).days + 1
    day = first_day - _ONE_DAY
    while counted:
        day += _ONE_DAY
        counted -= not any(day in part for part in excluded)
    return day
