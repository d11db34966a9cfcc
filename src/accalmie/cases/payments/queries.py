"""Named questions about payments; every order is explicit and unique."""

from __future__ import annotations

from typing import assert_never
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from accalmie.cases.access.models import Account
from accalmie.cases.access.roles import Role
from accalmie.cases.claims.models import Claim
from accalmie.cases.claims.statuses import UNDECIDED
from accalmie.cases.payments.models import Computation, Hold, MonthFile, Payment, PaymentRun
from accalmie.cases.payments.statuses import STANDING, RunStatus
from accalmie.facts.days import Month


def month_files_visible_to(*, account: Account) -> QuerySet[MonthFile]:
    """The month files of the worker or of the payment organisation, the newest month first."""
    return (
        MonthFile.objects.filter(_visible(account, ""))
        .select_related("worker", "payment_organisation")
        .order_by("-month", "id")
    )


def computations_visible_to(*, account: Account) -> QuerySet[Computation]:
    """All computations of those month files, the newest first."""
    return (
        Computation.objects.filter(_visible(account, "month_file__"))
        .select_related("month_file__worker", "employer", "replaces")
        .order_by("-made_at", "-id")
    )


def newest_visible_to(*, account: Account) -> QuerySet[Computation]:
    """The computation that counts for each month and employer."""
    return computations_visible_to(account=account).filter(replaced_by__isnull=True)


def payable_by(*, account: Account, month: Month | None) -> QuerySet[Computation]:
    """The months that the account's payment organisation can pay now, one month or all.

    Months that were paid and computed again are among them as long as they still give something;
    the preview says how much.
    """
    found = (
        _still_due(newest_visible_to(account=account))
        .filter(_is_of_payer(account), is_payable=True, is_provisional=False)
        .filter(~Exists(held_back()))
    )
    if month is not None:
        found = found.filter(month_file__month=month)
    return found.order_by("month_file__month", "made_at", "id")


def payable_provisionally_by(*, account: Account) -> QuerySet[Computation]:
    """Months computed before the right was decided, at the payment organisation's own risk.

    Once the claim was refused there is nothing left to risk, and a month that went to another
    organisation is not this one's: neither is among them.
    """
    return (
        _still_due(newest_visible_to(account=account))
        .filter(_is_of_payer(account), is_payable=True, is_provisional=True)
        .filter(Exists(awaited_right()), ~Exists(held_back().filter(piece="")))
        .order_by("month_file__month", "made_at", "id")
    )


def awaited_right() -> QuerySet[Claim]:
    """The claim that has no answer yet, for a subquery over computations."""
    return Claim.objects.filter(
        worker_id=OuterRef("month_file__worker_id"),
        employer_id=OuterRef("employer_id"),
        status__in=[status.value for status in UNDECIDED],
    )


def held_back() -> QuerySet[Hold]:
    """The hold on a computation's month, for a subquery over computations."""
    return Hold.objects.filter(
        month_file_id=OuterRef("month_file_id"), employer_id=OuterRef("employer_id")
    )


def _still_due(computations: QuerySet[Computation]) -> QuerySet[Computation]:
    """Those that give more than what was proposed, ordered or paid for the same month."""
    standing = Payment.objects.filter(status__in=[status.value for status in STANDING])
    given = (
        standing.filter(
            month_file_id=OuterRef("month_file_id"),
            computation__employer_id=OuterRef("employer_id"),
        )
        .order_by()
        .values("month_file_id")
        .annotate(total=Sum("amount_cents"))
        .values("total")
    )
    return computations.annotate(given_cents=Coalesce(Subquery(given), 0)).filter(
        ~Exists(standing.filter(computation=OuterRef("pk"))), net_cents__gt=F("given_cents")
    )


def runs_of(*, account: Account) -> QuerySet[PaymentRun]:
    """The runs of the account's payment organisation, the newest first."""
    return (
        PaymentRun.objects.filter(_is_run_of(account))
        .select_related("prepared_by", "signed_by")
        .order_by("-prepared_at", "-id")
    )


def runs_to_sign(*, account: Account) -> QuerySet[PaymentRun]:
    """The runs that wait for another signature than the one of who prepared them: this one."""
    return runs_of(account=account).filter(status=RunStatus.PREPARED).exclude(prepared_by=account)


def payments_visible_to(*, account: Account) -> QuerySet[Payment]:
    """The payments to the worker or by the payment organisation, the newest first."""
    return (
        Payment.objects.filter(_visible(account, ""))
        .select_related("run", "month_file", "computation__employer", "worker")
        .order_by("-changed_at", "-id")
    )


def last_month_paid(*, worker_id: UUID, payer_id: UUID) -> Month | None:
    """The last month for which this payment organisation paid the worker, or is about to."""
    return (
        Payment.objects.filter(
            worker_id=worker_id,
            payment_organisation_id=payer_id,
            status__in=[status.value for status in STANDING],
        )
        .order_by("-month_file__month", "id")
        .values_list("month_file__month", flat=True)
        .first()
    )


def _visible(account: Account, prefix: str) -> Q:
    match Role(account.role):
        case Role.WORKER:
            return Q(**{f"{prefix}worker_id": account.worker_id})
        case Role.PAYER:
            return Q(**{f"{prefix}payment_organisation_id": account.payment_organisation_id})
        case (
            Role.EMPLOYER
            | Role.SECRETARIAT
            | Role.OFFICER
            | Role.ADMIN
            | Role.AUDITOR
            | Role.BATCH_SENDER
            | Role.SYSTEM
        ):
            return Q(pk__in=[])
        case role:
            assert_never(role)


def _is_of_payer(account: Account) -> Q:
    if Role(account.role) is not Role.PAYER:
        return Q(pk__in=[])
    return Q(month_file__payment_organisation_id=account.payment_organisation_id)


def _is_run_of(account: Account) -> Q:
    if Role(account.role) is not Role.PAYER:
        return Q(pk__in=[])
    return Q(payment_organisation_id=account.payment_organisation_id)
