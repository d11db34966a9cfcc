"""A worker goes elsewhere in the middle of a month: nobody pays it a second time."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from accalmie.cases.claims import acts
from accalmie.cases.payments import acts as payments
from accalmie.cases.payments import queries
from accalmie.cases.payments.models import Payment
from accalmie.cases.tasks.models import TaskKind
from accalmie.cases.tasks.queries import open_tasks_of
from tests.cases import months
from tests.cases.months import SEPTEMBER, Team, at


def pay(team: Team) -> Payment:
    run = payments.prepare_run(
        computations=list(queries.payable_by(account=team.clerk, month=SEPTEMBER)),
        execution_on=date(2026, 10, 6),
        by=team.clerk,
        at=months.PAID_AT,
    )
    payments.sign_run(run=run, by=team.second_clerk, at=months.PAID_AT)
    payments.record_paid(
        run=run, paid_on=date(2026, 10, 6), by=team.second_clerk, at=at(date(2026, 10, 6))
    )
    return run.payments.get()


def test_a_month_that_the_former_paid_is_not_paid_again_by_the_new_one(team: Team) -> None:
    months.whole_month(team)
    # Asked in September, answered only once the former has paid that month.
    transfer = acts.ask_for_transfer(
        worker=team.worker,
        to_payer=team.other_payer,
        by=team.worker_account,
        at=at(date(2026, 9, 21)),
    )
    paid = pay(team)
    answered = acts.answer_transfer(
        transfer=transfer,
        is_agreed=True,
        last_paid_month=None,
        debt=Decimal(0),
        by=team.clerk,
        at=at(date(2026, 10, 7)),
    )
    assert paid.amount_cents > 0
    assert answered.effect_on == date(2026, 9, 1)
    # The pieces are there, the amount is computed; a person of the new one looks before paying.
    assert not queries.payable_by(account=team.other_clerk, month=SEPTEMBER).exists()
    (question,) = open_tasks_of(account=team.other_clerk)
    assert (question.kind, question.facts["rules"]) == (
        TaskKind.MONTH_TO_EXAMINE,
        ["paid_by_one_organisation"],
    )


def test_a_month_that_nobody_paid_is_the_new_ones_without_a_question(team: Team) -> None:
    months.whole_month(team)
    transfer = acts.ask_for_transfer(
        worker=team.worker,
        to_payer=team.other_payer,
        by=team.worker_account,
        at=at(date(2026, 9, 21)),
    )
    acts.answer_transfer(
        transfer=transfer,
        is_agreed=True,
        last_paid_month=None,
        debt=Decimal(0),
        by=team.clerk,
        at=at(date(2026, 10, 7)),
    )
    assert queries.payable_by(account=team.other_clerk, month=SEPTEMBER).count() == 1
    assert not open_tasks_of(account=team.other_clerk).exists()
    # The former computed it too, before the change: it pays it no more.
    computed = queries.newest_visible_to(account=team.clerk).get()
    assert computed.is_payable
    assert not queries.payable_by(account=team.clerk, month=SEPTEMBER).exists()
    with pytest.raises(payments.Held):
        payments.prepare_run(
            computations=[computed],
            execution_on=date(2026, 10, 8),
            by=team.clerk,
            at=at(date(2026, 10, 7)),
        )
