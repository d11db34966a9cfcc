"""Questions that the state raises and a person answers, at a payment organisation or an office."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accalmie.cases.access.models import Account
from accalmie.cases.declarations import acts as declarations
from accalmie.cases.declarations.models import Declaration
from accalmie.cases.payments.acts import ACCEPT
from accalmie.cases.tasks import acts as tasks
from accalmie.cases.tasks.models import Task, TaskKind
from accalmie.facts.cards import Mark
from accalmie.facts.contradictions import Trust
from accalmie.facts.pieces import Owner
from accalmie.law import words
from accalmie.law.benefits_wording import term
from accalmie.portal import money
from accalmie.portal.languages import current_language
from accalmie.portal.payer import days

NOTED = "noted"
"""The answer of a question that asks for nothing but to be seen."""

KEEP = "kept"
"""The answer that the second of two declarations stands."""


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


def shown(task: Task, *, url: str) -> Question:
    """A question with what there is to look at and the answers; ``url`` takes the answer."""
    title, text = _words(TaskKind(task.kind))
    return Question(
        id=task.id,
        url=url,
        title=title,
        text=text,
        lines=tuple(_lines(task)),
        choices=tuple(Choice(value=value, word=word) for value, word in _choices(task).items()),
    )


def answers_of(task: Task) -> tuple[str, ...]:
    """The answers that a person may give."""
    return tuple(_choices(task))


def title_of(task: Task) -> str:
    """The question in a few words."""
    return _words(TaskKind(task.kind))[0]


def answer_of(task: Task) -> str:
    """What was answered, in words."""
    return _choices(task).get(task.answer, _("no longer asked"))


@transaction.atomic
def record_answer(*, task: Task, answer: str, message: str, by: Account, at: datetime) -> None:
    """Close the question, and do what the answer says; raises as the acts do."""
    tasks.close_task(task=task, by=by, at=at, answer=answer, message=message)
    if answer == KEEP:
        declaration = Declaration.objects.get(pk=task.subject)
        declarations.keep_declaration(declaration=declaration, by=by, at=at)


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
                _("The law leaves a point of this month to a person: see the computation above."),
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


def _choices(task: Task) -> dict[str, str]:
    match TaskKind(task.kind):
        # Which of two declarations stands is for who pays by them.
        case TaskKind.DUPLICATE_DECLARATION if task.owner == Owner.PAYMENT_ORGANISATION:
            return {
                NOTED: _("The first declaration stands"),
                KEEP: _("The second declaration takes its place"),
            }
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
