"""The monthly first effective day: when it can be communicated and cancelled (sheet E57).

Two windows stand beside each other (C:R4): the legal one, in working days, which alone decides
whether a communication is late; and that of the message, in calendar days, outside of which the
electronic channel refuses an original.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from accalmie.facts.findings import Step
from accalmie.law.calendar import is_working_day, working_days_after, working_days_before
from accalmie.law.dated import Row
from accalmie.law.kinds.kind import Kind
from accalmie.law.loading import common_values
from accalmie.law.rules.answer import step


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstDayWindow:
    """The days between which a first effective day can be communicated, cancelled and sent.

    ``from_day``, ``until`` and ``cancel_until`` are None where no source states them: a first day
    that is no working day (C:R6), the cancellation of bad weather and technical accident.
    """

    first_day: date
    from_day: date | None
    until: date | None
    cancel_from: date | None
    cancel_until: date | None
    sendable_from: date
    sendable_until: date
    rows: tuple[Row, ...]
    trace: tuple[Step, ...]


class NoFirstEffectiveDay(LookupError):
    """This kind has no monthly communication of a first effective day."""

    def __init__(self, code: str) -> None:
        super().__init__(f"{code} has no communication of a first effective day")


def window_of(
    *, kind: Kind, first_day: date, closed_days: Collection[date] | None
) -> FirstDayWindow:
    """The windows of a first effective day (E57; C:R1, C:R3, C:R4, C:R6).

    Raises ``NoFirstEffectiveDay`` for a kind without, ``NotInForceError`` before 23.03.2014.
    """
    if "first_day_working_days_before" not in kind.values:
        raise NoFirstEffectiveDay(kind.code)
    before = kind.values.first_day_working_days_before.on(first_day)
    after = kind.values.first_day_working_days_after.on(first_day)
    cancellation = kind.values.first_day_cancellation.on(first_day)
    message = common_values("shared").message_window_calendar_days.on(first_day)
    margin = timedelta(days=message.value)
    is_known = is_working_day(first_day, closed_days=closed_days)

    def back(count: int) -> date | None:
        return (
            working_days_before(first_day, count=count, closed_days=closed_days)
            if is_known
            else None
        )

    def forth(count: int) -> date | None:
        return (
            working_days_after(first_day, count=count, closed_days=closed_days)
            if is_known
            else None
        )

    from_day, until = back(before.value), forth(after.value)
    cancel_from = cancel_until = None
    if cancellation.value is not None:
        cancel_from = back(cancellation.value["before"])
        cancel_until = forth(cancellation.value["after"])
    unknown = () if is_known else ("C:R6",)
    replaced = () if closed_days is not None else ("C:R3",)
    trace = (
        step("first_day", first_day, rows=[before]),
        step("is_working_day", is_known, rows=[before], readings=("C:R1", *replaced, *unknown)),
        step(
            "from",
            from_day,
            formula=f"first_day - {before.value} working days",
            rows=[before],
            readings=unknown,
        ),
        step(
            "until",
            until,
            formula=f"first_day + {after.value} working days",
            rows=[after],
            readings=unknown,
        ),
        step("cancel_until", cancel_until, rows=[cancellation], readings=unknown),
        step(
            "sendable_from",
            first_day - margin,
            formula=f"first_day - {message.value} calendar days",
            rows=[message],
        ),
        step(
            "sendable_until",
            first_day + margin,
            formula=f"first_day + {message.value} calendar days",
            rows=[message],
        ),
    )
    return FirstDayWindow(
        first_day=first_day,
        from_day=from_day,
        until=until,
        cancel_from=cancel_from,
        cancel_until=cancel_until,
        sendable_from=first_day - margin,
        sendable_until=first_day + margin,
        rows=(before, after),
        trace=trace,
    )
