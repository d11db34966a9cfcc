"""The week of work between two suspensions (LCT art. 51 §§ 2 and 3; AR 03.05.1999)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from accalmie.facts.communications import BadWeather, PlannedSuspension, Regime, Subject
from accalmie.facts.days import Period, same_date_after
from accalmie.facts.findings import Fact, Finding, Lodged
from accalmie.law.durations import last_days
from accalmie.law.history import earlier, earlier_suspensions, share_people
from accalmie.law.kinds.economic_worker import durations
from accalmie.law.kinds.kind import Situation
from accalmie.law.rules.answer import answer
from accalmie.law.sectors import Sector, sector_of

_ONE_DAY = timedelta(days=1)
_RULE = "week_of_work_kept"
MONTHS_LOOKED_BACK = 12
"""How far back a suspension is still shown; longer ago it cannot bind any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ended:
    """An earlier suspension as the counter sees it: until when, until when at most."""

    lodged: Lodged
    period: Period
    allowed_until: date
    is_sure: bool

    @property
    def has_reached_maximum(self) -> bool:
        return self.period.last_day >= self.allowed_until


def week_of_work_kept(situation: Situation) -> Finding | None:
    """After the maximum, one week of work before the next suspension (LCT art. 51 §§ 2 and 3).

    Seven uninterrupted calendar days between the announced suspensions of the same people. What
    was really worked shows in the declarations, not in a communication.
    """
    communication = situation.communication
    first_day, period = communication.first_day, communication.period
    if not isinstance(communication.details, PlannedSuspension):
        return None
    if first_day is None or period is None:
        return None
    row = situation.values.week_of_work_calendar_days.on(first_day)
    before = _ended_before(situation, first_day)
    if not before:
        return answer(_RULE, met=True, because={"days": row.value}, rows=[row])
    last = before[-1]
    gap = max(0, (first_day - last.period.last_day).days - 1)
    because: dict[str, Fact] = {
        "before": last.period,
        "days": row.value,
        "gap": gap,
        "ticket": last.lodged.ticket,
    }
    if not last.is_sure:
        because["returned_on"] = last.lodged.ended_early_on
        readings = ("C:R7",)
        return answer(_RULE, met=None, because=because, rows=[row], readings=readings)
    if gap >= row.value:
        weather_on = _weather_between(situation, last.period.last_day, first_day, row.value)
        met = None if weather_on else True
        return answer(_RULE, met=met, because={**because, "weather_on": weather_on}, rows=[row])
    return answer(
        _RULE,
        met=_fits_one_maximum(situation, before, period, row.value),
        because={**because, "earliest": last.period.last_day + (row.value + 1) * _ONE_DAY},
        rows=[row],
        remedies=("let_people_work_a_week",),
    )


def _ended_before(situation: Situation, first_day: date) -> list[_Ended]:
    early_return = situation.values.early_return_calendar_days.on(first_day).value
    since = same_date_after(first_day, -MONTHS_LOOKED_BACK)
    found = [
        _ended(lodged, situation, early_return)
        for lodged in earlier_suspensions(situation, Regime.FULL, Regime.LARGE, since=since)
        if (lodged.communication.first_day or first_day) < first_day
    ]
    return sorted(found, key=lambda one: one.period.last_day)


def _ended(lodged: Lodged, situation: Situation, early_return: int) -> _Ended:
    period = lodged.communication.period
    details = lodged.communication.details
    assert period is not None
    assert isinstance(details, PlannedSuspension)
    options = durations.maxima(
        situation.values,
        regime=details.regime,
        on=period.first_day,
        sector=_sector_of(lodged, details, period),
    )
    duration = options[0].duration
    assert duration is not None
    allowed = last_days(duration, first_day=period.first_day, excluded=details.excluded).sure
    last_day, is_sure = durations.end_of(lodged, allowed=allowed, early_return=early_return)
    return _Ended(
        lodged=lodged,
        period=Period(period.first_day, max(last_day, period.first_day)),
        allowed_until=allowed,
        is_sure=is_sure,
    )


def _sector_of(lodged: Lodged, details: PlannedSuspension, period: Period) -> Sector:
    seat = lodged.communication.seat
    return sector_of(
        joint_committee=details.joint_committee,
        level=details.level,
        postal_code=seat.postal_code if seat else None,
        on=period.first_day,
    )


def _fits_one_maximum(
    situation: Situation, before: list[_Ended], period: Period, week: int
) -> bool | None:
    """Whether suspensions without a week of work between them fit one maximum together."""
    details = situation.communication.details
    assert isinstance(details, PlannedSuspension)
    chain = _chain(before, period.first_day, week)
    if any(
        share_people(one.lodged.communication, situation.communication) is None for one in chain
    ):
        return None
    chained = [one.lodged.communication.details for one in chain]
    if any(
        isinstance(one, PlannedSuspension) and one.regime is not details.regime for one in chained
    ):
        return False if chain[-1].has_reached_maximum else None
    excluded = list(details.excluded)
    for one in chained:
        assert isinstance(one, PlannedSuspension)
        excluded += one.excluded
    excluded += _gaps([one.period for one in chain] + [period])
    options = durations.maxima(
        situation.values,
        regime=details.regime,
        on=chain[0].period.first_day,
        sector=_sector_of(chain[0].lodged, details, chain[0].period),
    )
    assert options[0].duration is not None
    until = last_days(
        options[0].duration, first_day=chain[0].period.first_day, excluded=tuple(excluded)
    )
    if period.last_day <= until.sure:
        return True
    return None if period.last_day <= until.possible else False


def _chain(before: list[_Ended], first_day: date, week: int) -> list[_Ended]:
    """The suspensions that follow each other without a week of work, up to the first day."""
    chain: list[_Ended] = []
    for one in reversed(before):
        if (first_day - one.period.last_day).days - 1 >= week:
            break
        chain.insert(0, one)
        first_day = min(first_day, one.period.first_day)
    return chain


def _gaps(periods: list[Period]) -> list[Period]:
    """The days between periods that follow each other."""
    return [
        Period(one.last_day + _ONE_DAY, other.first_day - _ONE_DAY)
        for one, other in pairwise(periods)
        if (other.first_day - one.last_day).days > 1
    ]


def _weather_between(situation: Situation, end: date, start: date, week: int) -> date | None:
    """A day of bad weather in the gap that leaves no uninterrupted week; it breaks the week.

    Bad weather is not in the closed list of absences that count as work (AR 03.05.1999).
    """
    days = sorted(
        lodged.communication.first_day
        for lodged in earlier(situation, Subject.FIRST_EFFECTIVE_DAY)
        if isinstance(lodged.communication.details, BadWeather)
        and lodged.communication.first_day is not None
        and end < lodged.communication.first_day < start
        and share_people(lodged.communication, situation.communication) is not False
    )
    borders = [end, *days, start]
    stretches = [(b - a).days - 1 for a, b in pairwise(borders)]
    return days[0] if days and max(stretches) < week else None
