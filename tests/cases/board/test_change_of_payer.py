"""After a change of payment organisation its month asks for a claim with the new one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from accalmie.cases.board import acts as board
from accalmie.cases.board.models import BoardRow, Standing
from accalmie.cases.board.situations import situations_of
from accalmie.cases.claims import acts as claims
from accalmie.cases.claims.models import Claim
from accalmie.cases.payments import acts as payments
from accalmie.cases.payments import queries as payment_queries
from accalmie.cases.payments.gathering import gather
from accalmie.cases.touched import WorkerMonth
from accalmie.facts.claims import Claimant, ClaimEvent, Form, NeededClaim
from accalmie.facts.days import Month
from accalmie.facts.declarations import DayOfUnemployment
from accalmie.facts.pieces import Owner, Piece, PieceName, PieceState
from accalmie.law.claims.needed import claim_needed
from tests.cases import months
from tests.cases.months import SEPTEMBER, Team, at

OCTOBER, NOVEMBER = Month(2026, 10), Month(2026, 11)
CHANGED_AT = at(date(2026, 10, 20))
TOLD_AT = {OCTOBER: at(date(2026, 11, 3)), NOVEMBER: at(date(2026, 12, 2))}


@pytest.fixture
def paid(team: Team) -> Team:
    """September was paid by the organisation of then."""
    months.whole_month(team)
    told = {"by": team.second_clerk, "at": months.PAID_AT}
    run = payments.prepare_run(
        computations=list(payment_queries.payable_by(account=team.clerk, month=SEPTEMBER)),
        execution_on=date(2026, 10, 6),
        by=team.clerk,
        at=months.PAID_AT,
    )
    payments.sign_run(run=run, **told)
    payments.record_paid(run=run, paid_on=date(2026, 10, 6), **told)
    return team


def change(team: Team) -> None:
    transfer = claims.ask_for_transfer(
        worker=team.worker, to_payer=team.other_payer, by=team.worker_account, at=CHANGED_AT
    )
    claims.answer_transfer(
        transfer=transfer,
        is_agreed=True,
        last_paid_month=SEPTEMBER,
        debt=Decimal(0),
        by=team.clerk,
        at=CHANGED_AT,
    )


def unemployed(team: Team, month: Month) -> None:
    days = tuple(
        DayOfUnemployment(day=month.first_day.replace(day=n), code="5.1", hours=months.FULL_DAY)
        for n in (5, 6)
    )
    months.lodge_hours(team, months.hours(month=month, days=days), when=TOLD_AT[month])


def claim_light(team: Team, month: Month) -> Piece:
    row = months.row_of(team, month)
    return next(piece for piece in row.lights if piece.name is PieceName.CLAIM)


def needed(team: Team, month: Month) -> NeededClaim | None:
    """The claim with the new organisation, as the pages of payer and worker ask for it."""
    key = WorkerMonth(team.worker.id, team.employer.id, month)
    (situation,) = situations_of(months=gather(keys=[key]))
    answer = claim_needed(situation=situation.month.situation)
    return next((one for one in answer.claims if one.event is ClaimEvent.CHANGE_OF_PAYER), None)


def test_the_month_of_the_change_waits_for_the_claim_with_the_new_one(paid: Team) -> None:
    change(paid)
    unemployed(paid, OCTOBER)

    light = claim_light(paid, OCTOBER)
    assert (light.state, light.owner) == (PieceState.EXPECTED, Owner.PAYMENT_ORGANISATION)
    assert (light.until, light.blocks_payment) == (date(2026, 12, 31), True)
    assert months.row_of(paid, OCTOBER).payment_organisation_id == paid.other_payer.id
    asked = needed(paid, OCTOBER)
    assert (asked.by, asked.forms) == (Claimant.PAYMENT_ORGANISATION, (Form.C1,))


def test_without_a_change_and_after_it_nothing_is_asked(paid: Team) -> None:
    unemployed(paid, OCTOBER)
    assert claim_light(paid, OCTOBER).state is PieceState.NOT_NEEDED

    change(paid)
    unemployed(paid, NOVEMBER)
    assert claim_light(paid, OCTOBER).state is PieceState.EXPECTED
    assert claim_light(paid, NOVEMBER).state is PieceState.NOT_NEEDED
    assert needed(paid, NOVEMBER) is None


def test_the_month_that_was_paid_stays_as_it_was(paid: Team) -> None:
    def september() -> dict:
        told = BoardRow.objects.filter(month=SEPTEMBER).values().get()
        return {name: told[name] for name in told.keys() - {"id", "computed_on"}}

    before = september()
    assert before["standing"] == Standing.PAID
    change(paid)
    unemployed(paid, OCTOBER)
    assert september() == before
    board.rebuild(at=TOLD_AT[OCTOBER])
    assert september() == before


def test_the_claim_made_by_the_new_one_is_in_the_hands_of_the_office(paid: Team) -> None:
    change(paid)
    unemployed(paid, OCTOBER)
    claim = claims.make_automatic_claim(
        worker=paid.worker,
        employer=paid.employer,
        kind="economic_worker",
        first_day=date(2026, 10, 5),
        needed=needed(paid, OCTOBER),
        by=paid.other_clerk,
        at=TOLD_AT[OCTOBER],
    )

    assert Claim.objects.get(pk=claim.pk).payment_organisation_id == paid.other_payer.id
    assert claim_light(paid, OCTOBER).owner is Owner.OFFICE


def test_a_refused_change_asks_for_nothing(paid: Team) -> None:
    transfer = claims.ask_for_transfer(
        worker=paid.worker, to_payer=paid.other_payer, by=paid.worker_account, at=CHANGED_AT
    )
    claims.answer_transfer(
        transfer=transfer,
        is_agreed=False,
        last_paid_month=SEPTEMBER,
        debt=Decimal(0),
        by=paid.clerk,
        at=CHANGED_AT,
    )
    unemployed(paid, OCTOBER)
    assert claim_light(paid, OCTOBER).state is PieceState.NOT_NEEDED
