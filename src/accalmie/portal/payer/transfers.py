"""Workers who come from another payment organisation, and workers who go to one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accalmie.cases.access.policy import Act
from accalmie.cases.access.roles import Role
from accalmie.cases.claims import acts, queries
from accalmie.cases.claims.models import Transfer
from accalmie.cases.claims.models.transfers import TransferStatus
from accalmie.cases.parties.models import Worker
from accalmie.cases.payments.queries import last_month_paid
from accalmie.law.claims.transfers import transfer_is_free_of_debt
from accalmie.portal import disputes_shown, filters, transfers_shown
from accalmie.portal.access.gate import for_roles, require
from accalmie.portal.filters import Filter
from accalmie.portal.paging import slice_of
from accalmie.portal.payer.transfer_forms import AnswerTransfer, AskForTransfer
from accalmie.portal.statuses import Status
from accalmie.portal.transfers_shown import month_of, name_of

ASKED, ALL = "asked", "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One transfer in the list."""

    worker: str
    former: str
    new: str
    status: Status
    until: date | None
    url: str


@for_roles(Role.PAYER)
@require_safe
def payer_transfers(request: HttpRequest) -> HttpResponse:
    """What waits for an answer here, the first time limit first; what was asked; or all."""
    chosen = Filter(
        search_label="",
        text="",
        choices=(
            filters.choice(
                name="which",
                label=_("Which"),
                options=(
                    ("", _("those that you answer")),
                    (ASKED, _("those that you asked, not answered yet")),
                    (ALL, _("all transfers")),
                ),
                asked=request.GET,
            ),
        ),
    )
    match chosen.value("which"):
        case "asked":
            found = queries.transfers_asked_by(account=request.user)
        case "all":
            found = queries.transfers_visible_to(account=request.user)
        case _:
            found = queries.transfers_to_answer(account=request.user)
    told = {"filter": chosen, "slice": slice_of(request=request, found=found, shown=_row)}
    return render(request, "portal/payer/transfers.html", told)


@for_roles(Role.PAYER)
@require_http_methods(["GET", "HEAD", "POST"])
def transfer_ask(request: HttpRequest) -> HttpResponse:
    """Ask another payment organisation for a worker; the number is typed, never in an address."""
    form = AskForTransfer(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        transfer = _asked(request, form)
        if transfer is not None:
            return redirect("portal:payer_transfer", transfer.id)
    status = 422 if form.is_bound else 200
    return render(request, "portal/payer/transfer_ask.html", {"form": form}, status=status)


@for_roles(Role.PAYER)
@require_http_methods(["GET", "HEAD", "POST"])
def payer_transfer(request: HttpRequest, transfer_id: UUID) -> HttpResponse:
    """One transfer: from when, its history; who has the worker now answers."""
    transfer = get_object_or_404(
        Transfer.objects.select_related("worker", "from_payer", "to_payer", "asked_by"),
        id=transfer_id,
    )
    require(request, act=Act.ANSWER_TRANSFER, target=transfer)
    today = settings.CLOCK().date()
    is_ours = transfer.from_payer_id == request.user.payment_organisation_id
    form, status = None, 200
    if request.method == "POST" and not is_ours:
        raise Http404
    if is_ours and transfer.status == TransferStatus.ASKED:
        known = last_month_paid(worker_id=transfer.worker_id, payer_id=transfer.from_payer_id)
        told = request.POST if request.method == "POST" else None
        form = AnswerTransfer(told, transfer=transfer, known=known, today=today)
    if request.method == "POST":
        if form is None:
            messages.info(request, _("This transfer was answered before."))
            return redirect("portal:payer_transfer", transfer.id)
        if form.is_valid():
            _answer(request, transfer, form)
            return redirect("portal:payer_transfer", transfer.id)
        status = 422
    return render(
        request,
        "portal/payer/transfer.html",
        {"transfer": transfer, "form": form, **_shown(transfer, today=today, is_ours=is_ours)},
        status=status,
    )


def _shown(transfer: Transfer, *, today: date, is_ours: bool) -> dict[str, object]:
    """What the page tells besides the form; the amount of a debt is between worker and old one."""
    former, new = name_of(transfer.from_payer), name_of(transfer.to_payer)
    first_day = transfers_shown.effect(transfer)
    is_opposed = transfer.status == TransferStatus.DISPUTED
    limit = transfer_is_free_of_debt(debt=Decimal(0), on=today)
    return {
        "former": former,
        "new": new,
        "status": transfers_shown.status_of(transfer),
        "month": month_of(first_day),
        "is_open": transfer.status == TransferStatus.ASKED,
        "is_ours": is_ours,
        "may_dispute": not is_ours and disputes_shown.may_be_disputed(transfer),
        "letter_url": disputes_shown.letter_url(transfer),
        "limit": limit.because["limit"],
        "source": limit.source,
        "drawing": None
        if is_opposed
        else transfers_shown.drawn(
            asked_on=transfer.asked_on, first_day=first_day, former=former, new=new, today=today
        ),
        "history": transfers_shown.history(
            transfer,
            today=today,
            worker=_("Worker"),
            opposed=transfers_shown.opposed(transfer) if is_ours else "",
        ),
    }


def _asked(request: HttpRequest, form: AskForTransfer) -> Transfer | None:
    """The transfer that was asked; None with the reason at the number."""
    mine = request.user.payment_organisation
    worker = Worker.objects.filter(niss=form.cleaned_data["niss"]).first()
    if worker is None:
        form.add_error("niss", _("No worker with this number is known here."))
        return None
    if worker.payment_organisation_id is None:
        form.add_error(
            "niss", _("This worker is a member of none: he joins you with his first claim.")
        )
        return None
    if worker.payment_organisation_id == mine.id:
        form.add_error("niss", _("This worker is a member of yours already."))
        return None
    transfer = acts.ask_for_transfer(
        worker=worker, to_payer=mine, by=request.user, at=settings.CLOCK()
    )
    # Asked twice is asked once: what comes back may be a change to somebody else.
    if transfer.to_payer_id != mine.id:
        form.add_error("niss", _("Another change of this worker waits for an answer."))
        return None
    messages.info(request, _("Asked; the present organisation has the time shown to answer."))
    return transfer


def _answer(request: HttpRequest, transfer: Transfer, form: AnswerTransfer) -> None:
    try:
        acts.answer_transfer(
            transfer=transfer,
            is_agreed=form.is_agreed,
            last_paid_month=form.last_paid_month,
            debt=form.cleaned_data["debt"],
            by=request.user,
            at=settings.CLOCK(),
        )
        messages.info(request, _("Your answer is kept."))
    except acts.AlreadyThere:
        messages.info(request, _("This transfer was answered before."))


def _row(transfer: Transfer) -> Row:
    is_open = transfer.status == TransferStatus.ASKED
    return Row(
        worker=str(transfer.worker),
        former=name_of(transfer.from_payer),
        new=name_of(transfer.to_payer),
        status=transfers_shown.status_of(transfer),
        until=transfer.answer_until if is_open else None,
        url=reverse("portal:payer_transfer", args=[transfer.id]),
    )
