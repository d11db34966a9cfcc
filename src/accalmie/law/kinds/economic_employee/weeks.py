"""Weeks of suspension of an employee in a civil year: used, and left (LCT art. 77/4).

A part of a calendar week uses the whole week. Two reduced weeks make one full week; whether the cap
of reduced weeks stands beside that conversion is open, so a case that it decides goes to a person.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from accalmie.facts.communications import Communication, PlannedSuspension, Regime
from accalmie.facts.days import Period
from accalmie.facts.findings import Lodged, PreliminaryCondition
from accalmie.law.dated import Row, Values

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyWeeks:
    """The maxima of a year, and how many reduced weeks make a full one."""

    full: int
    reduced: int
    reduced_for_one_full: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedWeeks:
    """Weeks of one person in one year, by their Mondays."""

    full: frozenset[date]
    reduced: frozenset[date]

    @property
    def number_full(self) -> int:
        """Full weeks."""
        return len(self.full)

    @property
    def number_reduced(self) -> int:
        """Reduced weeks that are not full weeks too."""
        return len(self.reduced - self.full)

    def fits(self, allowed: YearlyWeeks) -> bool | None:
        """Tell whether the weeks stay within the year's maxima; None where the sources are open."""
        full, reduced = self.number_full, self.number_reduced
        if not full:
            return reduced <= allowed.reduced
        if full * allowed.reduced_for_one_full + reduced > allowed.full * (
            allowed.reduced_for_one_full
        ):
            return False
        return True if reduced <= allowed.reduced else None

    def full_weeks_left(self, allowed: YearlyWeeks) -> int:
        """Whole full weeks that are left."""
        ratio = allowed.reduced_for_one_full
        return max(
            0, (allowed.full * ratio - self.number_full * ratio - self.number_reduced) // ratio
        )


def yearly_weeks(
    values: Values, *, on: date, condition: PreliminaryCondition | None
) -> YearlyWeeks:
    """The maxima of the law, or fewer where the agreement or the plan says so."""
    full, reduced = values["full_weeks_a_year"].on(on), values["reduced_weeks_a_year"].on(on)
    ratio = values["reduced_weeks_for_one_full"].on(on)
    own_full = condition.max_full_weeks if condition else None
    own_reduced = condition.max_reduced_weeks if condition else None
    return YearlyWeeks(
        full=min(full.value, own_full or full.value),
        reduced=min(reduced.value, own_reduced or reduced.value),
        reduced_for_one_full=ratio.value,
        rows=(full, reduced, ratio),
    )


def weeks_used(
    niss: str, year: int, *, lodged: Iterable[Lodged], also: Communication | None
) -> UsedWeeks:
    """The weeks that suspensions announced for a person touch in a year."""
    found: dict[bool, set[date]] = {True: set(), False: set()}
    for one in lodged:
        period = _period_of(one.communication, niss, ended_on=one.ended_early_on)
        _add(found, one.communication, period, year)
    if also is not None:
        _add(found, also, _period_of(also, niss, ended_on=None), year)
    return UsedWeeks(full=frozenset(found[True]), reduced=frozenset(found[False]))


def mondays_of(period: Period, year: int) -> frozenset[date]:
    """The Mondays of the calendar weeks that a period touches within a civil year."""
    return frozenset(day - day.weekday() * _ONE_DAY for day in period if day.year == year)


def _add(
    found: dict[bool, set[date]], communication: Communication, period: Period | None, year: int
) -> None:
    details = communication.details
    if period is None or not isinstance(details, PlannedSuspension):
        return
    found[details.regime is Regime.FULL] |= mondays_of(period, year)


def _period_of(communication: Communication, niss: str, *, ended_on: date | None) -> Period | None:
    """The announced period of one person, up to his own end or to the return to full time."""
    period = communication.period
    worker = next((one for one in communication.workers if one.niss == niss), None)
    if period is None or worker is None:
        return None
    last_day = min(period.last_day, worker.last_day or period.last_day)
    if ended_on is not None:
        last_day = min(last_day, ended_on - _ONE_DAY)
    return Period(period.first_day, last_day) if last_day >= period.first_day else None
