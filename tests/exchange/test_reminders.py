"""Reminders by e-mail: confirmed once, told once for each deadline, without a name, stopped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from accalmie.cases.mails.models import Mail
from accalmie.cases.reminders import telling, wishes
from accalmie.cases.reminders.models import Occasion, Told, Wish
from accalmie.exchange import jobs, mails, reminders
from tests.cases import months, situations
from tests.mail_server import Taken, listening, text_of

pytestmark = pytest.mark.django_db

ADDRESS = "lisse@firm.example"
ASKED_AT = months.at(date(2026, 8, 31))


@pytest.fixture
def server(settings) -> Iterator[Taken]:
    """The server that the settings name."""
    settings.PUBLIC_URL = "http://testserver"
    settings.CLOCK = lambda: ASKED_AT
    with listening(settings) as taken:
        yield taken


@pytest.fixture
def team() -> months.Team:
    """A suspension of September was announced; the first day was not communicated."""
    team = months.team(situations.people())
    months.announce(team)
    return team


@pytest.fixture
def wish(team, server) -> Wish:
    """A wish that was confirmed by the link of the e-mail."""
    reminders.ask(account=team.people.manager, address=ADDRESS, at=ASKED_AT)
    mails.deliver(at=ASKED_AT)
    link = _link(server, "confirm")
    assert Client().post(link).status_code == 200
    server.messages.clear()
    return Wish.objects.get()


def morning(day: date) -> datetime:
    return months.at(day, hour=7)


def _link(server: Taken, word: str) -> str:
    text = text_of(server.messages[-1])
    return re.search(rf"http://testserver(/\S*/{word}/\S+)", text).group(1)


def _limit(team) -> date:
    """The last day for the first day of September, as the board has it."""
    row = months.row_on(team, date(2026, 9, 1))
    return next(piece.until for piece in row.lights if piece.name == "first_day")


def test_the_link_confirms_once(team, server) -> None:
    reminders.ask(account=team.people.manager, address=ADDRESS, at=ASKED_AT)
    mails.deliver(at=ASKED_AT)
    link = _link(server, "confirm")
    assert ADDRESS in Client().get(link).content.decode()
    assert wishes.confirmed() == [], "looking at a link confirms nothing"
    assert Client().post(link).status_code == 200
    assert wishes.confirmed() == [Wish.objects.get().id]
    assert Client().post(link).status_code == 410
    assert Client().get(link).status_code == 410


def test_a_link_lives_two_days(team, server, settings) -> None:
    reminders.ask(account=team.people.manager, address=ADDRESS, at=ASKED_AT)
    mails.deliver(at=ASKED_AT)
    settings.CLOCK = lambda: ASKED_AT + wishes.LINK_LIVES
    assert Client().post(_link(server, "confirm")).status_code == 410


def test_nothing_goes_to_an_address_that_was_not_confirmed(team, server) -> None:
    reminders.ask(account=team.people.manager, address=ADDRESS, at=ASKED_AT)
    mails.deliver(at=ASKED_AT)
    limit = _limit(team)
    jobs.run(name="remind_by_mail", at=morning(limit + timedelta(days=1)))
    assert len(server.messages) == 1


def test_the_morning_before_and_once_it_is_late(team, server, wish) -> None:
    limit = _limit(team)
    sent = []
    for days in range(-4, 4):
        day = limit + timedelta(days=days)
        months.row_on(team, day)
        before = len(server.messages)
        jobs.run(name="remind_by_mail", at=morning(day))
        jobs.run(name="remind_by_mail", at=morning(day))
        sent += [days] * (len(server.messages) - before)
    assert sent == [-1, 1]
    told = Told.objects.filter(deadline__startswith="first_day").order_by("told_at")
    assert [one.occasion for one in told] == [Occasion.BEFORE, Occasion.LATE]


def test_a_morning_that_was_missed_is_made_up_for(team, server, wish) -> None:
    limit = _limit(team)
    months.row_on(team, limit)
    jobs.run(name="remind_by_mail", at=morning(limit))
    assert len(server.messages) == 1


def test_it_names_nobody_and_leads_to_the_page(team, server, wish) -> None:
    limit = _limit(team)
    months.row_on(team, limit)
    jobs.run(name="remind_by_mail", at=morning(limit))
    (message,) = server.messages
    whole = message.as_string() + text_of(message)
    for written in (team.worker.name, team.worker.first_name, team.worker.niss, "Lisse"):
        assert written not in whole
    assert "http://testserver/fr/obligations/" in text_of(message)
    assert "1 travailleur" in text_of(message)


def test_it_speaks_the_language_of_the_account(team, server, wish) -> None:
    manager = team.people.manager
    manager.language = "de"
    manager.save()
    limit = _limit(team)
    months.row_on(team, limit)
    jobs.run(name="remind_by_mail", at=morning(limit))
    (message,) = server.messages
    assert message["Subject"].startswith("Zeitweilige Arbeitslosigkeit")
    assert "/de/obligations/" in text_of(message)


def test_the_link_of_an_e_mail_stops_them_at_one_press(team, server, wish) -> None:
    limit = _limit(team)
    months.row_on(team, limit - timedelta(days=1))
    jobs.run(name="remind_by_mail", at=morning(limit - timedelta(days=1)))
    stop = server.messages[0]["List-Unsubscribe"].strip(" <>").removeprefix("http://testserver")
    program = Client(enforce_csrf_checks=True)
    assert program.post(stop, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert program.post(stop).status_code == 200, "stopped twice is stopped once"
    months.row_on(team, limit + timedelta(days=1))
    jobs.run(name="remind_by_mail", at=morning(limit + timedelta(days=1)))
    assert len(server.messages) == 1


def test_looking_at_that_link_stops_nothing(team, server, wish) -> None:
    limit = _limit(team)
    months.row_on(team, limit)
    jobs.run(name="remind_by_mail", at=morning(limit))
    assert Client().get(_link(server, "stop")).status_code == 200
    assert wishes.confirmed() == [wish.id]


@pytest.mark.parametrize("signature", ["x", "0" * 32, f"{'0' * 32}:forged"])
def test_a_forged_link_stops_nothing(team, wish, signature: str) -> None:
    assert Client().post(f"/fr/reminders/stop/{signature}/").status_code == 404
    assert wishes.confirmed() == [wish.id]


def test_a_deadline_cannot_be_told_twice(team, server, wish) -> None:
    limit = _limit(team)
    months.row_on(team, limit)
    told = telling.to_tell(account=team.people.manager, today=limit)
    jobs.run(name="remind_by_mail", at=morning(limit))
    mail = Mail.objects.filter(unsubscribe_url__gt="").get()
    with pytest.raises(IntegrityError), transaction.atomic():
        telling.note(account=team.people.manager, told=told, mail=mail, at=morning(limit))


def test_another_address_replaces_the_first(team, server, wish) -> None:
    reminders.ask(account=team.people.manager, address="other@firm.example", at=ASKED_AT)
    assert wishes.confirmed() == []
    assert Wish.objects.filter(stopped_at__isnull=True).get().address == "other@firm.example"
