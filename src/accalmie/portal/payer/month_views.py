"""The page of a worker's month and what can be done on it."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accalmie.cases.access.policy import Act
from accalmie.cases.access.roles import Role
from accalmie.cases.board import acts as board
from accalmie.cases.board.models import BoardRow, Standing
from accalmie.cases.claims import acts as claims
from accalmie.cases.declarations import acts as declarations
from accalmie.cases.journal.acts import digest_of_person, record_look
from accalmie.cases.payments import acts as payments
from accalmie.cases.tasks import acts as tasks
from accalmie.cases.tasks.models import Task
from accalmie.cases.touched import WorkerMonth
from accalmie.facts.claims import Form
from accalmie.law import words
from accalmie.portal import questions
from accalmie.portal.access.gate import for_roles, require
from accalmie.portal.case.asking import asking_of
from accalmie.portal.languages import current_language
from accalmie.portal.payer import history, month, standings


@for_roles(Role.PAYER)
@require_safe
def payer_month(request: HttpRequest, row_id: UUID) -> HttpResponse:
    """A worker's month, from its pieces to its payment."""
    row = row_of(request, row_id, Act.CONSULT_BOARD)
    _leave_a_line(request, row)
    known = month.read(row=row, account=request.user)
    drawn = month.strip_of(known)
    newest = known.newest
    language = current_language()
    right = known.month.entitlement
    return render(
        request,
        "portal/payer/month.html",
        {
            "row": row,
            "back_url": f"{reverse('portal:payer_months')}?month={row.month}",
            "month": words.month_name(row.month, language),
            "kind": month.kind_name(row),
            "status": standings.status_of(row=row, pieces=row.lights),
            "pieces": month.piece_rows(known),
            "strip": drawn,
            "computed": month.computed(newest, drawn=drawn) if newest else None,
            "questions": tuple(
                questions.shown(task, url=reverse("portal:task_close", args=[task.id]))
                for task in known.open_tasks
            ),
            "payments": tuple(history.payment_rows(known.payments)),
            "history": history.of(row),
            "claim": known.claim,
            "entitlement": right,
            "hours": known.month.hours,
            "constats": known.month.constats,
            "automatic": known.automatic,
            "asks_c1": known.automatic is not None and Form.C1 in known.automatic.forms,
            "asking": asking_of(row=row),
            "may_remind": any(piece.blocks_payment and piece.owner for piece in row.lights),
            "may_compute": newest is None or newest.is_provisional,
            "may_type_card": known.month.card is None and row.standing != Standing.PAID,
            "pays_provisionally": newest is not None
            and newest.is_provisional
            and newest.is_payable,
        },
    )


@for_roles(Role.PAYER)
@require_POST
def month_remind(request: HttpRequest, row_id: UUID) -> HttpResponse:
    """Remind everybody whose piece blocks the month."""
    row = row_of(request, row_id, Act.REMIND)
    try:
        board.remind(row=row, by=request.user, at=settings.CLOCK())
        messages.info(request, _("Reminded: each in his language, once a day."))
    except board.NobodyToRemind:
        messages.info(request, _("Nothing blocks this month: there is nobody to remind."))
    return redirect(month.address_of(row.id))


@for_roles(Role.PAYER)
@require_POST
def month_provisional(request: HttpRequest, row_id: UUID) -> HttpResponse:
    """Compute a month before the right is decided, at the own risk."""
    row = row_of(request, row_id, Act.COMPUTE_MONTH)
    key = WorkerMonth(row.worker_id, row.employer_id, row.month)
    try:
        payments.compute_provisionally(key=key, by=request.user, at=settings.CLOCK())
        messages.info(request, _("Computed provisionally. It is paid at your own risk."))
    except payments.NothingToCompute:
        messages.info(
            request,
            _("Needed first: a card, declaration 5, and a claim with its declaration 2."),
        )
    return redirect(month.address_of(row.id))


@for_roles(Role.PAYER)
@require_POST
def month_automatic_claim(request: HttpRequest, row_id: UUID) -> HttpResponse:
    """Make the claim that the payment organisation introduces by itself."""
    row = row_of(request, row_id, Act.LODGE_CLAIM)
    needed = month.read(row=row, account=request.user).automatic
    if needed is None:
        messages.info(request, _("The law asks for no claim of yours here."))
        return redirect(month.address_of(row.id))
    if Form.C1 in needed.forms:
        return redirect("portal:month_c1", row.id)
    claim = claims.make_automatic_claim(
        worker=row.worker,
        employer=row.employer,
        kind=row.kind,
        first_day=row.first_day,
        needed=needed,
        by=request.user,
        at=settings.CLOCK(),
    )
    messages.info(request, _("The claim went to the office."))
    return redirect("portal:payer_claim", claim.id)


@for_roles(Role.PAYER)
@require_POST
def task_close(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """Answer a question that the state raised."""
    task = get_object_or_404(Task.objects.select_related("worker", "employer"), id=task_id)
    require(request, act=Act.CLOSE_TASK, target=task)
    row = BoardRow.objects.filter(
        worker_id=task.worker_id, employer_id=task.employer_id, month=task.month
    ).first()
    back = month.address_of(row.id) if row else reverse("portal:payer_questions")
    answer = request.POST.get("answer", "")
    if answer not in questions.answers_of(task):
        messages.error(request, _("Choose an answer first: nothing was recorded."))
        return redirect(back)
    try:
        questions.record_answer(
            task=task,
            answer=answer,
            message=request.POST.get("message", "")[:2000].strip(),
            by=request.user,
            at=settings.CLOCK(),
        )
        messages.info(request, _("Recorded. The month was computed again where that changes it."))
    except (tasks.AlreadyClosed, declarations.NotPossibleNow):
        messages.info(request, _("Somebody answered this meanwhile."))
    return redirect(back)


def row_of(request: HttpRequest, row_id: UUID, act: Act) -> BoardRow:
    """A row of the board of the own organisation; anybody else's does not exist."""
    row = get_object_or_404(
        BoardRow.objects.select_related("worker", "employer", "office", "payment_organisation"),
        id=row_id,
    )
    require(request, act=act, target=row)
    return row


@transaction.atomic
def _leave_a_line(request: HttpRequest, row: BoardRow) -> None:
    digest = digest_of_person(niss=row.worker.niss, key=settings.JOURNAL_PERSON_KEY)
    record_look(
        by=request.user,
        at=settings.CLOCK(),
        subject_kind="worker_month",
        subject=row.id,
        ticket="",
        persons=[digest],
    )
