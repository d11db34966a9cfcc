"""What employers announced, as the board needs it: which communications cover a worker's month."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Q

from accalmie.cases.communications.models import Case, Naming
from accalmie.cases.communications.statuses import Status
from accalmie.cases.days import belgian_day
from accalmie.cases.parties.models import ClosedDays, Employment
from accalmie.cases.touched import WorkerMonth
from accalmie.facts.communications import Subject
from accalmie.facts.days import Month, Period
from accalmie.facts.findings import Outcome
from accalmie.facts.pieces import ReceivedCommunication

_BATCH = 400
_LONGEST_MONTHS = 13
"""An announced period without last day is followed for a year: no message goes further ahead."""

_OUTCOMES = {
    Status.ACCEPTED: Outcome.IN_ORDER,
    Status.REFUSED: Outcome.NOT_IN_ORDER,
    Status.TO_EXAMINE: Outcome.TO_EXAMINE,
    Status.REFUSAL_PROPOSED: Outcome.TO_EXAMINE,
}
"""What is told of a case; a decision not yet published is not."""


@dataclass(slots=True)
class Announced:
    """The communications of one worker-month, and the first day that they give."""

    received: list[ReceivedCommunication] = field(default_factory=list)
    first_days: dict[Subject, date] = field(default_factory=dict)
    kind: str = ""
    office_id: UUID | None = None


def announced(*, keys: Sequence[WorkerMonth]) -> dict[WorkerMonth, Announced]:
    """The standing communications of worker-months; a month without any is left out."""
    months = {key.month for key in keys}
    if not months:
        return {}
    employers = sorted({key.employer_id for key in keys})
    first, last = min(months).first_day, max(months).last_day
    cases = [
        case
        for start in range(0, len(employers), _BATCH)
        for case in Case.objects.filter(
            Q(last_day__gte=first) | Q(last_day__isnull=True, first_day__gte=first),
            employer_id__in=employers[start : start + _BATCH],
            first_day__lte=last,
        )
        .exclude(status=Status.CANCELLED)
        .order_by("received_at", "id")
    ]
    named = _named(cases)
    by_employer: dict[UUID, list[Case]] = {}
    for case in cases:
        by_employer.setdefault(case.employer_id, []).append(case)
    found: dict[WorkerMonth, Announced] = {}
    for key in keys:
        covering = [
            case for case in by_employer.get(key.employer_id, ()) if _covers(case, named, key)
        ]
        for case in _about_somebody(covering):
            _add(found.setdefault(key, Announced()), case, key.month)
    return found


def months_of_cases(*, cases: Iterable[UUID]) -> list[WorkerMonth]:
    """The worker-months that communications cover: those they name, else all employed there."""
    keys = sorted(set(cases))
    found: dict[WorkerMonth, None] = {}
    for start in range(0, len(keys), _BATCH):
        rows = list(
            Case.objects.filter(
                pk__in=keys[start : start + _BATCH], first_day__isnull=False
            ).order_by("id")
        )
        # A change may take workers out: those of every version are looked at again.
        named: dict[UUID, set[UUID]] = {}
        namings = Naming.objects.filter(version__case__in=rows)
        for case_id, worker_id in namings.values_list("version__case_id", "worker_id"):
            named.setdefault(case_id, set()).add(worker_id)
        for case in rows:
            for worker_id in sorted(named.get(case.id) or _employed(case)):
                for month in _months(case):
                    found[WorkerMonth(worker_id, case.employer_id, month)] = None
    return list(found)


def closed_days(*, employers: Iterable[UUID]) -> dict[tuple[UUID, int], tuple[date, ...]]:
    """The replacement and bridge days that employers told, by employer and year."""
    keys = sorted(set(employers))
    found: dict[tuple[UUID, int], tuple[date, ...]] = {}
    for start in range(0, len(keys), _BATCH):
        for row in ClosedDays.objects.filter(employer_id__in=keys[start : start + _BATCH]):
            days = tuple(sorted(date.fromisoformat(day) for day in row.days))
            found[(row.employer_id, row.year)] = days
    return found


def _named(cases: Sequence[Case]) -> dict[UUID, set[UUID]]:
    """Workers named by the latest version of each case."""
    versions = {case.latest_id: case.id for case in cases if case.worker_count}
    found: dict[UUID, set[UUID]] = {}
    keys = sorted(versions)
    for start in range(0, len(keys), _BATCH):
        rows = Naming.objects.filter(version_id__in=keys[start : start + _BATCH]).values_list(
            "version_id", "worker_id"
        )
        for version_id, worker_id in rows:
            found.setdefault(versions[version_id], set()).add(worker_id)
    return found


def _covers(case: Case, named: dict[UUID, set[UUID]], key: WorkerMonth) -> bool:
    if case.worker_count and key.worker_id not in named.get(case.id, ()):
        return False
    return key.month in _months(case)


def _about_somebody(cases: Sequence[Case]) -> list[Case]:
    """Without the nature of an accident whose list of workers does not name this one.

    The nature is told before anybody is named; it suspends nobody by itself.
    """
    kinds = {case.kind for case in cases if not _is_bare_nature(case)}
    return [case for case in cases if not _is_bare_nature(case) or case.kind in kinds]


def _is_bare_nature(case: Case) -> bool:
    return case.subject == Subject.ACCIDENT_NATURE and not case.worker_count


def _add(found: Announced, case: Case, month: Month) -> None:
    subject = Subject(case.subject)
    found.received.append(
        ReceivedCommunication(
            subject=subject,
            received_on=belgian_day(case.received_at),
            outcome=_OUTCOMES.get(Status(case.status)),
        )
    )
    day = max(case.first_day, month.first_day)
    found.first_days[subject] = min(found.first_days.get(subject, day), day)
    found.kind = found.kind or case.kind
    found.office_id = case.office_id or found.office_id


def _months(case: Case) -> list[Month]:
    """The months of a communication; a first effective day speaks of its own month only."""
    start = Month.of(case.first_day)
    if case.subject == Subject.FIRST_EFFECTIVE_DAY:
        return [start]
    if case.last_day is None or case.last_day < case.first_day:
        return [start]
    last = Month.of(case.last_day)
    months = [start.plus(n) for n in range(_LONGEST_MONTHS)]
    return [month for month in months if month <= last]


def _employed(case: Case) -> set[UUID]:
    period = Period(case.first_day, max(case.first_day, case.last_day or case.first_day))
    return set(
        Employment.objects.filter(
            Q(last_day__isnull=True) | Q(last_day__gte=period.first_day),
            employer_id=case.employer_id,
            first_day__lte=period.last_day,
        ).values_list("worker_id", flat=True)
    )
