"""What was given for a month and what is still due, when runs, returns and pieces cross."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from accalmie.cases.board.models import Standing
from accalmie.cases.claims import acts as claims
from accalmie.cases.declarations import acts as declarations
from accalmie.cases.payments import acts, queries
from accalmie.cases.payments.models import Computation, Payment
from accalmie.cases.payments.statuses import PaymentStatus
from accalmie.cases.tasks import acts as tasks
from accalmie.cases.tasks.models import Task, TaskKind
from accalmie.cases.touched import WorkerMonth
from accalmie.facts.claim_forms import Activity
from accalmie.facts.communications import Channel, Version
from tests.cases import months
from tests.cases.months import PAID_AT, SEPTEMBER, Team
from tests.cases.payments.test_payments import (
    EXECUTION,
    change_hours,
    newest,
    open_kinds,
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


# --- what one computation of the month would pass over


def change_wage(team: Team, amount: str, when=LATER) -> None:
    latest = team.worker.declarations.get(scenario="scenario_2").latest
    told = months.constat(
        version=Version.CHANGE,
        replaces=latest.ticket,
        wage=replace(months.WAGE, amount=Decimal(amount)),
    )
    changed = declarations.amend(
        declaration=told, by=team.people.manager, at=when, channel=Channel.PORTAL
    )
    assert not isinstance(changed, declarations.Refused)


def open_rules(team: Team) -> list[str]:
    return [finding.rule for finding in newest(team).open_findings]


def test_a_wage_corrected_after_the_decision_waits_for_a_person(team: Team) -> None:
    months.whole_month(team)
    pay(team)
    change_wage(team, "14.7800")
    assert open_rules(team) == ["scenario_2_as_decided"]
    assert TaskKind.MONTH_TO_EXAMINE in open_kinds(team)
    change_wage(team, str(months.WAGE.amount), when=LATER + timedelta(days=1))
    assert open_rules(team) == []
    assert months.row_of(team).standing == Standing.PAID
    assert TaskKind.MONTH_TO_EXAMINE not in open_kinds(team)


def test_a_wage_corrected_before_the_claim_counts_at_once(team: Team) -> None:
    months.lodge_constat(team)
    change_wage(team, "14.7800", when=months.CONSTAT_AT + timedelta(hours=1))
    for piece in months.PIECES:
        if piece is not months.lodge_constat:
            piece(team)
    assert open_rules(team) == []
    assert newest(team).net_cents < WHOLE_CENTS


def test_a_scenario_2_cancelled_after_the_decision_waits_for_a_person(team: Team) -> None:
    months.whole_month(team)
    latest = team.worker.declarations.get(scenario="scenario_2").latest
    declarations.cancel(
        declaration=months.constat(version=Version.CANCELLATION, replaces=latest.ticket),
        by=team.people.manager,
        at=LATER,
        channel=Channel.PORTAL,
    )
    assert open_rules(team) == ["scenario_2_as_decided"]


def two_occupations(team: Team, **second: object) -> None:
    """Hours of September under two occupations: until the 20th, and from the 21st on."""
    days = months.hours().days
    for piece in months.PIECES:
        if piece is not months.lodge_hours:
            piece(team)
    first = replace(months.OCCUPATION, last_day=date(2026, 9, 20))
    later = replace(months.OCCUPATION, first_day=date(2026, 9, 21), **second)
    for occupation, part in ((first, days[:5]), (later, days[5:])):
        months.lodge_hours(team, months.hours(occupation=occupation, days=part))


def test_two_occupations_with_the_same_hours_are_one_month(team: Team) -> None:
    two_occupations(team)
    assert open_rules(team) == []
    assert newest(team).net_cents == WHOLE_CENTS


def test_other_hours_from_the_middle_of_the_month_wait_for_a_person(team: Team) -> None:
    two_occupations(team, q=Decimal("19.00"))
    assert open_rules(team) == ["weekly_hours_as_decided"]
    assert not newest(team).is_payable
    assert TaskKind.MONTH_TO_EXAMINE in open_kinds(team)


def test_a_refused_month_is_no_longer_paid_at_the_own_risk(team: Team) -> None:
    activity = replace(months.PAPERS.c1, activities=(Activity.SIDE_ACTIVITY,))
    computed = provisional(team, replace(months.PAPERS, c1=activity))
    assert list(queries.payable_provisionally_by(account=team.clerk)) == [computed]
    claim = team.worker.claims.get()
    claims.lodge_claim(claim=claim, by=team.clerk, at=PAID_AT)
    claims.propose_claim_refusal(
        claim=claim,
        by=team.people.first_officer,
        at=PAID_AT,
        answers={"no_activity_to_examine": False},
    )
    claims.confirm_claim_refusal(claim=claim, by=team.people.second_officer, at=PAID_AT)
    assert not queries.payable_provisionally_by(account=team.clerk).exists()
    with pytest.raises(acts.Held):
        acts.prepare_run(computations=[computed], execution_on=EXECUTION, by=team.clerk, at=PAID_AT)


# --- differences that a person saw


def answered(team: Team, kind: TaskKind) -> Task:
    (task,) = Task.objects.filter(kind=kind, closed_at__isnull=True)
    return tasks.close_task(task=task, by=team.clerk, at=LATER, answer="noted")


def test_too_much_that_a_person_treated_is_asked_once(team: Team) -> None:
    months.whole_month(team)
    pay(team)
    change_hours(team, months.hours().days[:6], when=LATER)
    assert months.row_of(team).standing == Standing.TO_EXAMINE
    answered(team, TaskKind.OVERPAID)
    assert TaskKind.OVERPAID not in open_kinds(team)
    assert months.row_of(team).standing == Standing.PAID
    # Other amounts are another question.
    change_hours(team, months.hours().days[:3], when=LATER + timedelta(days=1))
    assert TaskKind.OVERPAID in open_kinds(team)
    assert months.row_of(team).standing == Standing.TO_EXAMINE


def test_more_that_is_due_is_asked_once_and_paid_all_the_same(team: Team) -> None:
    months.whole_month(team)
    change_hours(team, months.hours().days[:6])
    pay(team)
    change_hours(team, months.hours().days, when=LATER)
    answered(team, TaskKind.CHANGED_AFTER_PAYMENT)
    assert TaskKind.CHANGED_AFTER_PAYMENT not in open_kinds(team)
    assert months.row_of(team).standing == Standing.READY
    pay(team)
    assert given_cents() == WHOLE_CENTS
