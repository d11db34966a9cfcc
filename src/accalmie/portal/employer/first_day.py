"""Until when the first effective day of an accepted suspension is to be communicated."""

from __future__ import annotations

from datetime import date

from accalmie.cases.communications.models import Case
from accalmie.cases.communications.statuses import Status as CaseStatus
from accalmie.cases.parties.models import ClosedDays, Employer
from accalmie.facts.communications import Communication, Subject
from accalmie.facts.days import Month
from accalmie.law.dated import NotInForceError
from accalmie.law.first_day import NoFirstEffectiveDay, window_of
from accalmie.law.kinds import UnknownKind, kind_of

ANNOUNCING = (Subject.PLANNED_SUSPENSION, Subject.ACCIDENT_WORKERS)


def due(*, case: Case, communication: Communication, today: date) -> date | None:
    """The last day, while it is not past; None where nothing is due or it was communicated."""
    first_day = communication.first_day
    if communication.subject not in ANNOUNCING or first_day is None:
        return None
    try:
        kind = kind_of(communication.kind)
        closed = _closed_days(case.employer, first_day)
        until = window_of(kind=kind, first_day=first_day, closed_days=closed).until
    except (UnknownKind, NoFirstEffectiveDay, NotInForceError):
        return None
    if until is None or until < today or _is_communicated(case, first_day):
        return None
    return until


def _is_communicated(case: Case, first_day: date) -> bool:
    """One in the same calendar month covers the month."""
    month = Month.of(first_day)
    told = Case.objects.filter(
        employer=case.employer,
        kind=case.kind,
        subject=Subject.FIRST_EFFECTIVE_DAY,
        first_day__range=(month.first_day, month.last_day),
    )
    return told.exclude(status=CaseStatus.CANCELLED).exists()


def _closed_days(employer: Employer, day: date) -> tuple[date, ...] | None:
    """What the firm told for that year; None where it told nothing."""
    told = ClosedDays.objects.filter(employer=employer, year=day.year).first()
    if told is None:
        return None
    return tuple(date.fromisoformat(written) for written in told.days)
