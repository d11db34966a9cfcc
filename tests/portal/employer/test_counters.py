"""Used and left over the year; the ladder of the contribution, drawn only where data are whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from accalmie.cases.board.models import BoardRow
from accalmie.cases.communications import acts
from accalmie.facts.communications import Channel
from accalmie.facts.days import Month
from accalmie.facts.declarations import DayOfUnemployment
from tests.cases import months
from tests.cases.situations import suspension

pytestmark = pytest.mark.django_db


def page(client_of, account, **asked: str):
    answer = client_of(account).get(reverse("portal:counters"), asked)
    assert answer.status_code == 200
    return answer


def test_what_is_used_and_what_is_left(team, client_of, clock) -> None:
    months.announce(team)
    clock(months.at(date(2026, 9, 21)))
    (row,) = page(client_of, team.people.manager).context["workers"]
    (counter,) = row.counters
    assert row.name == str(team.worker)
    assert counter.used.startswith("8 sur 28")
    assert counter.left.startswith("20")
    assert counter.status is None
    assert "<title" in row.strip
    assert "<desc" in row.strip


def announce_section(team, last_day: date) -> None:
    told = replace(suspension(first_day=date(2026, 9, 7)), workers=(), section="Atelier")
    version = acts.lodge(
        communication=replace(told, last_day=last_day),
        by=team.people.manager,
        at=months.at(date(2026, 8, 25)),
        channel=Channel.PORTAL,
    )
    acts.settle(versions=[version], at=months.at(date(2026, 8, 25)))


def test_a_section_has_its_counter(team, client_of, clock) -> None:
    announce_section(team, date(2026, 9, 20))
    clock(months.at(date(2026, 9, 10)))
    (row,) = page(client_of, team.people.manager).context["sections"]
    assert row.name == "Section Atelier"
    assert row.counters[0].used.startswith("4 sur 28")


@pytest.mark.parametrize(("day", "word"), [(27, None), (28, "Reste peu"), (30, "Reste peu")])
def test_a_warning_comes_when_little_is_left(team, client_of, clock, day, word) -> None:
    announce_section(team, date(2026, 10, 4))
    clock(months.at(date(2026, 9, day)))
    (row,) = page(client_of, team.people.manager).context["sections"]
    status = row.counters[0].status
    assert (status.word if status else None) == word
    assert status is None or status.shape.value == "due"


def test_a_maximum_that_is_used_up_is_said(team, client_of, clock) -> None:
    announce_section(team, date(2026, 10, 4))
    clock(months.at(date(2026, 10, 5)))
    (row,) = page(client_of, team.people.manager).context["sections"]
    (counter,) = row.counters
    assert counter.status.word == "Épuisé"
    assert counter.free_from == date(2026, 10, 12)


def test_the_year_stands_on_the_first_page_with_its_table(team, client_of, clock) -> None:
    months.announce(team)
    clock(months.at(date(2026, 9, 14)))
    months.row_on(team, date(2026, 9, 14))
    answer = client_of(team.people.manager).get(reverse("portal:obligations"))
    year = answer.context["year"]
    assert {row.first_day for row in year.rows} >= {date(2026, 9, 14)}
    assert "style=" not in year.wide
    assert "style=" not in year.narrow


def test_hours_that_are_not_declared_keep_the_ladder_away(team, client_of, clock) -> None:
    months.announce(team)
    months.tell_first_day(team)
    months.row_on(team, date(2026, 10, 6))
    clock(months.at(date(2026, 10, 6)))
    ladder = page(client_of, team.people.manager).context["ladder"]
    assert "1" in ladder.why_not
    assert not ladder.workers


def test_the_ladder_counts_the_days_declared(team, client_of, clock) -> None:
    months.announce(team)
    months.tell_first_day(team)
    months.lodge_constat(team)
    told = months.hours()
    months.lodge_hours(team, told)
    months.row_on(team, date(2026, 10, 6))
    BoardRow.objects.exclude(month=told.month).delete()
    clock(months.at(date(2026, 10, 6)))
    answer = page(client_of, team.people.manager)
    ladder = answer.context["ladder"]
    assert ladder.why_not == ""
    (worker,) = ladder.workers
    declared = {one.day for one in told.days if one.code == "5.1"}
    assert worker.days == len(declared)
    assert worker.to_next == 111 - len(declared)
    assert worker.now == Decimal(0)
    # What the rate of the next step makes of the days still to come this quarter.
    assert worker.then == worker.to_next * Decimal(20)
    assert '<svg viewBox="0 0 700 150" role="img"' in answer.content.decode()


def test_days_of_few_hours_that_decide_the_step_are_named(team, client_of, clock) -> None:
    months.announce(team)
    month = Month(2026, 4)
    while month <= months.SEPTEMBER:
        usual = [day for day in month.period if day.weekday() < 5]
        days = tuple(
            DayOfUnemployment(
                day=day, code="5.1", hours=months.FULL_DAY if day.day > 7 else Decimal("2.00")
            )
            for day in usual
        )
        months.lodge_hours(team, months.hours(month=month, days=days))
        month = month.plus(1)
    BoardRow.objects.all().delete()
    clock(months.at(date(2026, 10, 6)))
    answer = page(client_of, team.people.manager)
    (worker,) = answer.context["ladder"].doubtful
    assert (worker.days, worker.incomplete) == (131, 30)
    assert f"{worker.name}: 131" in answer.content.decode().replace("\u00a0:", ":")


def test_other_days_do_not_count(team, client_of, clock) -> None:
    told = months.hours()
    weather = tuple(
        DayOfUnemployment(day=one.day, code="5.2", hours=one.hours) for one in told.days
    )
    months.announce(team)
    months.tell_first_day(team)
    months.lodge_constat(team)
    months.lodge_hours(team, replace(told, days=weather, kinds=("bad_weather",)))
    months.row_on(team, date(2026, 10, 6))
    BoardRow.objects.exclude(month=told.month).delete()
    clock(months.at(date(2026, 10, 6)))
    ladder = page(client_of, team.people.manager).context["ladder"]
    assert ladder.workers == ()
    assert ladder.why_not


def test_another_firm_cannot_be_asked_for(team, client_of) -> None:
    months.announce(team)
    client = client_of(team.people.other_manager)
    asked = {"firm": str(team.employer.id)}
    assert client.get(reverse("portal:counters"), asked).status_code == 404
    assert client.get(reverse("portal:counters"), {"firm": "x"}).status_code == 404
    assert "Adam" not in client.get(reverse("portal:counters")).content.decode()
