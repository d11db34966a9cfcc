"""What the employer's own communications say of each day of a worker's month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from accalmie.cases.communications.models import Case, Naming
from accalmie.cases.communications.statuses import Status
from accalmie.facts.communications import PlannedSuspension, Regime, Subject
from accalmie.facts.days import Period
from accalmie.facts.declarations import Occupation, Section
from accalmie.law.calendar import public_holidays
from accalmie.law.kinds import kind_of
from accalmie.portal.employer.declarations.subject import Known

_USUAL_DAYS = 5
_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncedDay:
    """One day: its codes by ticket, whether the whole day was announced, whether it is a holiday.

    More than one code is a conflict that the employer settles.
    """

    day: date
    codes: tuple[str, ...] = ()
    tickets: tuple[str, ...] = ()
    is_whole: bool = False
    is_holiday: bool = False

    @property
    def is_conflict(self) -> bool:
        """Tell whether two communications give two reasons."""
        return len(self.codes) > 1

    @property
    def is_filled(self) -> bool:
        """Tell whether hours can be filled in without asking."""
        return len(self.codes) == 1 and self.is_whole and not self.is_holiday


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """The days of the month, and the sections where a communication named no worker."""

    days: dict[date, AnnouncedDay]
    sections: tuple[Section, ...]
    names_section_only: bool | None


def announced_of(*, known: Known) -> Announced:
    """Every day of the month as the standing communications announce it."""
    month = known.month
    cases = _cases(known)
    holidays = {day for day in month.period if day in public_holidays(day.year)}
    codes: dict[date, dict[str, tuple[str, bool]]] = {day: {} for day in month.period}
    for case in cases:
        code = kind_of(case.kind).day_code
        for day, is_whole in _days(case, known, cases):
            codes[day].setdefault(code, (case.latest.ticket, is_whole))
    days = {
        day: AnnouncedDay(
            day=day,
            codes=tuple(found),
            tickets=tuple(ticket for ticket, _ in found.values()),
            is_whole=all(is_whole for _, is_whole in found.values()),
            is_holiday=day in holidays,
        )
        for day, found in codes.items()
    }
    planned = [case for case in cases if case.subject == Subject.PLANNED_SUSPENSION]
    return Announced(
        days=days,
        sections=tuple(
            Section(name=case.latest.facts["section"], ticket=case.latest.ticket)
            for case in planned
            if not case.worker_count and case.latest.facts.get("section")
        ),
        names_section_only=not any(case.worker_count for case in planned) if planned else None,
    )


def hours_a_day(*, occupation: Occupation | None) -> Decimal | None:
    """Q spread over the usual days; None where Q is not known."""
    if occupation is None or not occupation.q:
        return None
    return (occupation.q / (occupation.days_per_week or _USUAL_DAYS)).quantize(_HUNDREDTH)


def _cases(known: Known) -> list[Case]:
    """The communications that cover the worker in the month; those refused give no right."""
    month = known.month
    named = Naming.objects.filter(worker=known.worker).values("version_id")
    return list(
        Case.objects.filter(
            Q(last_day__gte=month.first_day)
            | Q(last_day__isnull=True, first_day__gte=month.first_day),
            Q(worker_count=0) | Q(latest_id__in=named),
            employer=known.employer,
            first_day__lte=month.last_day,
        )
        .exclude(status__in=(Status.CANCELLED, Status.REFUSED))
        .exclude(subject=Subject.ACCIDENT_NATURE)
        .select_related("latest")
        .order_by("first_day", "id")
    )


def _days(case: Case, known: Known, cases: list[Case]) -> list[tuple[date, bool]]:
    """The days of a communication inside the month, and whether they are whole days."""
    if case.subject == Subject.FIRST_EFFECTIVE_DAY:
        # It announces its own day only where nothing else announces the kind (bad weather).
        is_alone = not any(c.kind == case.kind and c.pk != case.pk and c.last_day for c in cases)
        return [(case.first_day, True)] if is_alone and case.first_day in known.month.period else []
    last = case.last_day or case.first_day
    period = Period(case.first_day, max(case.first_day, last)).common_with(known.month.period)
    if period is None:
        return []
    details = case.latest.communication.details
    excluded: tuple[Period, ...] = ()
    is_whole = True
    if isinstance(details, PlannedSuspension):
        excluded, is_whole = details.excluded, details.regime is Regime.FULL
    effective = min(
        (
            other.first_day
            for other in cases
            if other.subject == Subject.FIRST_EFFECTIVE_DAY and other.kind == case.kind
        ),
        default=period.first_day,
    )
    return [
        (day, is_whole)
        for day in period
        if day.weekday() < _USUAL_DAYS
        and day >= effective
        and not any(day in part for part in excluded)
    ]
