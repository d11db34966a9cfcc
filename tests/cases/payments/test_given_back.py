"""What was given for a month and what is still due, when runs, returns and pieces cross."""

from __future__ import annotations

from datetime import timedelta

from accalmie.cases.board.models import Standing
from accalmie.cases.claims import acts as claims
from accalmie.cases.payments import acts, queries
from accalmie.cases.payments.models import Computation, Payment
from accalmie.cases.payments.statuses import PaymentStatus
from accalmie.cases.touched import WorkerMonth
from tests.cases import months
from tests.cases.months import PAID_AT, SEPTEMBER, Team
from tests.cases.payments.test_payments import (
    EXECUTION,
    change_hours,
    newest,
    prepared,
)

LATER = PAID_AT + timedelta(days=1)
WHOLE_CENTS = 77164


def given_cents() -> int:
    """What left for the bank and did not come back."""
    standing = (PaymentStatus.ORDERED, PaymentStatus.PAID)
    return sum(one.amount_cents for one in Payment.objects.filter(status__in=standing))


def pay(team: Team) -> None:
    run = prepared(team)
    acts.sign_run(run=run, by=team.second_clerk, at=PAID_AT)
    acts.record_paid(run=run, paid_on=EXECUTION, by=team.clerk, at=PAID_AT)


def test_a_run_withdrawn_after_the_difference_was_paid_is_made_good(team: Team) -> None:
    months.whole_month(team)
    change_hours(team, months.hours().days[:6])
    first = prepared(team)
    change_hours(team, months.hours().days, when=LATER)
    pay(team)
    acts.withdraw_run(run=first, by=team.clerk, at=LATER)
    assert months.row_of(team).standing == Standing.READY
    pay(team)
    assert given_cents() == WHOLE_CENTS
    assert months.row_of(team).standing == Standing.PAID
    assert not queries.payable_by(account=team.clerk, month=None).exists()


def test_the_first_part_that_comes_back_is_paid_again_once(team: Team) -> None:
    months.whole_month(team)
    change_hours(team, months.hours().days[:6])
    pay(team)
    change_hours(team, months.hours().days, when=LATER)
    pay(team)
    early = Payment.objects.order_by("changed_at", "id").first()
    acts.record_return(payment=early, code="MS03", by=team.clerk, at=LATER)
    pay(team)
    assert given_cents() == WHOLE_CENTS
    made = newest(team)
    acts.record_return(payment=early, code="MS03", by=team.clerk, at=LATER)
    assert newest(team) == made
    assert not queries.payable_by(account=team.clerk, month=None).exists()


def test_what_gives_nothing_more_is_not_counted_as_payable(team: Team) -> None:
    provisional(team)
    run = acts.prepare_run(
        computations=list(queries.payable_provisionally_by(account=team.clerk)),
        execution_on=EXECUTION,
        by=team.clerk,
        at=PAID_AT,
    )
    acts.sign_run(run=run, by=team.second_clerk, at=PAID_AT)
    claims.lodge_claim(claim=team.worker.claims.get(), by=team.clerk, at=PAID_AT)
    final = newest(team)
    assert not final.is_provisional
    assert final.is_payable
    assert not queries.payable_by(account=team.clerk, month=None).exists()


def provisional(team: Team, papers=months.PAPERS) -> Computation:
    """September before the right is decided, computed at the own risk."""
    for piece in months.PIECES:
        if piece is not months.claim:
            piece(team)
    drafted = claims.draft_claim(
        worker=team.worker,
        employer=team.employer,
        kind="economic_worker",
        first_day=months.FIRST_DAY,
        needed=months.NEEDED,
        file=papers,
        by=team.worker_account,
        at=months.CLAIMED_AT,
    )
    claims.submit_claim(claim=drafted, by=team.worker_account, at=months.CLAIMED_AT)
    key = WorkerMonth(team.worker.id, team.employer.id, SEPTEMBER)
    return acts.compute_provisionally(key=key, by=team.clerk, at=PAID_AT)
