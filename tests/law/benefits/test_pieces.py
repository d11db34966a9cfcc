"""The board of a worker's month: which piece, whose, until when, what blocks the payment."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from accalmie.facts.claim_forms import C1, Activity, C1Reason, Income
from accalmie.facts.claims import Claimant, ClaimSituation, Form
from accalmie.facts.communications import Subject
from accalmie.facts.days import Month
from accalmie.facts.findings import Outcome
from accalmie.facts.parties import Address
from accalmie.facts.pieces import (
    Owner,
    Piece,
    PieceName,
    PieceState,
    ReceivedCommunication,
    WorkerMonth,
)
from accalmie.law.claims.changes import (
    changed_situation,
    codes_about_account,
    reason_of,
    touches_right,
)
from accalmie.law.pieces import is_payable, next_limit, pieces_of

TODAY = date(2026, 11, 18)
KNOWN = ClaimSituation(
    first_day=date(2026, 9, 14),
    kind="economic_worker",
    is_first_with_employer=False,
    was_ever_paid=True,
    last_paid_day=date(2026, 3, 20),
    birth_date=date(1985, 5, 5),
)
PLANNED = ReceivedCommunication(
    subject=Subject.PLANNED_SUSPENSION,
    received_on=date(2026, 9, 4),
    outcome=Outcome.IN_ORDER,
)
FIRST_DAY = ReceivedCommunication(
    subject=Subject.FIRST_EFFECTIVE_DAY,
    received_on=date(2026, 9, 14),
    outcome=Outcome.IN_ORDER,
)
COMPLETE = WorkerMonth(
    month=Month(2026, 9),
    kind="economic_worker",
    first_day=date(2026, 9, 14),
    situation=KNOWN,
    communications=(PLANNED, FIRST_DAY),
    first_day_until=date(2026, 9, 15),
    scenario_5_received_on=date(2026, 10, 2),
    card_received_on=date(2026, 9, 29),
)
NEW_HERE = replace(KNOWN, first_day=date(2026, 9, 14), is_first_with_employer=True)


def piece(month: WorkerMonth, name: PieceName, *, on: date = TODAY) -> Piece:
    return {piece.name: piece for piece in pieces_of(month=month, on=on)}[name]


@pytest.mark.parametrize("month", [COMPLETE, replace(COMPLETE, situation=NEW_HERE)])
def test_each_piece_stands_once_and_says_why(month: WorkerMonth) -> None:
    pieces = pieces_of(month=month, on=TODAY)
    assert len({piece.name for piece in pieces}) == len(pieces)
    found = {piece.name: {finding.rule for finding in piece.findings} for piece in pieces}
    assert "first_with_employer" in found[PieceName.SCENARIO_2]
    assert "first_with_employer" in found[PieceName.CLAIM]


def test_a_complete_month_can_be_paid() -> None:
    pieces = pieces_of(month=COMPLETE, on=TODAY)
    assert [piece.state for piece in pieces] == [
        PieceState.IN_ORDER,
        PieceState.IN_ORDER,
        PieceState.NOT_NEEDED,
        PieceState.NOT_NEEDED,
        PieceState.IN_ORDER,
        PieceState.IN_ORDER,
    ]
    assert is_payable(pieces=pieces)
    assert next_limit(pieces=pieces) is None


def test_hours_and_card_are_missing_after_the_month() -> None:
    month = replace(COMPLETE, scenario_5_received_on=None, card_received_on=None)
    hours, card = piece(month, PieceName.SCENARIO_5), piece(month, PieceName.CARD)
    assert (hours.state, hours.owner) == (PieceState.MISSING, Owner.EMPLOYER)
    assert (card.state, card.owner) == (PieceState.MISSING, Owner.WORKER)
    assert not is_payable(pieces=pieces_of(month=month, on=TODAY))


def test_hours_and_card_are_expected_during_the_month() -> None:
    month = replace(COMPLETE, scenario_5_received_on=None, card_received_on=None)
    on = date(2026, 9, 30)
    assert piece(month, PieceName.SCENARIO_5, on=on).state is PieceState.EXPECTED
    assert piece(month, PieceName.CARD, on=on).state is PieceState.EXPECTED
    assert piece(month, PieceName.SCENARIO_5, on=date(2026, 10, 1)).state is PieceState.MISSING


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2026, 9, 14), PieceState.EXPECTED),
        (date(2026, 11, 15), PieceState.EXPECTED),
        (date(2026, 11, 16), PieceState.URGENT),
        (date(2026, 11, 30), PieceState.URGENT),
        (date(2026, 12, 1), PieceState.MISSING),
    ],
)
def test_a_claim_is_expected_then_urgent_then_missing(on: date, state: PieceState) -> None:
    month = replace(COMPLETE, situation=NEW_HERE)
    claim = piece(month, PieceName.CLAIM, on=on)
    assert (claim.state, claim.owner, claim.until) == (state, Owner.WORKER, date(2026, 11, 30))
    declaration = piece(month, PieceName.SCENARIO_2, on=on)
    assert (declaration.state, declaration.owner) == (state, Owner.EMPLOYER)


def test_the_claim_that_comes_due_first_is_the_next_limit() -> None:
    month = replace(COMPLETE, situation=NEW_HERE, scenario_2_received_on=date(2026, 9, 20))
    limit = next_limit(pieces=pieces_of(month=month, on=TODAY))
    assert limit is not None
    assert (limit.name, limit.until) == (PieceName.CLAIM, date(2026, 11, 30))


def test_a_claim_in_time_is_in_order_and_a_late_one_goes_to_the_office() -> None:
    month = replace(COMPLETE, situation=NEW_HERE, scenario_2_received_on=date(2026, 9, 20))
    in_time = piece(replace(month, claim_received_on=date(2026, 11, 30)), PieceName.CLAIM)
    late = piece(replace(month, claim_received_on=date(2026, 12, 1)), PieceName.CLAIM)
    assert (in_time.state, in_time.owner) == (PieceState.IN_ORDER, None)
    assert (late.state, late.owner) == (PieceState.TO_EXAMINE, Owner.OFFICE)


def test_an_open_question_about_the_claim_goes_to_the_payment_organisation() -> None:
    month = replace(COMPLETE, situation=replace(KNOWN, birth_date=None))
    claim = piece(month, PieceName.CLAIM)
    assert (claim.state, claim.owner) == (PieceState.TO_EXAMINE, Owner.PAYMENT_ORGANISATION)
    answered = piece(replace(month, claim_received_on=date(2026, 10, 1)), PieceName.CLAIM)
    assert answered.state is PieceState.IN_ORDER


def test_an_unknown_first_economic_day_asks_the_employer() -> None:
    month = replace(COMPLETE, situation=replace(KNOWN, is_first_with_employer=None))
    declaration = piece(month, PieceName.SCENARIO_2)
    assert (declaration.state, declaration.owner) == (PieceState.TO_EXAMINE, Owner.EMPLOYER)


def test_a_change_of_hours_is_claimed_by_the_payment_organisation() -> None:
    situation = replace(KNOWN, working_time_changed_on=date(2026, 9, 1))
    claim = piece(replace(COMPLETE, situation=situation), PieceName.CLAIM)
    assert (claim.owner, claim.until) == (Owner.PAYMENT_ORGANISATION, date(2029, 9, 30))


def test_a_communication_still_examined_lies_with_the_office() -> None:
    examined = replace(PLANNED, outcome=Outcome.TO_EXAMINE)
    month = replace(COMPLETE, communications=(examined, FIRST_DAY))
    found = piece(month, PieceName.COMMUNICATION)
    assert (found.state, found.owner, found.blocks_payment) == (
        PieceState.EXPECTED,
        Owner.OFFICE,
        True,
    )
    undecided = replace(COMPLETE, communications=(replace(PLANNED, outcome=None), FIRST_DAY))
    assert piece(undecided, PieceName.COMMUNICATION).owner is Owner.OFFICE


def test_a_refused_communication_lies_with_the_employer_until_a_new_one_is_in_order() -> None:
    refused = replace(PLANNED, outcome=Outcome.NOT_IN_ORDER)
    month = replace(COMPLETE, communications=(refused, FIRST_DAY))
    found = piece(month, PieceName.COMMUNICATION)
    assert (found.state, found.owner) == (PieceState.MISSING, Owner.EMPLOYER)
    again = replace(PLANNED, received_on=date(2026, 9, 7))
    renewed = replace(COMPLETE, communications=(again, refused, FIRST_DAY))
    assert piece(renewed, PieceName.COMMUNICATION).state is PieceState.IN_ORDER


def test_a_first_day_never_told_is_missing_after_its_window() -> None:
    month = replace(COMPLETE, communications=(PLANNED,))
    assert piece(month, PieceName.FIRST_DAY).state is PieceState.MISSING
    in_time = piece(month, PieceName.FIRST_DAY, on=date(2026, 9, 15))
    assert (in_time.state, in_time.until) == (PieceState.URGENT, date(2026, 9, 15))
    unknown_window = replace(month, first_day_until=None)
    assert piece(unknown_window, PieceName.FIRST_DAY).until is None


def test_a_technical_accident_needs_both_of_its_communications() -> None:
    nature = replace(PLANNED, subject=Subject.ACCIDENT_NATURE)
    workers = replace(PLANNED, subject=Subject.ACCIDENT_WORKERS)
    accident = replace(COMPLETE, kind="technical_accident")
    one = replace(accident, communications=(nature, FIRST_DAY))
    both = replace(accident, communications=(nature, workers, FIRST_DAY))
    assert piece(one, PieceName.COMMUNICATION).state is PieceState.MISSING
    assert piece(both, PieceName.COMMUNICATION).state is PieceState.IN_ORDER


def test_medical_force_majeure_needs_no_communication() -> None:
    kind = "medical_force_majeure"
    month = replace(COMPLETE, kind=kind, situation=replace(KNOWN, kind=kind), communications=())
    assert piece(month, PieceName.COMMUNICATION).state is PieceState.NOT_NEEDED
    assert piece(month, PieceName.FIRST_DAY).state is PieceState.NOT_NEEDED
    assert piece(month, PieceName.CLAIM).state is PieceState.URGENT


def test_in_a_strike_the_worker_must_ask() -> None:
    kind = "strike_lockout"
    month = replace(
        COMPLETE, kind=kind, situation=replace(KNOWN, kind=kind), scenario_5_received_on=None
    )
    unknown = piece(month, PieceName.SCENARIO_5)
    assert (unknown.state, unknown.owner) == (PieceState.TO_EXAMINE, Owner.WORKER)
    refused = piece(replace(month, is_asked_by_worker=False), PieceName.SCENARIO_5)
    assert (refused.state, refused.owner) == (PieceState.MISSING, Owner.WORKER)
    asked = piece(replace(month, is_asked_by_worker=True), PieceName.SCENARIO_5)
    assert (asked.state, asked.owner) == (PieceState.MISSING, Owner.EMPLOYER)
    claim = piece(replace(month, claim_received_on=date(2027, 9, 1)), PieceName.CLAIM)
    assert claim.state is PieceState.IN_ORDER, "a strike claim is never called late"


def test_a_contradiction_stops_the_card() -> None:
    card = piece(replace(COMPLETE, has_contradiction=True), PieceName.CARD)
    assert (card.state, card.owner) == (PieceState.TO_EXAMINE, Owner.PAYMENT_ORGANISATION)
    assert card.findings[0].met is None


# --- form C1

MOVED = replace(
    COMPLETE, situation=replace(KNOWN, changes_payer=True), claim_received_on=date(2026, 10, 1)
)
CLAIMED = replace(
    COMPLETE,
    situation=NEW_HERE,
    scenario_2_received_on=date(2026, 9, 16),
    claim_received_on=date(2026, 10, 1),
)


def names(month: WorkerMonth) -> list[PieceName]:
    return [piece.name for piece in pieces_of(month=month, on=TODAY)]


@pytest.mark.parametrize(
    ("month", "state", "owner"),
    [
        (replace(CLAIMED, has_c1=True), PieceState.IN_ORDER, None),
        (replace(CLAIMED, has_c1=False), PieceState.URGENT, Owner.WORKER),
        (replace(MOVED, has_c1=True), PieceState.IN_ORDER, None),
        (replace(MOVED, has_c1=None), PieceState.URGENT, Owner.WORKER),
    ],
)
def test_a_claim_and_a_change_of_payer_come_with_a_c1(
    month: WorkerMonth, state: PieceState, owner: Owner | None
) -> None:
    found = piece(month, PieceName.C1)
    assert (found.state, found.owner, found.until) == (state, owner, date(2026, 11, 30))


def test_claim_and_c1_are_made_in_one_go() -> None:
    assert PieceName.C1 not in names(replace(CLAIMED, claim_received_on=None, has_c1=None))
    assert PieceName.C1 not in names(COMPLETE)


def test_the_payers_own_claims_need_no_c1() -> None:
    changed = replace(KNOWN, working_time_changed_on=date(2026, 8, 1))
    month = replace(COMPLETE, situation=changed, has_c1=False)
    assert piece(month, PieceName.CLAIM).blocks_payment
    assert PieceName.C1 not in names(month)


@pytest.mark.parametrize(
    ("code", "state", "owner", "rule"),
    [
        ("AC04", PieceState.MISSING, Owner.WORKER, "account_takes_payment"),
        ("MD07", PieceState.TO_EXAMINE, Owner.PAYMENT_ORGANISATION, "account_holder_lives"),
    ],
)
def test_a_payment_that_came_back_asks_where_to_pay(
    code: str, state: PieceState, owner: Owner, rule: str
) -> None:
    found = piece(replace(COMPLETE, returned_code=code), PieceName.C1)
    assert (found.state, found.owner, found.blocks_payment) == (state, owner, True)
    assert [(one.rule, one.because) for one in found.findings] == [(rule, {"code": code})]
    assert code in codes_about_account()


def test_a_technical_reason_leaves_the_account() -> None:
    assert "TM01" not in codes_about_account()


@pytest.mark.parametrize(
    ("is_refused", "owner", "rule"),
    [
        (False, Owner.OFFICE, "changed_situation_decided"),
        (True, Owner.WORKER, "changed_situation_allowed"),
    ],
)
def test_a_change_that_bears_on_the_right_is_decided_first(
    is_refused: bool, owner: Owner, rule: str
) -> None:
    month = replace(COMPLETE, change_told_on=date(2026, 9, 20), is_change_refused=is_refused)
    found = piece(month, PieceName.C1)
    assert (found.state, found.owner) == (PieceState.TO_EXAMINE, owner)
    assert [one.rule for one in found.findings] == [rule]


def test_a_change_is_told_by_the_end_of_the_month_after() -> None:
    needed = changed_situation(event_on=date(2026, 12, 5))
    assert (needed.until, needed.forms) == (date(2027, 1, 31), (Form.C1,))
    assert (needed.by, needed.slip) == (Claimant.WORKER, "890")


ADDRESS = Address(street="Rue du Modèle", house_number="5", postal_code="4800", city="Verviers")
TOLD = C1(reason=C1Reason.FIRST_CLAIM, iban="BE68539007547034")


@pytest.mark.parametrize(
    ("before", "changes", "reason"),
    [
        (TOLD, {"iban": None}, C1Reason.CHANGE_OF_ACCOUNT),
        (TOLD, {"address": None, "account_holder": "Eve Modèle"}, C1Reason.CHANGE_OF_ACCOUNT),
        (TOLD, {"address": ADDRESS}, C1Reason.CHANGE_OF_ADDRESS),
        (TOLD, {"address": ADDRESS, "iban": None}, C1Reason.CHANGE_OF_SITUATION),
        (TOLD, {"incomes": (Income.PENSION,)}, C1Reason.CHANGE_OF_SITUATION),
        (None, {}, C1Reason.CHANGE_OF_SITUATION),
    ],
)
def test_a_c1_says_why_it_is_made(
    before: C1 | None, changes: dict[str, object], reason: C1Reason
) -> None:
    assert reason_of(before=before, after=replace(TOLD, **changes)) is reason


@pytest.mark.parametrize(
    "changes",
    [
        {"activities": (Activity.SIDE_ACTIVITY,)},
        {"incomes": (Income.PENSION,)},
        {"has_permanent_incapacity": True},
    ],
)
def test_what_may_bear_on_the_right(changes: dict[str, object]) -> None:
    assert touches_right(c1=replace(TOLD, **changes))
    assert not touches_right(c1=TOLD)
