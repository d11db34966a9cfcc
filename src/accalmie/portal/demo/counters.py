"""What payment organisations and offices did with the months: paper, questions, money."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from accalmie.cases.cards import acts as cards
from accalmie.cases.claims import acts as claims
from accalmie.cases.claims.models import Claim, Transfer
from accalmie.cases.parties.models import PaymentOrganisation
from accalmie.cases.payments import acts as payments
from accalmie.cases.payments import queries
from accalmie.cases.payments.models import Computation, Payment, PaymentRun
from accalmie.cases.tasks import acts as tasks
from accalmie.cases.tasks.models import Task
from accalmie.cases.touched import WorkerMonth
from accalmie.facts.cards import Mark
from accalmie.facts.days import Month
from accalmie.portal.demo.data import instant
from accalmie.portal.demo.happenings import Happening, Happenings, account, each, employer, worker
from accalmie.portal.demo.pieces import claim_of

_CARRIED_OUT_LATER = timedelta(minutes=1)


def happenings(*, told: dict[str, Any]) -> Happenings:
    """What clerks and officers did, in the order of the file."""
    acts = {
        "claim_acts": _claim_act,
        "paper_cards": _paper_card,
        "provisional": _compute_provisionally,
        "transfers": _ask_for_transfer,
        "answered_transfers": _answer_transfer,
        "answers": _answer,
        "returns": _return_payment,
    }
    for part, act in acts.items():
        for entry in told.get(part, ()):
            for one, later in each(entry):
                at = instant(one["at"]) + later
                yield Happening(at=at, do=lambda act=act, one=one, at=at: act(one, at))
    for entry in told.get("payments", ()):
        yield from _run(entry)


def _claim_act(entry: dict[str, Any], at: datetime) -> None:
    """What the office did with a claim, and the payment organisation with one that came back."""
    claim, by = claim_of(entry), account(entry["by"])
    match entry["act"]:
        case "return":
            claims.return_incomplete_claim(
                claim=claim, missing=tuple(entry["missing"]), by=by, at=at
            )
        case "complete":
            file = claim.versions.order_by("-number").first().file
            forms = (*file.other_forms, *entry["forms"])
            claims.complete_claim(claim=claim, file=replace(file, other_forms=forms), by=by, at=at)
            claims.lodge_claim(claim=claim, by=by, at=at)
        case "accept":
            claims.decide_claim(claim=claim, by=by, at=at, answers=_answers(claim, ()))
        case "propose":
            answers = _answers(claim, entry["said_no"])
            message = entry.get("message", "")
            claims.propose_claim_refusal(
                claim=claim, by=by, at=at, answers=answers, message=message
            )
        case "confirm":
            claims.confirm_claim_refusal(claim=claim, by=by, at=at)
        case unknown:
            raise ValueError(f"no act {unknown!r} on a claim")


def _answers(claim: Claim, said_no: Sequence[str]) -> dict[str, bool]:
    """Yes to every open rule, but for those that the officer answered no."""
    examination = claim.examinations.order_by("-examined_at", "-id").first()
    return {
        finding.rule: finding.rule not in said_no
        for finding in examination.answer.findings
        if finding.met is None
    }


def _paper_card(entry: dict[str, Any], at: datetime) -> None:
    month = Month.parse(entry["month"])
    cards.register_paper_card(
        worker=worker(entry["worker"]),
        employer=employer(entry["employer"]),
        month=month,
        kind=entry["kind"],
        number=entry["number"],
        marks=[(told["day"], Mark(told["mark"])) for told in entry.get("marks", ())],
        received_at=at,
        by=account(entry["by"]),
        at=at,
        inactive_days=[day for day in month.period if day.weekday() >= 5],
    )


def _compute_provisionally(entry: dict[str, Any], at: datetime) -> None:
    key = WorkerMonth(
        worker(entry["worker"]).id, employer(entry["employer"]).id, Month.parse(entry["month"])
    )
    payments.compute_provisionally(key=key, by=account(entry["by"]), at=at)


def _ask_for_transfer(entry: dict[str, Any], at: datetime) -> None:
    claims.ask_for_transfer(
        worker=worker(entry["worker"]),
        to_payer=PaymentOrganisation.objects.get(code=entry["to"]),
        by=account(entry["worker"]),
        at=at,
    )


def _answer_transfer(entry: dict[str, Any], at: datetime) -> None:
    claims.answer_transfer(
        transfer=Transfer.objects.get(worker=worker(entry["worker"])),
        is_agreed=True,
        last_paid_month=None,
        debt=Decimal(0),
        by=account(entry["by"]),
        at=at,
    )


def _answer(entry: dict[str, Any], at: datetime) -> None:
    """The answer to the one open question of this kind about a worker."""
    tasks.close_task(
        task=Task.objects.get(
            kind=entry["kind"], worker=worker(entry["worker"]), closed_at__isnull=True
        ),
        by=account(entry["by"]),
        at=at,
        answer=entry["answer"],
    )


def _run(entry: dict[str, Any]) -> Happenings:
    """A payment run in its three steps; what no account is known for stays outside it."""
    prepared_at, signed_at = instant(entry["prepared"]["at"]), instant(entry["signed"]["at"])
    paid_at = instant(entry["paid_at"]) if "paid_at" in entry else signed_at + _CARRIED_OUT_LATER
    yield Happening(at=prepared_at, do=lambda: _prepare(entry, prepared_at), needs_board=True)
    yield Happening(
        at=signed_at,
        do=lambda: payments.sign_run(
            run=_prepared(prepared_at), by=account(entry["signed"]["by"]), at=signed_at
        ),
    )
    yield Happening(
        at=paid_at,
        do=lambda: payments.record_paid(
            run=_prepared(prepared_at),
            paid_on=entry["paid_on"],
            by=account(entry["signed"]["by"]),
            at=paid_at,
        ),
    )


def _prepare(entry: dict[str, Any], at: datetime) -> None:
    by, month = account(entry["prepared"]["by"]), Month.parse(entry["month"])
    found = list(queries.payable_by(account=by, month=month))
    if entry.get("is_provisional"):
        found = list(queries.payable_provisionally_by(account=by))
    payments.prepare_run(
        computations=_with_account(found), execution_on=entry["paid_on"], by=by, at=at
    )


def _with_account(computations: Sequence[Computation]) -> list[Computation]:
    return [
        line.computation
        for line in payments.preview(computations=computations)
        if line.account is not None and line.account.iban
    ]


def _prepared(at: datetime) -> PaymentRun:
    return PaymentRun.objects.get(prepared_at=at)


def _return_payment(entry: dict[str, Any], at: datetime) -> None:
    payment = Payment.objects.get(
        worker=worker(entry["worker"]), month_file__month=Month.parse(entry["month"])
    )
    payments.record_return(payment=payment, code=entry["code"], by=account(entry["by"]), at=at)
