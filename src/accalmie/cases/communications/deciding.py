"""Deciding: one officer may accept; a refusal takes two."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accalmie.cases.access.models import Account
from accalmie.cases.access.policy import Act, require
from accalmie.cases.access.roles import Actor
from accalmie.cases.communications.models import Case, Decision, Examination, Proposal
from accalmie.cases.communications.statuses import Status, Step, check_step
from accalmie.cases.days import belgian_day
from accalmie.cases.journal.acts import event, record
from accalmie.cases.touched import Communication as TouchedCase
from accalmie.cases.touched import tell
from accalmie.cases.two_officers import (
    Answers,
    pairs_of,
    require_another,
    require_reason,
    require_yes,
)
from accalmie.facts.decisions import Result


@transaction.atomic
def decide(*, case: Case, by: Actor, at: datetime, answers: Answers, message: str = "") -> Decision:
    """Accept the latest version.

    An officer answers yes to each rule that is not met or open; who was not asked needs nothing.
    Raises ``NotAllowed``, ``NotPossibleNow`` and ``NotAnswered``.
    """
    case = _locked(case)
    require(by=by, act=Act.DECIDE, target=case, on=belgian_day(at))
    check_step(step=Step.DECIDE, status=Status(case.status))
    examination = _last_examination(case)
    require_yes(findings=examination.assessment.findings, answers=answers)
    stored = pairs_of(answers=answers)
    return _decided(case, examination, Result.ACCEPTED, by, None, at, stored, message)


@transaction.atomic
def propose_refusal(
    *, case: Case, by: Account, at: datetime, answers: Answers, message: str = ""
) -> Proposal:
    """Propose to refuse the latest version; another officer reads it again.

    Raises ``NotAllowed``, ``NotPossibleNow``, ``NotAnswered`` while an open rule has no answer, and
    ``NothingToRefuse`` when nothing is against it.
    """
    case = _locked(case)
    require(by=by, act=Act.PROPOSE_REFUSAL, target=case, on=belgian_day(at))
    check_step(step=Step.PROPOSE_REFUSAL, status=Status(case.status))
    examination = _last_examination(case)
    require_reason(findings=examination.assessment.findings, answers=answers)
    proposal = Proposal.objects.create(
        version=case.latest,
        examination=examination,
        proposed_by=by,
        proposed_at=at,
        answers=pairs_of(answers=answers),
        message=message,
    )
    _move(case, Status.REFUSAL_PROPOSED)
    record(events=[_event(Step.PROPOSE_REFUSAL, case, by, at)])
    tell(touched=[TouchedCase(case.id)], at=at)
    return proposal


@transaction.atomic
def confirm_refusal(*, case: Case, by: Account, at: datetime) -> Decision:
    """Refuse the latest version as another officer proposed.

    Raises ``NotAllowed``, ``NotPossibleNow`` and ``SameOfficer``.
    """
    case = _locked(case)
    require(by=by, act=Act.CONFIRM_REFUSAL, target=case, on=belgian_day(at))
    check_step(step=Step.CONFIRM_REFUSAL, status=Status(case.status))
    proposal = _close(case, by, at, "")
    return _decided(
        case,
        proposal.examination,
        Result.REFUSED,
        proposal.proposed_by,
        by,
        at,
        proposal.answers,
        proposal.message,
    )


@transaction.atomic
def return_to_first_officer(*, case: Case, by: Account, at: datetime, reason: str) -> Proposal:
    """Give a proposed refusal back with the reason; the case is to examine again.

    Raises ``NotAllowed``, ``NotPossibleNow`` and ``SameOfficer``.
    """
    case = _locked(case)
    require(by=by, act=Act.RETURN_TO_FIRST_OFFICER, target=case, on=belgian_day(at))
    check_step(step=Step.RETURN_TO_FIRST_OFFICER, status=Status(case.status))
    proposal = _close(case, by, at, reason)
    _move(case, Status.TO_EXAMINE)
    record(events=[_event(Step.RETURN_TO_FIRST_OFFICER, case, by, at)])
    tell(touched=[TouchedCase(case.id)], at=at)
    return proposal


def _locked(case: Case) -> Case:
    return Case.objects.select_for_update(of=("self",)).select_related("latest").get(pk=case.pk)


def _last_examination(case: Case) -> Examination:
    return case.latest.examinations.order_by("-examined_at", "-id")[:1].get()


def _close(case: Case, by: Account, at: datetime, reason: str) -> Proposal:
    proposal = case.latest.proposals.select_related("examination", "proposed_by").get(
        closed_at__isnull=True
    )
    require_another(proposed_by=proposal.proposed_by, read_by=by)
    proposal.closed_by, proposal.closed_at, proposal.return_reason = by, at, reason
    proposal.save()
    return proposal


def _decided(
    case: Case,
    examination: Examination,
    result: Result,
    first: Actor,
    second: Account | None,
    at: datetime,
    answers: list,
    message: str,
) -> Decision:
    before = case.latest.decisions.filter(replaced_by__isnull=True).first()
    decision = Decision.objects.create(
        version=case.latest,
        examination=examination,
        result=result,
        decided_at=at,
        decided_on=belgian_day(at),
        decided_by=first if isinstance(first, Account) else None,
        reread_by=second,
        answers=answers,
        message=message,
        replaces=before,
    )
    _move(case, Status.DECIDED)
    step = Step.DECIDE if second is None else Step.CONFIRM_REFUSAL
    record(events=[_event(step, case, second or first, at, result=result.value)])
    tell(touched=[TouchedCase(case.id)], at=at)
    return decision


def _move(case: Case, status: Status) -> None:
    case.status = status
    case.save(update_fields=["status"])


def _event(step: Step, case: Case, by: Actor, at: datetime, **data: str):
    return event(
        act=step,
        by=by,
        at=at,
        subject_kind="case",
        subject=case.id,
        ticket=case.latest.ticket,
        data=data,
    )
