"""What a manual worker has used of the 4 weeks, 3 months or 12 months of a suspension."""

from __future__ import annotations

from datetime import date, timedelta

from accalmie.facts.communications import PlannedSuspension
from accalmie.facts.days import Period
from accalmie.law.dated import NotInForceError
from accalmie.law.durations import counted_days, last_days
from accalmie.law.history import nisses
from accalmie.law.kinds.economic_worker import durations
from accalmie.law.kinds.kind import Counted, Counter
from accalmie.law.rules.answer import step
from accalmie.law.sectors import sector_of

_ONE_DAY = timedelta(days=1)


def counters(counted: Counted) -> tuple[Counter, ...]:
    """The suspensions that run on a day or still bind by their week of work, newest first.

    A suspension whose maximum is not known (an unseen decree, a day before the values) is left out:
    no number is better than a wrong one.
    """
    found: list[tuple[date, Counter]] = []
    for lodged in counted.history:
        communication = lodged.communication
        details, period = communication.details, communication.period
        if not isinstance(details, PlannedSuspension) or period is None:
            continue
        if counted.niss not in nisses(communication) or period.first_day > counted.on:
            continue
        seat = communication.seat
        postal_code = seat.postal_code if seat else None
        try:
            counter = _counter(counted, details, period, postal_code)
        except NotInForceError:
            continue
        if counter is not None and counted.on <= max(
            period.last_day, (counter.free_from or period.last_day) - _ONE_DAY
        ):
            found.append((period.first_day, counter))
    found.sort(key=lambda one: one[0], reverse=True)
    return tuple(counter for _, counter in found)


def _counter(
    counted: Counted, details: PlannedSuspension, period: Period, postal_code: str | None
) -> Counter | None:
    values = counted.kind.values
    options = durations.maxima(
        values,
        regime=details.regime,
        on=period.first_day,
        sector=sector_of(
            joint_committee=details.joint_committee,
            level=details.level,
            postal_code=postal_code,
            on=period.first_day,
        ),
    )
    governing = options[0]
    if len({option.duration for option in options}) > 1:
        return None
    assert governing.duration is not None
    until = last_days(
        governing.duration, first_day=period.first_day, excluded=details.excluded
    ).sure
    so_far = Period(period.first_day, min(counted.on, period.last_day))
    used = counted_days(so_far, details.excluded)
    allowed = counted_days(Period(period.first_day, until), details.excluded)
    regimes = values.regimes_followed_by_work.on(period.first_day)
    week = values.week_of_work_calendar_days.on(period.first_day)
    free_from = None
    if details.regime.value in regimes.value:
        free_from = min(period.last_day, until) + (week.value + 1) * _ONE_DAY
    return Counter(
        name=details.regime.value,
        unit="calendar_days",
        used=used,
        allowed=allowed,
        left=max(0, allowed - used),
        until=until,
        free_from=free_from,
        trace=(
            step("used", used, unit="calendar_days", rows=governing.rows),
            step("allowed", allowed, unit="calendar_days", rows=governing.rows),
            step("free_from", free_from, formula="last_day + week of work + 1", rows=[week]),
        ),
    )
