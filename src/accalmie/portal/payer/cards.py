"""Paper cards typed in, for the sectors that still use paper."""

from __future__ import annotations

from datetime import datetime, time
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accalmie.cases.access.policy import Act
from accalmie.cases.access.roles import Role
from accalmie.cases.cards import acts
from accalmie.cases.days import BRUSSELS
from accalmie.law import words
from accalmie.portal.access.gate import for_roles
from accalmie.portal.languages import current_language
from accalmie.portal.payer.forms import PaperCard
from accalmie.portal.payer.month import address_of
from accalmie.portal.payer.month_views import row_of

RECEIVED_AT = time(9)
"""A card on paper is stamped with its day; the hour stands for the whole of it."""


@for_roles(Role.PAYER)
@require_http_methods(["GET", "HEAD", "POST"])
def paper_card(request: HttpRequest, row_id: UUID) -> HttpResponse:
    """Type in the paper card of a month."""
    row = row_of(request, row_id, Act.REGISTER_PAPER_CARD)
    now = settings.CLOCK()
    form = PaperCard(request.POST or None, month=row.month, today=now.date())
    if request.method == "POST" and form.is_valid():
        received = datetime.combine(form.cleaned_data["received_on"], RECEIVED_AT, BRUSSELS)
        try:
            acts.register_paper_card(
                worker=row.worker,
                employer=row.employer,
                month=row.month,
                kind=row.kind,
                number=form.cleaned_data["number"],
                marks=form.marks(),
                received_at=min(received, now),
                by=request.user,
                at=now,
            )
            messages.info(request, _("Card kept. The month follows at once."))
            return redirect(address_of(row.id))
        except acts.NoPaperCard:
            form.add_error(
                None,
                _(
                    "This worker’s sector has only the electronic card. Paper is for the sectors"
                    " that may still use it."
                ),
            )
        except acts.NotPossibleNow:
            form.add_error(None, _("There is a card of this month already."))
    return render(
        request,
        "portal/payer/paper_card.html",
        {
            "row": row,
            "month": words.month_name(row.month, current_language()),
            "back_url": address_of(row.id),
            "form": form,
        },
        status=422 if request.method == "POST" else 200,
    )
