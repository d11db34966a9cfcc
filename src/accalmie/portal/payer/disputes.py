"""The new payment organisation brings an opposed change before the office (form C8-litige)."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accalmie.cases.access.policy import Act
from accalmie.cases.access.roles import Role
from accalmie.cases.claims.models import Transfer
from accalmie.cases.days import belgian_day
from accalmie.cases.disputes import acts
from accalmie.law.claims.transfers import dispute_limits
from accalmie.portal import disputes_shown
from accalmie.portal.access.gate import for_roles, require
from accalmie.portal.transfers_shown import name_of

NOT_ACCEPTABLE = 422


class DisputeForm(forms.Form):
    """Why the change should go through."""

    reason = forms.CharField(
        label=gettext_lazy("Why should the change go through?"),
        help_text=gettext_lazy("The office reads it."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5, "class": "govuk-textarea"}),
        error_messages={"required": gettext_lazy("State why the change should go through.")},
    )


@for_roles(Role.PAYER)
@require_http_methods(["GET", "HEAD", "POST"])
def payer_dispute(request: HttpRequest, transfer_id: UUID) -> HttpResponse:
    """The form C8-litige; sent twice, it is sent once."""
    transfer = get_object_or_404(
        Transfer.objects.select_related("worker", "from_payer", "to_payer"), id=transfer_id
    )
    require(request, act=Act.DISPUTE_TRANSFER, target=transfer)
    if transfer.to_payer_id != request.user.payment_organisation_id:
        raise Http404
    if not disputes_shown.may_be_disputed(transfer):
        return redirect("portal:payer_transfer", transfer.id)
    at = settings.CLOCK()
    form = DisputeForm(request.POST if request.method == "POST" else None, auto_id="id_%s")
    if form.is_bound and form.is_valid():
        acts.dispute_transfer(
            transfer=transfer, reason=form.cleaned_data["reason"], by=request.user, at=at
        )
        messages.success(
            request, _("The form C8-litige is sent. The director of the office rules.")
        )
        return redirect("portal:payer_transfer", transfer.id)
    last, rule_until = dispute_limits(
        refused_on=belgian_day(transfer.answered_at), disputed_on=belgian_day(at)
    )
    shown = {
        "transfer": transfer,
        "former": name_of(transfer.from_payer),
        "form": form,
        "last": last,
        "is_late": belgian_day(at) > last,
        "rule_until": rule_until,
    }
    status = NOT_ACCEPTABLE if form.is_bound else 200
    return render(request, "portal/payer/dispute.html", shown, status=status)
