"""Rules on the communication of the first effective day of a month (sheet E57)."""

from __future__ import annotations

from datetime import date, timedelta

from accalmie.facts.communications import (
    BadWeather,
    FirstEffectiveDay,
    PlannedSuspension,
    Regime,
    Subject,
    Version,
)
from accalmie.facts.days import Month
from accalmie.facts.findings import Fact, Finding, Lodged, Outcome
from accalmie.law.first_day import FirstDayWindow, window_of
from accalmie.law.history import earlier, nisses, share_people
from accalmie.law.kinds.kind import Bounds, Check, Situation
from accalmie.law.loading import common_values
from accalmie.law.rules import committee, content, versions
from accalmie.law.rules.answer import answer
from accalmie.law.rules.channel import may_have_been_posted_in_time, sent_by_allowed_channel

_RUN = timedelta(days=7)


def communicated_in_window(situation: Situation) -> Finding | None:
    """The first effective day is communicated in its window (E57; C:R1, C:R4, C:R5, C:R6).

    Not examined for a cancellation, nor where the month is already covered for everybody.
    """
    first_day = _first_day(situation)
    if first_day is None or _covered_by(situation, first_day):
        return None
    window, received_on = _window(situation, first_day), situation.circumstances.received_on
    because: dict[str, Fact] = {"first_day": first_day, "received_on": received_on}
    if window.from_day is None or window.until is None:
        readings = ("C:R6",)
        return answer(
            "communicated_in_window", met=None, because=because, rows=window.rows, readings=readings
        )
    because |= {"from": window.from_day, "until": window.until}
    if window.from_day <= received_on <= window.until:
        return answer("communicated_in_window", met=True, because=because, rows=window.rows)
    if received_on < window.from_day:
        return answer("communicated_in_window", met=False, because=because, rows=window.rows)
    widened = _widened_until(situation, first_day)
    if received_on <= widened:
        because["other_until"] = widened
        readings = ("C:R5",)
        return answer(
            "communicated_in_window", met=None, because=because, rows=window.rows, readings=readings
        )
    because["days_late"] = (received_on - window.until).days
    is_open = may_have_been_posted_in_time(situation)
    if is_open:
        because["by_letter"] = received_on
    return answer(
        "communicated_in_window",
        met=None if is_open else False,
        because=because,
        rows=window.rows,
        remedies=("pay_until_first_day_is_communicated",),
    )


def once_a_month(situation: Situation) -> Finding | None:
    """One communication a month and a worker is enough, whatever the reason (E57).

    It covers the month once it is accepted; while it is examined, a person must look.
    """
    first_day = _first_day(situation)
    if first_day is None:
        return None
    covering = _covered_by(situation, first_day)
    if covering is None:
        return None
    row = common_values("shared").one_first_day_a_month.on(first_day)
    return answer(
        "once_a_month",
        met=None if covering.outcome is Outcome.TO_EXAMINE else True,
        because={
            "month": Month.of(first_day),
            "ticket": covering.ticket,
            "covered_from": covering.communication.first_day,
        },
        rows=[row],
    )


def inside_announced_suspension(situation: Situation) -> Finding | None:
    """The day lies in a suspension that was announced (LCT art. 51 § 1; E28 of 06.02.2024).

    Examined only where earlier communications are known; without any, nobody can tell.
    """
    first_day = _first_day(situation)
    if first_day is None or not situation.circumstances.history:
        return None
    row = common_values("shared").duties_of_communication.on(situation.circumstances.received_on)
    covering = [
        lodged
        for lodged in earlier(situation, Subject.PLANNED_SUSPENSION)
        if _covers(lodged, situation, first_day)
    ]
    because: dict[str, Fact] = {"first_day": first_day}
    if covering:
        because |= {
            "announced": covering[-1].communication.period,
            "ticket": covering[-1].ticket,
        }
    return answer(
        "inside_announced_suspension", met=True if covering else None, because=because, rows=[row]
    )


def place_of_work_told(situation: Situation) -> Finding | None:
    """The place where the work would have been done is told (E57): the site, else the seat."""
    communication = situation.communication
    if communication.version is Version.CANCELLATION or communication.first_day is None:
        return None
    details = communication.details
    site = details.site if isinstance(details, FirstEffectiveDay | BadWeather) else None
    address = site or communication.seat
    row = common_values("shared").place_of_work.on(communication.first_day)
    place = f"{address.postal_code} {address.city}" if address else None
    return answer(
        "place_of_work_told", met=True if address else None, because={"place": place}, rows=[row]
    )


