"""The officer's four answers on a claim: accept, propose to refuse, confirm, return."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accalmie.cases.access.models import Account
from accalmie.cases.access.policy import Act, require
from accalmie.cases.claims.examining import entitlement_row, tell_of_right
from accalmie.cases.claims.models import Claim, ClaimExamination, ClaimProposal, Entitlement
from accalmie.cases.claims.statuses import Status, Step, check_step
from accalmie.cases.claims.submitting import claim_event, months_of
from accalmie.cases.days import belgian_day
from accalmie.cases.journal.acts import record
from accalmie.cases.touched import tell
from accalmie.cases.two_officers import (
    Answers,
    pairs_of,
    require_another,
    require_reason,
    require_yes,
)
from accalmie.facts.claims import ClaimEvent
from accalmie.facts.decisions import Result
from accalmie.facts.entitlements import Basis, EntitlementAnswer
from accalmie.facts.findings import Finding
from accalmie.law.entitlements import with_basis

LATENESS = "introduced_in_time"
"""Lateness is no reason to refuse: the right begins later, whatever the officer thinks."""


class NoBasis(ValueError):
    """No amount follows from the papers or from what the officer told: capacity, hours or wage."""


@transaction.atomic
def decide_claim(
    *,
    claim: Claim,
    by: Account,
    at: datetime,
    answers: Answers,
    basis: Basis | None = None,
    message: str = "",
) -> Entitlement:
    """Accept a claim: the right runs from the day that the law gives.

    ``basis`` is what the officer found where the papers leave it open. Raises ``NotAllowed``,
    ``NotPossibleNow``, ``NotAnswered`` and ``NoBasis``.
    """
    claim = _locked(claim)
    require(by=by, act=Act.DECIDE_CLAIM, target=claim, on=belgian_day(at))
    check_step(step=Step.DECIDE, status=Status(claim.status))
    examination = _last_examination(claim)
    answer = examination.answer
    require_yes(findings=findings_to_answer(answer=answer), answers=answers)
    if basis is not None:
        answer = with_basis(answer, basis=basis)
    if answer.basis is None or answer.daily_amount is None:
        raise NoBasis("say in which capacity and on which wage the worker is paid")
    return _decided(claim, examination, answer, Result.ACCEPTED, by, None, at, answers, message)


@transaction.atomic
def propose_claim_refusal(
    *, claim: Claim, by: Account, at: datetime, answers: Answers, message: str = ""
) -> ClaimProposal:
    """Propose to refuse a claim; another officer reads it again.

    Raises ``NotAllowed``, ``NotPossibleNow``, ``NotAnswered`` while an open rule has no answer, and
    ``NothingToRefuse``.
    """
    claim = _locked(claim)
    require(by=by, act=Act.DECIDE_CLAIM, target=claim, on=belgian_day(at))
    check_step(step=Step.PROPOSE_REFUSAL, status=Status(claim.status))
    examination = _last_examination(claim)
    require_reason(findings=findings_to_answer(answer=examination.answer), answers=answers)
    proposal = ClaimProposal.objects.create(
        claim=claim,
        examination=examination,
        proposed_by=by,
        proposed_at=at,
        answers=pairs_of(answers=answers),
        message=message,
    )
    _move(claim, Status.REFUSAL_PROPOSED)
    record(events=[claim_event(Step.PROPOSE_REFUSAL, claim, by, at)])
    tell(touched=months_of(claim), at=at)
    return proposal


@transaction.atomic
def confirm_claim_refusal(*, claim: Claim, by: Account, at: datetime) -> Entitlement:
    """Refuse a claim as another officer proposed.

    Raises ``NotAllowed``, ``NotPossibleNow`` and ``SameOfficer``.
    """
    claim = _locked(claim)
    require(by=by, act=Act.DECIDE_CLAIM, target=claim, on=belgian_day(at))
    check_step(step=Step.CONFIRM_REFUSAL, status=Status(claim.status))
    proposal = _close(claim, by, at, "")
    answers = {str(rule): bool(answer) for rule, answer in proposal.answers}
    return _decided(
        claim,
        proposal.examination,
        proposal.examination.answer,
        Result.REFUSED,
        proposal.proposed_by,
        by,
        at,
        answers,
        proposal.message,
    )


@transaction.atomic
def return_claim_to_first_officer(
    *, claim: Claim, by: Account, at: datetime, reason: str
) -> ClaimProposal:
    """Give a proposed refusal back with the reason; the claim is to decide again.

    Raises ``NotAllowed``, ``NotPossibleNow`` and ``SameOfficer``.
    """
    claim = _locked(claim)
    require(by=by, act=Act.DECIDE_CLAIM, target=claim, on=belgian_day(at))
    check_step(step=Step.RETURN_TO_FIRST_OFFICER, status=Status(claim.status))
    proposal = _close(claim, by, at, reason)
    _move(claim, Status.TO_DECIDE)
    record(events=[claim_event(Step.RETURN_TO_FIRST_OFFICER, claim, by, at)])
    tell(touched=months_of(claim), at=at)
    return proposal


def findings_to_answer(*, answer: EntitlementAnswer) -> tuple[Finding, ...]:
    """The findings that decide: all but lateness, which only moves the first day."""
    return tuple(finding for finding in answer.findings if finding.rule != LATENESS)


def _decided(
    claim: Claim,
    examination: ClaimExamination,
    answer: EntitlementAnswer,
    result: Result,
    first: Account,
    second: Account | None,
    at: datetime,
    answers: Answers,
    message: str,
) -> Entitlement:
    entitlement = entitlement_row(claim, examination, answer, result, at)
    entitlement.decided_by, entitlement.reread_by = first, second
    entitlement.answers, entitlement.message = pairs_of(answers=answers), message
    entitlement.save()
    _move(claim, Status.ACCEPTED if result is Result.ACCEPTED else Status.REFUSED)
    step = Step.DECIDE if second is None else Step.CONFIRM_REFUSAL
    record(events=[claim_event(step, claim, second or first, at, result=result.value)])
    if claim.event == ClaimEvent.CHANGED_SITUATION:
        tell(touched=months_of(claim), at=at)
    else:
        tell_of_right(claim=claim, first_day=answer.first_day or claim.first_day, at=at)
    return entitlement


def _locked(claim: Claim) -> Claim:
    return Claim.objects.select_for_update(of=("self",)).select_related("worker").get(pk=claim.pk)


def _last_examination(claim: Claim) -> ClaimExamination:
    return claim.examinations.order_by("-examined_at", "-id")[:1].get()


def _close(claim: Claim, by: Account, at: datetime, reason: str) -> ClaimProposal:
    proposal = claim.proposals.select_related("examination", "proposed_by").get(
        closed_at__isnull=True
    )
    require_another(proposed_by=proposal.proposed_by, read_by=by)
    proposal.closed_by, proposal.closed_at, proposal.return_reason = by, at, reason
    proposal.save()
    return proposal


def _move(claim: Claim, status: Status) -> None:
    claim.status = status
    claim.save(update_fields=["status"])
