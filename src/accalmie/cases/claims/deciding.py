"""The officer's four answers on a claim: accept, propose to refuse, confirm, return."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from accalmie.cases.access.models import Account
from accalmie.cases.access.policy import Act, require
from accalmie.cases.claims.examining import entitlement_row, tell_of_right
from accalmie.cases.claims.models import Claim, ClaimExamination, ClaimProposal, Entitlement
from accalmie.cases.claims.statuses import Status, Step, check_step
from accalmie.cases.claims.submitting import claim_event
from accalmie.cases.communications.deciding import NotAnswered, NothingToRefuse, SameOfficer
from accalmie.cases.days import belgian_day
from accalmie.cases.journal.acts import record
from accalmie.facts.decisions import Result
from accalmie.facts.entitlements import Basis, EntitlementAnswer
from accalmie.facts.findings import Finding
from accalmie.law.entitlements import with_basis

Answers = Mapping[str, bool]
"""The officer's answers, by rule: yes, it is in order; no, it is not."""

LATENESS = "introduced_in_time"
"""Lateness is no reason to refuse: the right begins later, whatever the officer thinks."""


class NoBasis(ValueError):
    """The papers do not tell the capacity or the wage; the officer must."""


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
    open_rules = tuple(
        finding.rule
        for finding in answer.findings
        if finding.rule != LATENESS
        and finding.met is not True
        and answers.get(finding.rule) is not True
    )
    if open_rules:
        raise NotAnswered(open_rules)
    if basis is not None:
        answer = with_basis(answer, basis=basis)
    if answer.basis is None:
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
    findings = tuple(f for f in examination.answer.findings if f.rule != LATENESS)
    open_rules = tuple(f.rule for f in findings if f.met is None and f.rule not in answers)
    if open_rules:
        raise NotAnswered(open_rules)
    if all(_is_met(finding, answers) for finding in findings):
        raise NothingToRefuse("every rule is met or was answered yes")
    proposal = ClaimProposal.objects.create(
        claim=claim,
        examination=examination,
        proposed_by=by,
        proposed_at=at,
        answers=_pairs(answers),
        message=message,
    )
    _move(claim, Status.REFUSAL_PROPOSED)
    record(events=[claim_event(Step.PROPOSE_REFUSAL, claim, by, at)])
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
    return proposal


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
    entitlement.answers, entitlement.message = _pairs(answers), message
    entitlement.save()
    _move(claim, Status.ACCEPTED if result is Result.ACCEPTED else Status.REFUSED)
    step = Step.DECIDE if second is None else Step.CONFIRM_REFUSAL
    record(events=[claim_event(step, claim, second or first, at, result=result.value)])
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
    if proposal.proposed_by_id == by.id:
        raise SameOfficer("another officer must read a refusal again")
    proposal.closed_by, proposal.closed_at, proposal.return_reason = by, at, reason
    proposal.save()
    return proposal


def _is_met(finding: Finding, answers: Answers) -> bool:
    return answers.get(finding.rule, finding.met) is True


def _pairs(answers: Answers) -> list[list[str | bool]]:
    return [[rule, answer] for rule, answer in answers.items()]


def _move(claim: Claim, status: Status) -> None:
    claim.status = status
    claim.save(update_fields=["status"])
