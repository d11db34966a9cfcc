"""One case runs through all four actors without a gap."""

from __future__ import annotations

from datetime import date

from accalmie.cases.board import acts as board
from accalmie.cases.board.models import Standing
from accalmie.cases.payments import acts as payments
from accalmie.cases.payments import queries as payment_queries
from accalmie.cases.payments.models import Payment
from accalmie.facts.pieces import Owner, PieceName, PieceState
from tests.cases import months
from tests.cases.months import Team


def state_of(team: Team, name: PieceName) -> PieceState:
    return next(piece for piece in months.row_of(team).lights if piece.name is name).state


def test_from_communication_to_payment(team: Team) -> None:
    months.announce(team)
    row = months.row_of(team)
    assert state_of(team, PieceName.COMMUNICATION) is PieceState.IN_ORDER
    assert (row.standing, row.owner) != (Standing.READY, "")

    months.tell_first_day(team)
    assert state_of(team, PieceName.FIRST_DAY) is PieceState.IN_ORDER

    months.lodge_constat(team)
    assert state_of(team, PieceName.SCENARIO_2) is PieceState.IN_ORDER

    right = months.claim(team).entitlement
    assert (right.code, right.daily_cents) == ("68", 7265)
    assert right.first_day == months.FIRST_DAY
    assert state_of(team, PieceName.CLAIM) is PieceState.IN_ORDER

    months.send_card(team)
    row = months.row_of(team)
    assert state_of(team, PieceName.CARD) is PieceState.IN_ORDER
    assert (row.piece, row.owner) == (PieceName.SCENARIO_5, Owner.EMPLOYER)

    months.lodge_hours(team)
    row = months.row_of(team)
    assert row.standing == Standing.READY
    assert (row.owner, row.until) == (Owner.PAYMENT_ORGANISATION, date(2026, 11, 2))

    (computation,) = payment_queries.payable_by(account=team.clerk, month=months.SEPTEMBER)
    result = computation.month_result
    assert (str(result.allowances), computation.gross_cents) == ("14.5", 105343)
    assert (computation.withholding_cents, computation.net_cents) == (28179, 77164)

    run = payments.prepare_run(
        computations=[computation],
        execution_on=date(2026, 10, 6),
        by=team.clerk,
        at=months.PAID_AT,
    )
    payments.sign_run(run=run, by=team.second_clerk, at=months.PAID_AT)
    payments.record_paid(
        run=run, paid_on=date(2026, 10, 6), by=team.second_clerk, at=months.PAID_AT
    )
    row = months.row_of(team)
    assert (row.standing, row.owner, row.paid_on) == (Standing.PAID, "", date(2026, 10, 6))
    payment = Payment.objects.get()
    assert (payment.amount_cents, payment.iban) == (77164, months.IBAN)
    assert payment.statement == "09/26 14.5J X 72,65: 1053,43 FIS: 281,79"


def test_every_blocked_month_says_whose_turn_it_is(team: Team) -> None:
    for piece in months.PIECES[:-1]:
        piece(team)
        row = months.row_of(team)
        assert row.owner, f"after {piece.__name__} nobody has the next move"
        assert row.piece


def test_rebuilding_changes_nothing(team: Team) -> None:
    months.whole_month(team)
    before = months.row_of(team)
    board.rebuild(at=months.HOURS_AT)
    after = months.row_of(team)
    for field in ("standing", "piece", "owner", "until", "pieces", "net_cents", "computed_on"):
        assert getattr(after, field) == getattr(before, field)
