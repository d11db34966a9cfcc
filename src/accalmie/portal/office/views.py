"""The office's pages: the work list, one case, the decision, the second reading."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accalmie.cases.access.policy import Act
from accalmie.cases.access.roles import Role
from accalmie.cases.communications import acts, queries
from accalmie.cases.communications.models import Case
from accalmie.cases.communications.statuses import NotPossibleNow
from accalmie.cases.communications.statuses import Status as CaseStatus
from accalmie.exchange import papers as exchange_papers
from accalmie.facts.decisions import Decision as DecisionFact
from accalmie.facts.decisions import Result
from accalmie.portal import documents, dossier, looks, papers
from accalmie.portal.access.gate import for_roles, require
from accalmie.portal.dossier import Dossier
from accalmie.portal.office import lists, page, panels
from accalmie.portal.office.claims import lists as claim_lists
from accalmie.portal.office.forms import CONFIRM, Decide, Reread


@for_roles(Role.OFFICER)
@require_safe
def work(request: HttpRequest) -> HttpResponse:
    """Who waits since when, and what to look at first."""
    shown = lists.work_page(request=request, today=settings.CLOCK().date())
    return render(request, "portal/office/work.html", shown)


@for_roles(Role.OFFICER)
@require_safe
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """One case: the dates drawn, the findings, the facts, the history, and what can be done."""
    read = _read(request, case_id, Act.CONSULT_EXAMINATION)
    looks.record_page(request, dossier=read)
    return _case_page(request, read)


@for_roles(Role.OFFICER)
@require_POST
def decide(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Accept, or propose to refuse; a refusal goes to a second officer."""
    read = _read(request, case_id, Act.DECIDE)
    form = _decide_form(request, read)
    if not form.is_valid():
        return _case_page(request, read, form, status=422)
    told = {
        "case": read.case,
        "by": request.user,
        "at": settings.CLOCK(),
        "answers": form.answers,
        "message": form.cleaned_data["message"],
    }
    try:
        if form.result is Result.ACCEPTED:
            acts.decide(**told)
            messages.info(request, _("Decision recorded. The employer sees it tomorrow."))
        else:
            acts.propose_refusal(**told)
            messages.info(request, _("Sent to a second officer for reading."))
    except acts.NotAnswered as error:
        form.ask_again(rules=error.rules)
        return _case_page(request, read, form, status=422)
    except acts.NothingToRefuse:
        form.add_error(
            "result", _("Every rule is met or answered yes: there is nothing to refuse.")
        )
        return _case_page(request, read, form, status=422)
    except NotPossibleNow:
        messages.info(request, _("Somebody decided this case meanwhile."))
    return redirect("portal:case", case_id)


