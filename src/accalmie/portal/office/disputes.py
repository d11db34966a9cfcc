"""Opposed changes of payment organisation that came before the office (form C8-litige)."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from accalmie.cases.access.policy import Act
from accalmie.cases.access.roles import Role
from accalmie.cases.disputes import acts
from accalmie.cases.disputes.models import Dispute
from accalmie.cases.disputes.queries import disputes_of_office, disputes_told
from accalmie.cases.payments.queries import last_month_paid
from accalmie.law import words
from accalmie.portal import disputes_shown, looks, transfers_shown
from accalmie.portal.access.gate import for_roles, require
from accalmie.portal.documents import pdf_named
from accalmie.portal.facts_shown import Row
from accalmie.portal.languages import current_language
from accalmie.portal.transfers_shown import month_of, name_of

GOES, STAYS = "goes", "stays"
NOT_ACCEPTABLE = 422
SHOWN_AT_MOST = 200


class RulingForm(forms.Form):
    """The ruling and why; nothing is chosen beforehand."""

    ruling = forms.ChoiceField(
        label=gettext_lazy("How does the director rule?"),
        choices=(
            (GOES, gettext_lazy("The change goes through")),
            (STAYS, gettext_lazy("The worker stays where he is")),
        ),
        error_messages={"required": gettext_lazy("Choose the ruling.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Why?"),
        help_text=gettext_lazy("Worker and both payment organisations read it: name no amount."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5, "class": "govuk-textarea"}),
        error_messages={"required": gettext_lazy("State why the director rules so.")},
    )


@for_roles(Role.OFFICER)
@require_safe
def disputes(request: HttpRequest) -> HttpResponse:
    """The disputes of the office: what waits first, by the last day of its ruling."""
    today = settings.CLOCK().date()
    rows = [
        {
            "dispute": one,
            "former": name_of(one.transfer.from_payer),
            "new": name_of(one.transfer.to_payer),
            "status": disputes_shown.status_of(one),
            "is_late": getattr(one, "ruling", None) is None and one.rule_until < today,
        }
        for one in disputes_of_office(account=request.user)[:SHOWN_AT_MOST]
    ]
    return render(request, "portal/office/disputes.html", {"rows": rows})


@for_roles(Role.OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
def dispute(request: HttpRequest, dispute_id: UUID) -> HttpResponse:
    """One dispute: what both sides say, what follows, and the ruling to give."""
    found = _dispute(dispute_id)
    require(request, act=Act.RULE_ON_DISPUTE, target=found)
    if request.method != "POST":
        looks.record_subject(
            request,
            subject_kind="dispute",
            subject=found.id,
            ticket="",
            niss=(found.transfer.worker.niss,),
        )
        return _page(request, found, RulingForm(auto_id="id_%s"), 200)
    form = RulingForm(request.POST, auto_id="id_%s")
    if form.is_valid() and _ruled(request, found, form):
        return redirect("portal:office_dispute", found.id)
    return _page(request, found, form, NOT_ACCEPTABLE)


@for_roles(Role.OFFICER, Role.PAYER, Role.WORKER)
@require_safe
def ruling_letter(request: HttpRequest, dispute_id: UUID) -> HttpResponse:
    """The letter of the ruling, as the worker has it."""
    found = _dispute(dispute_id)
    require(request, act=Act.CONSULT_DISPUTE, target=found)
    ruling = getattr(found, "ruling", None)
    if ruling is None:
        raise Http404
    letter = disputes_shown.letter_of(ruling, at=settings.CLOCK())
    return pdf_named(f"ruling-{found.id}", content=bytes(letter.content))


def _ruled(request: HttpRequest, found: Dispute, form: RulingForm) -> bool:
    """Rule; tells at the field where the change can no longer go through."""
    at, transfer = settings.CLOCK(), found.transfer
    try:
        ruling = acts.rule_on_dispute(
            dispute=found,
            goes_through=form.cleaned_data["ruling"] == GOES,
            reason=form.cleaned_data["reason"],
            last_paid_month=last_month_paid(
                worker_id=transfer.worker_id, payer_id=transfer.from_payer_id
            ),
            by=request.user,
            at=at,
        )
    except acts.AlreadyRuled:
        messages.info(request, _("Somebody ruled on this dispute meanwhile."))
        return True
    except acts.MovedMeanwhile:
        form.add_error(
            "ruling", _("The worker asked for another change since. This one cannot go through.")
        )
        return False
    ruling.dispute = _dispute(found.id)
    disputes_shown.letter_of(ruling, at=at)
    messages.success(
        request, _("The ruling is recorded. The worker and both organisations see it.")
    )
    return True


def _page(request: HttpRequest, found: Dispute, form: RulingForm, status: int) -> HttpResponse:
    transfer, ruling = found.transfer, getattr(found, "ruling", None)
    today, language = settings.CLOCK().date(), current_language()
    former, new = name_of(transfer.from_payer), name_of(transfer.to_payer)
    rows = [
        Row(name=_("From"), lines=(former,)),
        Row(name=_("To"), lines=(new,)),
        Row(name=_("Opposition"), lines=(transfers_shown.opposed(transfer),)),
        Row(name=_("What the new one says"), lines=(f"« {found.reason} »",)),
        Row(
            name=_("Form C8-litige"),
            lines=(
                words.long_day(found.sent_on, language),
                _("after its last day, %(day)s")
                % {"day": words.short_day(found.sent_by_limit, language)}
                if found.is_late
                else _("in time"),
            ),
        ),
    ]
    shown = {
        "dispute": found,
        "worker": str(transfer.worker),
        "former": former,
        "new": new,
        "status_of_it": disputes_shown.status_of(found),
        "rows": rows,
        "month": month_of(transfers_shown.effect(transfer)),
        "ruling": ruling,
        "has_moved": ruling is None and acts.has_moved_since(transfer=transfer),
        "form": None if ruling else form,
        "history": transfers_shown.history(
            transfer, today=today, worker=_("Worker"), opposed=transfers_shown.opposed(transfer)
        ),
    }
    return render(request, "portal/office/dispute.html", shown, status=status)


def _dispute(dispute_id: UUID) -> Dispute:
    return get_object_or_404(disputes_told(), id=dispute_id)
