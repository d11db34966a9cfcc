"""The employer's communications: the list, one communication, its documents."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accalmie.cases.access.policy import Act
from accalmie.cases.access.roles import Role
from accalmie.cases.communications import queries
from accalmie.cases.communications.models import Case
from accalmie.exchange import papers
from accalmie.portal import documents, dossier, looks
from accalmie.portal.access.gate import for_roles, may_somewhere, require
from accalmie.portal.employer import lists
from accalmie.portal.employer.lodging import offering
from accalmie.portal.employer.page import page_of
from accalmie.portal.mandates.acting import acts_for_several

EMPLOYER_ROLES = (Role.EMPLOYER, Role.SECRETARIAT)


@for_roles(*EMPLOYER_ROLES)
@require_safe
def communications(request: HttpRequest) -> HttpResponse:
    """What is to do now, then all communications, the newest first."""
    shown = lists.list_page(request=request, today=settings.CLOCK().date())
    shown["may_lodge"] = may_somewhere(request, act=Act.LODGE)
    return render(request, "portal/employer/communications.html", shown)


@for_roles(*EMPLOYER_ROLES)
@require_safe
def communication(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """One communication: where it stands, what can be done, why, and the dates drawn."""
    read = dossier.read(case=_allowed(request, case_id))
    looks.record_page(request, dossier=read)
    shown = page_of(dossier=read, today=settings.CLOCK().date())
    ways = offering.ways_offered(read.case, account=request.user, on=settings.CLOCK().date())
    told = {"shown": shown, "ways": ways}
    if acts_for_several(request.user):
        told["firm"] = str(read.case.employer)
    return render(request, "portal/employer/communication.html", told)


@for_roles(*EMPLOYER_ROLES)
@require_safe
def receipt(request: HttpRequest, case_id: UUID, version_id: UUID) -> HttpResponse:
    """The receipt of a version as PDF."""
    version = get_object_or_404(_case(request, case_id).versions, id=version_id)
    return documents.as_pdf(papers.receipt_of(version=version, at=settings.CLOCK()))


@for_roles(*EMPLOYER_ROLES)
@require_safe
def letter(request: HttpRequest, case_id: UUID, decision_id: UUID) -> HttpResponse:
    """A published decision as PDF."""
    published = queries.published_decisions_of(case=_case(request, case_id))
    decision = get_object_or_404(published, id=decision_id)
    return documents.as_pdf(papers.letter_of(decision=decision, at=settings.CLOCK()))


@for_roles(*EMPLOYER_ROLES)
@require_safe
def data(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The published decision as JSON."""
    decision = dossier.read(case=_case(request, case_id)).published_on_content
    if decision is None:
        raise Http404
    return documents.as_data(decision)


def _case(request: HttpRequest, case_id: UUID) -> Case:
    found = _allowed(request, case_id)
    looks.record(request, case=found)
    return found


def _allowed(request: HttpRequest, case_id: UUID) -> Case:
    found = get_object_or_404(
        Case.objects.select_related("employer", "office", "latest"), id=case_id
    )
    require(request, act=Act.CONSULT, target=found)
    return found
