"""The forms C1 that workers handed in, and the payments that came back because of an account."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from accalmie.cases.claims.models import ClaimVersion
from accalmie.cases.claims.statuses import UNDECIDED, Status
from accalmie.cases.days import belgian_day
from accalmie.cases.payments.models import Payment
from accalmie.cases.payments.statuses import PaymentStatus
from accalmie.facts.claim_forms import C1
from accalmie.facts.claims import ClaimEvent
from accalmie.facts.days import Month
from accalmie.law.claims.changes import codes_about_account, touches_right

_BATCH = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedC1:
    """One signed C1 as it stands.

    ``is_change`` where it came on its own, outside a claim; ``is_own_word`` where the worker handed
    it in himself, not somebody at a counter for him.
    """

    claim_id: UUID
    payer_id: UUID
    is_own_word: bool
    status: str
    is_change: bool
    first_day: date
    made_at: datetime
    touches_right: bool

    def counts_for(self, *, payer_id: UUID | None) -> bool:
        """Tell whether this payment organisation pays by it."""
        return self.is_own_word or self.payer_id == payer_id

    def is_later(self, *, since: date) -> bool:
        """Tell whether it was signed in the month of a day or after it."""
        return belgian_day(self.made_at) >= Month.of(since).first_day


def handed_c1(*, workers: Sequence[UUID], returned: Container[UUID]) -> dict[UUID, list[HandedC1]]:
    """The signed forms of workers that still decide something, the oldest first.

    Those of claims without an answer and those that came on their own; of workers in ``returned``,
    whom a payment did not reach, all of them. Drafts and withdrawn ones are left out.
    """
    found: dict[UUID, dict[UUID, HandedC1]] = {}
    reached = [worker_id for worker_id in workers if worker_id not in returned]
    missed = [worker_id for worker_id in workers if worker_id in returned]
    open_or_alone = Q(claim__status__in=UNDECIDED) | Q(claim__event=ClaimEvent.CHANGED_SITUATION)
    for wanted, which in ((reached, open_or_alone), (missed, Q())):
        for start in range(0, len(wanted), _BATCH):
            rows = (
                ClaimVersion.objects.filter(
                    which, claim__worker_id__in=wanted[start : start + _BATCH]
                )
                .exclude(claim__status__in=[Status.DRAFT, Status.WITHDRAWN])
                .select_related("claim", "by")
                .order_by("made_at", "id")
            )
            for row in rows:
                c1 = row.file.c1
                if c1 is not None and c1.is_sincere:
                    # A later version of the papers takes the place of an earlier one.
                    found.setdefault(row.claim.worker_id, {})[row.claim_id] = _handed(row, c1)
    return {worker_id: list(mine.values()) for worker_id, mine in found.items()}


def _handed(row: ClaimVersion, c1: C1) -> HandedC1:
    claim = row.claim
    return HandedC1(
        claim_id=claim.id,
        payer_id=claim.payment_organisation_id,
        is_own_word=row.by is not None and row.by.worker_id == claim.worker_id,
        status=claim.status,
        is_change=claim.event == ClaimEvent.CHANGED_SITUATION,
        first_day=claim.first_day,
        made_at=row.made_at,
        touches_right=touches_right(c1=c1),
    )


def returned_for_account(*, workers: Sequence[UUID]) -> dict[UUID, tuple[str, datetime]]:
    """The last payment that came back because of the account: the bank's reason and the instant."""
    found: dict[UUID, tuple[str, datetime]] = {}
    for start in range(0, len(workers), _BATCH):
        rows = (
            Payment.objects.filter(
                worker_id__in=workers[start : start + _BATCH],
                status=PaymentStatus.RETURNED,
                return_code__in=codes_about_account(),
            )
            .order_by("changed_at", "id")
            .values_list("worker_id", "return_code", "changed_at")
        )
        for worker_id, code, when in rows:
            found[worker_id] = (code, when)
    return found
