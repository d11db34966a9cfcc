"""Months are computed, computed again, paid once, and only by their own payment organisation."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from accalmie.cases.access.policy import NotAllowed
from accalmie.cases.access.roles import SYSTEM
from accalmie.cases.board.models import Standing
from accalmie.cases.cards import acts as cards
from accalmie.cases.claims import acts as claims
from accalmie.cases.declarations import acts as declarations
from accalmie.cases.payments import acts, queries
from accalmie.cases.payments.models import Computation, MonthFile, Payment, PaymentRun
from accalmie.cases.payments.statuses import TRANSITIONS, PaymentStatus, Step
from accalmie.cases.tasks import acts as tasks
from accalmie.cases.tasks import queries as task_queries
from accalmie.cases.tasks.models import Task, TaskKind
from accalmie.cases.touched import WorkerMonth
from accalmie.facts.cards import Mark
from accalmie.facts.communications import Channel, Version
from accalmie.facts.contradictions import Trust
from tests.cases import months
from tests.cases.months import DAYS, PAID_AT, SEPTEMBER, Team, at, key_of

EXECUTION = date(2026, 10, 6)


def newest(team: Team) -> Computation:
    return Computation.objects.get(replaced_by__isnull=True)


def prepared(team: Team, by=None) -> PaymentRun:
    return acts.prepare_run(
        computations=list(queries.payable_by(account=team.clerk, month=SEPTEMBER)),
        execution_on=EXECUTION,
        by=by or team.clerk,
        at=PAID_AT,
    )


def paid(team: Team) -> PaymentRun:
    run = prepared(team)
    acts.sign_run(run=run, by=team.second_clerk, at=PAID_AT)
    acts.record_paid(run=run, paid_on=EXECUTION, by=team.clerk, at=PAID_AT)
    return run


def change_hours(team: Team, days, when=PAID_AT) -> None:
    latest = declarations.amend(
        declaration=months.hours(
            version=Version.CHANGE, replaces=latest_ticket(team), days=tuple(days)
        ),
        by=team.people.manager,
        at=when,
        channel=Channel.PORTAL,
    )
    assert not isinstance(latest, declarations.Refused)


def latest_ticket(team: Team) -> str:
    return team.worker.declarations.get(scenario="scenario_5").latest.ticket


def open_kinds(team: Team) -> set[str]:
    return {task.kind for task in task_queries.open_tasks_of(account=team.clerk)}


# --- computing


def test_a_computation_keeps_pieces_trace_and_law(team: Team) -> None:
    months.whole_month(team)
    made = newest(team)
    assert made.pieces["declarations"] == [latest_ticket(team)]
    assert made.pieces["card"]
    assert made.law_version
    names = [step.name for step in made.month_result.trace]
    assert {"wage_code", "daily_amount", "gross", "withholding", "net"} <= set(names)
    dropped = [day for day in made.counted_days if day.counted != day.declared]
    assert [day.day for day in dropped] == [date(2026, 9, 25)]


def test_computations_cannot_be_rewritten(team: Team) -> None:
    months.whole_month(team)
    with pytest.raises(DatabaseError), transaction.atomic():
        Computation._base_manager.all().update(net_cents=1)


def test_a_changed_piece_makes_a_new_computation_with_its_difference(team: Team) -> None:
    months.whole_month(team)
    change_hours(team, months.hours().days[:6])
    made = newest(team)
    assert (made.number, made.replaces.number) == (2, 1)
    rows = {row["name"]: (row["before"], row["after"]) for row in made.difference}
    assert rows["allowances"] == ("14.5", "7")
    assert rows["gross"] == ("1053.43", "508.55")
    assert "daily_amount" not in rows


def test_days_before_the_right_are_not_paid(team: Team) -> None:
    papers = replace(months.PAPERS, c32=replace(months.PAPERS.c32, claimed_from=date(2026, 9, 21)))
    months.lodge_constat(team)
    months.claim(team, papers)
    months.send_card(team, ())
    months.lodge_hours(team)
    assert min(day.day for day in newest(team).counted_days) == date(2026, 9, 21)


def test_other_hours_than_the_right_ask_a_person(team: Team) -> None:
    months.lodge_constat(team)
    months.claim(team)
    months.send_card(team)
    months.lodge_hours(
        team, months.hours(occupation=replace(months.OCCUPATION, q=Decimal("30.00")))
    )
    made = newest(team)
    assert not made.is_payable
    assert [finding.rule for finding in made.open_findings] == ["weekly_hours_as_decided"]
    (task,) = task_queries.open_tasks_of(account=team.clerk)
    assert task.kind == TaskKind.MONTH_TO_EXAMINE
    tasks.close_task(task=task, by=team.clerk, at=PAID_AT, answer=acts.ACCEPT)
    assert newest(team).is_payable
    assert TaskKind.MONTH_TO_EXAMINE not in open_kinds(team)


# --- contradictions


WORKED = ((date(2026, 9, 17), Mark.OWN_EMPLOYER),)


def contradictory(team: Team) -> Task:
    for piece in months.PIECES:
        if piece is not months.send_card:
            piece(team)
    months.send_card(team, WORKED)
    (task,) = task_queries.open_tasks_of(account=team.clerk)
    assert task.kind == TaskKind.CONTRADICTION
    return task


def test_card_and_hours_that_disagree_wait_for_a_person(team: Team) -> None:
    task = contradictory(team)
    assert task.facts["days"] == [
        {"day": "2026-09-17", "hours": "7.60", "marks": ["own_employer"], "about": "worked_here"}
    ]
    assert not queries.payable_by(account=team.clerk, month=SEPTEMBER).exists()
    assert months.row_of(team).standing == Standing.TO_EXAMINE
    assert not task_queries.open_tasks_of(account=team.other_clerk).exists()


@pytest.mark.parametrize(("trust", "hours"), [(Trust.CARD, "91.20"), (Trust.DECLARATION, "98.80")])
def test_who_is_believed_decides_the_hours(team: Team, trust: Trust, hours: str) -> None:
    tasks.close_task(task=contradictory(team), by=team.clerk, at=PAID_AT, answer=trust.value)
    made = newest(team)
    assert made.is_payable
    assert made.month_input.hours == {"5.1": Decimal(hours)}
    assert months.row_of(team).standing == Standing.READY


def test_an_answer_holds_for_the_days_it_was_given_on_only(team: Team) -> None:
    tasks.close_task(task=contradictory(team), by=team.clerk, at=PAID_AT, answer=Trust.CARD.value)
    card = team.worker.cards.get()
    cards.report_late_event(
        key=key_of("late"),
        card=card,
        day=date(2026, 9, 30),
        mark=Mark.OWN_EMPLOYER,
        device_at=PAID_AT,
        by=team.worker_account,
        at=PAID_AT,
    )
    assert TaskKind.CONTRADICTION in open_kinds(team)
    assert not newest(team).is_payable


def test_a_corrected_declaration_closes_the_task(team: Team) -> None:
    contradictory(team)
    change_hours(team, (day for day in months.hours().days if day.day != date(2026, 9, 17)))
    assert TaskKind.CONTRADICTION not in open_kinds(team)
    assert newest(team).is_payable


# --- runs


def test_a_preview_writes_nothing(team: Team) -> None:
    months.whole_month(team)
    (line,) = acts.preview(computations=list(queries.payable_by(account=team.clerk, month=None)))
    assert (line.due_cents, line.account.iban) == (77164, months.IBAN)
    assert not PaymentRun.objects.exists()


def test_who_prepares_does_not_sign(team: Team) -> None:
    months.whole_month(team)
    run = prepared(team)
    assert list(queries.runs_to_sign(account=team.second_clerk)) == [run]
    assert not queries.runs_to_sign(account=team.clerk).exists()
    with pytest.raises(acts.SamePerson):
        acts.sign_run(run=run, by=team.clerk, at=PAID_AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        PaymentRun.objects.filter(pk=run.pk).update(signed_by=team.clerk)
    with pytest.raises(IntegrityError), transaction.atomic():
        PaymentRun.objects.filter(pk=run.pk).update(status="ordered")


def test_a_month_is_in_one_run_only(team: Team) -> None:
    months.whole_month(team)
    payable = list(queries.payable_by(account=team.clerk, month=SEPTEMBER))
    prepared(team)
    assert not queries.payable_by(account=team.clerk, month=SEPTEMBER).exists()
    with pytest.raises(acts.NothingToPay):
        acts.prepare_run(
            computations=payable, execution_on=EXECUTION, by=team.second_clerk, at=PAID_AT
        )


def test_the_database_pays_a_computation_once(team: Team) -> None:
    months.whole_month(team)
    prepared(team)
    payment = Payment.objects.get()
    payment.pk = key_of("second")
    with pytest.raises(IntegrityError), transaction.atomic():
        payment.save(force_insert=True)


def test_signing_and_paying_twice_changes_nothing(team: Team) -> None:
    months.whole_month(team)
    run = paid(team)
    acts.sign_run(run=run, by=team.second_clerk, at=PAID_AT)
    assert acts.record_paid(run=run, paid_on=EXECUTION, by=team.clerk, at=PAID_AT) == 0
    assert Payment.objects.get().status == PaymentStatus.PAID


def test_a_withdrawn_run_frees_its_months(team: Team) -> None:
    months.whole_month(team)
    acts.withdraw_run(run=prepared(team), by=team.clerk, at=PAID_AT)
    assert prepared(team).total_cents == 77164


def test_a_returned_payment_can_be_paid_again(team: Team) -> None:
    months.whole_month(team)
    paid(team)
    payment = Payment.objects.get()
    acts.record_return(payment=payment, code="TM01", by=SYSTEM, at=PAID_AT)
    acts.record_return(payment=payment, code="TM01", by=SYSTEM, at=PAID_AT)
    row = months.row_of(team)
    assert (row.standing, row.paid_cents) == (Standing.READY, 0)
    assert prepared(team).payment_count == 1


def test_a_run_over_an_old_computation_is_not_signed(team: Team) -> None:
    months.whole_month(team)
    run = prepared(team)
    change_hours(team, months.hours().days[:6])
    with pytest.raises(acts.Outdated):
        acts.sign_run(run=run, by=team.second_clerk, at=PAID_AT)


def test_a_worker_without_account_is_not_in_a_run(team: Team) -> None:
    papers = replace(months.PAPERS, c1=replace(months.PAPERS.c1, iban=None))
    for piece in months.PIECES:
        if piece is not months.claim:
            piece(team)
    months.claim(team, papers)
    with pytest.raises(acts.NoAccount):
        prepared(team)


@pytest.mark.parametrize("missing", [months.announce, months.tell_first_day])
def test_without_the_communications_nothing_is_paid(team: Team, missing) -> None:
    for piece in months.PIECES:
        if piece is not missing:
            piece(team)
    assert newest(team).is_payable
    assert not queries.payable_by(account=team.clerk, month=SEPTEMBER).exists()
    with pytest.raises(acts.Held):
        acts.prepare_run(
            computations=[newest(team)], execution_on=EXECUTION, by=team.clerk, at=PAID_AT
        )
    missing(team)
    assert prepared(team).payment_count == 1


def test_a_contradiction_after_preparing_stops_the_signature(team: Team) -> None:
    months.whole_month(team)
    run = prepared(team)
    cards.report_late_event(
        key=key_of("late"),
        card=team.worker.cards.get(),
        day=date(2026, 9, 30),
        mark=Mark.OWN_EMPLOYER,
        device_at=PAID_AT,
        by=team.worker_account,
        at=PAID_AT,
    )
    with pytest.raises((acts.Held, acts.Outdated)):
        acts.sign_run(run=run, by=team.second_clerk, at=PAID_AT)


# --- after payment


def test_a_higher_month_pays_the_difference_only(team: Team) -> None:
    months.whole_month(team)
    change_hours(team, months.hours().days[:6])
    first = paid(team)
    change_hours(team, months.hours().days, when=PAID_AT + timedelta(days=1))
    assert TaskKind.CHANGED_AFTER_PAYMENT in open_kinds(team)
    assert months.row_of(team).standing == Standing.READY
    second = prepared(team)
    assert first.total_cents + second.total_cents == 77164


def test_a_lower_month_is_a_task_and_pays_nothing(team: Team) -> None:
    months.whole_month(team)
    paid(team)
    change_hours(team, months.hours().days[:6])
    (task,) = Task.objects.filter(kind=TaskKind.OVERPAID)
    assert task.facts["paid_cents"] == 77164
    assert task.facts["net_cents"] == newest(team).net_cents
    with pytest.raises(acts.NothingToPay):
        prepared(team)
    assert months.row_of(team).standing == Standing.TO_EXAMINE


def test_hours_cancelled_after_payment_are_a_debt(team: Team) -> None:
    months.whole_month(team)
    paid(team)
    declarations.cancel(
        declaration=months.hours(
            version=Version.CANCELLATION, replaces=latest_ticket(team), days=()
        ),
        by=team.people.manager,
        at=PAID_AT,
        channel=Channel.PORTAL,
    )
    (task,) = Task.objects.filter(kind=TaskKind.OVERPAID)
    assert (task.facts["paid_cents"], task.facts["net_cents"]) == (77164, 0)


# --- before the right


def test_a_provisional_payment_is_made_good_later(team: Team) -> None:
    months.announce(team)
    months.tell_first_day(team)
    months.send_card(team)
    months.lodge_hours(team)
    months.lodge_constat(team)
    drafted = claims.draft_claim(
        worker=team.worker,
        employer=team.employer,
        kind="economic_worker",
        first_day=months.FIRST_DAY,
        needed=months.NEEDED,
        file=months.PAPERS,
        by=team.worker_account,
        at=months.CLAIMED_AT,
    )
    claims.submit_claim(claim=drafted, by=team.worker_account, at=months.CLAIMED_AT)
    key = WorkerMonth(team.worker.id, team.employer.id, SEPTEMBER)
    made = acts.compute_provisionally(key=key, by=team.clerk, at=PAID_AT)
    assert (made.is_provisional, made.net_cents) == (True, 77164)
    assert acts.compute_provisionally(key=key, by=team.clerk, at=PAID_AT) == made
    assert not queries.payable_by(account=team.clerk, month=SEPTEMBER).exists()
    run = acts.prepare_run(
        computations=list(queries.payable_provisionally_by(account=team.clerk)),
        execution_on=EXECUTION,
        by=team.clerk,
        at=PAID_AT,
    )
    acts.sign_run(run=run, by=team.second_clerk, at=PAID_AT)
    acts.record_paid(run=run, paid_on=EXECUTION, by=team.clerk, at=PAID_AT)
    # Nothing is too much as long as the right may still come.
    assert not Task.objects.filter(kind=TaskKind.OVERPAID).exists()
    claims.lodge_claim(claim=drafted, by=team.clerk, at=PAID_AT)
    final = newest(team)
    assert (final.is_provisional, final.difference) == (False, [])
    assert months.row_of(team).standing == Standing.PAID


def test_nothing_is_computed_provisionally_without_pieces(team: Team) -> None:
    months.lodge_hours(team)
    key = WorkerMonth(team.worker.id, team.employer.id, SEPTEMBER)
    with pytest.raises(acts.NothingToCompute):
        acts.compute_provisionally(key=key, by=team.clerk, at=PAID_AT)


# --- tenants


def test_another_payer_sees_and_does_nothing(team: Team) -> None:
    months.whole_month(team)
    run = paid(team)
    stranger = team.other_clerk
    for found in (
        queries.month_files_visible_to(account=stranger),
        queries.computations_visible_to(account=stranger),
        queries.newest_visible_to(account=stranger),
        queries.payable_by(account=stranger, month=None),
        queries.payable_provisionally_by(account=stranger),
        queries.runs_of(account=stranger),
        queries.runs_to_sign(account=stranger),
        queries.payments_visible_to(account=stranger),
        task_queries.tasks_of(account=stranger),
    ):
        assert not found.exists()
    made = newest(team)
    for refused in (
        lambda: acts.prepare_run(
            computations=[made], execution_on=EXECUTION, by=stranger, at=PAID_AT
        ),
        lambda: acts.sign_run(run=run, by=stranger, at=PAID_AT),
        lambda: acts.withdraw_run(run=run, by=stranger, at=PAID_AT),
        lambda: acts.record_paid(run=run, paid_on=EXECUTION, by=stranger, at=PAID_AT),
        lambda: acts.record_return(
            payment=run.payments.get(), code="AC04", by=stranger, at=PAID_AT
        ),
        lambda: acts.compute_provisionally(
            key=WorkerMonth(team.worker.id, team.employer.id, SEPTEMBER), by=stranger, at=PAID_AT
        ),
    ):
        with pytest.raises(NotAllowed):
            refused()


def test_the_worker_sees_his_payment_and_no_other(team: Team) -> None:
    months.whole_month(team)
    paid(team)
    assert queries.payments_visible_to(account=team.worker_account).count() == 1
    assert queries.newest_visible_to(account=team.worker_account).count() == 1
    for account in (
        team.other_worker_account,
        team.people.manager,
        team.people.first_officer,
        team.people.secretariat,
    ):
        assert not queries.payments_visible_to(account=account).exists()
        assert not queries.newest_visible_to(account=account).exists()
        assert not queries.runs_of(account=account).exists()


def test_one_month_file_for_each_payer_and_month(team: Team) -> None:
    months.whole_month(team)
    file = MonthFile.objects.get()
    assert (file.payment_organisation, file.month) == (team.payer, SEPTEMBER)


def test_transitions_name_every_act_and_status() -> None:
    assert set(TRANSITIONS) == set(Step)
    reached = {status for _, after in TRANSITIONS.values() for status in after}
    assert reached == set(PaymentStatus)


def test_the_month_is_the_one_of_the_example() -> None:
    assert len(DAYS) == 13
    assert at(DAYS[0]).date() == months.FIRST_DAY
