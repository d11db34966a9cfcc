"""For whom a worker works in a month, and what was announced to him."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from accalmie.cases.access.models import Account
from accalmie.cases.communications import queries
from accalmie.cases.communications.models import Case
from accalmie.cases.communications.statuses import Status
from accalmie.cases.parties.models import Employer, Employment
from accalmie.facts.communications import Communication, PlannedSuspension, Regime, Subject
from accalmie.facts.days import Month, Period

_NOT_STANDING = (Status.CANCELLED, Status.REFUSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """What the employer announced for a month.

    ``days`` are the calendar days on which unemployment is planned; where work is only reduced the
    days are not known and ``is_reduced`` holds. ``first_effective_day`` is the one he told.
    """

    days: frozenset[date]
    is_reduced: bool
    first_effective_day: date | None

    @property
    def is_any(self) -> bool:
        """Tell whether unemployment was announced at all."""
        return bool(self.days) or self.is_reduced or self.first_effective_day is not None


def employments_in(*, account: Account, month: Month) -> list[Employment]:
    """The contracts of a worker that touch a month, by name of the employer."""
    return list(
        Employment.objects.filter(
            Q(last_day__isnull=True) | Q(last_day__gte=month.first_day),
            worker_id=account.worker_id,
            first_day__lte=month.last_day,
        )
        .select_related("employer")
        .order_by("employer__name", "first_day", "id")
    )


def employers_of(employments: list[Employment]) -> list[Employer]:
    """Each employer once."""
    return list({one.employer_id: one.employer for one in employments}.values())


def days_in_contract(
    *, employments: list[Employment], employer_id: UUID, month: Month
) -> frozenset[date]:
    """The days of a month on which the worker has a contract with an employer."""
    return frozenset(
        day
        for day in month.period
        for one in employments
        if one.employer_id == employer_id
        and one.first_day <= day
        and (one.last_day is None or day <= one.last_day)
    )


def announced_in(*, account: Account, employer: Employer, month: Month, on: date) -> Announced:
    """What an employer announced to a worker for a month, and was not cancelled or refused."""
    cases = [
        case
        for case in queries.cases_visible_to(account=account, on=on).filter(
            employer=employer, first_day__lte=month.last_day
        )
        if case.status not in _NOT_STANDING
    ]
    days: set[date] = set()
    is_reduced = False
    first: date | None = None
    for case in cases:
        if case.subject == Subject.FIRST_EFFECTIVE_DAY:
            if case.first_day in month.period:
                first = min(first or case.first_day, case.first_day)
            continue
        told = case.latest.communication
        is_partial = isinstance(told.details, PlannedSuspension) and (
            told.details.regime is not Regime.FULL
        )
        planned = _days(case, told, month)
        is_reduced = is_reduced or (is_partial and bool(planned))
        days |= set() if is_partial else planned
    return Announced(days=frozenset(days), is_reduced=is_reduced, first_effective_day=first)


def _days(case: Case, told: Communication, month: Month) -> set[date]:
    """The weekdays of a communication in a month, without the days that it leaves out."""
    end = case.last_day or case.first_day
    if end < case.first_day:
        return set()
    common = Period(case.first_day, end).common_with(month.period)
    if common is None:
        return set()
    excluded = told.details.excluded if isinstance(told.details, PlannedSuspension) else ()
    return {
        day for day in common if day.weekday() < 5 and not any(day in period for period in excluded)
    }
