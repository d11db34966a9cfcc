"""The lines of disputed changes of payment organisation in the matrix of access.

Three workers of other organisations want to come to ``alexis``'s: one change is opposed, one is
disputed at ``andrea``'s office, one is ruled on.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from accalmie.cases.access.models import Account
from accalmie.cases.claims import acts as claims
from accalmie.cases.claims.models import Transfer
from accalmie.cases.disputes import acts
from accalmie.cases.disputes.models import Dispute
from accalmie.cases.parties.models import Worker
from tests.cases.situations import account

OFFICERS = ("officer", "other_officer")


def expected(closed: Mapping[str, object]) -> dict[tuple[str, str], dict]:
    """What each role gets, by route and method."""
    return {
        ("disputes", "GET"): {**closed, **dict.fromkeys(OFFICERS, 200)},
        ("office_dispute", "GET"): {**closed, "officer": 200},
        ("office_dispute", "POST"): {**closed, "officer": 422},
        ("ruling_letter", "GET"): {**closed, "officer": 200, "payer": 200},
        ("payer_dispute", "GET"): {**closed, "payer": 200},
        ("payer_dispute", "POST"): {**closed, "payer": 422},
    }


def arguments(*, at: datetime) -> dict[str, list[object]]:
    """The thing in the address of each route."""
    clerk = Account.objects.get(username="alexis")
    officer = Account.objects.get(username="andrea")
    opposed, disputed, ruled = (
        _opposed(worker, clerk, at)
        for worker in Worker.objects.exclude(
            payment_organisation__code__in=(clerk.payment_organisation.code, "other")
        )
        .exclude(payment_organisation=None)
        # Nobody of the matrix is one of them.
        .exclude(pk__in=Account.objects.exclude(worker=None).values("worker_id"))
        .order_by("id")[:3]
    )
    waiting, settled = (
        acts.dispute_transfer(transfer=one, reason="La dette est payée.", by=clerk, at=at)
        for one in (disputed, ruled)
    )
    _rule(settled, officer, at)
    return {
        "payer_dispute": [opposed.id],
        "office_dispute": [waiting.id],
        "ruling_letter": [settled.id],
    }


def _opposed(worker: Worker, clerk: Account, at: datetime) -> Transfer:
    Worker.objects.filter(pk=worker.pk).update(postal_code="1000")
    former = account(
        f"former{worker.id.hex[-6:]}", clerk.role, payment_organisation=worker.payment_organisation
    )
    transfer = claims.ask_for_transfer(
        worker=worker, to_payer=clerk.payment_organisation, by=clerk, at=at
    )
    return claims.answer_transfer(
        transfer=transfer,
        is_agreed=False,
        last_paid_month=None,
        debt=Decimal(120),
        by=former,
        at=at,
    )


def _rule(dispute: Dispute, officer: Account, at: datetime) -> None:
    acts.rule_on_dispute(
        dispute=dispute,
        goes_through=False,
        reason="La dette reste due.",
        last_paid_month=None,
        by=officer,
        at=at,
    )
