"""What the law says of a claim; what it settles is decided without a person."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from accalmie.cases.access.policy import Act, require
from accalmie.cases.access.roles import SYSTEM, Actor
from accalmie.cases.claims.models import Claim, ClaimExamination, Entitlement
from accalmie.cases.claims.statuses import Status, Step, check_step
from accalmie.cases.claims.strikes import strike_of
from accalmie.cases.days import belgian_day
from accalmie.cases.declarations.models import Declaration, DeclarationVersion
from accalmie.cases.declarations.statuses import Scenario
from accalmie.cases.declarations.statuses import Status as DeclarationStatus
from accalmie.cases.journal.acts import event, record
from accalmie.cases.touched import WorkerMonth, tell
from accalmie.facts import codec
from accalmie.facts.claim_forms import ClaimFile
from accalmie.facts.claims import Claimant, ClaimEvent, ClaimSituation
from accalmie.facts.days import Month
from accalmie.facts.decisions import Result
from accalmie.facts.entitlements import Basis, EntitlementAnswer
from accalmie.facts.ids import niss
from accalmie.law.claims.papers import papers_of
from accalmie.law.entitlements import ClaimToDecide, basis_of, entitlement_of, is_settled


@transaction.atomic
def examine_claim(*, claim: Claim, by: Actor, at: datetime) -> ClaimExamination:
    """Ask the law about a claim and store the answer; what is open waits for the office.

    Raises ``NotAllowed`` and ``NotPossibleNow``.
    """
    claim = Claim.objects.select_for_update(of=("self",)).get(pk=claim.pk)
    require(by=by, act=Act.EXAMINE_CLAIM, target=claim, on=belgian_day(at))
    check_step(step=Step.EXAMINE, status=Status(claim.status))
    examination = _examine(claim, at)
    claim.status = Status.LODGED if is_settled(examination.answer) else Status.TO_DECIDE
    claim.save(update_fields=["status"])
    record(events=[_event(Step.EXAMINE, claim, by, at, outcome=str(examination.outcome))])
    return examination


@transaction.atomic
def settle_claims(*, claims: Iterable[Claim], at: datetime) -> list[Entitlement]:
    """Decide the claims that the law settles altogether; the others wait for the office.

    Asked again when a paper arrives (scenario 2 after the claim). Returns the new rights.
    """
    made = []
    for claim in claims:
        claim = Claim.objects.select_for_update(of=("self",)).get(pk=claim.pk)
        if claim.status not in (Status.LODGED, Status.TO_DECIDE):
            continue
        before = claim.examinations.order_by("-examined_at", "-id").first()
        examination = _examination(claim, at)
        if before is not None and before.facts == examination.facts:
            continue
        examination.save()
        events = [_event(Step.EXAMINE, claim, SYSTEM, at, outcome=str(examination.outcome))]
        if claim.event == ClaimEvent.CHANGED_SITUATION and _leaves_right(examination):
            claim.status = Status.ACCEPTED
            events.append(_event(Step.DECIDE, claim, SYSTEM, at, result=Result.ACCEPTED.value))
        elif is_settled(examination.answer):
            made.append(
                entitlement_row(claim, examination, examination.answer, Result.ACCEPTED, at)
            )
            made[-1].save()
            claim.status = Status.ACCEPTED
            events.append(_event(Step.DECIDE, claim, SYSTEM, at, result=Result.ACCEPTED.value))
        else:
            claim.status = Status.TO_DECIDE
        claim.save(update_fields=["status"])
        record(events=events)
    return made


def _leaves_right(examination: ClaimExamination) -> bool:
    """A new address or account: nothing is decided about the right, the C1 is simply there."""
    rules = (finding for finding in examination.answer.findings if finding.met is not True)
    return all(finding.rule in _NOT_OF_A_CHANGE for finding in rules)


_NOT_OF_A_CHANGE = ("capacity_known", "introduced_in_time")
"""A change of the person leaves wage and hours alone, and comes late without losing a right."""


def waiting_claims(*, touched: Iterable[WorkerMonth]) -> list[Claim]:
    """The claims with the ONEM that a piece of these worker-months may settle."""
    pairs = {(one.worker_id, one.employer_id) for one in touched}
    workers = sorted({worker_id for worker_id, _ in pairs})
    found: list[Claim] = []
    for start in range(0, len(workers), 500):
        found += Claim.objects.filter(
            worker_id__in=workers[start : start + 500],
            status__in=[Status.LODGED, Status.TO_DECIDE],
        ).order_by("lodged_at", "id")
    return [claim for claim in found if (claim.worker_id, claim.employer_id) in pairs]


def draft_basis(*, claims: Iterable[Claim]) -> Basis | None:
    """What a right not yet decided would rest on: the newest claim and its scenario 2."""
    for claim in reversed(list(claims)):
        constat = _constat(claim)
        at = claim.complete_at or claim.submitted_at or claim.created_at
        basis = basis_of(claim=_to_decide(claim, constat, at))
        if basis is not None:
            return basis
    return None


def entitlement_row(
    claim: Claim,
    examination: ClaimExamination,
    answer: EntitlementAnswer,
    result: Result,
    at: datetime,
) -> Entitlement:
    """A decision on a claim, not saved yet."""
    is_accepted = result is Result.ACCEPTED
    return Entitlement(
        claim=claim,
        worker_id=claim.worker_id,
        employer_id=claim.employer_id,
        payment_organisation_id=claim.payment_organisation_id,
        examination=examination,
        result=result,
        first_day=answer.first_day if is_accepted else None,
        basis=codec.to_json(answer.basis) if is_accepted else None,
        code=(answer.code or "") if is_accepted else "",
        daily_cents=_cents(answer.daily_amount) if is_accepted else None,
        daily_cents_force_majeure=(
            _cents(answer.daily_amount_force_majeure) if is_accepted else None
        ),
        decided_at=at,
        decided_on=belgian_day(at),
    )


def tell_of_right(*, claim: Claim, first_day, at: datetime) -> None:
    """Tell that the months of a worker with an employer have a new right under them."""
    tell(touched=[WorkerMonth(claim.worker_id, claim.employer_id, Month.of(first_day))], at=at)


def _examine(claim: Claim, at: datetime) -> ClaimExamination:
    examination = _examination(claim, at)
    examination.save()
    return examination


def _examination(claim: Claim, at: datetime) -> ClaimExamination:
    constat = _constat(claim)
    answer = entitlement_of(claim=_to_decide(claim, constat, at))
    return ClaimExamination(
        claim=claim,
        declaration=constat,
        examined_at=at,
        outcome=answer.outcome,
        law_version=answer.law_version,
        facts=codec.to_json(answer),
    )


def _to_decide(claim: Claim, constat: DeclarationVersion | None, at: datetime) -> ClaimToDecide:
    latest = claim.versions.order_by("-number").first()
    file = latest.file if latest else ClaimFile()
    situation = ClaimSituation(
        first_day=claim.first_day,
        kind=claim.kind,
        has_permanent_incapacity=bool(file.c1 and file.c1.has_permanent_incapacity),
    )
    number = claim.worker.niss
    return ClaimToDecide(
        event=ClaimEvent(claim.event),
        kind=claim.kind,
        first_day=claim.first_day,
        claimed_from=claim.claimed_from,
        complete_on=_complete_on(claim, constat, at),
        until=claim.until,
        forms=papers_of(
            event=ClaimEvent(claim.event), by=Claimant(claim.claimant), situation=situation
        ),
        file=file,
        constat=None if constat is None else constat.fact,
        birth_date=niss.birth_date(number),
        previous=_previous_basis(claim),
        strike=strike_of(claim=claim),
    )


def _complete_on(claim: Claim, constat: DeclarationVersion | None, at: datetime):
    """The day of the last paper: the claim's own, or scenario 2 when it came later."""
    arrivals = [claim.complete_at or at]
    if constat is not None:
        arrivals.append(constat.declaration.first_received_at)
    return belgian_day(max(arrivals))


