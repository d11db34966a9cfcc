"""From the payment organisation to the ONEM, and back when papers are missing."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from accalmie.cases.access.models import Account
from accalmie.cases.access.policy import Act, require
from accalmie.cases.access.roles import Actor
from accalmie.cases.claims.examining import settle_claims
from accalmie.cases.claims.models import Claim, ClaimReceipt, ClaimReturn, Receiver
from accalmie.cases.claims.statuses import Status, Step, check_step
from accalmie.cases.claims.submitting import (
    NoPayer,
    add_version,
    check_account,
    claim_event,
    claim_row,
    latest_version,
    locked,
    months_of,
)
from accalmie.cases.days import belgian_day
from accalmie.cases.journal.acts import record
from accalmie.cases.memberships.locks import hold_workers
from accalmie.cases.memberships.queries import payer_of
from accalmie.cases.parties.models import Employer, Worker
from accalmie.cases.touched import tell
from accalmie.facts.claim_forms import C1, ClaimFile
from accalmie.facts.claims import ClaimEvent, NeededClaim
from accalmie.facts.days import Month
from accalmie.law.claims.deadlines import completion_deadline
from accalmie.law.claims.papers import event_rows


@transaction.atomic
def lodge_claim(*, claim: Claim, by: Actor, at: datetime) -> Claim:
    """Hand a checked claim to the ONEM, with a receipt and its time limit; twice is once.

    The law is asked at once: what it settles is decided, the rest waits for the office. Raises
    ``NotAllowed`` and ``NotPossibleNow``.
    """
    claim = locked(claim)
    require(by=by, act=Act.LODGE_CLAIM, target=claim, on=belgian_day(at))
    if claim.lodged_at is not None and claim.status != Status.RETURNED:
        return claim
    check_step(step=Step.LODGE, status=Status(claim.status))
    return _to_onem(claim, by, at)


@transaction.atomic
def make_automatic_claim(
    *,
    worker: Worker,
    employer: Employer,
    kind: str,
    first_day: date,
    needed: NeededClaim,
    by: Actor,
    at: datetime,
    c1: C1 | None = None,
) -> Claim:
    """The payment organisation claims itself: yearly revision, change of Q or S; twice is once.

    ``c1`` is the worker's signed form, which goes along where the event asks for it (change of
    payment organisation). Raises ``NotAllowed``, ``NoPayer`` and ``WrongAccount``.
    """
    check_account(c1)
    hold_workers(workers=[worker.id])
    found = (
        Claim.objects.filter(
            worker=worker, employer=employer, event=needed.event, first_day=first_day
        )
        .exclude(status__in=[Status.WITHDRAWN, Status.REFUSED])
        .first()
    )
    if found is not None:
        return found
    payer_id = payer_of(worker_id=worker.id, month=Month.of(first_day))
    if payer_id is None:
        raise NoPayer("the worker has no payment organisation")
    claim = claim_row(worker, employer, payer_id, kind, first_day, needed, at)
    require(by=by, act=Act.LODGE_CLAIM, target=claim, on=belgian_day(at))
    claim.status, claim.submitted_at = Status.SUBMITTED, at
    claim.save(force_insert=True)
    add_version(claim, ClaimFile(c1=c1), by, at)
    return _to_onem(claim, by, at)


@transaction.atomic
def return_incomplete_claim(
    *, claim: Claim, missing: tuple[str, ...], by: Account, at: datetime, message: str = ""
) -> ClaimReturn:
    """Send an incomplete claim back to the payment organisation (C51), with its time limit.

    ``missing`` names the papers. Raises ``NotAllowed`` and ``NotPossibleNow``.
    """
    claim = locked(claim)
    on = belgian_day(at)
    require(by=by, act=Act.DECIDE_CLAIM, target=claim, on=on)
    check_step(step=Step.RETURN_INCOMPLETE, status=Status(claim.status))
    limit = completion_deadline(
        first_day=claim.first_day, returned_on=on, months_of_impossibility=0
    )
    made = ClaimReturn.objects.create(
        claim=claim,
        missing=list(missing),
        message=message,
        returned_at=at,
        until=limit.until,
        by=by,
    )
    claim.status, claim.return_until = Status.RETURNED, limit.until
    claim.save(update_fields=["status", "return_until"])
    record(events=[claim_event(Step.RETURN_INCOMPLETE, claim, by, at, missing=", ".join(missing))])
    tell(touched=months_of(claim), at=at)
    return made


def _to_onem(claim: Claim, by: Actor, at: datetime) -> Claim:
    claim.status = Status.LODGED
    claim.lodged_at = claim.lodged_at or at
    claim.complete_at = complete_since(claim, at)
    claim.return_until = None
    claim.save(update_fields=["status", "lodged_at", "complete_at", "return_until"])
    ClaimReceipt.objects.create(
        claim=claim,
        version=latest_version(claim),
        receiver=Receiver.ONEM,
        received_at=at,
        until=claim.until,
        is_complete=True,
        slip=event_rows()[ClaimEvent(claim.event)].slip,
        by=by if isinstance(by, Account) else None,
    )
    record(events=[claim_event(Step.LODGE, claim, by, at)])
    settle_claims(claims=[claim], at=at)
    claim.refresh_from_db()
    tell(touched=months_of(claim), at=at)
    return claim


def complete_since(claim: Claim, at: datetime) -> datetime:
    """Completed within the limit of the C51, the first receipt counts (AM 26.11.1991 art. 93)."""
    is_in_limit = claim.return_until is None or belgian_day(at) <= claim.return_until
    return claim.lodged_at if claim.lodged_at is not None and is_in_limit else at
