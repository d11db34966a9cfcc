"""Questions that no payment organisation can answer: the worker has none, so the office looks."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accalmie.cases.access.policy import Act
from accalmie.cases.access.roles import Role
from accalmie.cases.board.models import BoardRow
from accalmie.cases.days import belgian_day
from accalmie.cases.tasks import acts, queries
from accalmie.cases.tasks.models import Task
from accalmie.facts.pieces import Owner
from accalmie.law import words
from accalmie.portal.access.gate import for_roles, require
from accalmie.portal.languages import current_language
from accalmie.portal.paging import slice_of
from accalmie.portal.questions import Question, answers_of, shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One question with the month that it is about."""

    question: Question
    worker: str
    employer: str
    month: str
    since: str
    url: str


@for_roles(Role.OFFICER)
@require_safe
def office_questions(request: HttpRequest) -> HttpResponse:
    """What waits for an answer of this office, the oldest first."""
    found = queries.open_tasks_of(account=request.user)
    return render(
        request,
        "portal/office/questions.html",
        {"slice": slice_of(request=request, found=found, shown=_row)},
    )


@for_roles(Role.OFFICER)
@require_POST
def office_task_close(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """Answer a question that the state raised."""
    found = Task.objects.filter(owner=Owner.OFFICE).select_related("worker", "employer")
    task = get_object_or_404(found, id=task_id)
    require(request, act=Act.CLOSE_TASK, target=task)
    answer = request.POST.get("answer", "")
    if answer not in answers_of(task):
        messages.error(request, _("Choose an answer first: nothing was recorded."))
        return redirect("portal:office_questions")
    try:
        acts.close_task(
            task=task,
            by=request.user,
            at=settings.CLOCK(),
            answer=answer,
            message=request.POST.get("message", "")[:2000].strip(),
        )
        messages.info(request, _("Recorded. The month was computed again where that changes it."))
    except acts.AlreadyClosed:
        messages.info(request, _("Somebody answered this meanwhile."))
    return redirect("portal:office_questions")


def _row(task: Task) -> Row:
    language = current_language()
    row = BoardRow.objects.filter(
        worker_id=task.worker_id, employer_id=task.employer_id, month=task.month
    ).first()
    return Row(
        question=shown(task, url=reverse("portal:office_task_close", args=[task.id])),
        worker=str(task.worker) or _("an unknown worker"),
        employer=str(task.employer or ""),
        month=words.month_name(task.month, language) if task.month else "",
        since=words.short_day(belgian_day(task.opened_at), language),
        url=reverse("portal:month", args=[row.id]) if row else "",
    )
