"""Questions that the state raises and a person of the payment organisation answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accalmie.cases.access.roles import Role
from accalmie.cases.board.models import BoardRow
from accalmie.cases.payments.acts import ACCEPT
from accalmie.cases.tasks import queries
from accalmie.cases.tasks.models import Task, TaskKind
from accalmie.facts.cards import Mark
from accalmie.facts.contradictions import Trust
from accalmie.law import words
from accalmie.law.benefits_wording import term
from accalmie.portal import money
from accalmie.portal.access.gate import for_roles
from accalmie.portal.languages import current_language
from accalmie.portal.paging import slice_of
from accalmie.portal.payer import days

NOTED = "noted"
"""The answer of a question that asks for nothing but to be seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One answer that a person may give."""

    value: str
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One fact to look at."""

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question on the page of its month."""

    id: UUID
    url: str
    title: str
    text: str
    lines: tuple[Line, ...]
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A question in the list."""

    title: str
    worker: str
    employer: str
    month: str
    opened_on: date
    url: str


@for_roles(Role.PAYER)
@require_safe
def payer_questions(request: HttpRequest) -> HttpResponse:
    """What waits for an answer of this payment organisation, the oldest first."""
    found = queries.open_tasks_of(account=request.user)
    return render(
        request,
        "portal/payer/questions.html",
        {"slice": slice_of(request=request, found=found, shown=_row)},
    )


def shown(task: Task) -> Question:
    """A question with what there is to look at and the answers."""
    title, text = _words(TaskKind(task.kind))
    return Question(
        id=task.id,
        url=reverse("portal:task_close", args=[task.id]),
        title=title,
        text=text,
        lines=tuple(_lines(task)),
        choices=tuple(
            Choice(value=value, word=word) for value, word in _choices(TaskKind(task.kind)).items()
        ),
    )


def answers_of(task: Task) -> tuple[str, ...]:
    """The answers that a person may give."""
    return tuple(_choices(TaskKind(task.kind)))


def title_of(task: Task) -> str:
    """The question in a few words."""
    return _words(TaskKind(task.kind))[0]


def answer_of(task: Task) -> str:
    """What was answered, in words."""
    return _choices(TaskKind(task.kind)).get(task.answer, _("no longer asked"))


def _row(task: Task) -> Row:
    url = ""
    if task.employer_id is not None and task.month is not None:
        row = BoardRow.objects.filter(
            worker_id=task.worker_id, employer_id=task.employer_id, month=task.month
        ).first()
        url = reverse("portal:payer_month", args=[row.id]) if row else ""
    return Row(
        title=title_of(task),
        worker=str(task.worker),
        employer=str(task.employer or ""),
        month=words.month_name(task.month, current_language()) if task.month else "",
        opened_on=days_of(task),
        url=url,
    )


def days_of(task: Task) -> date:
    """The day on which a question was raised."""
    return task.opened_at.date()


def _words(kind: TaskKind) -> tuple[str, str]:
    match kind:
        case TaskKind.CONTRADICTION:
            return (
                _("Card and declaration 5 disagree"),
                _("Ask the worker and the employer, then say whom you believe on these days."),
            )
        case TaskKind.MONTH_TO_EXAMINE:
            return (
                _("A month to look at"),
                _("The law leaves a point of this month to a person. It is named above."),
            )
        case TaskKind.OVERPAID:
            return (
                _("More was paid than is due"),
                _("The month was computed again and gives less than was paid."),
            )
        case TaskKind.CHANGED_AFTER_PAYMENT:
            return (
                _("A paid month gives more now"),
                _("What is missing can be paid with the next run; this question then closes."),
            )
        case TaskKind.LATE_EVENT:
            return (
                _("Reported after the card was sent"),
                _("The worker told what happened after sending his card. The day counts as told."),
            )
        case TaskKind.DUPLICATE_DECLARATION:
            return (
                _("A second declaration for the same month"),
                _("Two declarations of hours name the same occupation; the first one stands."),
            )
        case TaskKind.UNKNOWN_WORKER | TaskKind.UNKNOWN_EMPLOYMENT:
            return (
                _("A declaration names an unknown worker or contract"),
                _("The register does not know this worker with this employer."),
            )


def _choices(kind: TaskKind) -> dict[str, str]:
    match kind:
        case TaskKind.CONTRADICTION:
            return {
                Trust.CARD.value: _("The card is right: these hours are not paid"),
                Trust.DECLARATION.value: _("The declaration is right: these hours are paid"),
            }
        case TaskKind.MONTH_TO_EXAMINE:
            return {ACCEPT: _("Looked at: pay as computed")}
        case _:
            return {NOTED: _("Seen and treated")}


def _lines(task: Task) -> Iterator[Line]:
    language = current_language()
    for told in task.facts.get("days", ()):
        day = date.fromisoformat(told["day"])
        marks = days.marks_in_words(Mark(mark) for mark in told["marks"])
        yield Line(
            name=words.short_day(day, language),
            value=_("declared: %(hours)s · card: %(marks)s")
            % {"hours": days.hours_in_words(Decimal(told["hours"])), "marks": marks},
        )
    if "day" in task.facts:
        day = date.fromisoformat(task.facts["day"])
        yield Line(
            name=words.short_day(day, language),
            value=term("mark", task.facts["mark"], language),
        )
    if task.facts.get("paid_cents") is not None:
        yield Line(name=_("Paid"), value=money.euros(task.facts["paid_cents"]))
    if task.facts.get("net_cents") is not None:
        yield Line(name=_("Due now"), value=money.euros(task.facts["net_cents"]))
