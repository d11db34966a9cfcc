"""Pieces arrive in any order and more than once; the payment is the same."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accalmie.cases.board.models import BoardRow, Standing
from accalmie.cases.journal.models import Event
from accalmie.cases.payments.models import Computation
from tests.cases import months
from tests.cases.months import Team


@contextmanager
def undone() -> Iterator[None]:
    """Take the tables back to where an example began."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def outcome(team: Team) -> tuple:
    row = months.row_of(team)
    newest = Computation.objects.get(replaced_by__isnull=True)
    return row.standing, row.until, row.net_cents, newest.gross_cents, str(newest.allowances)


@pytest.fixture
def usual(team: Team) -> tuple:
    """What the usual order gives."""
    with undone():
        months.whole_month(team)
        found = outcome(team)
    assert found[0] == Standing.READY
    return found


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(order=st.permutations(months.PIECES))
def test_any_order_gives_the_same_payment(team: Team, usual: tuple, order: list) -> None:
    with undone():
        for piece in order:
            piece(team)
        assert outcome(team) == usual


def counts() -> dict[str, int]:
    return {
        "events": Event.objects.count(),
        "computations": Computation.objects.count(),
        "rows": BoardRow.objects.count(),
    }


@pytest.mark.parametrize(
    "piece",
    [months.lodge_constat, months.claim, months.send_card, months.lodge_hours],
    ids=lambda piece: piece.__name__,
)
def test_a_piece_replayed_changes_nothing(team: Team, piece) -> None:
    months.whole_month(team)
    before = counts(), outcome(team)
    piece(team)
    assert (counts(), outcome(team)) == before


def test_the_same_piece_later_changes_nothing(team: Team) -> None:
    months.whole_month(team)
    before = counts(), outcome(team)
    months.lodge_hours(team, when=months.HOURS_AT + timedelta(days=3))
    assert (counts(), outcome(team)) == before
