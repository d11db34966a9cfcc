"""The notice to the workers and the communication that goes with it (LCT art. 51 and 77/4)."""

from __future__ import annotations

from calendar import MONDAY, WEDNESDAY
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from accalmie.facts.communications import PlannedSuspension, Regime, Version
from accalmie.facts.findings import Fact, Finding
from accalmie.law.calendar import is_public_holiday, is_working_day
from accalmie.law.dated import Row
from accalmie.law.history import original_of
from accalmie.law.kinds.kind import Announcement, Bounds, Kind, Situation
from accalmie.law.rules.answer import answer, step
from accalmie.law.rules.channel import may_have_been_posted_in_time

_ONE_DAY = timedelta(days=1)
_DAYS_OF_A_WEEK = 7

REMEDIES = ("postpone_start", "cancel_and_resend")


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeOption:
    """One notice period that may govern: how long, and the row that says so.

    ``calendar_days`` is None where the decree sets another rule, which ``name`` then tells, or was
    not seen; ``earliest_after`` is None in that last case.
    """

    row: Row
    name: str
    calendar_days: int | None
    earliest_after: Callable[[date], date] | None


def statutory_notice(kind: Kind, *, on: date) -> NoticeOption:
    """The notice period of the law."""
    row = kind.values["notice_calendar_days"].on(on)
    return counted_notice(row, days=row.value)


def counted_notice(row: Row, *, days: int) -> NoticeOption:
    """A notice of so many calendar days; neither its own day nor the first day counts."""
    return NoticeOption(
        row=row,
        name="notice_calendar_days",
        calendar_days=days,
        earliest_after=lambda notified_on: notified_on + (days + 1) * _ONE_DAY,
    )


def unseen_notice(row: Row) -> NoticeOption:
    """The notice of a decree whose text was not seen."""
    return NoticeOption(row=row, name="unseen", calendar_days=None, earliest_after=None)


def wednesday_before(row: Row) -> NoticeOption:
    """Notice by the Wednesday before a period that begins on a Monday (CP 136)."""

    def earliest_after(notified_on: date) -> date:
        to_wednesday = (WEDNESDAY - notified_on.weekday()) % _DAYS_OF_A_WEEK
        to_monday = (MONDAY - WEDNESDAY) % _DAYS_OF_A_WEEK
        return notified_on + (to_wednesday + to_monday) * _ONE_DAY

    return NoticeOption(
        row=row, name="wednesday_before", calendar_days=None, earliest_after=earliest_after
    )


def next_working_day(row: Row) -> NoticeOption:
    """Possible from the first working day after the notice (CP 320)."""

    def earliest_after(notified_on: date) -> date:
        day = notified_on + _ONE_DAY
        while not is_working_day(day, closed_days=None):
            day += _ONE_DAY
        return day

    return NoticeOption(
        row=row, name="next_working_day", calendar_days=None, earliest_after=earliest_after
    )


def bounds_of_notice(announcement: Announcement, options: Iterable[NoticeOption]) -> Bounds:
    """From when a suspension announced on a day may begin; None where the options disagree."""
    used = tuple(options)
    days = {_earliest(option, announcement.notified_on) for option in used}
    steps = [
        step("notified_on", announcement.notified_on, rows=[used[0].row]),
        *(
            step(
                "notice_calendar_days" if option.calendar_days else "notice_rule",
                option.calendar_days or option.name,
                unit="calendar_days" if option.calendar_days else "",
                rows=[option.row],
            )
            for option in used
        ),
    ]
    earliest = days.pop() if len(days) == 1 else None
    if earliest is not None:
        formula = "notified_on + notice_calendar_days + 1" if used[0].calendar_days else ""
        rows = [option.row for option in used]
        steps.append(step("earliest_first_day", earliest, formula=formula, rows=rows))
    return Bounds(earliest_first_day=earliest, trace=tuple(steps))