def _constat(claim: Claim) -> DeclarationVersion | None:
    """The standing scenario 2 for this unemployment, the newest if there are several."""
    found = (
        Declaration.objects.filter(
            scenario=Scenario.CONSTAT,
            worker_id=claim.worker_id,
            employer_id=claim.employer_id,
            month=Month.of(claim.first_day),
            status=DeclarationStatus.STANDING,
        )
        .select_related("latest")
        .order_by("-received_at", "-id")
        .first()
    )
    if found is None:
        return None
    version = found.latest
    version.declaration = found
    return version


def _previous_basis(claim: Claim) -> Basis | None:
    found = (
        Entitlement.objects.filter(
            worker_id=claim.worker_id,
            employer_id=claim.employer_id,
            result=Result.ACCEPTED,
            first_day__lte=claim.first_day,
        )
        .exclude(claim=claim)
        .order_by("-first_day", "-decided_at", "-id")
        .first()
    )
    return None if found is None else codec.from_json(Basis, found.basis)


def _cents(amount) -> int | None:
    return None if amount is None else int(amount * 100)


def _event(step: Step, claim: Claim, by: Actor, at: datetime, **data: str):
    return event(
        act=step,
        by=by,
        at=at,
        subject_kind="claim",
        subject=claim.id,
        data=data,
    )
