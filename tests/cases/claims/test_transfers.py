"""A worker goes to another payment organisation; each sees its own months only."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from accalmie.cases.access.policy import NotAllowed
from accalmie.cases.access.roles import SYSTEM
from accalmie.cases.board import queries as board
from accalmie.cases.cards import queries as cards
from accalmie.cases.claims import acts, queries
from accalmie.cases.claims.models import Transfer
from accalmie.cases.claims.models.transfers import TransferStatus
from accalmie.cases.declarations import queries as declarations
from accalmie.cases.memberships.queries import payer_of
from accalmie.cases.payments import queries as payments
from accalmie.facts.days import Month
from tests.cases import months
from tests.cases.months import SEPTEMBER, Team, at

MIDDLE_OF_SEPTEMBER = at(date(2026, 9, 21))


def ask(team: Team, when=MIDDLE_OF_SEPTEMBER, by=None) -> Transfer:
    return acts.ask_for_transfer(
        worker=team.worker, to_payer=team.other_payer, by=by or team.worker_account, at=when
    )


def answer(team: Team, transfer: Transfer, **changes) -> Transfer:
    told = {
        "transfer": transfer,
        "is_agreed": True,
        "last_paid_month": None,
        "debt": Decimal(0),
        "by": team.clerk,
        "at": MIDDLE_OF_SEPTEMBER + timedelta(days=2),
    }
    return acts.answer_transfer(**{**told, **changes})


def test_a_transfer_takes_effect_on_the_first_of_its_month(team: Team) -> None:
    transfer = answer(team, ask(team))
    assert (transfer.status, transfer.effect_on) == (TransferStatus.AGREED, date(2026, 9, 1))
    assert payer_of(worker_id=team.worker.id, month=SEPTEMBER) == team.other_payer.id
    assert payer_of(worker_id=team.worker.id, month=SEPTEMBER.plus(-1)) == team.payer.id


def test_after_the_last_month_paid_by_the_former(team: Team) -> None:
    transfer = answer(team, ask(team), last_paid_month=SEPTEMBER)
    assert transfer.effect_on == date(2026, 10, 1)
    assert payer_of(worker_id=team.worker.id, month=SEPTEMBER) == team.payer.id
    assert payer_of(worker_id=team.worker.id, month=Month(2026, 10)) == team.other_payer.id


def test_pieces_of_the_month_follow_the_worker(team: Team) -> None:
    months.whole_month(team)
    answer(team, ask(team))
    on = date(2026, 10, 3)
    assert cards.cards_visible_to(account=team.other_clerk).count() == 1
    assert declarations.declarations_visible_to(account=team.other_clerk, on=on).count() == 2
    assert declarations.deliveries_to(account=team.other_clerk).count() == 1
    assert board.board_of(account=team.other_clerk, month=SEPTEMBER, on=on).count() == 1
    assert payments.payable_by(account=team.other_clerk, month=SEPTEMBER).count() == 1
    # The former keeps what it did, and has nothing more to do.
    assert not cards.cards_visible_to(account=team.clerk).exists()
    assert not board.board_of(account=team.clerk, month=SEPTEMBER, on=on).exists()
    assert claims_of(team.clerk) == 1


def claims_of(account) -> int:
    return queries.claims_visible_to(account=account).count()


def test_silence_agrees_once_the_time_is_over(team: Team) -> None:
    transfer = ask(team)
    with pytest.raises(acts.TooSoon):
        acts.agree_by_silence(
            transfer=transfer, last_paid_month=None, by=SYSTEM, at=at(transfer.answer_until)
        )
    after = transfer.answer_until + timedelta(days=1)
    assert list(queries.transfers_agreed_by_silence(on=after)) == [transfer]
    agreed = acts.agree_by_silence(
        transfer=transfer, last_paid_month=SEPTEMBER, by=SYSTEM, at=at(after)
    )
    assert agreed.status == TransferStatus.AGREED
    assert agreed.effect_on == date(2026, 10, 1)
    assert not queries.transfers_agreed_by_silence(on=after).exists()


@pytest.mark.parametrize(
    ("debt", "status"), [("24.78", TransferStatus.AGREED), ("24.79", TransferStatus.DISPUTED)]
)
def test_a_small_debt_does_not_block(team: Team, debt: str, status: TransferStatus) -> None:
    assert answer(team, ask(team), debt=Decimal(debt)).status == status


def test_a_refused_transfer_moves_nothing(team: Team) -> None:
    answer(team, ask(team), is_agreed=False)
    assert payer_of(worker_id=team.worker.id, month=SEPTEMBER) == team.payer.id


def test_asked_twice_is_asked_once_and_answered_once(team: Team) -> None:
    transfer = ask(team)
    assert ask(team) == transfer
    answer(team, transfer)
    with pytest.raises(acts.AlreadyThere):
        answer(team, transfer)


def test_only_the_former_answers_and_nobody_asks_for_a_third(team: Team) -> None:
    transfer = ask(team)
    with pytest.raises(acts.AlreadyThere):
        answer(team, transfer, by=team.other_clerk)
    with pytest.raises(acts.AlreadyThere):
        ask(team, by=team.clerk)
    with pytest.raises(NotAllowed):
        ask(team, by=team.other_worker_account)
    assert ask(team, by=team.other_clerk) == transfer


def test_transfers_are_seen_by_both_sides_and_the_worker(team: Team) -> None:
    transfer = ask(team)
    for account in (team.worker_account, team.clerk, team.other_clerk):
        assert list(queries.transfers_visible_to(account=account)) == [transfer]
    for account in (team.other_worker_account, team.people.manager):
        assert not queries.transfers_visible_to(account=account).exists()


def test_a_month_has_one_payer_even_if_one_changes_twice_in_it(team: Team) -> None:
    answer(team, ask(team))
    back = acts.ask_for_transfer(
        worker=team.worker, to_payer=team.payer, by=team.worker_account, at=at(date(2026, 9, 28))
    )
    back = answer(team, back, by=team.other_clerk, at=at(date(2026, 9, 29)))

    assert back.effect_on == date(2026, 10, 1)
    payers = [payer_of(worker_id=team.worker.id, month=Month(2026, n)) for n in (8, 9, 10)]
    assert payers == [team.payer.id, team.other_payer.id, team.payer.id]


def test_what_waits_for_whom(team: Team) -> None:
    transfer = ask(team)
    assert list(queries.transfers_to_answer(account=team.clerk)) == [transfer]
    assert list(queries.transfers_asked_by(account=team.other_clerk)) == [transfer]
    assert not queries.transfers_to_answer(account=team.other_clerk).exists()
    assert not queries.transfers_asked_by(account=team.clerk).exists()
    answer(team, transfer)
    assert not queries.transfers_to_answer(account=team.clerk).exists()


def test_a_second_transfer_follows_the_first(team: Team) -> None:
    answer(team, ask(team))
    back = acts.ask_for_transfer(
        worker=team.worker,
        to_payer=team.payer,
        by=team.worker_account,
        at=at(date(2026, 11, 3)),
    )
    answer(team, back, by=team.other_clerk, at=at(date(2026, 11, 4)))
    payers = [payer_of(worker_id=team.worker.id, month=Month(2026, n)) for n in (8, 9, 10, 11)]
    first, second = team.payer.id, team.other_payer.id
    assert payers == [first, second, second, first]
