"""Opening a task once, and closing it with an answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accalmie.cases.access.models import Account
from accalmie.cases.access.policy import Act, require
from accalmie.cases.access.roles import Actor
from accalmie.cases.days import belgian_day
from accalmie.cases.journal.acts import event, record
from accalmie.cases.tasks.models import Task, TaskKind
from accalmie.cases.touched import WorkerMonth, tell
from accalmie.facts.days import Month
from accalmie.facts.pieces import Owner


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a task asks: about which thing, of whom, with what to look at."""

    kind: TaskKind
    owner: Owner
    worker_id: UUID
    subject_kind: str
    subject: UUID
    employer_id: UUID | None = None
    month: Month | None = None
    payment_organisation_id: UUID | None = None
    office_id: UUID | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


class AlreadyClosed(ValueError):
    """The task was answered before."""


def open_tasks(*, questions: Iterable[Question], by: Actor, at: datetime) -> list[Task]:
    """Open a task for each question that is not open yet; an open one gets the newer facts.

    Call it inside the transaction of the act that raises the questions. Returns the new tasks.
    """
    asked = {(question.kind, question.subject): question for question in questions}
    if not asked:
        return []
    known = {
        (TaskKind(task.kind), task.subject): task
        for task in Task.objects.filter(
            closed_at__isnull=True, subject__in={subject for _, subject in asked}
        )
    }
    for key, task in known.items():
        question = asked.get(key)
        if question is not None and task.facts != dict(question.facts):
            task.facts = dict(question.facts)
            task.save(update_fields=["facts"])
    new = [_task(question, at) for key, question in asked.items() if key not in known]
    Task.objects.bulk_create(new, batch_size=500)
    record(events=[_event("open_task", task, by, at) for task in new])
    return new


@transaction.atomic
def close_task(*, task: Task, by: Account, at: datetime, answer: str, message: str = "") -> Task:
    """Close a task with what was decided. Raises ``NotAllowed`` and ``AlreadyClosed``."""
    task = Task.objects.select_for_update(of=("self",)).get(pk=task.pk)
    require(by=by, act=Act.CLOSE_TASK, target=task, on=belgian_day(at))
    if task.closed_at is not None:
        raise AlreadyClosed(str(task.id))
    _close(task, by, at, answer, message)
    if task.employer_id is not None and task.month is not None:
        tell(touched=[WorkerMonth(task.worker_id, task.employer_id, task.month)], at=at)
    return task


def settle_tasks(
    *, kind: TaskKind, subjects: Iterable[UUID], by: Actor, at: datetime, answer: str
) -> int:
    """Close the open tasks of a kind whose question no longer stands; inside a transaction."""
    found = Task.objects.filter(
        kind=kind, subject__in=list(subjects), closed_at__isnull=True
    ).order_by("id")
    count = 0
    for task in found:
        _close(task, by, at, answer, "")
        count += 1
    return count


def _close(task: Task, by: Actor, at: datetime, answer: str, message: str) -> None:
    task.closed_at, task.answer, task.message = at, answer, message
    task.closed_by = by if isinstance(by, Account) else None
    task.save(update_fields=["closed_at", "closed_by", "answer", "message"])
    record(events=[_event("close_task", task, by, at)])


def _task(question: Question, at: datetime) -> Task:
    return Task(
        kind=question.kind,
        owner=question.owner,
        worker_id=question.worker_id,
        employer_id=question.employer_id,
        month=question.month,
        payment_organisation_id=question.payment_organisation_id,
        office_id=question.office_id,
        subject_kind=question.subject_kind,
        subject=question.subject,
        facts=dict(question.facts),
        opened_at=at,
    )


def _event(act: str, task: Task, by: Actor, at: datetime):
    return event(
        act=act,
        by=by,
        at=at,
        subject_kind="task",
        subject=task.id,
        data={"kind": str(task.kind), "answer": task.answer},
    )
