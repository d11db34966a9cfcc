"""The worker's part of a claim: draft, submission, what his payment organisation completes."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from stdnum import iban as iban_number
from stdnum.exceptions import ValidationError

from accalmie.cases.access.models import Account
from accalmie.cases.access.policy import Act, require
from accalmie.cases.access.roles import Actor
from accalmie.cases.claims.models import Claim, ClaimReceipt, ClaimVersion, Receiver
from accalmie.cases.claims.statuses import Status, Step, check_step
from accalmie.cases.claims.transfers import join
from accalmie.cases.days import belgian_day
from accalmie.cases.declarations.models import Declaration
from accalmie.cases.declarations.statuses import Scenario
from accalmie.cases.declarations.statuses import Status as DeclarationStatus
from accalmie.cases.journal.acts import event, record
from accalmie.cases.keys import new_key
from accalmie.cases.memberships.locks import hold_workers
from accalmie.cases.memberships.queries import payer_of
from accalmie.cases.parties.acts import office_competent_for
from accalmie.cases.parties.models import Employer, PaymentOrganisation, Worker
from accalmie.cases.touched import WorkerMonth, tell
from accalmie.facts import codec
from accalmie.facts.claim_forms import C1, ClaimFile
from accalmie.facts.claims import ClaimEvent, NeededClaim
from accalmie.facts.days import Month


class NoPayer(ValueError):
    """A claim goes through a payment organisation; none was chosen and the worker has none."""


class NothingSubmitted(ValueError):
    """A claim without any paper cannot be submitted."""


class WrongAccount(ValueError):
    """The account number does not pass its check."""


@transaction.atomic
def draft_claim(
    *,
    worker: Worker,
    employer: Employer,
    kind: str,
    first_day: date,
    needed: NeededClaim,
    file: ClaimFile,
    by: Actor,
    at: datetime,
    payer: PaymentOrganisation | None = None,
) -> Claim:
    """Keep the papers of a claim as far as they are; the same draft again is the next version.

    ``needed`` is what the law asks for; ``payer`` is chosen by a worker who has none yet. Raises
    ``NotAllowed``, ``NoPayer``, ``WrongAccount`` and ``NotPossibleNow`` once it was submitted.
    """
    check_account(file.c1)
    hold_workers(workers=[worker.id])
    is_change = needed.event is ClaimEvent.CHANGED_SITUATION
    # A change goes to who pays today, whenever it happened, or to whose counter it was brought.
    month = Month.of(belgian_day(at) if is_change else first_day)
    payer_id = payer_of(worker_id=worker.id, month=month)
    if is_change and isinstance(by, Account) and by.payment_organisation_id is not None:
        payer_id = by.payment_organisation_id
    payer_id = payer_id or (payer.id if payer else None)
    if payer_id is None:
        raise NoPayer("choose a payment organisation first")
    found = _standing_one(worker, employer, needed.event, first_day, file)
    claim = found or claim_row(worker, employer, payer_id, kind, first_day, needed, at)
    require(by=by, act=Act.SUBMIT_CLAIM, target=claim, on=belgian_day(at))
    if found is None:
        claim.save(force_insert=True)
    elif claim.status != Status.DRAFT and latest_file(claim) == file:
        return claim
    check_step(step=Step.DRAFT, status=Status(claim.status))
    if claim.first_day != first_day:
        # The day of a change may be corrected as long as nothing was sent.
        claim.first_day, claim.claimed_from, claim.until = first_day, first_day, needed.until
        claim.save(update_fields=["first_day", "claimed_from", "until"])
    if add_version(claim, file, by, at) is not None:
        record(events=[claim_event(Step.DRAFT, claim, by, at)])
    return claim


def _standing_one(
    worker: Worker, employer: Employer, event: ClaimEvent, first_day: date, file: ClaimFile
) -> Claim | None:
    """The claim that stands for this event and day; of changes the draft, or the very same form."""
    held = Claim.objects.select_for_update(of=("self",)).filter(worker=worker, event=event)
    if event is not ClaimEvent.CHANGED_SITUATION:
        return (
            held.filter(employer=employer, first_day=first_day)
            .exclude(status__in=[Status.WITHDRAWN, Status.REFUSED])
            .first()
        )
    newest = (
        held.exclude(status__in=[Status.WITHDRAWN, Status.REFUSED])
        .order_by("-created_at", "-id")
        .first()
    )
    if newest is None or newest.status == Status.DRAFT:
        return newest
    is_same = newest.first_day == first_day and latest_file(newest) == file
    return newest if is_same else None


@transaction.atomic
def submit_claim(*, claim: Claim, by: Actor, at: datetime) -> Claim:
    """Hand a claim to the payment organisation, which stamps the day; twice is once.

    A worker without payment organisation joins it by this act. Raises ``NotAllowed``,
    ``NothingSubmitted``, ``WrongAccount`` and ``NotPossibleNow``.
    """
    claim = locked(claim)
    require(by=by, act=Act.SUBMIT_CLAIM, target=claim, on=belgian_day(at))
    if claim.submitted_at is not None:
        return claim
    check_step(step=Step.SUBMIT, status=Status(claim.status))
    file = latest_file(claim)
    if file is None or (file.c32 is None and file.c1 is None):
        raise NothingSubmitted("there is no paper in this claim yet")
    check_account(file.c1)
    claim.status, claim.submitted_at = Status.SUBMITTED, at
    claim.save(update_fields=["status", "submitted_at"])
    _receipt(claim, by, at)
    join(claim.worker, claim.payment_organisation, Month.of(claim.first_day), by, at)
    record(events=[claim_event(Step.SUBMIT, claim, by, at)])
    tell(touched=months_of(claim), at=at)
    return claim


@transaction.atomic
def complete_claim(*, claim: Claim, file: ClaimFile, by: Account, at: datetime) -> Claim:
    """The payment organisation checks and completes the papers; the same papers change nothing.

    Raises ``NotAllowed``, ``WrongAccount`` and ``NotPossibleNow``.
    """
    claim = locked(claim)
    require(by=by, act=Act.LODGE_CLAIM, target=claim, on=belgian_day(at))
    check_step(step=Step.COMPLETE, status=Status(claim.status))
    check_account(file.c1)
    if add_version(claim, file, by, at) is not None:
        record(events=[claim_event(Step.COMPLETE, claim, by, at)])
        tell(touched=months_of(claim), at=at)
    return claim


@transaction.atomic
def withdraw_claim(*, claim: Claim, by: Actor, at: datetime) -> Claim:
    """Take a claim back before it goes to the ONEM. Raises ``NotAllowed``, ``NotPossibleNow``."""
    claim = locked(claim)
    require(by=by, act=Act.SUBMIT_CLAIM, target=claim, on=belgian_day(at))
    check_step(step=Step.WITHDRAW, status=Status(claim.status))
    claim.status = Status.WITHDRAWN
    claim.save(update_fields=["status"])
    record(events=[claim_event(Step.WITHDRAW, claim, by, at)])
    tell(touched=months_of(claim), at=at)
    return claim


def claim_row(
    worker: Worker,
    employer: Employer,
    payer_id,
    kind: str,
    first_day: date,
    needed: NeededClaim,
    at: datetime,
) -> Claim:
    """A new claim, with the office of the worker's home."""
    return Claim(
        id=new_key(),
        worker=worker,
        employer=employer,
        payment_organisation_id=payer_id,
        office=office_competent_for(postal_code=worker.postal_code),
        event=needed.event,
        track=needed.track,
        claimant=needed.by,
        kind=kind,
        first_day=first_day,
        claimed_from=first_day,
        until=needed.until,
        created_at=at,
    )


