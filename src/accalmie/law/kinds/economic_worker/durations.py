"""How long a suspension of manual workers may last, and the week of work that follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from accalmie.facts.communications import Communication, PlannedSuspension, Regime
from accalmie.facts.days import Period
from accalmie.facts.findings import Lodged
from accalmie.law.dated import Row, Values
from accalmie.law.durations import Duration, LastDays, duration_of, last_days
from accalmie.law.kinds.economic_worker.regimes import borders_on, regime_of
from accalmie.law.sectors import Sector, SectorRegime

_VALUE = {
    Regime.FULL: "maximum_full",
    Regime.LARGE: "maximum_large",
    Regime.SMALL: "maximum_small",
}
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Maximum:
    """A maximum duration and the rows that say so; no duration where its decree was not seen."""

    duration: Duration | None
    rows: tuple[Row, ...]


def maxima(values: Values, *, regime: Regime, on: date, sector: Sector) -> tuple[Maximum, ...]:
    """The maxima that may govern, the sure one first (a sector's replaces the law's).

    The first always has a duration: a decree that was not seen is never sure.
    """
    name = _VALUE[regime]
    row = values[name].on(on)
    statutory = Maximum(duration=duration_of(row.value), rows=(row,))
    first = statutory
    if sector.certain is not None:
        first = _of_sector(sector.certain, name, statutory, on=on)
    return (first, *(_of_sector(regime_, name, first, on=on) for regime_ in sector.possible))


def _of_sector(sector: SectorRegime, name: str, statutory: Maximum, *, on: date) -> Maximum:
    if name in sector.unknown:
        return Maximum(duration=None, rows=(sector.row,))
    own: Mapping[str, Duration | None] = {
        "maximum_full": sector.maximum_full,
        "maximum_large": sector.maximum_large,
    }
    duration = own.get(name)
    if duration is None:
        return statutory
    maximum = Maximum(duration=duration, rows=(sector.row,))
    if statutory.duration is not None and statutory.duration.longest_wins:
        return max(maximum, statutory, key=lambda one: _end(one, on))
    return maximum


def _end(maximum: Maximum, first_day: date) -> date:
    assert maximum.duration is not None
    return last_days(maximum.duration, first_day=first_day, excluded=()).sure


def governing_regime(communication: Communication, values: Values) -> Regime:
    """The regime that governs the maximum: that of the pattern where it is known, else declared."""
    details = communication.details
    assert isinstance(details, PlannedSuspension)
    assert communication.first_day is not None
    if not details.working_days:
        return details.regime
    borders = borders_on(values, first_day=communication.first_day)
    return regime_of(details.working_days, borders=borders) or details.regime


def allowed_until(maximum: Maximum, *, period: Period, excluded: tuple[Period, ...]) -> LastDays:
    """Until when a maximum lets a period last."""
    assert maximum.duration is not None
    return last_days(maximum.duration, first_day=period.first_day, excluded=excluded)


def end_of(lodged: Lodged, *, allowed: date, early_return: int) -> tuple[date, bool]:
    """The day on which an earlier suspension ended for the counter, and whether that is sure.

    A return to full time counts only where it comes more than seven days before the maximum end;
    exactly seven is a question for a person (C:R7).
    """
    period = lodged.communication.period
    assert period is not None
    returned_on = lodged.ended_early_on
    if returned_on is None or returned_on > period.last_day:
        return period.last_day, True
    days_before = (allowed - returned_on).days
    if days_before == early_return:
        return period.last_day, False
    if days_before < early_return:
        return period.last_day, True
    return returned_on - _ONE_DAY, True