def announced_in_time(situation: Situation, options: tuple[NoticeOption, ...]) -> Finding:
    """The notice runs its whole time before the first day (LCT art. 51 § 1; E22 of 05.07.2024).

    For a communication that tells its first day.
    """
    communication = situation.communication
    first_day = communication.first_day
    assert first_day is not None
    notified_on = notice_day(situation)
    possible = [_earliest(option, notified_on) for option in options]
    answers = {None if day is None else day <= first_day for day in possible}
    met = answers.pop() if len(answers) == 1 else None
    governing = options[0]
    earliest = possible[0]
    because: dict[str, Fact] = {
        "notified_on": notified_on,
        "notice_days": governing.calendar_days,
        "first_day": first_day,
        "days_to_count": governing.calendar_days + 1 if governing.calendar_days else None,
        "earliest_first_day": earliest,
    }
    if communication.notified_on is None and not _keeps_notice(situation):
        because["received_on"] = notified_on
    if earliest is not None and met is False:
        because["days_too_early"] = (earliest - first_day).days
        because["days_given"] = max(0, (first_day - notified_on).days - 1)
    if met is None:
        because["sector"] = options[-1].row.source
        because["other_first_day"] = possible[-1]
    return answer(
        "announced_in_time",
        met=met,
        because=because,
        rows=[option.row for option in options],
        remedies=REMEDIES,
        readings=("C:R11",) if is_public_holiday(first_day) else (),
    )


def sent_on_day_of_notice(situation: Situation) -> Finding | None:
    """The communication leaves on the day of the notice (LCT art. 51 § 1; E28 of 06.02.2024).

    A communication that does not tell the day of the notice is taken as sent on that day, since it
    is due on that day. One that came before its notice goes to a person: no source speaks of it.
    """
    communication, received_on = situation.communication, situation.circumstances.received_on
    notified_on = communication.notified_on
    if communication.first_day is None or _keeps_notice(situation):
        return None
    row = situation.values["communication_days_after_notice"].on(received_on)
    if notified_on is None:
        return answer(
            "sent_on_day_of_notice", met=True, because={"received_on": received_on}, rows=[row]
        )
    late_days = (received_on - notified_on).days - row.value
    because: dict[str, Fact] = {"notified_on": notified_on, "received_on": received_on}
    if late_days > 0:
        because["late_days"] = late_days
    is_open = late_days < 0 or (late_days > 0 and may_have_been_posted_in_time(situation))
    if late_days > 0 and is_open:
        because["by_letter"] = received_on
    return answer(
        "sent_on_day_of_notice",
        met=None if is_open else late_days == 0,
        because=because,
        rows=[row],
        remedies=REMEDIES,
    )


def notice_day(situation: Situation) -> date:
    """The day from which the notice runs.

    The structured message does not carry it: the day of receipt then stands for it. A change that
    adds no unemployment keeps the notice of the communication that it changes.
    """
    communication = situation.communication
    if _keeps_notice(situation):
        original = original_of(situation)
        assert original is not None
        return original.communication.notified_on or original.received_on
    return communication.notified_on or situation.circumstances.received_on


def day_of_both(situation: Situation) -> date:
    """The day on which both the notice and the communication are there."""
    if _keeps_notice(situation):
        return notice_day(situation)
    return max(notice_day(situation), situation.circumstances.received_on)


def _earliest(option: NoticeOption, notified_on: date) -> date | None:
    return option.earliest_after(notified_on) if option.earliest_after else None


_WEIGHT = {Regime.SMALL: 0, Regime.LARGE: 1, Regime.FULL: 2}


def _keeps_notice(situation: Situation) -> bool:
    """Tell whether a change adds nothing to what the workers were told."""
    communication = situation.communication
    original = original_of(situation)
    if communication.version is not Version.CHANGE or original is None:
        return False
    before, now = original.communication, communication
    if not (before.period and now.period):
        return False
    if (
        now.period.first_day < before.period.first_day
        or now.period.last_day > before.period.last_day
    ):
        return False
    if not (
        isinstance(before.details, PlannedSuspension) and isinstance(now.details, PlannedSuspension)
    ):
        return False
    named_before = {worker.niss for worker in before.workers}
    named_now = {worker.niss for worker in now.workers}
    return (
        _WEIGHT[now.details.regime] <= _WEIGHT[before.details.regime]
        and named_now <= named_before
        and now.section == before.section
    )