@for_roles(Role.OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The letter as it would be, or as it is; nothing is recorded."""
    read = _read(request, case_id, Act.CONSULT_EXAMINATION)
    fact = _fact_to_preview(request, read)
    if fact is None:
        raise Http404
    content = papers.preview(version=read.case.latest, decision=fact)
    return documents.pdf_named(f"{read.case.latest.ticket}-preview", content=content)


@for_roles(Role.OFFICER)
@require_safe
def receipt(request: HttpRequest, case_id: UUID, version_id: UUID) -> HttpResponse:
    """The receipt of a version as PDF."""
    version = get_object_or_404(_case(request, case_id, Act.CONSULT).versions, id=version_id)
    return documents.as_pdf(exchange_papers.receipt_of(version=version, at=settings.CLOCK()))


@for_roles(Role.OFFICER)
@require_safe
def letter(request: HttpRequest, case_id: UUID, decision_id: UUID) -> HttpResponse:
    """The letter of a decision that was taken, also before it is published."""
    taken = queries.decisions_of(case=_case(request, case_id, Act.CONSULT_EXAMINATION))
    decision = get_object_or_404(taken, id=decision_id)
    return documents.as_pdf(exchange_papers.letter_of(decision=decision, at=settings.CLOCK()))


@for_roles(Role.OFFICER)
@require_safe
def second_reading(request: HttpRequest) -> HttpResponse:
    """The refusals that another officer proposed: of communications, then of claims."""
    told = {"account": request.user, "today": settings.CLOCK().date()}
    rows, claims = lists.rereading_rows(**told), claim_lists.rereading_rows(**told)
    number = len(rows) + len(claims)
    lead = ngettext(
        "%(number)s refusal waits for you.", "%(number)s refusals wait for you.", number
    )
    shown = {"rows": rows, "claims": claims, "lead": lead % {"number": number}}
    return render(request, "portal/office/second_reading.html", shown)


@for_roles(Role.OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
def reread(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Read a proposed refusal again: confirm it, or send it back."""
    read = _read(request, case_id, Act.CONFIRM_REFUSAL)
    proposal = page.open_proposal(read.case)
    if proposal is None or proposal.proposed_by_id == request.user.id:
        return redirect("portal:case", case_id)
    form = Reread(request.POST or None)
    if request.method != "POST":
        looks.record_page(request, dossier=read)
    elif form.is_valid():
        _record_reading(request, read, form)
        return redirect("portal:second_reading")
    context = {
        "shown": page.page_of(dossier=read, reader=request.user, today=settings.CLOCK().date()),
        "panel": panels.to_reread(case=read.case, proposal=proposal),
        "form": form,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "portal/office/case.html", context, status=status)


def _record_reading(request: HttpRequest, read: Dossier, form: Reread) -> None:
    told = {"case": read.case, "by": request.user, "at": settings.CLOCK()}
    try:
        if form.cleaned_data["answer"] == CONFIRM:
            acts.confirm_refusal(**told)
            messages.info(request, _("Refusal confirmed. The employer sees it tomorrow."))
        else:
            acts.return_to_first_officer(**told, reason=form.cleaned_data["remark"])
            messages.info(request, _("Sent back to the first officer."))
    except NotPossibleNow:
        messages.info(request, _("Somebody read this case meanwhile."))


def _case(request: HttpRequest, case_id: UUID, act: Act) -> Case:
    found = get_object_or_404(
        Case.objects.select_related("employer", "office", "latest"), id=case_id
    )
    require(request, act=act, target=found)
    return found


def _read(request: HttpRequest, case_id: UUID, act: Act) -> Dossier:
    return dossier.read(case=_case(request, case_id, act))


def _decide_form(request: HttpRequest, read: Dossier) -> Decide:
    if read.assessment is None or read.case.status != CaseStatus.TO_EXAMINE:
        raise Http404
    return Decide(request.POST or None, assessment=read.assessment, kind=read.case.kind)


def _case_page(
    request: HttpRequest, read: Dossier, form: Decide | None = None, status: int = 200
) -> HttpResponse:
    today = settings.CLOCK().date()
    context: dict[str, object] = {
        "shown": page.page_of(dossier=read, reader=request.user, today=today)
    }
    proposal = page.open_proposal(read.case)
    if read.case.status == CaseStatus.TO_EXAMINE and read.assessment is not None:
        form = form or Decide(assessment=read.assessment, kind=read.case.kind)
        context |= {"form": form, "panel": panels.to_decide(case=read.case, form=form)}
    elif proposal is not None and proposal.proposed_by_id != request.user.id:
        context |= {
            "form": Reread(),
            "panel": panels.to_reread(case=read.case, proposal=proposal),
        }
    else:
        context["panel"] = panels.as_it_stands(dossier=read, reader=request.user, today=today)
    return render(request, "portal/office/case.html", context, status=status)


def _fact_to_preview(request: HttpRequest, read: Dossier) -> DecisionFact | None:
    """The decision taken, the one proposed, or the one that stands in the form."""
    if read.assessment is None:
        return None
    today = settings.CLOCK().date()
    proposal = page.open_proposal(read.case)
    if proposal is not None:
        return DecisionFact(
            result=Result.REFUSED,
            assessment=read.assessment,
            decided_on=today,
            decided_by=proposal.proposed_by.display_name,
            answers=tuple((rule, answer) for rule, answer in proposal.answers),
            message=proposal.message,
        )
    if read.case.status == CaseStatus.TO_EXAMINE:
        form = Decide(request.POST or None, assessment=read.assessment, kind=read.case.kind)
        form.is_valid()
        given = getattr(form, "cleaned_data", {})
        return DecisionFact(
            result=Result(given.get("result", Result.REFUSED)),
            assessment=read.assessment,
            decided_on=today,
            decided_by=request.user.display_name,
            answers=tuple(form.answers.items()),
            message=given.get("message", ""),
        )
    return read.decisions[-1].fact if read.decisions else None
