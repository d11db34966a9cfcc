"""The office's pages of claims: the list, one claim, the decision, the second reading."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accalmie.cases.access.policy import Act
from accalmie.cases.access.roles import Role
from accalmie.cases.claims import acts
from accalmie.cases.claims.models import Claim
from accalmie.cases.disputes.queries import waiting_at_office
from accalmie.facts.decisions import Result
from accalmie.portal import documents, looks
from accalmie.portal.access.gate import for_roles, require
from accalmie.portal.office.claims import lists, page, panels
from accalmie.portal.office.claims.forms import DecideClaim
from accalmie.portal.office.claims.page import Dossier
from accalmie.portal.office.forms import CONFIRM, Reread
from accalmie.portal.office.history import claim_history
from accalmie.portal.right_papers import decision_of, decision_to_be

COMPUTE = "compute"
"""What the button asks that only shows the amount."""


@for_roles(Role.OFFICER)
@require_safe
def claim_work(request: HttpRequest) -> HttpResponse:
    """Which claims wait since when, why, and until when they are to be decided."""
    shown = lists.work_page(request=request, today=settings.CLOCK().date())
    disputed = waiting_at_office(account=request.user)
    return render(request, "portal/office/claims.html", {**shown, "disputed": disputed})


@for_roles(Role.OFFICER)
@require_safe
def office_claim(request: HttpRequest, claim_id: UUID) -> HttpResponse:
    """One claim: what is asked, what the law says, the amounts step by step, what can be done."""
    read = _read(request, claim_id, Act.CONSULT_CLAIM)
    looks.record_subject(
        request,
        subject_kind="claim",
        subject=read.claim.id,
        ticket="",
        niss=(read.claim.worker.niss,),
    )
    return _claim_page(request, read)


@for_roles(Role.OFFICER)
@require_POST
def claim_decide(request: HttpRequest, claim_id: UUID) -> HttpResponse:
    """Grant, propose to refuse, or send back; or only see the amount on another basis."""
    read = _read(request, claim_id, Act.DECIDE_CLAIM)
    if not read.is_open:
        messages.info(request, _("Somebody decided this claim meanwhile."))
        return redirect("portal:office_claim", claim_id)
    form = _form(read, request)
    if request.POST.get("do") == COMPUTE:
        return _try_out(request, read, form)
    if not form.is_valid():
        return _claim_page(request, read, form, status=422)
    try:
        _decide(request, read, form)
    except acts.NotAnswered as error:
        form.ask_again(rules=error.rules)
    except acts.NothingToRefuse:
        form.add_error(
            "result", _("Every rule is met or answered yes: there is nothing to refuse.")
        )
    except acts.NoBasis:
        form.add_error(
            "capacity", _("No amount can be computed. Enter the capacity, the hours and the wage.")
        )
    except acts.NotPossibleNow:
        messages.info(request, _("Somebody decided this claim meanwhile."))
    if form.errors:
        return _claim_page(request, read, form, status=422)
    return redirect("portal:office_claim", claim_id)


@for_roles(Role.OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
def claim_preview(request: HttpRequest, claim_id: UUID) -> HttpResponse:
    """The letter as it would be, or as it is; nothing is recorded."""
    read = _read(request, claim_id, Act.CONSULT_CLAIM)
    return documents.pdf_named(f"right-{read.claim.id}-preview", content=_letter(request, read))


@for_roles(Role.OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
def claim_reread(request: HttpRequest, claim_id: UUID) -> HttpResponse:
    """Read a proposed refusal again: confirm it, or send it back."""
    read = _read(request, claim_id, Act.DECIDE_CLAIM)
    proposal = read.proposal
    if proposal is None or proposal.proposed_by_id == request.user.id:
        return redirect("portal:office_claim", claim_id)
    form = Reread(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _record_reading(request, read, form)
        return redirect("portal:second_reading")
    status = 422 if request.method == "POST" else 200
    return _claim_page(request, read, form, status=status)


def _decide(request: HttpRequest, read: Dossier, form: DecideClaim) -> None:
    told = {"claim": read.claim, "by": request.user, "at": settings.CLOCK()}
    message = form.cleaned_data["message"]
    match form.cleaned_data["result"]:
        case Result.ACCEPTED.value:
            acts.decide_claim(**told, answers=form.answers, basis=form.basis, message=message)
            messages.info(request, _("The right is granted. The letter stands beside."))
        case Result.REFUSED.value:
            acts.propose_claim_refusal(**told, answers=form.answers, message=message)
            messages.info(request, _("Sent to a second officer for reading."))
        case _:
            missing = tuple(form.cleaned_data["missing"])
            acts.return_incomplete_claim(**told, missing=missing, message=message)
            messages.info(request, _("Sent back to the payment organisation, with a time limit."))


def _try_out(request: HttpRequest, read: Dossier, form: DecideClaim) -> HttpResponse:
    form.full_clean()
    form.keep_errors_of_basis()
    if form.basis is None and "capacity" not in form.errors and not form.as_computed:
        form.add_error("capacity", _("Choose the capacity to see the amount."))
    return _claim_page(request, read, form, status=422 if form.errors else 200)


def _record_reading(request: HttpRequest, read: Dossier, form: Reread) -> None:
    told = {"claim": read.claim, "by": request.user, "at": settings.CLOCK()}
    try:
        if form.cleaned_data["answer"] == CONFIRM:
            acts.confirm_claim_refusal(**told)
            messages.info(request, _("Refusal confirmed. The letter can be sent."))
        else:
            acts.return_claim_to_first_officer(**told, reason=form.cleaned_data["remark"])
            messages.info(request, _("Sent back to the first officer."))
    except acts.NotPossibleNow:
        messages.info(request, _("Somebody read this claim meanwhile."))


def _read(request: HttpRequest, claim_id: UUID, act: Act) -> Dossier:
    claim = get_object_or_404(
        Claim.objects.select_related("worker", "employer", "office", "payment_organisation").filter(
            lodged_at__isnull=False
        ),
        id=claim_id,
    )
    require(request, act=act, target=claim)
    found = page.read(claim)
    if found is None:
        raise Http404
    return found


def _form(read: Dossier, request: HttpRequest | None = None) -> DecideClaim:
    return DecideClaim(
        request.POST if request else None,
        answer=read.examination.answer,
        findings=acts.findings_to_answer(answer=read.examination.answer),
        constat=read.constat,
        papers=read.papers,
        first_day=read.claim.first_day,
    )


def _claim_page(
    request: HttpRequest, read: Dossier, form: DecideClaim | Reread | None = None, status: int = 200
) -> HttpResponse:
    today = settings.CLOCK().date()
    is_own = read.proposal is not None and read.proposal.proposed_by_id == request.user.id
    tried = None
    if read.is_open:
        form = form or _form(read)
        panel, tried = panels.to_decide(read, form), form.basis
    elif read.proposal is not None and not is_own:
        form = form or Reread()
        panel = panels.to_reread(read, read.proposal)
    else:
        panel = panels.as_it_stands(read)
    shown = page.page_of(
        dossier=read,
        history=claim_history(claim=read.claim, reader=request.user),
        today=today,
        basis=tried,
    )
    context = {"shown": shown, "panel": panel, "form": form}
    return render(request, "portal/office/claim.html", context, status=status)


def _letter(request: HttpRequest, read: Dossier) -> bytes:
    """The letter of the decision taken, of the refusal proposed, or of what stands in the form."""
    if read.right is not None:
        return decision_of(read.right)
    told = {"claim": read.claim, "decided_on": settings.CLOCK().date()}
    if read.proposal is not None:
        return decision_to_be(
            **told,
            result=Result.REFUSED,
            answer=read.answer,
            answers=read.answers,
            decided_by=read.proposal.proposed_by.display_name,
            message=read.proposal.message,
        )
    form = _form(read, request)
    form.full_clean()
    given = form.cleaned_data
    is_granted = given.get("result") == Result.ACCEPTED.value
    return decision_to_be(
        **told,
        result=Result.ACCEPTED if is_granted else Result.REFUSED,
        answer=page.on_basis(read.answer, form.basis),
        answers=form.answers,
        decided_by=request.user.display_name,
        message=given.get("message", ""),
    )
