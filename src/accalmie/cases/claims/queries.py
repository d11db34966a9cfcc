"""Named questions about claims, rights and transfers; every order is explicit and unique."""

from __future__ import annotations

from datetime import date
from typing import assert_never
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from accalmie.cases.access.models import Account
from accalmie.cases.access.roles import Role
from accalmie.cases.claims.models import (
    Claim,
    ClaimExamination,
    ClaimReturn,
    ClaimVersion,
    Entitlement,
    Transfer,
)
from accalmie.cases.claims.models.transfers import TransferStatus
from accalmie.cases.claims.statuses import AT_PAYER, WORK_LIST, Status
from accalmie.facts.claim_forms import ClaimFile
from accalmie.facts.claims import ClaimEvent, Form
from accalmie.law.claims.papers import event_rows


def claims_visible_to(*, account: Account) -> QuerySet[Claim]:
    """The claims that an account may consult, the newest first."""
    return (
        Claim.objects.filter(_visible(account))
        .select_related("worker", "employer", "office", "payment_organisation")
        .order_by("-created_at", "-id")
    )


def claims_at_payer(*, account: Account) -> QuerySet[Claim]:
    """What waits for the payment organisation: earliest time limit first."""
    return (
        claims_visible_to(account=account)
        .filter(_of_payer(account), status__in=[status.value for status in AT_PAYER])
        .order_by("return_until", "until", "submitted_at", "id")
    )


def claim_work_list(*, account: Account) -> QuerySet[Claim]:
    """What waits for a person of the officer's office, the oldest receipt first."""
    return (
        claims_visible_to(account=account)
        .filter(_of_office(account), status__in=[status.value for status in WORK_LIST])
        .order_by("complete_at", "id")
    )


def claims_to_decide(*, account: Account) -> QuerySet[Claim]:
    """What an officer of the office can decide now, the oldest complete papers first.

    A claim that lacks its scenario 2 waits for the employer, not for the office.
    """
    return _undecided(account).exclude(_LACKS_SCENARIO_2)


def claims_without_scenario_2(*, account: Account) -> QuerySet[Claim]:
    """What waits at the office for the employer's scenario 2, the oldest receipt first."""
    return _undecided(account).filter(_LACKS_SCENARIO_2)


def claims_to_reread(*, account: Account) -> QuerySet[Claim]:
    """The refusals that another officer proposed and this one may read again."""
    return (
        claim_work_list(account=account)
        .filter(status=Status.REFUSAL_PROPOSED)
        .exclude(proposals__proposed_by=account, proposals__closed_at__isnull=True)
    )


def last_with_c1(*, worker_id: UUID) -> Claim | None:
    """The claim, or C1 on its own, with the C1 that a worker handed in last."""
    version = (
        ClaimVersion.objects.filter(claim__worker_id=worker_id, facts__c1__isnull=False)
        .exclude(claim__status__in=[Status.DRAFT, Status.WITHDRAWN])
        .select_related("claim__employer", "claim__payment_organisation")
        .order_by("-made_at", "-id")
        .first()
    )
    return None if version is None else version.claim


def last_handed_in(*, worker_id: UUID) -> Claim | None:
    """The one with the C1 handed in last; without any, the newest claim for the worker."""
    others = Claim.objects.filter(worker_id=worker_id).exclude(
        status__in=[Status.DRAFT, Status.WITHDRAWN]
    )
    return last_with_c1(worker_id=worker_id) or (
        others.select_related("employer").order_by("-created_at", "-id").first()
    )


def drafted_change(*, worker_id: UUID) -> Claim | None:
    """The C1 on its own that a worker has begun and not sent."""
    return Claim.objects.filter(
        worker_id=worker_id, event=ClaimEvent.CHANGED_SITUATION, status=Status.DRAFT
    ).first()


def papers_of(*, claim: Claim) -> ClaimFile:
    """The papers of a claim as they stand."""
    version = versions_of(claim=claim).first()
    return version.file if version else ClaimFile()


def versions_of(*, claim: Claim) -> QuerySet[ClaimVersion]:
    """The papers of a claim, the newest first."""
    return claim.versions.select_related("by").order_by("-number")