def cancelled_in_window(situation: Situation) -> Finding | None:
    """A first effective day is cancelled in its window (E57; unstated for some kinds: C:R6)."""
    communication = situation.communication
    if communication.version is not Version.CANCELLATION:
        return None
    replaced = next(
        (
            lodged.communication
            for lodged in situation.circumstances.history
            if lodged.ticket == communication.replaces
        ),
        None,
    )
    first_day = communication.first_day or (replaced.first_day if replaced else None)
    if first_day is None:
        return None
    window, received_on = _window(situation, first_day), situation.circumstances.received_on
    row = situation.values["first_day_cancellation"].on(first_day)
    because: dict[str, Fact] = {"first_day": first_day, "received_on": received_on}
    if window.cancel_from is None or window.cancel_until is None:
        return answer("cancelled_in_window", met=None, because=because, rows=[row])
    because |= {"from": window.cancel_from, "until": window.cancel_until}
    met = window.cancel_from <= received_on <= window.cancel_until
    return answer("cancelled_in_window", met=met, because=because, rows=[row])


def bounds(situation: Situation) -> Bounds:
    """No first or last day is bounded; the windows stand in the trace."""
    first_day = situation.communication.first_day
    if first_day is None:
        return Bounds()
    return Bounds(trace=_window(situation, first_day).trace)


CHECKS: tuple[Check, ...] = (
    communicated_in_window,
    once_a_month,
    inside_announced_suspension,
    place_of_work_told,
    content.workers_named,
    content.content_is_complete("first_day"),
    committee.committee_fits_kind,
    versions.concerns_latest_situation,
    cancelled_in_window,
    sent_by_allowed_channel,
)
"""The checks of a first effective day for economic causes."""


def _first_day(situation: Situation) -> date | None:
    if situation.communication.version is Version.CANCELLATION:
        return None
    return situation.communication.first_day


def _window(situation: Situation, first_day: date) -> FirstDayWindow:
    return window_of(
        kind=situation.kind,
        first_day=first_day,
        closed_days=situation.circumstances.closed_days,
    )


def _covered_by(situation: Situation, first_day: date) -> Lodged | None:
    """The first effective day already communicated that month for every worker named."""
    workers = nisses(situation.communication)
    of_month = [
        lodged
        for lodged in earlier(situation, Subject.FIRST_EFFECTIVE_DAY)
        if lodged.communication.first_day is not None
        and Month.of(lodged.communication.first_day) == Month.of(first_day)
        and lodged.communication.first_day <= first_day
    ]
    covered = frozenset[str]().union(*(nisses(lodged.communication) for lodged in of_month))
    if not workers or not workers <= covered:
        return None
    return next(lodged for lodged in of_month if workers & nisses(lodged.communication))


def _covers(lodged: Lodged, situation: Situation, first_day: date) -> bool:
    communication = lodged.communication
    period, details = communication.period, communication.details
    if communication.kind != situation.kind.code or period is None or first_day not in period:
        return False
    if isinstance(details, PlannedSuspension) and any(
        first_day in excluded for excluded in details.excluded
    ):
        return False
    return share_people(communication, situation.communication) is not False


def _widened_until(situation: Situation, first_day: date) -> date:
    """Until when the second day of unemployment may lie, where it goes on from last month (C:R5).

    In a full suspension it is the next working day, which widens nothing. Otherwise days of work
    lie between; which ones nobody tells, but each run of seven days has days without work.
    """
    before = Month.of(first_day).plus(-1)
    goes_on = any(
        lodged.communication.first_day is not None
        and Month.of(lodged.communication.first_day) == before
        and share_people(lodged.communication, situation.communication)
        for lodged in earlier(situation, Subject.FIRST_EFFECTIVE_DAY)
    )
    is_full = any(
        isinstance(lodged.communication.details, PlannedSuspension)
        and lodged.communication.details.regime is Regime.FULL
        and _covers(lodged, situation, first_day)
        for lodged in earlier(situation, Subject.PLANNED_SUSPENSION)
    )
    return first_day + _RUN if goes_on and not is_full else first_day
