"""The feed of a calendar: read back by a program, without a session, under a secret address."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from accalmie.cases.journal.models import Event
from accalmie.cases.reminders import feeds
from accalmie.cases.reminders.models import Feed
from tests.cases import months

pytestmark = pytest.mark.django_db

SEPTEMBER = date(2026, 9, 14)


@pytest.fixture
def announced(team, clock) -> months.Team:
    """A suspension that was announced, and nothing else done."""
    months.announce(team)
    clock(months.at(SEPTEMBER))
    months.row_on(team, SEPTEMBER)
    return team


def address_of(client: Client) -> str:
    shown = client.post(reverse("portal:make_feed"))
    assert shown.status_code == 200
    return shown.context["address"].removeprefix("http://testserver")


def events_of(content: bytes) -> list:
    calendar = Calendar.from_ical(content)
    assert calendar["method"] == "PUBLISH"
    assert calendar["x-wr-timezone"] == "Europe/Brussels"
    return calendar.walk("VEVENT")


def test_the_deadlines_are_whole_days(announced, client_of) -> None:
    address = address_of(client_of(announced.people.manager))
    answer = Client().get(address)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    page = client_of(announced.people.manager).get(reverse("portal:obligations"))
    pieces = {one.day for one in page.context["due"]}
    events = events_of(answer.content)
    assert len(events) == len(page.context["due"])
    for event in events:
        assert event["dtstart"].dt in pieces
        assert event["dtend"].dt - event["dtstart"].dt == timedelta(days=1)
        assert type(event["dtstart"].dt) is date
        assert event["url"].startswith("http://testserver/")


def test_each_event_leads_where_the_page_leads(announced, client_of) -> None:
    client = client_of(announced.people.manager)
    due = client.get(reverse("portal:obligations")).context["due"]
    events = events_of(Client().get(address_of(client)).content)
    assert {event["url"].removeprefix("http://testserver") for event in events} == {
        one.url for one in due
    }
    for event in events:
        assert client.get(event["url"].removeprefix("http://testserver")).status_code == 200


def test_it_names_nobody(announced, client_of) -> None:
    content = Client().get(address_of(client_of(announced.people.manager))).content.decode()
    plain = content.replace("\r\n ", "")
    worker = announced.worker
    for written in (worker.name, worker.first_name, worker.niss, announced.employer.name):
        assert written not in plain


def test_it_needs_no_session_and_leaves_none(announced, client_of) -> None:
    stranger = Client()
    answer = stranger.get(address_of(client_of(announced.people.manager)))
    assert answer.status_code == 200
    assert not stranger.cookies


def test_the_same_deadline_keeps_its_identity(announced, client_of, clock) -> None:
    address = address_of(client_of(announced.people.manager))
    first = events_of(Client().get(address).content)
    clock(months.at(SEPTEMBER + timedelta(days=1)))
    second = events_of(Client().get(address).content)
    assert {event["uid"] for event in first} <= {event["uid"] for event in second}
    assert len({event["uid"] for event in first}) == len(first)


def test_what_did_not_change_is_not_sent_again(announced, client_of) -> None:
    address = address_of(client_of(announced.people.manager))
    etag = Client().get(address).headers["ETag"]
    again = Client().get(address, headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("written", ["nobody-made-this", "x", "A" * 400])
def test_a_wrong_address_opens_nothing(team, written: str, caplog) -> None:
    answer = Client().get(reverse("portal:feed", args=[written]))
    assert (answer.status_code, answer.content) == (404, b"404\n")
    assert written not in caplog.text


def test_a_renewed_address_kills_the_one_before(announced, client_of) -> None:
    client = client_of(announced.people.manager)
    old, new = address_of(client), address_of(client)
    wrong = Client().get(reverse("portal:feed", args=["nobody-made-this"]))
    dead = Client().get(old)
    assert Client().get(new).status_code == 200
    assert (dead.status_code, dead.content, dict(dead.headers)) == (
        wrong.status_code,
        wrong.content,
        dict(wrong.headers),
    )


def test_a_revoked_address_opens_nothing(announced, client_of) -> None:
    client = client_of(announced.people.manager)
    address = address_of(client)
    client.post(reverse("portal:revoke_feed"))
    assert Client().get(address).status_code == 404
    acts = Event.objects.filter(subject_kind="feed").order_by("at", "id")
    assert [one.act for one in acts] == ["make_feed", "revoke_feed"]


def test_a_closed_account_feeds_nothing(announced, client_of) -> None:
    address = address_of(client_of(announced.people.manager))
    announced.people.manager.is_active = False
    announced.people.manager.save()
    assert Client().get(address).status_code == 404


def test_the_address_is_long_and_not_kept(announced, client_of) -> None:
    address = address_of(client_of(announced.people.manager))
    secret = address.rpartition("/")[2].removesuffix(".ics")
    # 43 signs of 6 bits: more than 128 bits.
    assert len(secret) == 43
    assert secret not in Feed.objects.get().digest
    page = client_of(announced.people.manager).get(reverse("portal:follow"))
    assert secret not in page.content.decode()


def test_who_asks_too_often_waits(announced, client_of, clock) -> None:
    address = address_of(client_of(announced.people.manager))
    Feed.objects.update(reads=feeds.READS_AN_HOUR)
    answer = Client().get(address)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "3600")
    clock(months.at(SEPTEMBER) + timedelta(hours=1))
    assert Client().get(address).status_code == 200


def test_another_employer_has_his_own(announced, client_of) -> None:
    answer = Client().get(address_of(client_of(announced.people.other_manager)))
    assert events_of(answer.content) == []


def test_it_speaks_the_language_of_the_account(announced, client_of) -> None:
    manager = announced.people.manager
    manager.language = "nl"
    manager.save()
    address = address_of(client_of(manager))
    calendar = Calendar.from_ical(Client().get(address).content)
    assert calendar["x-wr-calname"] == "Tijdelijke werkloosheid"
