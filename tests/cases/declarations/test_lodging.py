"""Declarations are lodged, changed, cancelled, delivered; nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accalmie.cases.access.policy import NotAllowed
from accalmie.cases.access.roles import BatchSender
from accalmie.cases.declarations import acts, queries
from accalmie.cases.declarations.examining import MISTAKES
from accalmie.cases.declarations.models import Declaration, DeclarationVersion, Delivery, Way
from accalmie.cases.declarations.statuses import TRANSITIONS, Scenario, Status, Step
from accalmie.cases.tasks import acts as tasks
from accalmie.cases.tasks import queries as task_queries
from accalmie.cases.tasks.models import Task, TaskKind
from accalmie.facts.communications import Channel, Version
from accalmie.facts.declarations import DayOfUnemployment
from accalmie.facts.ids import niss, ticket
from accalmie.facts.pieces import Owner
from accalmie.law.kinds import kind_of
from tests.cases import months
from tests.cases.months import DAYS, FULL_DAY, HOURS_AT, SEPTEMBER, Team

STRANGER = niss.with_check_digits("770707996")
ON = date(2026, 10, 2)


def one(version: DeclarationVersion) -> Declaration:
    return Declaration.objects.get(pk=version.declaration_id)


def changed(version: DeclarationVersion, **changes):
    told = {"version": Version.CHANGE, "replaces": version.ticket}
    return months.hours(**{**told, **changes})


def amend(team: Team, told):
    return acts.amend(
        declaration=told, by=team.people.manager, at=months.PAID_AT, channel=Channel.PORTAL
    )


def cancel(team: Team, version: DeclarationVersion):
    told = months.hours(version=Version.CANCELLATION, replaces=version.ticket, days=())
    return acts.cancel(
        declaration=told, by=team.people.manager, at=months.PAID_AT, channel=Channel.PORTAL
    )


# --- lodging and delivery


def test_a_declaration_has_a_ticket_of_its_own_system(team: Team) -> None:
    version = months.lodge_hours(team)
    assert version.ticket.startswith(ticket.DECLARATIONS)
    assert ticket.is_valid(version.ticket)
    assert version.fact == months.hours()


def test_hours_go_to_the_payer_by_themselves(team: Team) -> None:
    version = months.lodge_hours(team)
    (delivery,) = queries.deliveries_to(account=team.clerk)
    assert (delivery.version, delivery.way) == (version, Way.SENT)
    assert not queries.deliveries_to(account=team.other_clerk).exists()


def test_the_constat_is_fetched_once(team: Team) -> None:
    version = months.lodge_constat(team)
    assert not Delivery.objects.exists()
    first = acts.fetch_declaration(declaration=one(version), by=team.clerk, at=HOURS_AT)
    second = acts.fetch_declaration(declaration=one(version), by=team.clerk, at=months.PAID_AT)
    assert first == second
    assert first.way == Way.FETCHED


def test_another_payer_fetches_nothing(team: Team) -> None:
    version = months.lodge_constat(team)
    with pytest.raises(NotAllowed):
        acts.fetch_declaration(declaration=one(version), by=team.other_clerk, at=HOURS_AT)


def test_another_employer_lodges_nothing(team: Team) -> None:
    with pytest.raises(NotAllowed):
        acts.lodge(
            declaration=months.hours(),
            by=team.people.other_manager,
            at=HOURS_AT,
            channel=Channel.PORTAL,
        )


def test_a_file_brings_each_declaration_once(team: Team) -> None:
    by = BatchSender(team.people.sender)
    source = acts.Source(digest="a" * 64, form=1)
    told = {"channel": Channel.BATCH, "by": by, "at": HOURS_AT, "source": source}
    acts.lodge(declaration=months.hours(), **told)
    other = months.hours(occupation=replace(months.OCCUPATION, first_day=date(2021, 1, 4)))
    with pytest.raises(IntegrityError), transaction.atomic():
        acts.lodge(declaration=other, **told)
    assert DeclarationVersion.objects.count() == 1


def test_many_are_lodged_in_the_order_given(team: Team) -> None:
    told = [
        acts.Lodging(declaration=fact, channel=Channel.PORTAL)
        for fact in (months.constat(), months.hours(), months.constat())
    ]
    found = acts.lodge_many(lodgings=told, by=team.people.manager, at=HOURS_AT)
    assert [v.declaration.scenario for v in found] == [
        Scenario.CONSTAT,
        Scenario.HOURS,
        Scenario.CONSTAT,
    ]


# --- mistakes


def days(*rows: tuple[date, str, str]) -> tuple[DayOfUnemployment, ...]:
    return tuple(
        DayOfUnemployment(day=day, code=code, hours=Decimal(hours)) for day, code, hours in rows
    )


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"days": days((DAYS[0], "5.1", "14.01"))}, "hours_per_day"),
        ({"days": days((DAYS[0], "5.1", "0"))}, "hours_per_day"),
        ({"days": days((DAYS[0], "5.1", "-1"))}, "hours_per_day"),
        ({"days": days((date(2026, 10, 1), "5.1", "7.60"))}, "days_in_month"),
        ({"days": days((date(2026, 8, 31), "5.1", "7.60"))}, "days_in_month"),
        ({"days": days((DAYS[0], "5.4", "7.60"))}, "codes_match_kinds"),
        ({"days": days((DAYS[0], "5.1", "4.00"), (DAYS[0], "5.1", "3.60"))}, "codes_per_day"),
        (
            {"occupation": replace(months.OCCUPATION, q=Decimal("39"), s=Decimal("38"))},
            "weekly_hours",
        ),
    ],
)
def test_what_cannot_be_is_refused(team: Team, changes: dict, rule: str) -> None:
    with pytest.raises(acts.UnusableDeclaration) as caught:
        months.lodge_hours(team, months.hours(**changes))
    assert rule in {finding.rule for finding in caught.value.findings}
    assert not Declaration.objects.exists()


def test_the_longest_day_is_lodged(team: Team) -> None:
    version = months.lodge_hours(team, months.hours(days=days((DAYS[0], "5.1", "14.00"))))
    assert version.fact.days[0].hours == 14


def test_what_is_merely_odd_is_lodged_with_its_findings(team: Team) -> None:
    week = tuple(
        DayOfUnemployment(day=months.FIRST_DAY + timedelta(days=n), code="5.1", hours=FULL_DAY)
        for n in range(8)
    )
    version = months.lodge_hours(team, months.hours(days=week))
    (found,) = (finding for finding in version.found if finding.rule == "consecutive_days")
    assert found.met is None
    assert "consecutive_days" not in MISTAKES


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    offset=st.integers(-40, 60),
    hours=st.decimals(min_value=-5, max_value=30, places=2, allow_nan=False),
)
def test_a_day_is_lodged_or_refused_and_never_half(team: Team, offset: int, hours) -> None:
    day = months.FIRST_DAY + timedelta(days=offset)
    told = months.hours(days=(DayOfUnemployment(day=day, code="5.1", hours=hours),))
    fits = day in SEPTEMBER.period and 0 < hours <= 14
    before = Declaration.objects.count()
    try:
        with transaction.atomic():
            months.lodge_hours(team, told)
            transaction.set_rollback(True)
    except acts.UnusableDeclaration:
        assert not fits
    else:
        assert fits
    assert Declaration.objects.count() == before


# --- strangers and duplicates


def test_an_unknown_worker_is_lodged_and_routed_to_the_office(team: Team) -> None:
    version = months.lodge_hours(team, months.hours(niss=STRANGER))
    assert one(version).status == Status.STANDING
    (task,) = Task.objects.all()
    assert (task.kind, task.owner) == (TaskKind.UNKNOWN_WORKER, Owner.OFFICE)
    assert list(task_queries.open_tasks_of(account=team.people.first_officer)) == [task]
    assert not task_queries.open_tasks_of(account=team.clerk).exists()


def test_an_unknown_employment_is_lodged_and_routed_to_the_payer(team: Team) -> None:
    team.worker.employments.update(last_day=date(2026, 8, 31))
    months.lodge_hours(team)
    (task,) = task_queries.open_tasks_of(account=team.clerk)
    assert task.kind == TaskKind.UNKNOWN_EMPLOYMENT
    assert not task_queries.open_tasks_of(account=team.other_clerk).exists()
    tasks.close_task(task=task, by=team.clerk, at=months.PAID_AT, answer="employed_after_all")
    with pytest.raises(tasks.AlreadyClosed):
        tasks.close_task(task=task, by=team.clerk, at=months.PAID_AT, answer="again")


def test_a_second_declaration_for_an_occupation_is_set_aside(team: Team) -> None:
    first = months.lodge_hours(team)
    second = months.lodge_hours(team, months.hours(days=months.hours().days[:5]))
    assert (one(first).status, one(second).status) == (Status.STANDING, Status.SET_ASIDE)
    assert Delivery.objects.count() == 1
    (task,) = task_queries.open_tasks_of(account=team.clerk)
    assert (task.kind, task.subject) == (TaskKind.DUPLICATE_DECLARATION, second.declaration_id)

    acts.keep_declaration(declaration=one(second), by=team.clerk, at=months.PAID_AT)
    assert (one(first).status, one(second).status) == (Status.SET_ASIDE, Status.STANDING)
    assert not task_queries.open_tasks_of(account=team.clerk).exists()


def test_two_occupations_of_one_month_both_stand(team: Team) -> None:
    months.lodge_hours(team, months.hours(days=months.hours().days[:5]))
    later = replace(months.OCCUPATION, first_day=date(2026, 9, 21))
    second = months.lodge_hours(team, months.hours(occupation=later, days=months.hours().days[5:]))
    assert one(second).status == Status.STANDING


def test_two_standing_declarations_are_refused_by_the_database(team: Team) -> None:
    months.lodge_hours(team)
    second = months.lodge_hours(team, months.hours(days=months.hours().days[:5]))
    with pytest.raises(IntegrityError), transaction.atomic():
        Declaration.objects.filter(pk=second.declaration_id).update(status=Status.STANDING)


# --- changes


def test_a_change_is_the_next_version_and_goes_to_the_payer(team: Team) -> None:
    first = months.lodge_hours(team)
    second = amend(team, changed(first, days=months.hours().days[:5]))
    assert (second.number, second.replaces) == (2, first)
    assert one(first).latest == second
    assert Delivery.objects.count() == 2
    assert len(DeclarationVersion.objects.get(pk=first.pk).fact.days) == 13


def test_a_cancelled_declaration_is_over(team: Team) -> None:
    version = months.lodge_hours(team)
    cancel(team, version)
    assert one(version).status == Status.CANCELLED
    assert amend(team, changed(version)) == acts.Refused(acts.Reason.CANCELLED)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"replaces": "3400000000000"}, acts.Reason.UNKNOWN_TICKET),
        ({"niss": STRANGER}, acts.Reason.OTHER_WORKER),
        ({"month": SEPTEMBER.plus(1)}, acts.Reason.OTHER_MONTH),
    ],
)
def test_a_change_that_fits_nothing_is_refused(team: Team, changes: dict, reason) -> None:
    version = months.lodge_hours(team)
    assert amend(team, changed(version, **{"days": (), **changes})) == acts.Refused(reason)


def test_a_change_of_an_older_version_is_refused(team: Team) -> None:
    first = months.lodge_hours(team)
    amend(team, changed(first, days=months.hours().days[:5]))
    assert amend(team, changed(first)) == acts.Refused(acts.Reason.SUPERSEDED)


def test_versions_are_written_once(team: Team) -> None:
    version = months.lodge_hours(team)
    version.kind = Version.CHANGE
    with pytest.raises(RuntimeError):
        version.save()


# --- strike


STRIKE = "strike_lockout"


def strike(**changes):
    code = kind_of(STRIKE).day_code
    return months.hours(
        kinds=(STRIKE,),
        days=tuple(DayOfUnemployment(day=day, code=code, hours=FULL_DAY) for day in DAYS[:2]),
        **changes,
    )


def ask(team: Team, **changes):
    told = {
        "worker": team.worker,
        "employer": team.employer,
        "month": SEPTEMBER,
        "scenario": Scenario.HOURS,
        "kind": STRIKE,
        "by": team.worker_account,
        "at": months.PAID_AT,
    }
    return acts.ask_for_declaration(**{**told, **changes})


def test_a_strike_waits_for_the_workers_request(team: Team) -> None:
    version = months.lodge_hours(team, strike())
    assert one(version).status == Status.HELD
    assert not Delivery.objects.exists()
    request = ask(team)
    assert request.answered_by == version
    assert one(version).status == Status.STANDING
    assert Delivery.objects.get().version == version


def test_a_strike_asked_for_goes_at_once(team: Team) -> None:
    request = ask(team, at=months.SENT_AT)
    (waiting,) = queries.requests_visible_to(account=team.people.manager, on=ON)
    assert (waiting, waiting.answered_by) == (request, None)
    version = months.lodge_hours(team, strike())
    assert one(version).status == Status.STANDING
    request.refresh_from_db()
    assert request.answered_by == version


def test_asked_twice_is_asked_once(team: Team) -> None:
    assert ask(team) == ask(team)


def test_nobody_asks_for_another_worker(team: Team) -> None:
    for stranger in (team.other_worker_account, team.other_clerk, team.people.manager):
        with pytest.raises(NotAllowed):
            ask(team, by=stranger)


def test_a_strike_beside_other_causes_is_not_held(team: Team) -> None:
    told = months.hours(
        kinds=("economic_worker", STRIKE),
        days=(
            *months.hours().days[:3],
            DayOfUnemployment(day=DAYS[5], code=kind_of(STRIKE).day_code, hours=FULL_DAY),
        ),
    )
    assert one(months.lodge_hours(team, told)).status == Status.STANDING


# --- who sees what


def test_declarations_are_seen_by_their_own_only(team: Team) -> None:
    version = months.lodge_hours(team)
    for account in (team.people.manager, team.worker_account, team.clerk):
        found = queries.declarations_visible_to(account=account, on=ON)
        assert list(found) == [version.declaration]
    for account in (team.people.other_manager, team.other_worker_account, team.other_clerk):
        assert not queries.declarations_visible_to(account=account, on=ON).exists()


def test_transitions_name_every_act_and_status() -> None:
    assert set(TRANSITIONS) == set(Step)
    reached = {status for _, after in TRANSITIONS.values() for status in after}
    assert reached == set(Status)
