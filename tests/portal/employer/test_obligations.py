"""What an employer must do, for whom, by when; and what lies with others."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from tests.cases import months

pytestmark = pytest.mark.django_db


def page(client_of, account) -> object:
    answer = client_of(account).get(reverse("portal:obligations"))
    assert answer.status_code == 200
    return answer


def test_hours_are_due_from_the_first_day_after_the_month(team, client_of, clock) -> None:
    months.announce(team)
    months.tell_first_day(team)
    months.lodge_constat(team)
    months.row_on(team, date(2026, 9, 20))
    clock(months.at(date(2026, 9, 20)))
    before = page(client_of, team.people.manager).context["due"]
    assert [(one.status.shape.value, one.day) for one in before if "hours" in one.url] == [
        ("todo", date(2026, 10, 1))
    ]

    clock(months.at(date(2026, 10, 2)))
    months.row_on(team, date(2026, 10, 2))
    after = page(client_of, team.people.manager).context["due"]
    hours, october = [one for one in after if "hours" in one.url]
    assert (hours.status.shape.value, october.status.shape.value) == ("due", "todo")
    assert "Adam" in hours.title


def test_red_is_only_what_is_late(team, client_of, clock) -> None:
    months.announce(team)
    clock(months.at(date(2026, 9, 14)))
    months.row_on(team, date(2026, 9, 14))
    shapes = {one.status.shape.value for one in page(client_of, team.people.manager).context["due"]}
    assert "stop" not in shapes
    clock(months.at(date(2026, 10, 5)))
    months.row_on(team, date(2026, 10, 5))
    late = [
        one
        for one in page(client_of, team.people.manager).context["due"]
        if one.status.shape.value == "stop"
    ]
    assert late
    assert late[0].day == date(2026, 10, 5)


def test_what_lies_with_others_names_no_mark(team, client_of, clock) -> None:
    months.announce(team)
    months.tell_first_day(team)
    months.lodge_constat(team)
    months.lodge_hours(team)
    clock(months.at(date(2026, 10, 6)))
    months.row_on(team, date(2026, 10, 6))
    answer = page(client_of, team.people.manager)
    assert [one.status.shape.value for one in answer.context["others"]]
    assert b"holiday" not in answer.content


def test_another_employer_sees_nothing_of_it(team, client_of) -> None:
    months.announce(team)
    answer = page(client_of, team.people.other_manager)
    assert answer.context["due"] == ()
    assert "Adam" not in answer.content.decode()


def test_it_is_the_first_page_after_signing_in(team, client_of) -> None:
    client = client_of(team.people.manager)
    assert client.get(reverse("portal:home")).headers["Location"] == reverse("portal:obligations")


def test_the_page_is_never_stored(team, client_of) -> None:
    assert "no-store" in page(client_of, team.people.manager).headers["Cache-Control"]
