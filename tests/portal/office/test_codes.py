"""Codes by letter: found, issued, fetched once; and the first connection with what is printed."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from accalmie.cases.access.models import Account
from accalmie.cases.access.roles import Role
from accalmie.cases.factors import codes_letters, resets
from accalmie.cases.factors.models import AskedCodes, CodesLetter
from accalmie.cases.journal.models import Event
from accalmie.cases.parties.models import Employer, Sender
from tests.portal.access.conftest import (  # noqa: F401
    PASSWORD,
    Clock,
    clock,
    enter,
    firm,
    office,
    officer,
    owner,
)


@pytest.fixture
def desk(officer: Account) -> Client:  # noqa: F811
    client = Client()
    client.force_login(officer)
    return client


def _search(desk: Client, text: str) -> str:
    return desk.get(reverse("portal:codes_by_letter"), {"q": text}).content.decode()


def _issue(desk: Client, sort: str, key: object):
    return desk.post(reverse("portal:issue_codes"), {"sort": sort, "key": str(key)})


def _printed(desk: Client, answer) -> dict[str, str]:
    """What stands in the letter: the user name and the password."""
    page = answer.headers["Location"]
    fetch = re.search(r'action="([^"]*/fetch/)"', desk.get(page).content.decode()).group(1)
    letter = desk.post(fetch)
    assert letter.headers["Content-Type"] == "application/pdf"
    text = "\n".join(one.extract_text() for one in PdfReader(BytesIO(letter.content)).pages)
    return {
        "username": re.search(r"Nom d’utilisateur\s+(\S+)", text).group(1),
        "password": re.search(r"Mot de passe\s+(\S+)", text).group(1),
    }


@pytest.mark.parametrize(
    "text", ["ateliers", "0123456749", "0123.456.749", "123456749", " Exemple "]
)
def test_a_firm_is_found_by_number_and_name(desk: Client, firm: Employer, text: str) -> None:  # noqa: F811
    assert str(firm.id) in _search(desk, text)


@pytest.mark.parametrize("text", ["", "a", "nothing like it", "0999"])
def test_nothing_is_found(desk: Client, firm: Employer, text: str) -> None:  # noqa: F811
    assert str(firm.id) not in _search(desk, text)


def test_the_letter_opens_the_first_connection(desk: Client, firm: Employer) -> None:  # noqa: F811
    codes = _printed(desk, _issue(desk, "employer", firm.id))
    manager = Account.objects.get(employer=firm)
    client = Client()
    come = client.post(reverse("portal:sign_in"), codes)

    assert come.headers["Location"] == reverse("portal:first_connection")
    assert (manager.role, manager.has_posted_codes) == (Role.EMPLOYER, True)
    acts = list(Event.objects.order_by("id").values_list("act", flat=True))
    assert acts == ["issue_codes", "fetch_codes_letter"]


def test_a_secretariat_gets_codes_too(desk: Client, db: None) -> None:
    sender = Sender.objects.create(number="999009", name="Secrétariat Essai")
    assert str(sender.id) in _search(desk, "999009")
    _issue(desk, "secretariat", sender.id)

    assert Account.objects.get(sender=sender).role == Role.SECRETARIAT


def test_pressed_twice_it_opens_one_account_and_the_last_letter_counts(
    desk: Client,
    firm: Employer,  # noqa: F811
) -> None:
    first = _printed(desk, _issue(desk, "employer", firm.id))
    second = _printed(desk, _issue(desk, "employer", firm.id))

    assert Account.objects.filter(employer=firm).count() == 1
    assert Client().post(reverse("portal:sign_in"), first).status_code == 422
    assert Client().post(reverse("portal:sign_in"), second).status_code == 302


def test_a_letter_is_fetched_once_and_then_it_is_nowhere(
    desk: Client,
    firm: Employer,  # noqa: F811
) -> None:
    answer = _issue(desk, "employer", firm.id)
    letter = CodesLetter.objects.get()
    assert not bytes(letter.content).startswith(b"%PDF")
    fetch = reverse("portal:fetch_codes_letter", args=[letter.id])
    first = desk.post(fetch)

    assert first.content.startswith(b"%PDF")
    assert "no-store" in first.headers["Cache-Control"]
    assert desk.post(fetch).status_code == 410
    letter.refresh_from_db()
    assert letter.content is None
    assert fetch not in desk.get(answer.headers["Location"]).content.decode()


def test_a_letter_does_not_wait_for_long(
    desk: Client,
    firm: Employer,  # noqa: F811
    clock: Clock,  # noqa: F811
) -> None:
    _issue(desk, "employer", firm.id)
    fetch = reverse("portal:fetch_codes_letter", args=[CodesLetter.objects.get().id])
    clock.now += codes_letters.WAITS + timedelta(seconds=1)

    assert desk.post(fetch).status_code == 410


def test_another_officer_does_not_see_it(
    desk: Client,
    firm: Employer,  # noqa: F811
    officer: Account,  # noqa: F811
) -> None:
    _issue(desk, "employer", firm.id)
    letter = CodesLetter.objects.get()
    other = Account.objects.create_account(
        username="other", password=None, role=Role.OFFICER, display_name="X", office=officer.office
    )
    stranger = Client()
    stranger.force_login(other)

    assert stranger.get(reverse("portal:codes_letter", args=[letter.id])).status_code == 404
    fetch = reverse("portal:fetch_codes_letter", args=[letter.id])
    assert stranger.post(fetch).status_code == 404


def test_who_forgot_stands_on_the_list_until_the_letter_is_written(
    desk: Client,
    owner: Account,  # noqa: F811
    clock: Clock,  # noqa: F811
) -> None:
    resets.ask_for_letter(account=owner, at=clock.now)
    assert f'value="{owner.id}"' in desk.get(reverse("portal:codes_by_letter")).content.decode()
    codes = _printed(desk, _issue(desk, "account", owner.id))

    assert codes["username"] == owner.username
    assert AskedCodes.objects.get().settled_at is not None
    come = Client().post(reverse("portal:sign_in"), codes)
    assert come.headers["Location"] == reverse("portal:new_password")


@pytest.mark.parametrize("sort", ["account", "employer", "secretariat", "another"])
@pytest.mark.parametrize("key", ["", "nonsense", "00000000-0000-7000-8000-000000000000"])
def test_nobody_gets_codes_for_what_does_not_exist(desk: Client, sort: str, key: str) -> None:
    assert _issue(desk, sort, key).status_code == 404


def test_an_officer_never_gets_codes(desk: Client, officer: Account) -> None:  # noqa: F811
    assert _issue(desk, "account", officer.id).status_code == 404


def test_the_page_names_the_firm_and_shows_no_code(desk: Client, firm: Employer) -> None:  # noqa: F811
    page = desk.get(_issue(desk, "employer", firm.id).headers["Location"])
    text = unescape(page.content.decode())

    assert firm.name in text
    assert Account.objects.get(employer=firm).username not in text
    assert PASSWORD not in text
