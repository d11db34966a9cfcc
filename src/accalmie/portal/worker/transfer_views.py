"""The worker changes his payment organisation: which one, from which month, what follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accalmie.cases.access.models import Account
from accalmie.cases.access.roles import Role
from accalmie.cases.claims import acts
from accalmie.cases.claims.models import Transfer
from accalmie.cases.claims.models.transfers import TransferStatus
from accalmie.cases.claims.queries import transfers_visible_to
from accalmie.cases.parties.models import PaymentOrganisation, Worker
from accalmie.cases.payments.queries import last_month_paid
from accalmie.portal import disputes_shown, transfers_shown
from accalmie.portal.access.gate import for_roles
from accalmie.portal.drawings import Drawing
from accalmie.portal.languages import current_language
from accalmie.portal.statuses import Status
from accalmie.portal.timeline import Happening
from accalmie.portal.transfers_shown import month_of, name_of


class ChangePayer(forms.Form):
    """To which payment organisation the worker goes; none is chosen beforehand."""

    payer = forms.ModelChoiceField(
        queryset=PaymentOrganisation.objects.none(),
        label=gettext_lazy("New payment organisation"),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "required": gettext_lazy("Choose the new payment organisation."),
            "invalid_choice": gettext_lazy("Choose one of the list."),
        },
    )

    def __init__(self, *args: object, present: PaymentOrganisation, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["payer"]
        field.queryset = PaymentOrganisation.objects.exclude(pk=present.pk).order_by("code")
        field.label_from_instance = lambda one: one.name(current_language())


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change that was asked: from whom to whom, its state, its months, its history."""

    former: str
    new: str
    status: Status
    is_open: bool
    is_opposed: bool
    month: str
    drawing: Drawing | None
    history: tuple[Happening, ...]
    letter_url: str


@for_roles(Role.WORKER)
@require_http_methods(["GET", "HEAD", "POST"])
def change_payer(request: HttpRequest) -> HttpResponse:
    """The change that runs, or the form for one; then the earlier ones."""
    worker, today = request.user.worker, settings.CLOCK().date()
    changes = [change_of(one, today=today) for one in transfers_visible_to(account=request.user)]
    present = worker.payment_organisation
    if present is None or any(change.is_open for change in changes):
        if request.method == "POST":
            return redirect("portal:change_payer")
        context = {"present": present and name_of(present), "changes": changes}
        return render(request, "portal/worker/change_payer.html", context)
    form = ChangePayer(request.POST if request.method == "POST" else None, present=present)
    if form.is_bound and form.is_valid():
        acts.ask_for_transfer(
            worker=worker,
            to_payer=form.cleaned_data["payer"],
            by=request.user,
            at=settings.CLOCK(),
        )
        messages.info(request, _("Your change was asked; below you see where it stands."))
        return redirect("portal:change_payer")
    first_day = expected_first_day(worker=worker, today=today)
    context = {
        "form": form,
        "present": name_of(present),
        "changes": changes,
        "month": month_of(first_day),
        "is_later": first_day > today,
        "drawing": transfers_shown.drawn(
            asked_on=today,
            first_day=first_day,
            former=name_of(present),
            new=_("the new one"),
            today=today,
        ),
    }
    status = 422 if form.is_bound else 200
    return render(request, "portal/worker/change_payer.html", context, status=status)


def expected_first_day(*, worker: Worker, today: date) -> date:
    """First day with the new one if the change is asked today, as far as payments are known."""
    return acts.effect_of(
        worker_id=worker.id,
        asked_on=today,
        last_paid_month=last_month_paid(
            worker_id=worker.id, payer_id=worker.payment_organisation_id
        ),
    )


def open_change_of(*, account: Account) -> Status | None:
    """Where the change that waits for an answer stands; None where none waits."""
    found = transfers_visible_to(account=account).filter(status=TransferStatus.ASKED).first()
    return transfers_shown.status_of(found) if found else None


def change_of(transfer: Transfer, *, today: date) -> Change:
    """A change as the worker reads it; one that was opposed moves no month."""
    is_opposed = transfer.status == TransferStatus.DISPUTED
    first_day = transfers_shown.effect(transfer)
    former, new = name_of(transfer.from_payer), name_of(transfer.to_payer)
    drawing = None
    if not is_opposed:
        drawing = transfers_shown.drawn(
            asked_on=transfer.asked_on, first_day=first_day, former=former, new=new, today=today
        )
    return Change(
        former=former,
        new=new,
        status=transfers_shown.status_of(transfer),
        is_open=transfer.status == TransferStatus.ASKED,
        is_opposed=is_opposed,
        month=month_of(first_day),
        drawing=drawing,
        history=transfers_shown.history(
            transfer, today=today, worker=_("You"), opposed=transfers_shown.opposed(transfer)
        ),
        letter_url=disputes_shown.letter_url(transfer),
    )
