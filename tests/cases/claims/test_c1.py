"""Form C1 on its own: after a payment that came back, with a change of payer, of the situation."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from accalmie.cases.access.policy import NotAllowed
from accalmie.cases.board.models import Standing
from accalmie.cases.claims import acts
from accalmie.cases.claims.models import Claim
from accalmie.cases.claims.statuses import Status
from accalmie.cases.days import belgian_day
from accalmie.cases.payments import acts as payments
from accalmie.cases.payments import queries as payment_queries
from accalmie.cases.payments.models import Payment
from accalmie.facts.claim_forms import C1, Activity, C1Reason, ClaimFile
from accalmie.facts.claims import Claimant, ClaimEvent, Form, NeededClaim, Track
from accalmie.facts.days import Month
from accalmie.facts.declarations import DayOfUnemployment
from accalmie.facts.pieces import Owner, Piece, PieceName, PieceState
from accalmie.law.claims.changes import changed_situation
from tests.cases import months
from tests.cases.months import OTHER_IBAN, PAID_AT, SEPTEMBER, Team, at

EXECUTION = date(2026, 10, 6)
OCTOBER = Month(2026, 10)
RETURNED_AT = PAID_AT + timedelta(days=2)
TOLD_AT = PAID_AT + timedelta(days=3)
AFTER_OCTOBER = at(date(2026, 11, 3))
SIGNED = C1(reason=C1Reason.CHANGE_OF_ACCOUNT, iban=OTHER_IBAN, is_sincere=True)


def run(team: Team, clerk=None, second=None) -> None:
    """Pay everything that can be paid."""
    clerk, second = clerk or team.clerk, second or team.second_clerk
    made = payments.prepare_run(
        computations=list(payment_queries.payable_by(account=clerk, month=None)),
        execution_on=EXECUTION,
        by=clerk,
        at=TOLD_AT,
    )
    payments.sign_run(run=made, by=second, at=TOLD_AT)
    payments.record_paid(run=made, paid_on=EXECUTION, by=clerk, at=TOLD_AT)


def returned(team: Team, code: str = "AC04") -> Payment:
    """September was paid, and the bank sent it back."""
    months.whole_month(team)
    run(team)
    payment = Payment.objects.get()
    return payments.record_return(payment=payment, code=code, by=team.clerk, at=RETURNED_AT)


def tell(team: Team, c1: C1 = SIGNED, *, by=None, when=TOLD_AT, since: date | None = None) -> Claim:
    """A C1 on its own is handed in."""
    since = since or belgian_day(when)
    drafted = acts.draft_claim(
        worker=team.worker,
        employer=team.employer,
        kind="economic_worker",
        first_day=since,
        needed=changed_situation(event_on=since),
        file=ClaimFile(c1=c1),
        by=by or team.worker_account,
        at=when,
    )
    return acts.submit_claim(claim=drafted, by=by or team.worker_account, at=when)


def c1_of(team: Team, month: Month = SEPTEMBER) -> Piece | None:
    row = months.row_of(team, month)
    return next((piece for piece in row.lights if piece.name is PieceName.C1), None)


# --- an account that the bank refuses


def test_a_closed_account_waits_for_a_new_one_and_is_paid_again_once(team: Team) -> None:
    returned(team)
    row, piece = months.row_of(team), c1_of(team)
    assert (row.standing, row.piece, row.owner) == (Standing.MISSING, PieceName.C1, Owner.WORKER)
    assert [finding.rule for finding in piece.findings] == ["account_takes_payment"]
    assert not payment_queries.payable_by(account=team.clerk, month=None).exists()

    tell(team)
    assert c1_of(team).state is PieceState.IN_ORDER
    assert months.row_of(team).standing == Standing.READY
    run(team)
    back, again = Payment.objects.order_by("changed_at", "id")
    assert (back.iban, again.iban, again.amount_cents) == (months.IBAN, OTHER_IBAN, 77164)
    assert months.row_of(team).standing == Standing.PAID
    assert not payment_queries.payable_by(account=team.clerk, month=None).exists()


def test_the_same_account_confirmed_is_tried_again(team: Team) -> None:
    returned(team, "AC06")
    tell(team, replace(SIGNED, iban=months.IBAN))
    run(team)
    assert Payment.objects.filter(status="paid", iban=months.IBAN).count() == 1


def test_a_holder_who_died_goes_to_a_person(team: Team) -> None:
    returned(team, "MD07")
    piece = c1_of(team)
    assert (piece.state, piece.owner) == (PieceState.TO_EXAMINE, Owner.PAYMENT_ORGANISATION)
    assert [finding.rule for finding in piece.findings] == ["account_holder_lives"]
    with pytest.raises(payments.NothingToPay):
        run(team)
    heirs = replace(SIGNED, account_holder="Succession Témoin", account_is_own=False)
    tell(team, heirs, by=team.clerk)
    run(team)
    assert Payment.objects.get(status="paid").holder == "Succession Témoin"


def test_what_the_other_organisation_types_in_moves_no_money_of_ours(team: Team) -> None:
    returned(team)
    try:
        tell(team, by=team.other_clerk)
    except NotAllowed:
        return
    assert c1_of(team) is not None
    (line,) = payments.preview(
        computations=list(payment_queries.newest_visible_to(account=team.clerk))
    )
    assert line.account.iban == months.IBAN


def test_a_month_paid_before_stays_paid(team: Team) -> None:
    months.whole_month(team)
    run(team)
    unemployed(team, OCTOBER)
    run(team)
    last = Payment.objects.get(month_file__month=OCTOBER)
    payments.record_return(payment=last, code="AC04", by=team.clerk, at=AFTER_OCTOBER)
    assert months.row_of(team, SEPTEMBER).standing == Standing.PAID
    assert c1_of(team, SEPTEMBER) is None
    assert c1_of(team, OCTOBER) is not None


def unemployed(team: Team, month: Month) -> None:
    """Two days of unemployment in a later month, all pieces there."""
    days = tuple(
        DayOfUnemployment(day=month.first_day.replace(day=n), code="5.1", hours=months.FULL_DAY)
        for n in (5, 6)
    )
    months.tell_first_day_on(team, days[0].day, at(days[0].day))
    months.lodge_hours(team, months.hours(month=month, days=days), when=AFTER_OCTOBER)
    months.send_blank_card(team, month, when=AFTER_OCTOBER)


# --- a change of the personal situation


def test_a_new_address_is_settled_and_stops_nothing(team: Team) -> None:
    months.whole_month(team)
    claim = tell(team, replace(SIGNED, iban=months.IBAN))
    assert months.row_of(team).standing == Standing.READY
    acts.lodge_claim(claim=claim, by=team.clerk, at=TOLD_AT)
    claim.refresh_from_db()
    assert claim.status == Status.ACCEPTED
    assert not hasattr(claim, "entitlement")
    assert (claim.until, claim.receipts.count()) == (date(2026, 11, 30), 2)
    assert months.row_of(team).standing == Standing.READY


def test_the_same_change_told_twice_is_one(team: Team) -> None:
    months.whole_month(team)
    first = tell(team)
    assert tell(team) == first
    other = tell(team, replace(SIGNED, iban=months.IBAN))
    assert other != first
    assert other.first_day == first.first_day


def side_activity(team: Team) -> Claim:
    months.whole_month(team)
    told = replace(SIGNED, iban=months.IBAN, activities=(Activity.SIDE_ACTIVITY,))
    return tell(team, told, since=date(2026, 9, 20))


def test_an_activity_waits_for_the_office(team: Team) -> None:
    claim = side_activity(team)
    piece = c1_of(team)
    assert (piece.state, piece.owner) == (PieceState.TO_EXAMINE, Owner.OFFICE)
    assert not payment_queries.payable_by(account=team.clerk, month=None).exists()
    acts.lodge_claim(claim=claim, by=team.clerk, at=TOLD_AT)
    claim.refresh_from_db()
    assert claim.status == Status.TO_DECIDE
    answers = {"no_activity_to_examine": True}
    right = acts.decide_claim(
        claim=claim, by=team.people.first_officer, at=TOLD_AT, answers=answers
    )
    assert right.basis == team.worker.entitlements.exclude(pk=right.pk).get().basis
    assert not c1_of(team).blocks_payment
    assert (months.row_of(team).standing, months.row_of(team).net_cents) == (Standing.READY, 77164)


def test_a_refused_activity_holds_until_it_ends(team: Team) -> None:
    claim = side_activity(team)
    acts.lodge_claim(claim=claim, by=team.clerk, at=TOLD_AT)
    claim.refresh_from_db()
    acts.propose_claim_refusal(
        claim=claim,
        by=team.people.first_officer,
        at=TOLD_AT,
        answers={"no_activity_to_examine": False},
    )
    acts.confirm_claim_refusal(claim=claim, by=team.people.second_officer, at=TOLD_AT)
    piece = c1_of(team)
    assert [finding.rule for finding in piece.findings] == ["changed_situation_allowed"]
    assert piece.owner is Owner.WORKER
    tell(team, replace(SIGNED, iban=months.IBAN), since=date(2026, 9, 21))
    assert not c1_of(team).blocks_payment


# --- a claim without C1, a change of payment organisation


def test_a_claim_without_c1_asks_the_worker_for_it(team: Team) -> None:
    without = replace(months.PAPERS, c1=None)
    drafted = acts.draft_claim(
        worker=team.worker,
        employer=team.employer,
        kind="economic_worker",
        first_day=months.FIRST_DAY,
        needed=months.NEEDED,
        file=without,
        by=team.worker_account,
        at=months.CLAIMED_AT,
    )
    for piece in months.PIECES:
        if piece is not months.claim:
            piece(team)
    assert c1_of(team) is None
    acts.submit_claim(claim=drafted, by=team.worker_account, at=months.CLAIMED_AT)
    piece = c1_of(team)
    assert (piece.owner, piece.until) == (Owner.WORKER, date(2026, 11, 30))
    acts.complete_claim(claim=drafted, file=months.PAPERS, by=team.clerk, at=TOLD_AT)
    assert c1_of(team).state is PieceState.IN_ORDER


NEW_PAYER = NeededClaim(
    event=ClaimEvent.CHANGE_OF_PAYER,
    by=Claimant.PAYMENT_ORGANISATION,
    track=Track.ORDINARY,
    until=date(2026, 12, 31),
    is_compulsory=True,
    forms=(Form.C1,),
    slip="890",
)


@pytest.fixture
def moved(team: Team) -> Team:
    """September was paid, then the worker went to another organisation, with effect in October."""
    months.whole_month(team)
    run(team)
    transfer = acts.ask_for_transfer(
        worker=team.worker,
        to_payer=team.other_payer,
        by=team.worker_account,
        at=at(date(2026, 10, 20)),
    )
    acts.answer_transfer(
        transfer=transfer,
        is_agreed=True,
        last_paid_month=SEPTEMBER,
        debt=Decimal(0),
        by=team.clerk,
        at=at(date(2026, 10, 21)),
    )
    return team


def test_the_first_month_with_the_new_one_asks_even_if_it_is_a_later_one(moved: Team) -> None:
    november = Month(2026, 11)
    days = (DayOfUnemployment(day=date(2026, 11, 5), code="5.1", hours=months.FULL_DAY),)
    months.lodge_hours(moved, months.hours(month=november, days=days), when=at(date(2026, 12, 2)))
    piece = c1_of(moved, november)
    assert (piece.state, piece.owner) == (PieceState.EXPECTED, Owner.WORKER)
    assert [finding.rule for finding in piece.findings] == ["c1_signed"]


def test_the_own_claim_carries_the_c1_in_one_go(moved: Team) -> None:
    unemployed(moved, OCTOBER)
    claim = acts.make_automatic_claim(
        worker=moved.worker,
        employer=moved.employer,
        kind="economic_worker",
        first_day=date(2026, 10, 5),
        needed=NEW_PAYER,
        c1=SIGNED,
        by=moved.other_clerk,
        at=AFTER_OCTOBER,
    )
    claim.refresh_from_db()
    assert claim.status == Status.ACCEPTED
    assert c1_of(moved, OCTOBER).state is PieceState.IN_ORDER
    assert months.row_of(moved, OCTOBER).standing == Standing.READY
    (line,) = payments.preview(
        computations=list(payment_queries.payable_by(account=moved.other_clerk, month=None))
    )
    assert line.account.iban == OTHER_IBAN


def test_a_c1_that_the_worker_gave_the_new_one_apart_counts(moved: Team) -> None:
    unemployed(moved, OCTOBER)
    assert c1_of(moved, OCTOBER).state is not PieceState.IN_ORDER
    tell(moved, when=AFTER_OCTOBER)
    assert c1_of(moved, OCTOBER).state is PieceState.IN_ORDER
