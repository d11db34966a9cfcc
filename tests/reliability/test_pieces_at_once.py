"""Pieces of one month that arrive at the same time, and two runs over the same month."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

from tests.reliability.conftest import Place

SETTING = """
from tests.cases import months, situations
team = months.team(situations.people())
for piece in months.PIECES[:4]:
    piece(team)
"""

AGAIN = """
from types import SimpleNamespace
from accalmie.cases.access.models import Account
from accalmie.cases.parties.models import Employer, Worker
from tests.cases import months
from tests.cases.situations import ADAM, LISSE
named = {account.username: account for account in Account.objects.all()}
team = SimpleNamespace(
    people=SimpleNamespace(manager=named["manager"]),
    worker=Worker.objects.get(niss=ADAM),
    employer=Employer.objects.get(bce=LISSE.bce),
    worker_account=named["adamsaccount"],
    clerk=named["payer"],
    second_clerk=named["payer2"],
)
"""

CARD = AGAIN + "months.send_card(team)"
HOURS = AGAIN + "months.lodge_hours(team)"

RUN = (
    AGAIN
    + """
from datetime import date
from django.db import IntegrityError
from accalmie.cases.payments import acts, queries
try:
    run = acts.prepare_run(
        computations=list(queries.payable_by(account=team.clerk, month=months.SEPTEMBER)),
        execution_on=date(2026, 10, 6),
        by=team.clerk,
        at=months.PAID_AT,
    )
    print(run.payment_count)
except (IntegrityError, acts.NothingToPay):
    print(0)
"""
)

OUTCOME = """
import json
from accalmie.cases.board.models import BoardRow
from accalmie.cases.payments.models import Computation, Payment
row = BoardRow.objects.get(month="2026-09")
print(json.dumps([
    row.standing,
    row.net_cents,
    Computation.objects.filter(replaced_by__isnull=True).count(),
    Payment.objects.count(),
]))
"""


def both(place: Place, *questions: str) -> list[str]:
    """Ask several things at the same time."""
    with ThreadPoolExecutor(len(questions)) as pool:
        return list(pool.map(place.ask, questions))


def test_the_last_two_pieces_at_once_make_one_month(place: Place) -> None:
    place.ask(SETTING)
    both(place, CARD, HOURS)
    assert json.loads(place.ask(OUTCOME)) == ["ready", 77164, 1, 0]


def test_two_runs_at_once_pay_a_month_once(place: Place) -> None:
    place.ask(SETTING + "for piece in months.PIECES[4:]:\n    piece(team)\n")
    made = [int(count) for count in both(place, RUN, RUN, RUN)]
    assert sorted(made) == [0, 0, 1]
    assert json.loads(place.ask(OUTCOME))[3] == 1


def test_the_same_piece_from_several_sides_is_one(place: Place) -> None:
    place.ask(SETTING)
    both(place, CARD, CARD, CARD)
    place.ask(HOURS)
    assert json.loads(place.ask(OUTCOME)) == ["ready", 77164, 1, 0]
