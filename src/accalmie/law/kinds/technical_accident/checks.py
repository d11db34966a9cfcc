"""Technical accident (LCT art. 49; sheets E27 and E57): seven paid days, then the suspension."""

from __future__ import annotations

from datetime import date, timedelta

from accalmie.facts.communications import Subject, TechnicalAccident, Version
from accalmie.facts.days import Period
from accalmie.facts.findings import Finding
from accalmie.law.calendar import working_days_after
from accalmie.law.dated import Row
from accalmie.law.history import earlier
from accalmie.law.kinds.kind import Bounds, KindRules, Situation
from accalmie.law.rules import content, first_days, versions
from accalmie.law.rules.answer import answer, step
from accalmie.law.rules.channel import may_have_been_posted_in_time, sent_by_allowed_channel

_ONE_DAY = timedelta(days=1)


def accident_announced_in_time(situation: Situation) -> Finding | None:
    """Date and nature are communicated by the first working day after (LCT art. 49 § 1; C:R2)."""
    accident = _accident(situation)
    if accident is None:
        return None
    row = situation.values.announcement_working_days.on(accident.accident_on)
    until = working_days_after(
        accident.accident_on, count=row.value, closed_days=situation.circumstances.closed_days
    )
    return _in_time("accident_announced_in_time", situation, accident, until, row)


def list_sent_in_time(situation: Situation) -> Finding | None:
    """The list of the workers follows within six days (LCT art. 49 § 1)."""
    accident = _accident(situation)
    if accident is None:
        return None
    row = situation.values.list_calendar_days.on(accident.accident_on)
    until = accident.accident_on + row.value * _ONE_DAY
    return _in_time("list_sent_in_time", situation, accident, until, row)


def seven_paid_days_kept(situation: Situation) -> Finding | None:
    """Seven days are paid from the accident on, its day included (LCT art. 49 § 1; E27)."""
    accident, first_day = _accident(situation), situation.communication.first_day
    if accident is None or first_day is None:
        return None
    return _paid_days(situation, accident.accident_on, first_day)


def first_day_after_paid_days(situation: Situation) -> Finding | None:
    """The first effective day follows the paid days (LCT art. 49 § 2; E57).

    Examined where the accident is known from an earlier communication.
    """
    first_day = situation.communication.first_day
    if situation.communication.version is Version.CANCELLATION or first_day is None:
        return None
    accidents = [
        lodged.communication.details.accident_on
        for lodged in earlier(situation, Subject.ACCIDENT_NATURE)
        if isinstance(lodged.communication.details, TechnicalAccident)
        and lodged.communication.details.accident_on <= first_day
        and (lodged.communication.last_day or first_day) >= first_day
    ]
    return _paid_days(situation, max(accidents), first_day) if accidents else None


def bounds(situation: Situation) -> Bounds:
    """The first day that the guaranteed wage leaves for unemployment."""
    accident = _accident(situation)
    if accident is None:
        return Bounds()
    row = situation.values.paid_calendar_days.on(accident.accident_on)
    earliest = accident.accident_on + row.value * _ONE_DAY
    return Bounds(
        earliest_first_day=earliest,
        trace=(
            step("accident_on", accident.accident_on, rows=[row]),
            step("paid_calendar_days", row.value, unit="calendar_days", rows=[row]),
            step(
                "earliest_first_day",
                earliest,
                formula="accident_on + paid_calendar_days",
                rows=[row],
            ),
        ),
    )


def _paid_days(situation: Situation, accident_on: date, first_day: date) -> Finding:
    row = situation.values.paid_calendar_days.on(accident_on)
    earliest = accident_on + row.value * _ONE_DAY
    return answer(
        "seven_paid_days_kept",
        met=first_day >= earliest,
        because={
            "accident_on": accident_on,
            "paid": Period(accident_on, earliest - _ONE_DAY),
            "days": row.value,
            "earliest_first_day": earliest,
            "first_day": first_day,
        },
        rows=[row],
        remedies=("start_after_paid_days",),
    )


def _in_time(
    rule: str, situation: Situation, accident: TechnicalAccident, until: date, row: Row
) -> Finding:
    received_on = situation.circumstances.received_on
    is_in_time = received_on <= until
    is_open = not is_in_time and may_have_been_posted_in_time(situation)
    return answer(
        rule,
        met=None if is_open else is_in_time,
        because={
            "by_letter": received_on if is_open else None,
            "accident_on": accident.accident_on,
            "until": until,
            "received_on": received_on,
            "days_late": max(0, (received_on - until).days) or None,
        },
        rows=[row],
        remedies=("director_decides",),
    )


def _accident(situation: Situation) -> TechnicalAccident | None:
    details = situation.communication.details
    if situation.communication.version is Version.CANCELLATION:
        return None
    return details if isinstance(details, TechnicalAccident) else None


RULES = KindRules(
    checks={
        Subject.ACCIDENT_NATURE: (
            accident_announced_in_time,
            seven_paid_days_kept,
            content.content_is_complete("first_day", "last_day", "accident_on", "nature"),
            versions.concerns_latest_situation,
            sent_by_allowed_channel,
        ),
        Subject.ACCIDENT_WORKERS: (
            list_sent_in_time,
            content.workers_named,
            content.content_is_complete("accident_on"),
            versions.concerns_latest_situation,
            sent_by_allowed_channel,
        ),
        Subject.FIRST_EFFECTIVE_DAY: (
            first_days.communicated_in_window,
            first_days.once_a_month,
            first_day_after_paid_days,
            first_days.place_of_work_told,
            content.workers_named,
            content.content_is_complete("first_day"),
            versions.concerns_latest_situation,
            first_days.cancelled_in_window,
            sent_by_allowed_channel,
        ),
    },
    bounds={
        Subject.ACCIDENT_NATURE: bounds,
        Subject.FIRST_EFFECTIVE_DAY: first_days.bounds,
    },
)
