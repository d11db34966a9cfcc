"""Questions that wait for a person of the payment organisation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accalmie.cases.access.roles import Role
from accalmie.cases.board.models import BoardRow
from accalmie.cases.days import belgian_day
from accalmie.cases.tasks import queries
from accalmie.cases.tasks.models import Task
from accalmie.law import words
from accalmie.portal.access.gate import for_roles
from accalmie.portal.languages import current_language
from accalmie.portal.paging import slice_of
from accalmie.portal.questions import Question, shown, title_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A question in the list."""

    title: str
    worker: str
    employer: str
    month: str
    opened_on: date
    url: str
    question: Question | None


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
        opened_on=belgian_day(task.opened_at),
        url=url,
        # Nothing tells of this month any more: it has no page, so the answer is given here.
        question=None if url else shown(task, url=reverse("portal:task_close", args=[task.id])),
    )
