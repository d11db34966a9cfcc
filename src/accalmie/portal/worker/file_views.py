"""The worker's file: months, one month."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accalmie.cases.access.policy import Act
from accalmie.cases.access.roles import Role
from accalmie.cases.board.models import BoardRow
from accalmie.cases.claims.queries import claims_visible_to, last_handed_in
from accalmie.cases.claims.statuses import Status
from accalmie.portal.access.gate import for_roles, require
from accalmie.portal.case.asking import asking_of
from accalmie.portal.languages import current_language
from accalmie.portal.worker import claim_shown, file_page
from accalmie.portal.worker.need import deadline_drawn
from accalmie.portal.worker.transfer_views import open_change_of


@for_roles(Role.WORKER)
@require_safe
def my_file(request: HttpRequest) -> HttpResponse:
    """What to do now, then every month with its lights."""
    todos, months = file_page.months_of(account=request.user, today=settings.CLOCK().date())
    payer = request.user.worker.payment_organisation
    context = {
        "payer": payer and payer.name(current_language()),
        "change": open_change_of(account=request.user),
        "todos": todos,
        "months": months,
        "may_tell": last_handed_in(worker_id=request.user.worker_id) is not None,
        "heads": file_page.lights.heads(),
        "claims": [
            (claim, claim_shown.status_of(claim))
            for claim in claims_visible_to(account=request.user)
            if claim.status not in (Status.DRAFT, Status.WITHDRAWN)
        ],
    }
    return render(request, "portal/worker/file.html", context)


@for_roles(Role.WORKER)
@require_safe
def my_month(request: HttpRequest, row_id: UUID) -> HttpResponse:
    """One month: whose turn, whether a claim is needed, the money, the history."""
    row, today = row_of(request, row_id), settings.CLOCK().date()
    page = file_page.page_of(account=request.user, row=row, today=today)
    drawing = None
    if page.need is not None and page.need.is_open:
        drawing = deadline_drawn(need=page.need, today=today)
    context = {"shown": page, "drawing": drawing, "asking": asking_of(row=row)}
    return render(request, "portal/worker/month.html", context)


def row_of(request: HttpRequest, row_id: UUID) -> BoardRow:
    """The month with this key; 404 for somebody else's."""
    row = get_object_or_404(
        BoardRow.objects.select_related("worker", "employer", "office"), id=row_id
    )
    require(request, act=Act.CONSULT_BOARD, target=row)
    return row
