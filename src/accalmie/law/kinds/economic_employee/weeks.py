"""Weeks of suspension of an employee in a civil year: used, and left (LCT art. 77/4).

A part of a calendar week uses the whole week. Two reduced weeks make one full week; whether the cap
of reduced weeks stands beside that conversion is open, so a case that it decides goes to a person.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

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
    return weeks_used_by_each([niss], year, lodged=lodged, also=also)[niss]


def weeks_used_by_each(
    named: Collection[str], year: int, *, lodged: Iterable[Lodged], also: Communication | None
) -> dict[str, UsedWeeks]:
    """The same for many persons, by number; each communication is read once for all of them."""
    full: dict[str, set[date]] = {niss: set() for niss in named}
    reduced: dict[str, set[date]] = {niss: set() for niss in named}
    told = [(one.communication, one.ended_early_on) for one in lodged]
    if also is not None:
        told.append((also, None))
    for communication, ended_on in told:
        details, period = communication.details, communication.period
        if period is None or not isinstance(details, PlannedSuspension):
            continue
        found = full if details.regime is Regime.FULL else reduced
        for niss, own in _own_periods(communication, period, named=full, ended_on=ended_on):
            found[niss] |= mondays_of(own, year)
    return {
        niss: UsedWeeks(full=frozenset(full[niss]), reduced=frozenset(reduced[niss]))
        for niss in named
    }


@lru_cache(maxsize=256)
def mondays_of(period: Period, year: int) -> frozenset[date]:
    """The Mondays of the calendar weeks that a period touches within a civil year."""
    return frozenset(day - day.weekday() * _ONE_DAY for day in period if day.year == year)


def _own_periods(
    communication: Communication,
    period: Period,
    *,
    named: Container[str],
    ended_on: date | None,
) -> Iterator[tuple[str, Period]]:
    """The announced period of each person, up to his own end or to the return to full time.

    Of a number that stands twice the first line counts.
    """
    until = period.last_day if ended_on is None else min(period.last_day, ended_on - _ONE_DAY)
    seen: set[str] = set()
    for worker in communication.workers:
        if worker.niss not in named or worker.niss in seen:
            continue
        seen.add(worker.niss)
        last_day = min(until, worker.last_day or until)
        if last_day == period.last_day:
            yield worker.niss, period
        elif last_day >= period.first_day:
            yield worker.niss, Period(period.first_day, last_day)
