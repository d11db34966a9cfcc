"""The lines of payment organisations in the matrix of access, and the things that they are about.

Everything is a member of ``alexis``'s organisation: Camille's paid September, Alix's open question.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from accalmie.cases.access.models import Account
from accalmie.cases.board.models import BoardRow
from accalmie.cases.claims import acts as claims
from accalmie.cases.claims.models import Transfer
from accalmie.cases.parties.models import PaymentOrganisation, Worker
from accalmie.cases.payments.models import Payment
from accalmie.cases.tasks.models import Task
from accalmie.facts.days import Month

LISTS = (
    "payer_months",
    "payer_questions",
    "payer_claims",
    "payer_runs",
    "run_preview",
    "payer_transfers",
)
PAGES = (
    "payer_month",
    "paper_card",
    "month_c1",
    "payer_claim",
    "payer_run",
    "run_file",
    "statement",
    "declaration_print",
    "payer_transfer",
)
ACTS = (
    "month_remind",
    "month_provisional",
    "month_automatic_claim",
    "task_close",
    "claim_lodge",
    "run_sign",
    "run_withdraw",
    "run_paid",
    "payment_returned",
)
FORMS = ("run_paid", "paper_card", "month_c1")
"""What an empty form is told; the other acts lead back to their page."""


def expected(closed: Mapping[str, object], *, goes_on: object) -> dict[tuple[str, str], dict]:
    """What each role gets, by route and method."""
    return {
        **{(name, "GET"): {**closed, "payer": 200, "other_payer": 200} for name in LISTS},
        **{(name, "GET"): {**closed, "payer": 200} for name in PAGES},
        ("transfer_ask", "GET"): {**closed, "payer": 200, "other_payer": 200},
        ("transfer_ask", "POST"): {**closed, "payer": 422, "other_payer": 422},
        ("payer_transfer", "POST"): {**closed, "payer": 422},
        # The decision is also its office's.
        ("entitlement_letter", "GET"): {**closed, "payer": 200, "officer": 200},
        **{(name, "GET"): {**closed, "payer": 405, "other_payer": 405} for name in ACTS},
        ("run_prepare", "GET"): {**closed, "payer": 405, "other_payer": 405},
        ("run_prepare", "POST"): {**closed, "payer": 422, "other_payer": 422},
        **{
            (name, "POST"): {**closed, "payer": 422 if name in FORMS else goes_on}
            for name in (*ACTS, "paper_card", "month_c1", "payer_claim")
        },
    }


def arguments(*, at: datetime) -> dict[str, list[object]]:
    """The thing in the address of each route."""
    account = Account.objects.get(username="alexis")
    mine = BoardRow.objects.filter(payment_organisation_id=account.payment_organisation_id)
    row = mine.get(worker__first_name="Camille", month=Month(2026, 9))
    payment = Payment.objects.get(worker_id=row.worker_id)
    claim = row.worker.claims.get()
    keys: dict[str, object] = dict.fromkeys(
        (
            "payer_month",
            "paper_card",
            "month_c1",
            "month_remind",
            "month_provisional",
            "month_automatic_claim",
        ),
        row.id,
    )
    keys |= dict.fromkeys(("payer_claim", "claim_lodge"), claim.id)
    keys |= dict.fromkeys(
        ("payer_run", "run_file", "run_sign", "run_withdraw", "run_paid"), payment.run_id
    )
    keys |= dict.fromkeys(("statement", "payment_returned"), payment.id)
    keys |= {
        "payer_transfer": _transfer(row.worker, account, at).id,
        "task_close": Task.objects.get(worker__first_name="Alix").id,
        "entitlement_letter": claim.entitlement.id,
        "declaration_print": row.worker.declarations.order_by("id").first().id,
    }
    return {name: [key] for name, key in keys.items()}


def _transfer(worker: Worker, clerk: Account, at: datetime) -> Transfer:
    """The worker wants to leave for a payment organisation that has no line in the matrix."""
    elsewhere = PaymentOrganisation.objects.exclude(
        code__in=(clerk.payment_organisation.code, "other")
    )
    return claims.ask_for_transfer(
        worker=worker,
        to_payer=elsewhere.order_by("code").first(),
        by=Account.objects.get(worker=worker),
        at=at,
    )