def add_version(claim: Claim, file: ClaimFile, by: Actor, at: datetime) -> ClaimVersion | None:
    """Add the papers as a version and take over the day claimed; None when nothing changed."""
    facts = codec.to_json(file)
    latest = claim.versions.order_by("-number").first()
    if latest is not None and latest.facts == facts:
        return None
    if file.c32 is not None and claim.claimed_from != file.c32.claimed_from:
        claim.claimed_from = file.c32.claimed_from
        claim.save(update_fields=["claimed_from"])
    return ClaimVersion.objects.create(
        claim=claim,
        number=latest.number + 1 if latest else 1,
        facts=facts,
        made_at=at,
        by=by if isinstance(by, Account) else None,
    )


def latest_version(claim: Claim) -> ClaimVersion | None:
    """The papers as they stand."""
    return claim.versions.order_by("-number").first()


def latest_file(claim: Claim) -> ClaimFile | None:
    """The papers as they stand, as a fact."""
    version = latest_version(claim)
    return None if version is None else version.file


def check_account(c1: C1 | None) -> None:
    """Raise ``WrongAccount`` for an account number that cannot be; none at all means a cheque."""
    if c1 is None or not c1.iban:
        return
    try:
        # The list of banks inside the library grows old; length and check digits do not.
        iban_number.validate(c1.iban, check_country=False)
    except ValidationError as error:
        raise WrongAccount(str(error)) from error


def locked(claim: Claim) -> Claim:
    """The row of the claim, held until the end of the transaction."""
    return (
        Claim.objects.select_for_update(of=("self",))
        .select_related("worker", "payment_organisation")
        .get(pk=claim.pk)
    )


def months_of(claim: Claim) -> list[WorkerMonth]:
    """The worker-months that a claim touches: its first one; by a C1 on its own all that wait."""
    first = WorkerMonth(claim.worker_id, claim.employer_id, Month.of(claim.first_day))
    if claim.event != ClaimEvent.CHANGED_SITUATION:
        return [first]
    declared = Declaration.objects.filter(
        worker_id=claim.worker_id, scenario=Scenario.HOURS, status=DeclarationStatus.STANDING
    )
    rows = declared.order_by("month", "employer_id").values_list("employer_id", "month")
    return [WorkerMonth(claim.worker_id, employer_id, month) for employer_id, month in rows]


def claim_event(step: Step, claim: Claim, by: Actor, at: datetime, **data: str):
    """The event of an act on a claim."""
    return event(
        act=step,
        by=by,
        at=at,
        subject_kind="claim",
        subject=claim.id,
        data={"event": str(claim.event), **data},
    )


def _receipt(claim: Claim, by: Actor, at: datetime) -> None:
    ClaimReceipt.objects.create(
        claim=claim,
        version=latest_version(claim),
        receiver=Receiver.PAYMENT_ORGANISATION,
        received_at=at,
        until=claim.until,
        is_complete=True,
        by=by if isinstance(by, Account) else None,
    )
