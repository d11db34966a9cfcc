"""Sign-in with an electronic identity, over a real server: what opens, and what stays shut."""

from __future__ import annotations

import logging
from datetime import timedelta
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.core.cache import cache

from accalmie.cases.access.models import Account
from accalmie.cases.access.roles import Role
from accalmie.cases.identities import acts
from accalmie.cases.identities.models import Identity
from accalmie.cases.journal.models import Event
from accalmie.cases.parties.models import Office, Worker
from tests.portal.identity.conftest import CAMILLE, NOW, PERSON_KEY, Browser

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_worker_of_the_register_gets_in_and_his_account_is_opened_once(
    camille: Worker, browser_of: Browser
) -> None:
    answer = browser_of.come_back(browser_of.be("camille", browser_of.ask()))
    first = browser_of.account
    browser_of.client.logout()
    browser_of.come_back(browser_of.be("camille", browser_of.ask()))

    assert (answer.status_code, answer.headers["Location"]) == (302, "/en/help/")
    assert first is not None
    assert browser_of.account == first
    account = Account.objects.get(id=first)
    assert (account.role, account.worker) == (Role.WORKER, camille)
    assert not account.has_usable_password()
    assert Event.objects.filter(act="open_account", subject=account.id).count() == 1


def test_no_national_number_is_kept_or_travels_through_the_browser(
    camille: Worker, browser_of: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        asked = browser_of.ask()
        returned = browser_of.be("camille", asked)
        browser_of.come_back(returned)

    identity = Identity.objects.get()
    assert CAMILLE not in identity.digest
    assert identity.digest == acts.digest_of(niss=CAMILLE, key=PERSON_KEY)
    assert identity.digest != acts.digest_of(niss=CAMILLE, key="another key")
    for text in (asked, returned, caplog.text, identity.account.username):
        assert CAMILLE not in text


def test_somebody_whom_nobody_knows_gets_no_account(browser_of: Browser) -> None:
    answer = browser_of.come_back(browser_of.be("nobody", browser_of.ask()))

    assert answer.status_code == 403
    assert browser_of.account is None
    assert not Account.objects.exists()


def test_a_closed_account_stays_closed(camille: Worker, browser_of: Browser) -> None:
    Account.objects.create_account(
        username="camille",
        password=None,
        role=Role.WORKER,
        display_name="Camille",
        worker=camille,
        is_active=False,
    )
    answer = browser_of.come_back(browser_of.be("camille", browser_of.ask()))

    assert answer.status_code == 403
    assert browser_of.account is None


def test_one_person_with_two_accounts_chooses(camille: Worker, browser_of: Browser) -> None:
    office = Office.objects.create(code="b", name_fr="B", name_nl="B", name_de="B", name_en="B")
    officer = Account.objects.create_account(
        username="officer", password=None, role=Role.OFFICER, display_name="C", office=office
    )
    acts.link(account=officer, niss=CAMILLE, key=PERSON_KEY, at=NOW)
    own = acts.open_worker_account(niss=CAMILLE, key=PERSON_KEY, at=NOW)

    answer = browser_of.come_back(browser_of.be("camille", browser_of.ask()))
    page = browser_of.client.get(answer.headers["Location"])
    stranger = Account.objects.create_account(
        username="auditor", password=None, role=Role.AUDITOR, display_name="A"
    )
    refused = browser_of.client.post(answer.headers["Location"], {"account": stranger.id})
    assert browser_of.account is None
    chosen = browser_of.client.post(answer.headers["Location"], {"account": officer.id})

    assert page.content.decode().count('name="account"') == 2
    assert refused.status_code == 200
    assert chosen.status_code == 302
    assert browser_of.account == str(officer.id) != str(own.id)
    assert browser_of.client.get("/en/sign-in/identity/account/").status_code == 404


def test_stopping_at_the_provider_leads_back(camille: Worker, browser_of: Browser) -> None:
    fields = _fields(browser_of.ask())
    answer = browser_of.client.post("/test-identity/authorize", {**fields, "stop": "1"})
    back = browser_of.come_back(answer.headers["Location"])

    assert (back.status_code, back.headers["Location"]) == (302, "/en/sign-in/")
    assert browser_of.account is None


@pytest.mark.parametrize("state", ["", "somebody-elses"])
def test_a_wrong_state_opens_nothing(camille: Worker, browser_of: Browser, state: str) -> None:
    returned = browser_of.be("camille", browser_of.ask())
    answer = browser_of.come_back(_with(returned, state=state))

    assert answer.status_code == 400
    assert browser_of.account is None


def test_an_answer_is_used_once(camille: Worker, browser_of: Browser) -> None:
    returned = browser_of.be("camille", browser_of.ask())
    browser_of.come_back(returned)
    browser_of.client.logout()

    assert browser_of.come_back(returned).status_code == 400
    assert browser_of.account is None


def test_an_answer_opens_nothing_in_another_browser(camille: Worker, browser_of: Browser) -> None:
    returned = browser_of.be("camille", browser_of.ask())
    other = Browser(browser_of.server)

    assert other.come_back(returned).status_code == 400
    assert other.account is None


def test_a_code_of_another_question_is_refused(camille: Worker, browser_of: Browser) -> None:
    first, second = browser_of.ask(), browser_of.ask()
    code = _fields(browser_of.be("camille", first))["code"]
    answer = browser_of.come_back(_with(browser_of.be("camille", second), code=code))

    assert answer.status_code == 502
    assert browser_of.account is None


def test_a_nonce_of_another_question_is_refused(camille: Worker, browser_of: Browser) -> None:
    returned = browser_of.be("camille", _with(browser_of.ask(), nonce="another"))

    assert browser_of.come_back(returned).status_code == 400
    assert browser_of.account is None


def test_a_question_grows_old(camille: Worker, browser_of: Browser, settings) -> None:
    returned = browser_of.be("camille", browser_of.ask())
    settings.CLOCK.now = NOW + timedelta(minutes=11)

    assert browser_of.come_back(returned).status_code == 400
    assert browser_of.account is None


def test_a_code_grows_old(camille: Worker, browser_of: Browser) -> None:
    returned = browser_of.be("camille", browser_of.ask())
    cache.clear()

    assert browser_of.come_back(returned).status_code == 502


def test_another_provider_cannot_answer(camille: Worker, browser_of: Browser) -> None:
    returned = browser_of.be("camille", browser_of.ask())

    assert browser_of.come_back(_with(returned, iss="https://elsewhere")).status_code == 400


def test_a_wrong_secret_gets_no_token(camille: Worker, browser_of: Browser) -> None:
    answer = browser_of.client.post(
        "/test-identity/token", headers={"authorization": "Basic YWNjYWxtaWU6d3Jvbmc="}
    )
    assert answer.status_code == 401


@pytest.mark.parametrize(
    "changed",
    [
        {"redirect_uri": "https://elsewhere.example/en/sign-in/identity/back/"},
        {"client_id": "another"},
        {"code_challenge_method": "plain"},
        {"response_type": "token"},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_the_provider_turns_other_questions_away(browser_of: Browser, changed: dict) -> None:
    fields = _fields(browser_of.ask()) | changed

    assert browser_of.client.get("/test-identity/authorize", fields).status_code == 400


def test_where_to_go_stays_on_this_host(camille: Worker, browser_of: Browser) -> None:
    asked = browser_of.client.get("/en/sign-in/identity/?next=https://elsewhere.example/")
    answer = browser_of.come_back(browser_of.be("camille", asked.headers["Location"]))

    assert answer.headers["Location"].startswith("/en/")


def test_outside_a_demonstration_and_without_provider_there_is_no_such_way(
    db, client, settings
) -> None:
    settings.DEMO, settings.IDENTITY_PROVIDER = False, ""

    assert client.get("/en/sign-in/identity/").status_code == 404
    assert client.get("/test-identity/authorize").status_code == 404
    assert "sign-in/identity" not in client.get("/en/sign-in/").content.decode()


def test_a_provider_that_does_not_answer_is_told(db, client, settings) -> None:
    settings.IDENTITY_PROVIDER = "http://127.0.0.1:9"

    assert client.get("/en/sign-in/identity/").status_code == 502


def test_a_provider_is_reached_by_https_only(db, client, settings) -> None:
    settings.IDENTITY_PROVIDER = "http://identity.example"

    assert client.get("/en/sign-in/identity/").status_code == 502


def _fields(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def _with(address: str, **changed: str) -> str:
    parts = urlsplit(address)
    return parts._replace(query=urlencode(_fields(address) | changed)).geturl()
