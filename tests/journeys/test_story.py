"""The whole story in a browser: four actors, one month, from the announcement to the euro.

Everything is done by hand on the pages, without JavaScript. The worker has a side activity, so that
the office must look at his claim; the nights between are worked through.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

from accalmie.cases.access.models import Account
from accalmie.cases.access.roles import SYSTEM
from accalmie.cases.board import acts as board
from accalmie.cases.board.models import Standing
from accalmie.cases.claims.models import Entitlement
from accalmie.cases.communications.acts import publish
from accalmie.cases.communications.queries import decisions_to_publish
from accalmie.cases.declarations.models import Declaration
from accalmie.cases.parties.models import Establishment
from accalmie.cases.payments.models import PaymentRun
from accalmie.facts.ids import establishment_unit
from tests.cases import months, situations
from tests.journeys.turning import follow, press
from tests.letters.pdf_reading import text_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BY_HAND = "771,64"
"""13 days of 7.6 h less one of holidays: 91.2 h. 91.2 × 6 ÷ 38 = 14.40, hence 14.5 allowances.
19.20 € × 38 ÷ 6 = 121.60 € a day: code 68, 72.65 €. 14.5 × 72.65 = 1,053.43 €, less 26.75 %, which
is 281.79 €."""

HOME = {"street": "Rue du Repos", "house_number": "7", "postal_code": "1000", "city": "Bruxelles"}
LAST_DAY = date(2026, 10, 11)
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
    for folder in ("ARCHIVE", "INBOX", "OUTBOX", "JOURNAL_HEADS", "LETTER_KEYS"):
        setattr(settings, folder, tmp_path / folder.lower())
    settings.JOURNAL_KEY = tmp_path / "journal.pem"
    # The server of the test speaks no HTTPS, without which these cookies do not travel.
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "session", "csrf"
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    settings.CLOCK = lambda: months.ANNOUNCED_AT
    everybody = months.team(situations.people())
    Establishment.objects.create(
        employer=everybody.employer,
        number=establishment_unit.with_check_digits("29990001"),
        name="Atelier",
        street="Rue du Repos",
        house_number="1",
        postal_code="1000",
        city="Bruxelles",
    )
    return everybody


@pytest.fixture
def on(settings) -> Callable[[datetime], None]:
    """Moves the clock."""

    def move(moment: datetime) -> None:
        settings.CLOCK = lambda: moment

    return move


@pytest.fixture
def page_of(
    windows: Callable[..., BrowserContext], live_server
) -> Iterator[Callable[[Account], Page]]:
    """The page of somebody who is signed in; what the browser complains of is a failure."""
    complaints: list[str] = []

    def open_for(account: Account) -> Page:
        client = Client()
        client.force_login(account)
        window = windows(base_url=live_server.url, java_script_enabled=False)
        cookie = client.cookies[django_settings.SESSION_COOKIE_NAME].value
        window.add_cookies(
            [
                {
                    "name": django_settings.SESSION_COOKIE_NAME,
                    "value": cookie,
                    "url": live_server.url,
                }
            ]
        )
        page = window.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield open_for
    assert complaints == []


def test_from_the_announcement_to_the_euro(team: months.Team, on, page_of) -> None:
    on(months.ANNOUNCED_AT)
    employer = page_of(team.people.manager)
    _announce(employer)
    on(months.TOLD_AT)
    _tell_the_first_day(employer)
    _night_before(months.CONSTAT_AT)

    on(months.CONSTAT_AT)
    _declare_the_right(team, employer)

    on(months.CLAIMED_AT)
    worker, clerk = page_of(team.worker_account), page_of(team.clerk)
    _claim(worker)
    _hand_the_claim_to_the_office(clerk)
    assert not Entitlement.objects.exists()
    _give_the_right(page_of(team.people.first_officer))
    assert Entitlement.objects.get().daily_cents == 7265

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


def _announce(page: Page) -> None:
    """The planned suspension, page after page."""
    _begin(page, "Suspension prévue, ouvriers")
    page.get_by_label("Non, notre propre personnel seulement").check()
    press(page, "Continuer")
    page.get_by_label("Des travailleurs, par leur nom").check()
    _name_the_worker(page)
    for name, day in (
        ("notified_on", months.ANNOUNCED_AT.date()),
        ("first_day", months.FIRST_DAY),
        ("last_day", LAST_DAY),
    ):
        _type_day(page, name, day)
    page.get_by_label("Suspension complète").check()
    press(page, "Continuer")
    page.fill("#id_reason", "Carnet de commandes")
    page.check("#id_undertakes")
    _send(page)


def _tell_the_first_day(page: Page) -> None:
    """The first effective day of the month."""
    _begin(page, "Premier jour sans travail, causes économiques, ouvriers")
    press(page, "Continuer")
    _name_the_worker(page)
    _type_day(page, "first_day", months.FIRST_DAY)
    _send(page)


def _begin(page: Page, title: str) -> None:
    page.goto(reverse("portal:lodging_new"))
    page.get_by_label(title).check()
    press(page, "Commencer")


def _name_the_worker(page: Page) -> None:
    page.get_by_label("Adam Témoin").check()
    press(page, "Continuer")


def _type_day(page: Page, name: str, day: date) -> None:
    for part, value in (("", day.day), ("-month", day.month), ("-year", day.year)):
        page.fill(f"#id_{name}{part}", str(value))


def _send(page: Page) -> None:
    """Nothing more is to be told: go on to the last page."""
    while not page.get_by_role("button", name="Envoyer").count():
        press(page, "Continuer")
    press(page, "Envoyer")
    expect(page.locator("h1")).to_contain_text("Votre communication est reçue")


def _night_before(moment: datetime) -> None:
    """What was decided without a person is published, the board follows.

    The letters are left out: they are signed in a loop, and the browser's driver keeps one here.
    """
    night = moment.replace(hour=2)
    for decision in list(decisions_to_publish(on=night.date())):
        publish(decision=decision, by=SYSTEM, at=night)
    board.rebuild(at=night)


def _declare_the_right(team: months.Team, page: Page) -> None:
    """Scenario 2, from the list of what is to be done."""
    row = months.row_of(team)
    page.goto(reverse("portal:obligations"))
    follow(page.locator(f"a[href='{reverse('portal:declare_right', args=[row.id])}']"))
    _fill_in_the_occupation(page)
    follow(page.locator("button[value=check]"))
    follow(page.locator("button[value=send]"))
    assert Declaration.objects.get().latest.fact == months.constat()


def _fill_in_the_occupation(page: Page) -> None:
    page.fill("#id_q", "38")
    page.fill("#id_s", "38")
    page.fill("#id_days_per_week", "5")
    page.fill("#id_wage_amount", "19,20")


def _claim(page: Page) -> None:
    """The worker's six short parts; a side activity is declared."""
    page.goto(reverse("portal:my_file"))
    follow(page.get_by_role("button", name="Demander maintenant").first)
    page.get_by_label("Non", exact=True).check()
    _next(page)
    for field, text in HOME.items():
        page.fill(f"#id_{field}", text)
    _next(page)
    page.locator("input[value=side_activity]").check()
    _next(page)
    page.get_by_label("Rien de cela").check()
    _next(page)
    page.get_by_label("Sur mon propre compte").check()
    page.get_by_label("Numéro de compte").fill(months.IBAN)
    _next(page)
    page.get_by_label("La laisser comme elle est").check()
    for answer in page.get_by_label("Non", exact=True).all():
        answer.check()
    _next(page)
    page.get_by_label("Je déclare que tout est vrai").check()
    press(page, "Signer et envoyer")
    expect(page.get_by_role("status")).to_contain_text("Votre demande est envoyée")


