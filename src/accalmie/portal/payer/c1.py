"""A form C1 that a worker gave to his payment organisation, with its own claim or on its own."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accalmie.cases.access.policy import Act
from accalmie.cases.access.roles import Role
from accalmie.cases.board.models import BoardRow
from accalmie.cases.claims import acts, queries
from accalmie.cases.claims.models import Claim
from accalmie.facts.claim_forms import C1, ClaimFile
from accalmie.facts.claims import Form, NeededClaim
from accalmie.law import words
from accalmie.law.claims.changes import changed_situation
from accalmie.portal.access.gate import for_roles
from accalmie.portal.languages import current_language
from accalmie.portal.payer import month
from accalmie.portal.payer.forms import FormC1
from accalmie.portal.payer.month_views import row_of


@for_roles(Role.PAYER)
@require_http_methods(["GET", "HEAD", "POST"])
def month_c1(request: HttpRequest, row_id: UUID) -> HttpResponse:
    """Type in a C1; after a change of payment organisation it makes the own claim in one go."""
    row = row_of(request, row_id, Act.LODGE_CLAIM)
    needed = month.read(row=row, account=request.user).automatic
    own = needed if needed is not None and Form.C1 in needed.forms else None
    today = settings.CLOCK().date()
    last = queries.last_with_c1(worker_id=row.worker_id)
    form = FormC1(
        request.POST if request.method == "POST" else None,
        before=queries.papers_of(claim=last).c1 if last is not None else None,
        since=min(row.first_day, today) if own else today,
        today=today,
    )
    if form.is_bound and form.is_valid():
        claim = _claimed(request, row, own, form.c1()) if own else _told(request, row, form)
        return redirect("portal:payer_claim", claim.id)
    return render(
        request,
        "portal/payer/c1.html",
        {
            "row": row,
            "month": words.month_name(row.month, current_language()),
            "back_url": month.address_of(row.id),
            "form": form,
            "is_own_claim": own is not None,
        },
        status=422 if form.is_bound else 200,
    )


def _claimed(request: HttpRequest, row: BoardRow, needed: NeededClaim, c1: C1) -> Claim:
    claim = acts.make_automatic_claim(
        worker=row.worker,
        employer=row.employer,
        kind=row.kind,
        first_day=row.first_day,
        needed=needed,
        c1=c1,
        by=request.user,
        at=settings.CLOCK(),
    )
    messages.info(request, _("The claim went to the office with form C1."))
    return claim


def _told(request: HttpRequest, row: BoardRow, form: FormC1) -> Claim:
    since, at = form.cleaned_data["since"], settings.CLOCK()
    draft = acts.draft_claim(
        worker=row.worker,
        employer=row.employer,
        kind=row.kind,
        first_day=since,
        needed=changed_situation(event_on=since),
        file=ClaimFile(c1=form.c1()),
        by=request.user,
        at=at,
    )
    messages.info(request, _("Form C1 is kept. Check it, then hand it to the office."))
    return acts.submit_claim(claim=draft, by=request.user, at=at)
