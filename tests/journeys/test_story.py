"""The whole story in a browser: four actors, one month, from the announcement to the euro.

The announcement, the first effective day and the filling in of the claim are acts, for their pages
have journeys of their own; everything after is done by hand on the pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page

from accalmie.cases.access.models import Account
from accalmie.cases.board.models import Standing
from accalmie.cases.claims import acts as claims
from accalmie.cases.claims.models import Entitlement
from accalmie.cases.declarations.models import Declaration
from accalmie.cases.payments.models import PaymentRun
from tests.cases import months, situations
from tests.letters.pdf_reading import text_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BY_HAND = "771,64"
"""13 days of 7.6 h less one of holidays: 91.2 h. 91.2 × 6 ÷ 38 = 14.40, hence 14.5 allowances.
19.20 € × 38 ÷ 6 = 121.60 € a day: code 68, 72.65 €. 14.5 × 72.65 = 1,053.43 €, less 26.75 %, which
is 281.79 €."""

HOLIDAY = date(2026, 9, 25)
PAID_ON = date(2026, 10, 6)


@pytest.fixture(autouse=True, scope="module")
def _beside_a_loop() -> Iterator[None]:
    """The browser's driver keeps a loop running, beside which the database works all the same."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield


@pytest.fixture
def team(transactional_db: None, settings, tmp_path: Path) -> months.Team:
    """Everybody, before anything happened."""
    django_settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    settings.ARCHIVE, settings.OUTBOX = tmp_path / "archive", tmp_path / "outbox"
    # The server of the test speaks no HTTPS, without which these cookies do not travel.
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "session", "csrf"
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    settings.CLOCK = lambda: months.ANNOUNCED_AT
    return months.team(situations.people())


@pytest.fixture
def on(settings) -> Callable[[datetime], None]:
    """Moves the clock."""

    def move(moment: datetime) -> None:
        settings.CLOCK = lambda: moment

    return move


@pytest.fixture
def page_of(browser: Browser, live_server) -> Iterator[Callable[[Account], Page]]:
    """The page of somebody who is signed in; what the browser complains of is a failure."""
    contexts, complaints = [], []

    def open_for(account: Account) -> Page:
        client = Client()
        client.force_login(account)
        contexts.append(browser.new_context(base_url=live_server.url, java_script_enabled=False))
        cookie = client.cookies[django_settings.SESSION_COOKIE_NAME].value
        contexts[-1].add_cookies(
            [
                {
                    "name": django_settings.SESSION_COOKIE_NAME,
                    "value": cookie,
                    "url": live_server.url,
                }
            ]
        )
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield open_for
    for context in contexts:
        context.close()
    assert complaints == []


def test_from_the_announcement_to_the_euro(team: months.Team, on, page_of) -> None:
    months.announce(team)
    months.tell_first_day(team)

    on(months.CONSTAT_AT)
    employer = page_of(team.people.manager)
    _declare_the_right(team, employer)

    on(months.CLAIMED_AT)
    _claim(team)
    clerk = page_of(team.clerk)
    _hand_the_claim_to_the_office(clerk)
    assert Entitlement.objects.get().daily_cents == 7265

    worker = page_of(team.worker_account)
    _mark_and_send_the_card(team, worker, on)

    on(months.HOURS_AT)
    _declare_the_hours(team, employer)
    assert months.row_of(team).standing == Standing.READY

    on(months.PAID_AT)
    second = page_of(team.second_clerk)
    _pay(clerk, second)
    assert months.row_of(team).standing == Standing.PAID

    _everybody_sees_his_part(team, employer, worker)
    statement = clerk.locator("a[href*='statement']").first.get_attribute("href")
    answer = clerk.request.get(statement)
    assert BY_HAND in text_of(answer.body()).replace("\u00a0", " ")


def _declare_the_right(team: months.Team, page: Page) -> None:
    """Scenario 2, from the list of what is to be done."""
    row = months.row_of(team)
    page.goto(reverse("portal:obligations"))
    page.locator(f"a[href='{reverse('portal:declare_right', args=[row.id])}']").click()
    _fill_in_the_occupation(page)
    page.click("button[value=check]")
    page.click("button[value=send]")
    assert Declaration.objects.get().latest.fact == months.constat()


def _fill_in_the_occupation(page: Page) -> None:
    page.fill("#id_q", "38")
    page.fill("#id_s", "38")
    page.fill("#id_days_per_week", "5")
    page.fill("#id_wage_amount", "19,20")


def _claim(team: months.Team) -> None:
    """The worker fills his claim in and sends it to his payment organisation."""
    drafted = claims.draft_claim(
        worker=team.worker,
        employer=team.employer,
        kind="economic_worker",
        first_day=months.FIRST_DAY,
        needed=months.NEEDED,
        file=months.PAPERS,
        by=team.worker_account,
        at=months.CLAIMED_AT,
    )
    claims.submit_claim(claim=drafted, by=team.worker_account, at=months.CLAIMED_AT)


def _hand_the_claim_to_the_office(page: Page) -> None:
    page.goto(reverse("portal:payer_claims"))
    page.locator("tbody th a").first.click()
    page.locator("form[action$='/lodge/'] button").click()


def _mark_and_send_the_card(team: months.Team, page: Page, on) -> None:
    """One holiday; every other announced day stays empty, which means unemployed."""
    of = [team.employer.id, 2026, 9]
    on(months.at(HOLIDAY, 8))
    page.goto(reverse("portal:card_day", args=[*of, HOLIDAY.day]))
    page.locator("input[name=mark][value=holiday]").check(force=True)
    page.locator("#day button[type=submit]").click()
    on(months.SENT_AT)
    page.goto(reverse("portal:card_send", args=of))
    page.locator("main form button[type=submit]").click()


def _declare_the_hours(team: months.Team, page: Page) -> None:
    """Scenario 5: the days of the announcement stand there already, nothing is typed."""
    page.goto(reverse("portal:declare_hours", args=[months.row_of(team).id]))
    page.click("button[value=check]")
    page.click("button[value=send]")
    declared = Declaration.objects.get(scenario="scenario_5").latest.fact
    assert declared.days == months.hours().days


def _pay(first: Page, second: Page) -> None:
    """One prepares the run, another signs it and records that the bank paid."""
    first.goto(reverse("portal:run_preview"))
    assert BY_HAND in first.content()
    first.fill("#id_execution_on", PAID_ON.isoformat())
    first.locator("form[action*='prepare'] button").click()
    address = reverse("portal:payer_run", args=[PaymentRun.objects.get().id])
    second.goto(address)
    second.locator("form[action$='/sign/'] button").click()
    second.fill("#id_paid_on", PAID_ON.isoformat())
    second.locator("form[action$='/paid/'] button").click()
    first.goto(address)


def _everybody_sees_his_part(team: months.Team, employer: Page, worker: Page) -> None:
    """The same page: the worker reads the amount, the employer that all is complete."""
    address = reverse("portal:month", args=[months.row_of(team).id])
    worker.goto(address)
    assert BY_HAND in worker.inner_text("main")
    employer.goto(address)
    assert "€" not in employer.inner_text("main")
