"""The decision on a right as PDF, taken or as it would be, for the worker and who acts for him."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from accalmie.cases.access.policy import Act
from accalmie.cases.access.roles import Role
from accalmie.cases.claims.models import Claim, Entitlement
from accalmie.cases.days import belgian_day
from accalmie.cases.parties.models import Office
from accalmie.exchange.papers import letter_language
from accalmie.facts.decisions import Result
from accalmie.facts.entitlements import EntitlementAnswer
from accalmie.facts.languages import Language
from accalmie.letters import entitlement as entitlement_paper
from accalmie.letters.correspondents import OfficeHead
from accalmie.portal.access.gate import for_roles, require
from accalmie.portal.documents import pdf_named


@for_roles(Role.PAYER, Role.WORKER, Role.OFFICER)
@require_safe
def entitlement_letter(request: HttpRequest, entitlement_id: UUID) -> HttpResponse:
    """The office's decision on a claim."""
    found = get_object_or_404(
        Entitlement.objects.select_related(
            "claim__worker",
            "claim__employer",
            "claim__payment_organisation",
            "claim__office",
            "examination",
            "decided_by",
            "reread_by",
        ),
        id=entitlement_id,
    )
    require(request, act=Act.CONSULT_CLAIM, target=found)
    return pdf_named(f"right-{found.id}", content=decision_of(found))


def decision_of(found: Entitlement) -> bytes:
    """The letter of a decision that was taken, in the worker's language."""
    return _letter(
        claim=found.claim,
        result=Result(found.result),
        answer=found.answer,
        answers={str(rule): bool(yes) for rule, yes in found.answers},
        decided_on=found.decided_on,
        decided_by=found.decided_by.display_name if found.decided_by else "",
        reread_by=found.reread_by.display_name if found.reread_by else "",
        message=found.message,
    )


def decision_to_be(
    *,
    claim: Claim,
    result: Result,
    answer: EntitlementAnswer,
    answers: Mapping[str, bool],
    decided_on: date,
    decided_by: str,
    message: str,
) -> bytes:
    """The letter as it would be if it were decided so; nothing is recorded."""
    return _letter(
        claim=claim,
        result=result,
        answer=answer,
        answers=answers,
        decided_on=decided_on,
        decided_by=decided_by,
        reread_by="",
        message=message,
    )


def _letter(
    *,
    claim: Claim,
    result: Result,
    answer: EntitlementAnswer,
    answers: Mapping[str, bool],
    decided_on: date,
    decided_by: str,
    reread_by: str,
    message: str,
) -> bytes:
    language = letter_language(Language(claim.worker.language))
    return entitlement_paper.render(
        entitlement_paper.EntitlementContent(
            result=result,
            answer=answer,
            answers=answers,
            event=claim.event,
            worker=str(claim.worker),
            address=claim.worker.address,
            employer=str(claim.employer),
            payer=claim.payment_organisation.name(language),
            office=_head(claim.office, language),
            claimed_on=belgian_day(claim.lodged_at or claim.created_at),
            decided_on=decided_on,
            decided_by=decided_by,
            reread_by=reread_by,
            message=message,
            language=language,
        )
    )


def _head(office: Office | None, language: Language) -> OfficeHead:
    if office is None:
        return OfficeHead(name="")
    return OfficeHead(name=office.name(language), address=office.address, phone=office.phone)