def _next(page: Page) -> None:
    press(page, "Enregistrer et continuer")


def _give_the_right(page: Page) -> None:
    """An officer looks at what the law leaves to a person, and gives the right."""
    page.goto(reverse("portal:claim_work"))
    follow(page.locator("tr", has_text="Adam Témoin").get_by_role("link"))
    for answer in page.get_by_label("Oui", exact=True).all():
        answer.check()
    page.get_by_label("Accorder le droit").check()
    press(page, "Enregistrer la décision")
    expect(page.get_by_role("status")).to_contain_text("Le droit est accordé")


def _hand_the_claim_to_the_office(page: Page) -> None:
    page.goto(reverse("portal:payer_claims"))
    follow(page.locator("tbody th a").first)
    follow(page.locator("form[action$='/lodge/'] button"))


def _mark_and_send_the_card(team: months.Team, page: Page, on) -> None:
    """One holiday; every other announced day stays empty, which means unemployed."""
    of = [team.employer.id, 2026, 9]
    on(months.at(HOLIDAY, 8))
    page.goto(reverse("portal:card_day", args=[*of, HOLIDAY.day]))
    page.locator("input[name=mark][value=holiday]").check(force=True)
    follow(page.locator("#day button[type=submit]"))
    on(months.SENT_AT)
    page.goto(reverse("portal:card_send", args=of))
    follow(page.locator("main form button[type=submit]"))


def _declare_the_hours(team: months.Team, page: Page) -> None:
    """Scenario 5: the days of the announcement stand there already, nothing is typed."""
    page.goto(reverse("portal:declare_hours", args=[months.row_of(team).id]))
    follow(page.locator("button[value=check]"))
    follow(page.locator("button[value=send]"))
    declared = Declaration.objects.get(scenario="scenario_5").latest.fact
    assert declared.days == months.hours().days


def _pay(first: Page, second: Page) -> None:
    """One prepares the run, another signs it and records that the bank paid."""
    first.goto(reverse("portal:run_preview"))
    assert BY_HAND in first.content()
    first.fill("#id_execution_on", PAID_ON.isoformat())
    follow(first.locator("form[action*='prepare'] button"))
    address = reverse("portal:payer_run", args=[PaymentRun.objects.get().id])
    second.goto(address)
    follow(second.locator("form[action$='/sign/'] button"))
    second.fill("#id_paid_on", PAID_ON.isoformat())
    follow(second.locator("form[action$='/paid/'] button"))
    first.goto(address)


def _everybody_sees_his_part(team: months.Team, employer: Page, worker: Page) -> None:
    """The same page: the worker reads the amount, the employer that all is complete."""
    address = reverse("portal:month", args=[months.row_of(team).id])
    worker.goto(address)
    assert BY_HAND in worker.inner_text("main")
    employer.goto(address)
    assert "€" not in employer.inner_text("main")
