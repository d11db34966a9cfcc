"""The night brings communications and new days to the board, and ends silent transfers."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from accalmie.cases.board.models import BoardRow
from accalmie.cases.claims import acts as claims
from accalmie.cases.claims.models.transfers import TransferStatus
from accalmie.cases.communications import acts as communications
from accalmie.exchange import nightly
from accalmie.facts.communications import Channel
from accalmie.facts.pieces import PieceName, PieceState
from tests.cases import months, situations


@pytest.fixture
def team(db) -> months.Team:
    """The worker's side beside everybody."""
    return months.team(situations.people())


def light(name: PieceName) -> PieceState:
    row = BoardRow.objects.get(month="2026-12")
    return next(piece.state for piece in row.lights if piece.name is name)


def test_a_published_decision_is_on_the_board_the_next_morning(team: months.Team) -> None:
    version = communications.lodge(
        communication=situations.suspension(),
        by=team.people.manager,
        at=situations.THURSDAY,
        channel=Channel.PORTAL,
    )
    communications.settle(versions=[version], at=situations.THURSDAY)
    nightly.publish(at=situations.FRIDAY)
    assert light(PieceName.COMMUNICATION) is PieceState.IN_ORDER


def test_a_night_twice_changes_nothing(team: months.Team) -> None:
    months.whole_month(team)
    nightly.publish(at=months.PAID_AT)
    before = list(BoardRow.objects.order_by("id").values())
    nightly.publish(at=months.PAID_AT)
    assert list(BoardRow.objects.order_by("id").values()) == before


def test_a_silent_transfer_is_agreed_at_night(team: months.Team) -> None:
    transfer = claims.ask_for_transfer(
        worker=team.worker,
        to_payer=team.other_payer,
        by=team.worker_account,
        at=months.at(date(2026, 9, 21)),
    )
    nightly.publish(at=months.at(transfer.answer_until))
    transfer.refresh_from_db()
    assert transfer.status == TransferStatus.ASKED
    nightly.publish(at=months.at(transfer.answer_until + timedelta(days=1)))
    transfer.refresh_from_db()
    assert transfer.status == TransferStatus.AGREED
