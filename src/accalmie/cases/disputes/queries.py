"""Named questions about disputes; every order is explicit and unique."""

from __future__ import annotations

from django.db.models import F, Q, QuerySet

from accalmie.cases.access.models import Account
from accalmie.cases.disputes.models import Dispute


def disputes_of_office(*, account: Account) -> QuerySet[Dispute]:
    """The disputes of an officer's office, and those of none: what waits first, by its last day."""
    mine = Q(office__isnull=True) | Q(office_id=account.office_id)
    return (
        disputes_told()
        .filter(mine)
        .order_by(F("ruling__ruled_at").desc(nulls_first=True), "rule_until", "id")
    )


def waiting_at_office(*, account: Account) -> int:
    """How many disputes wait for a ruling."""
    return disputes_of_office(account=account).filter(ruling__isnull=True).count()


def disputes_told() -> QuerySet[Dispute]:
    """Disputes with everything that a page tells of them."""
    return Dispute.objects.select_related(
        "transfer__worker",
        "transfer__from_payer",
        "transfer__to_payer",
        "office",
        "sent_by",
        "ruling__ruled_by",
        "ruling__letter",
    )
