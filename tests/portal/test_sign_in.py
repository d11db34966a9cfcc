"""Signing in: the same answer to every wrong try, and a lock that opens again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accalmie.cases.access.models import Account
from accalmie.cases.access.roles import Role
from accalmie.portal.access.attempts import ATTEMPTS_BEFORE_LOCK, LOCKED_FOR
from tests.portal.conftest import NOW

PASSWORD = "four quiet words here"


@pytest.fixture
def account(db: None, settings) -> Account:
    settings.CLOCK = lambda: NOW
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return Account.objects.create_account(
        username="quiet", password=PASSWORD, role=Role.ADMIN, display_name="Quiet Example"
    )


def _try(client: Client, username: str, password: str, **other: str):
    told = {"username": username, "password": password, **other}
    return client.post(reverse("portal:sign_in"), told)


def _shown(answer) -> str:
    """The page without what differs by chance (the token) and by what was typed."""
    text = answer.content.decode()
    start, end = text.index("<main"), text.index('<form class="acc-paper"')
    return text[start:end]


def test_the_right_password_opens_and_gives_a_new_session(account: Account) -> None:
    client = Client()
    client.get(reverse("portal:sign_in"))
    session = client.session
    session["left by somebody"] = "x"
    session.save()
    before = session.session_key
    answer = _try(client, "quiet", PASSWORD)

    assert answer.status_code == 302
    assert client.session.session_key != before
    assert client.get(reverse("portal:home")).status_code == 302


def test_an_empty_form_says_what_to_type_and_takes_the_focus(db) -> None:
    page = _try(Client(), "", "").content.decode()

    assert 'tabindex="-1" autofocus' in page
    assert "Introduisez votre nom d’utilisateur." in page
    assert "Introduisez votre mot de passe." in page


@pytest.mark.parametrize("username", ["quiet", "nobody at all"])
def test_a_wrong_try_says_nothing_about_the_name(account: Account, username: str) -> None:
    reference = _try(Client(), "quiet", "wrong")
    answer = _try(Client(), username, "also wrong")

    assert answer.status_code == 422
    assert _shown(answer) == _shown(reference)


def test_an_account_out_of_use_answers_like_a_wrong_password(account: Account) -> None:
    reference = _try(Client(), "quiet", "wrong")
    Account.objects.update(is_active=False)
    answer = _try(Client(), "quiet", PASSWORD)

    assert (answer.status_code, _shown(answer)) == (422, _shown(reference))


def test_too_many_wrong_tries_close_the_account_for_a_while(account: Account, settings) -> None:
    for _ in range(ATTEMPTS_BEFORE_LOCK):
        reference = _try(Client(), "quiet", "wrong")
    closed = _try(Client(), "quiet", PASSWORD)
    settings.CLOCK = lambda: NOW + LOCKED_FOR - timedelta(seconds=1)
    still_closed = _try(Client(), "quiet", PASSWORD)
    settings.CLOCK = lambda: NOW + LOCKED_FOR
    opened = _try(Client(), "quiet", PASSWORD)

    assert (closed.status_code, _shown(closed)) == (422, _shown(reference))
    assert still_closed.status_code == 422
    assert opened.status_code == 302


def test_one_try_less_closes_nothing(account: Account) -> None:
    for _ in range(ATTEMPTS_BEFORE_LOCK - 1):
        _try(Client(), "quiet", "wrong")

    assert _try(Client(), "quiet", PASSWORD).status_code == 302
    account.refresh_from_db()
    assert account.failed_attempts == 0


@pytest.mark.parametrize(
    "elsewhere",
    ["https://example.org/", "//example.org/x", "javascript:alert(1)", "\\\\example.org"],
)
def test_signing_in_never_leads_elsewhere(account: Account, elsewhere: str) -> None:
    answer = _try(Client(), "quiet", PASSWORD, next=elsewhere)

    assert answer.status_code == 302
    assert answer.headers["Location"] == reverse("portal:help")


def test_signing_in_comes_back_to_the_page_asked_for(account: Account) -> None:
    wanted = reverse("portal:privacy")

    assert _try(Client(), "quiet", PASSWORD, next=wanted).headers["Location"] == wanted


def test_signing_out_ends_the_session(account: Account) -> None:
    client = Client()
    client.force_login(account)
    client.post(reverse("portal:sign_out"))

    assert client.get(reverse("portal:home")).status_code == 200


def test_forms_are_protected_against_other_sites(account: Account) -> None:
    client = Client(enforce_csrf_checks=True)

    assert _try(client, "quiet", PASSWORD).status_code == 403
