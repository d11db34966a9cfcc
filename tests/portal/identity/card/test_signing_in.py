"""From the question of the page to the account: over a real server, with a test card."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest

from accalmie.cases.access.models import Account
from accalmie.cases.factors.models import Challenge, OpenSession, Way
from accalmie.cases.parties.models import Worker
from tests.portal.identity.conftest import CAMILLE, NOW, Browser

pytestmark = pytest.mark.django_db(transaction=True)


def _question(browser: Browser, *, go_to: str = "") -> dict[str, str]:
    """What the page asks the card, and how the site calls itself."""
    page = browser.client.get(f"/en/sign-in/card/?next={go_to}").content.decode()
    return {
        name: re.search(f'name="{name}" value="([^"]*)"', page)[1]
        for name in ("question", "origin")
    }


def _token(browser: Browser, asked: dict[str, str], person: str = "camille") -> str:
    answer = browser.client.post("/test-identity/card", {**asked, "person": person})
    found = re.search(r'name="token" value="([^"]*)"', answer.content.decode())
    return unescape(found[1])


def _bring(browser: Browser, token: str):
    return browser.client.post("/en/sign-in/card/back/", {"token": token})


def test_a_card_opens_the_account_of_its_holder(camille: Worker, browser_of: Browser) -> None:
    token = _token(browser_of, _question(browser_of, go_to="/en/help/"))
    answer = _bring(browser_of, token)

    assert answer.headers["Location"] == "/en/help/"
    assert Account.objects.get(id=browser_of.account).worker == camille
    assert OpenSession.objects.get().way == Way.CARD


def test_a_question_is_long_and_of_this_page(camille: Worker, browser_of: Browser) -> None:
    first, second = _question(browser_of), _question(browser_of)

    assert first["question"] != second["question"]
    assert len(first["question"]) == 64
    assert first["origin"] == browser_of.server
    assert not Challenge.objects.filter(digest=first["question"]).exists()


def test_a_token_opens_once(camille: Worker, browser_of: Browser) -> None:
    token = _token(browser_of, _question(browser_of))
    _bring(browser_of, token)
    browser_of.client.logout()

    assert _bring(browser_of, token).status_code == 400
    assert browser_of.account is None


def test_a_question_is_answered_once_even_in_two_requests(
    camille: Worker, browser_of: Browser
) -> None:
    token = _token(browser_of, _question(browser_of))
    Challenge.objects.update(used_at=NOW)

    assert _bring(browser_of, token).status_code == 400


def test_a_token_opens_nothing_in_another_browser(camille: Worker, browser_of: Browser) -> None:
    other = Browser(browser_of.server)
    _question(other)
    token = _token(browser_of, _question(browser_of))

    assert _bring(other, token).status_code == 400
    assert other.account is None


@pytest.mark.parametrize(("minutes", "opens"), [(4, True), (5, False)])
def test_a_question_is_open_for_five_minutes(
    camille: Worker, browser_of: Browser, settings, minutes: int, opens: bool
) -> None:
    token = _token(browser_of, _question(browser_of))
    settings.CLOCK.now = NOW + timedelta(minutes=minutes)
    _bring(browser_of, token)

    assert (browser_of.account is not None) == opens


def test_what_the_card_signed_for_another_site_opens_nothing(
    camille: Worker, browser_of: Browser
) -> None:
    asked = _question(browser_of) | {"origin": "https://elsewhere.example"}

    assert _bring(browser_of, _token(browser_of, asked)).status_code == 400
    assert browser_of.account is None


def test_somebody_whom_nobody_knows_gets_no_account(browser_of: Browser) -> None:
    token = _token(browser_of, _question(browser_of), "nobody")

    assert _bring(browser_of, token).status_code == 403
    assert not Account.objects.exists()


def test_no_national_number_is_written_anywhere(
    camille: Worker, browser_of: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    answer = _bring(browser_of, _token(browser_of, _question(browser_of)))

    assert CAMILLE not in caplog.text
    assert CAMILLE not in answer.headers["Location"]
    assert CAMILLE not in str(list(OpenSession.objects.values()))


def test_without_authorities_and_without_https_there_is_no_such_way(
    db, client, settings, tmp_path
) -> None:
    settings.DEMO, settings.CARD_AUTHORITIES = False, None
    assert client.get("/en/sign-in/card/", secure=True).status_code == 404
    settings.CARD_AUTHORITIES = tmp_path
    assert client.get("/en/sign-in/card/", secure=True).status_code == 200
    assert client.get("/en/sign-in/card/").status_code == 404
