"""One worker's month with one employer: for the employer, the worker, his payer and the office."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accalmie.cases.access.policy import Act, NotAllowed
from accalmie.cases.access.roles import Role
from accalmie.cases.board import acts
from accalmie.cases.board.models import BoardRow
from accalmie.cases.board.redaction import shown
from accalmie.cases.declarations import acts as declarations
from accalmie.portal import looks
from accalmie.portal.access.gate import for_roles, may, require
from accalmie.portal.case.asking import asking_of
from accalmie.portal.case.page import ROLES, page_of


@for_roles(*ROLES)
@require_safe
def month(request: HttpRequest, row_id: UUID) -> HttpResponse:
    """Where the month stands, what is missing, who did what; each as far as he may see."""
    row = _row(row_id)
    on = settings.CLOCK().date()
    try:
        seen = shown(row=row, to=request.user, on=on)
    except NotAllowed as error:
        raise Http404 from error
    looks.record_subject(
        request, subject_kind="month", subject=row.id, ticket="", niss=(row.worker.niss,)
    )
    may_remind = may(request, act=Act.REMIND, target=row)
    page = page_of(month=seen, account=request.user, may_remind=may_remind, today=on)
    return render(request, "portal/case/month.html", {"shown": page})


@for_roles(*ROLES)
@require_POST
def remind(request: HttpRequest, row_id: UUID) -> HttpResponse:
    """Remind whoever blocks the month, once a day for each piece."""
    row = _row(row_id)
    require(request, act=Act.REMIND, target=row)
    try:
        acts.remind(row=row, by=request.user, at=settings.CLOCK())
    except acts.NobodyToRemind:
        messages.info(request, _("Nothing blocks this month any more."))
    else:
        messages.success(request, _("The reminder is sent, in the language of its recipient."))
    return redirect("portal:month", row_id=row.id)


@for_roles(Role.WORKER, Role.PAYER)
@require_POST
@transaction.atomic
def ask_for_declarations(request: HttpRequest, row_id: UUID) -> HttpResponse:
    """Ask the employer for scenarios 2 and 5 of a month of strike; asked twice is asked once."""
    row = _row(row_id)
    require(request, act=Act.ASK_FOR_DECLARATION, target=row)
    asking = asking_of(row=row)
    for scenario in asking.open if asking else ():
        declarations.ask_for_declaration(
            worker=row.worker,
            employer=row.employer,
            month=row.month,
            scenario=scenario,
            kind=row.kind,
            by=request.user,
            at=settings.CLOCK(),
        )
    if asking is None:
        messages.info(request, _("The employer declares by himself here: there is nothing to ask."))
    else:
        messages.success(request, _("Asked: the employer finds it among his tasks."))
    own = "my_month" if Role(request.user.role) is Role.WORKER else "payer_month"
    return redirect(f"portal:{own}", row.id)


def _row(row_id: UUID) -> BoardRow:
    return get_object_or_404(
        BoardRow.objects.select_related("worker", "employer", "office"), id=row_id
    )
