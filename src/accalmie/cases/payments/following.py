"""What persons must look at after months were computed: contradictions, open questions, debts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet, Sum

from accalmie.cases.access.roles import SYSTEM
from accalmie.cases.payments.computing import Newest, month_key, rules_of
from accalmie.cases.payments.gathering import Gathered, days_text
from accalmie.cases.payments.models import Computation, Payment
from accalmie.cases.payments.statuses import STANDING, PaymentStatus
from accalmie.cases.tasks.acts import Question, open_tasks, settle_tasks
from accalmie.cases.tasks.models import Task, TaskKind
from accalmie.facts.pieces import Owner

_BATCH = 400
_GIVEN = (PaymentStatus.ORDERED, PaymentStatus.PAID)
Paid = dict[tuple[UUID, UUID], int]
"""Cents by month file and employer."""
NO_LONGER = "no_longer"
"""The answer of a task whose question no longer stands."""


def follow(
    *, months: Sequence[Gathered], newest: Newest, paid: Paid, at: datetime
) -> frozenset[tuple[UUID, UUID]]:
    """Open the tasks of these months and close those that nothing asks any more.

    ``newest`` are their newest computations, ``paid`` what was ordered or paid. A difference that a
    person saw is not asked again as long as the amounts stay. Returns the month files and employers
    that were paid too much, which somebody has seen and treated.
    """
    asked: list[Question] = []
    gone: dict[TaskKind, list[UUID]] = {kind: [] for kind in _FOLLOWED}
    for month in months:
        _contradiction(month, asked, gone)
        if month.payer_id is None:
            continue
        key = month.key
        computation = newest.get((key.worker_id, month.payer_id, key.month, key.employer_id))
        if computation is not None:
            _computed(month, computation, paid.get(_part(computation), 0), asked, gone)
    for kind, subjects in gone.items():
        if subjects:
            settle_tasks(kind=kind, subjects=subjects, by=SYSTEM, at=at, answer=NO_LONGER)
    seen = _seen(asked)
    open_tasks(questions=(one for one in asked if one not in seen), by=SYSTEM, at=at)
    overpaid = {one.subject for one in seen if one.kind is TaskKind.OVERPAID}
    return frozenset(
        _part(one)
        for one in newest.values()
        if month_key(file_id=one.month_file_id, employer_id=one.employer_id) in overpaid
    )


def _seen(asked: Iterable[Question]) -> list[Question]:
    """The differences between paid and due that a person answered, with these very amounts."""
    about_money = [one for one in asked if one.kind in _OF_MONEY]
    answered: dict[tuple[str, UUID], dict] = {}
    subjects = sorted({one.subject for one in about_money})
    for start in range(0, len(subjects), _BATCH):
        tasks = Task.objects.filter(
            kind__in=_OF_MONEY,
            subject__in=subjects[start : start + _BATCH],
            closed_by__isnull=False,
        ).order_by("closed_at", "id")
        answered |= {(task.kind, task.subject): task.facts for task in tasks}
    return [
        one
        for one in about_money
        if _amounts(answered.get((one.kind, one.subject))) == _amounts(one.facts)
    ]


_OF_MONEY = (TaskKind.OVERPAID, TaskKind.CHANGED_AFTER_PAYMENT)


def _amounts(facts: Mapping | None) -> tuple | None:
    return None if facts is None else (facts["paid_cents"], facts["net_cents"])


def paid_cents(*, months: Iterable[Gathered]) -> Paid:
    """What was ordered or paid, in cents, by month file and employer."""
    given = Payment.objects.filter(status__in=[status.value for status in _GIVEN])
    workers = {month.key.worker_id for month in months}
    return _summed(given, by="worker_id__in", keys=workers)


def standing_cents(*, files: Iterable[UUID]) -> Paid:
    """What is proposed, ordered or paid, in cents, by month file and employer."""
    standing = Payment.objects.filter(status__in=[status.value for status in STANDING])
    return _summed(standing, by="month_file_id__in", keys=set(files))


def _summed(payments: QuerySet[Payment], *, by: str, keys: set[UUID]) -> Paid:
    wanted = sorted(keys)
    found: Paid = {}
    for start in range(0, len(wanted), _BATCH):
        rows = (
            payments.filter(**{by: wanted[start : start + _BATCH]})
            .values_list("month_file_id", "computation__employer_id")
            .annotate(total=Sum("amount_cents"))
            .order_by("month_file_id", "computation__employer_id")
        )
        for file_id, employer_id, total in rows:
            found[(file_id, employer_id)] = total
    return found


_FOLLOWED = (
    TaskKind.CONTRADICTION,
    TaskKind.MONTH_TO_EXAMINE,
    TaskKind.OVERPAID,
    TaskKind.CHANGED_AFTER_PAYMENT,
)


def _contradiction(
    month: Gathered, asked: list[Question], gone: dict[TaskKind, list[UUID]]
) -> None:
    if month.card is None:
        return
    if not month.is_contradictory:
        gone[TaskKind.CONTRADICTION].append(month.card.id)
        return
    stops = [one for one in month.contradictions if one.stops_payment]
    asked.append(
        _question(
            TaskKind.CONTRADICTION,
            month,
            "card",
            month.card.id,
            {
                "key": days_text(stops),
                "days": [
                    {
                        "day": one.day.isoformat(),
                        "hours": str(one.hours),
                        "marks": [mark.value for mark in one.marks],
                        "about": one.about.value,
                    }
                    for one in stops
                ],
            },
        )
    )


def _computed(
    month: Gathered,
    computation: Computation,
    paid: int,
    asked: list[Question],
    gone: dict[TaskKind, list[UUID]],
) -> None:
    subject = month_key(file_id=computation.month_file_id, employer_id=computation.employer_id)
    rules = rules_of(computation.open_findings)
    has_open = not computation.is_payable and not month.is_contradictory and month.is_complete
    if has_open:
        facts = {"rules": list(rules), "net_cents": computation.net_cents}
        asked.append(_question(TaskKind.MONTH_TO_EXAMINE, month, "month", subject, facts))
    else:
        gone[TaskKind.MONTH_TO_EXAMINE].append(subject)
    # Paid at its own risk before the right is decided: nothing is too much until it is refused.
    is_at_risk = computation.is_provisional and month.awaits_right_alone
    due = (computation.net_cents or 0) if month.is_complete or is_at_risk else 0
    amounts = {"paid_cents": paid, "net_cents": due, "difference": computation.difference}
    if paid > due:
        asked.append(_question(TaskKind.OVERPAID, month, "month", subject, amounts))
        gone[TaskKind.CHANGED_AFTER_PAYMENT].append(subject)
        return
    gone[TaskKind.OVERPAID].append(subject)
    if 0 < paid < due:
        asked.append(_question(TaskKind.CHANGED_AFTER_PAYMENT, month, "month", subject, amounts))
    else:
        gone[TaskKind.CHANGED_AFTER_PAYMENT].append(subject)


def _question(
    kind: TaskKind, month: Gathered, subject_kind: str, subject: UUID, facts: dict
) -> Question:
    has_payer = month.payer_id is not None
    return Question(
        kind=kind,
        owner=Owner.PAYMENT_ORGANISATION if has_payer else Owner.OFFICE,
        worker_id=month.key.worker_id,
        employer_id=month.key.employer_id,
        month=month.key.month,
        payment_organisation_id=month.payer_id,
        subject_kind=subject_kind,
        subject=subject,
        facts=facts,
    )


def _part(computation: Computation) -> tuple[UUID, UUID]:
    return computation.month_file_id, computation.employer_id