def returns_of(*, claim: Claim) -> QuerySet[ClaimReturn]:
    """When and why a claim was sent back, the newest first."""
    return claim.returns.select_related("by").order_by("-returned_at", "-id")


def entitlements_visible_to(*, account: Account) -> QuerySet[Entitlement]:
    """The rights decided, the newest first."""
    return (
        Entitlement.objects.filter(_visible_right(account))
        .select_related("worker", "employer", "claim", "examination", "decided_by", "reread_by")
        .order_by("-decided_at", "-id")
    )


def transfers_visible_to(*, account: Account) -> QuerySet[Transfer]:
    """The transfers of the worker, or from and to the payment organisation, newest first."""
    match Role(account.role):
        case Role.WORKER:
            allowed = Q(worker_id=account.worker_id)
        case Role.PAYER:
            mine = account.payment_organisation_id
            allowed = Q(from_payer_id=mine) | Q(to_payer_id=mine)
        case _:
            allowed = Q(pk__in=[])
    return (
        Transfer.objects.filter(allowed)
        .select_related("worker", "from_payer", "to_payer")
        .order_by("-asked_at", "-id")
    )


def transfers_to_answer(*, account: Account) -> QuerySet[Transfer]:
    """Those that wait for the account's payment organisation, the first to be answered first."""
    return (
        transfers_visible_to(account=account)
        .filter(status=TransferStatus.ASKED, from_payer_id=account.payment_organisation_id)
        .order_by("answer_until", "asked_at", "id")
    )


def transfers_asked_by(*, account: Account) -> QuerySet[Transfer]:
    """Those in which the account's payment organisation waits for another one's answer."""
    return (
        transfers_visible_to(account=account)
        .filter(status=TransferStatus.ASKED, to_payer_id=account.payment_organisation_id)
        .order_by("answer_until", "asked_at", "id")
    )


def transfers_agreed_by_silence(*, on: date) -> QuerySet[Transfer]:
    """The transfers that nobody answered in time, the oldest first."""
    return Transfer.objects.filter(status=TransferStatus.ASKED, answer_until__lt=on).order_by(
        "asked_at", "id"
    )


_EVENTS_WITH_SCENARIO_2 = tuple(
    event.value for event, row in event_rows().items() if Form.SCENARIO_2 in row.forms
)
_LACKS_SCENARIO_2 = Q(event__in=_EVENTS_WITH_SCENARIO_2, examined_with__isnull=True)


def _undecided(account: Account) -> QuerySet[Claim]:
    last = ClaimExamination.objects.filter(claim=OuterRef("pk")).order_by("-examined_at", "-id")
    return (
        claim_work_list(account=account)
        .filter(status__in=[Status.LODGED, Status.TO_DECIDE])
        .annotate(examined_with=Subquery(last.values("declaration")[:1]))
    )


def _visible(account: Account) -> Q:
    match Role(account.role):
        case Role.WORKER:
            return Q(worker_id=account.worker_id)
        case Role.PAYER:
            return _of_payer(account)
        case Role.OFFICER:
            return _of_office(account)
        case (
            Role.EMPLOYER
            | Role.SECRETARIAT
            | Role.ADMIN
            | Role.AUDITOR
            | Role.BATCH_SENDER
            | Role.SYSTEM
        ):
            return Q(pk__in=[])
        case role:
            assert_never(role)


def _visible_right(account: Account) -> Q:
    if Role(account.role) is Role.OFFICER:
        return Q(claim__office_id=account.office_id) | Q(claim__office__isnull=True)
    return _visible(account)


def _of_payer(account: Account) -> Q:
    if Role(account.role) is not Role.PAYER:
        return Q(pk__in=[])
    return Q(payment_organisation_id=account.payment_organisation_id)


def _of_office(account: Account) -> Q:
    """Drafts and what the payment organisation still checks is none of the office's affair."""
    if Role(account.role) is not Role.OFFICER:
        return Q(pk__in=[])
    mine = Q(office_id=account.office_id) | Q(office__isnull=True)
    return mine & Q(lodged_at__isnull=False)
