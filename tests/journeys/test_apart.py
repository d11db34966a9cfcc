"""Pages that the demonstration does not show: two accounts of a person, the end of reminders, a
disputed change of payment organisation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect

from accalmie.cases.access.models import Account
from accalmie.cases.access.roles import Role
from accalmie.cases.disputes import acts
from accalmie.exchange import reminders
from accalmie.portal.identity import views as identity
from tests.cases import months, situations
from tests.cases.claims.test_transfers import answer, ask
from tests.journeys.looking import faults_at

NOW = months.at(date(2026, 10, 5))

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


@pytest.mark.examines("payer_dispute", "disputes", "office_dispute")
def test_no_violation_where_a_change_is_disputed(
    windows: Callable[..., BrowserContext], root: str, settings
) -> None:
    settings.CLOCK = lambda: NOW
    team = months.team(situations.people())
    team.worker.postal_code = "1000"
    team.worker.save()
    opposed = answer(team, ask(team), is_agreed=False, debt=Decimal(120))

    clerk = _page_of(windows(), root, _session_of(team.other_clerk))
    found = faults_at(clerk, f"{root}/fr/payment-organisation/changes/{opposed.id}/dispute/")
    told = {"by": team.other_clerk, "at": NOW}
    dispute = acts.dispute_transfer(transfer=opposed, reason="La dette est payée.", **told)
    officer = _page_of(windows(), root, _session_of(team.people.first_officer))
    found += faults_at(officer, f"{root}/fr/office/disputes/")
    found += faults_at(officer, f"{root}/fr/office/disputes/{dispute.id}/")

    assert found == []


def _session_of(account: Account) -> str:
    client = Client()
    client.force_login(account)
    return str(client.cookies["session"].value)


def _page_of(window: BrowserContext, root: str, session: str) -> Page:
    window.add_cookies([{"name": "session", "value": session, "url": root}])
    return window.new_page()
