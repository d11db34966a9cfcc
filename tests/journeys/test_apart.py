"""Pages that the demonstration does not show: two accounts of a person, the end of reminders."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import BrowserContext, Page, expect

from accalmie.cases.access.models import Account
from accalmie.cases.access.roles import Role
from accalmie.exchange import reminders
from accalmie.portal.identity import views as identity
from tests.journeys.looking import faults_at

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True, scope="module")
def _beside_a_loop() -> Iterator[None]:
    """The browser's driver keeps a loop running, beside which the database works all the same."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield


@pytest.fixture
def root(live_server, settings) -> str:
    """The address of a server that speaks no HTTPS, so that its cookies travel without."""
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "session", "csrf"
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    return str(live_server.url)


@pytest.mark.examines("identity_choose")
def test_no_violation_where_one_of_two_accounts_is_chosen(
    windows: Callable[..., BrowserContext], root: str
) -> None:
    accounts = [
        Account.objects.create_account(
            username=f"inspection{number}",
            password=None,
            role=Role.AUDITOR,
            display_name=f"Inspection {number}",
        )
        for number in (1, 2)
    ]
    session = SessionStore()
    told = {"accounts": [str(one.id) for one in accounts], "go_to": "", "way": "identity"}
    session[identity._CHOICE] = told
    session.create()
    page = _page_of(windows(), root, str(session.session_key))

    assert faults_at(page, f"{root}/fr/sign-in/identity/account/") == []
    expect(page.locator("[name=account]")).to_have_count(len(accounts))


@pytest.mark.examines("reminders_stop")
def test_no_violation_where_reminders_are_stopped(
    windows: Callable[..., BrowserContext], root: str
) -> None:
    signature = reminders._STOP.sign(uuid4().hex)

    assert faults_at(windows().new_page(), f"{root}/fr/reminders/stop/{signature}/") == []


def _page_of(window: BrowserContext, root: str, session: str) -> Page:
    window.add_cookies([{"name": "session", "value": session, "url": root}])
    return window.new_page()
