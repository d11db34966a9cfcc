"""What an employer can do when the notice was too short or the communication too late.

Two ways (Securex, 16.01.2024): correct the start and keep the end, or cancel and announce anew,
which opens the whole duration again. Each is told with its cost: the days of normal wage.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from accalmie.facts.communications import Communication, PlannedSuspension, Version
from accalmie.facts.days import Period
from accalmie.facts.findings import Assessment
from accalmie.facts.languages import Language
from accalmie.law.calendar import working_days_in
from accalmie.law.dated import NotInForceError
from accalmie.law.kinds import REGISTRY, Kind
from accalmie.law.words_of_drawings import word

_ONE_DAY = timedelta(days=1)
_LATE_RULES = ("announced_in_time", "sent_on_day_of_notice")


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """One way to mend a late or short notice.

    ``wage`` are the days of normal wage before the suspension, None where there are none;
    ``wage_working_days`` how many of them are working days and ``workers`` for how many people;
    ``work_week_from`` is the first day of the compulsory week of work, None where none follows.
    ``notified_on`` is the day of the notice on which the suspension rests.
    """

    code: str
    notified_on: date
    suspension: Period
    wage: Period | None
    wage_working_days: int
    workers: int
    work_week_from: date | None

    def title(self, language: Language) -> str:
        """What to do, in a few words."""
        return word(f"{self.code}_title", language)

    def explanation(self, language: Language) -> str:
        """What stays and what moves, in one sentence."""
        return word(f"{self.code}_explanation", language)


def remedies_of(
    *, communication: Communication, assessment: Assessment, on: date
) -> tuple[Remedy, ...]:
    """The two remedies of a late or short notice, as they stand on a day; none for another fault.

    The first disappears where nothing of the announced period would be left, and where the start
    was late enough already, so that moving it mends nothing.
    """
    kind = REGISTRY.get(communication.kind)
    period, details = communication.period, communication.details
    if kind is None or period is None or not isinstance(details, PlannedSuspension):
        return ()
    if communication.version is Version.CANCELLATION or assessment.earliest_first_day is None:
        return ()
    if not any(f.rule in _LATE_RULES and f.met is False for f in assessment.findings):
        return ()
    try:
        return tuple(_remedies(communication, kind, period, assessment.earliest_first_day, on))
    except NotInForceError:
        return ()


def _remedies(
    communication: Communication, kind: Kind, period: Period, earliest: date, on: date
) -> list[Remedy]:
    notice = timedelta(days=kind.values["notice_calendar_days"].on(on).value + 1)
    found = []
    if period.first_day < earliest <= period.last_day:
        found.append(
            _remedy(
                "postpone_start",
                communication,
                kind,
                notified_on=communication.notified_on or earliest - notice,
                suspension=Period(earliest, period.last_day),
                first_day=period.first_day,
            )
        )
    restart = max(on + notice, period.first_day)
    length = timedelta(days=period.calendar_days - 1)
    found.append(
        _remedy(
            "cancel_and_resend",
            communication,
            kind,
            notified_on=on,
            suspension=Period(restart, restart + length),
            first_day=period.first_day,
        )
    )
    return found


def _remedy(
    code: str,
    communication: Communication,
    kind: Kind,
    *,
    notified_on: date,
    suspension: Period,
    first_day: date,
) -> Remedy:
    wage = None
    if suspension.first_day > first_day:
        wage = Period(first_day, suspension.first_day - _ONE_DAY)
    return Remedy(
        code=code,
        notified_on=notified_on,
        suspension=suspension,
        wage=wage,
        wage_working_days=working_days_in(wage, closed_days=None) if wage else 0,
        workers=len(communication.workers),
        work_week_from=_work_week_from(kind, communication, suspension),
    )


def _work_week_from(kind: Kind, communication: Communication, suspension: Period) -> date | None:
    """The day after the suspension, where its kind and regime ask for a week of work."""
    details = communication.details
    assert isinstance(details, PlannedSuspension)
    regimes = kind.values.get("regimes_followed_by_work")
    if regimes is None or details.regime.value not in regimes.on(suspension.first_day).value:
        return None
    return suspension.last_day + _ONE_DAY
