"""What a mail brings: the answer to a question, links that confirm, and deadlines in a calendar."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from icalendar import Calendar
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.looking import faults_at, faults_here
from tests.journeys.turning import PASSWORD, follow, press, sign_in
from tests.mail_server import Taken, serving, text_of

pytestmark = pytest.mark.browser

OWN_PASSWORD = "Lac_calme#2"


@pytest.fixture(scope="module")
def mail() -> Iterator[tuple[Taken, int]]:
    """A mail server, and its port."""
    with serving() as served:
        yield served


@pytest.fixture(scope="module")
def more_environment(mail: tuple[Taken, int]) -> dict[str, str]:
    """The demonstration sends its e-mails there."""
    return {"ACCALMIE_MAIL_URL": f"smtp://127.0.0.1:{mail[1]}"}


def test_a_question_is_asked_and_answered(
    address: str,
    windows: Callable[..., BrowserContext],
    somebody: Callable[..., Page],
    mail: tuple[Taken, int],
) -> None:
    page = windows(java_script_enabled=False).new_page()
    page.goto(f"{address}/fr/")
    follow(page.get_by_role("link", name="Contact", exact=True).first)
    page.fill("#id_text", "Ma lettre est perdue.")
    page.fill("#id_name", "Ange Essai")
    page.fill("#id_email", "ange@firm.example")
    page.fill("#id_postal_code", "1000")
    follow(page.locator("main button[type=submit]"))
    assert page.locator(".govuk-error-summary a").inner_text() == "Choisissez de quoi il s’agit."
    assert page.input_value("#id_text") == "Ma lettre est perdue."
    page.select_option("#id_topic", "access")
    follow(page.locator("main button[type=submit]"))
    number = page.locator("main .acc-code").inner_text()

    officer = somebody("andrea")
    officer.goto(f"{address}/fr/office/messages/")
    follow(officer.locator(f"tr:has-text('{number}') th a"))
    assert "Ma lettre est perdue." in officer.locator("main").inner_text()
    officer.fill("#id_text", "De nouveaux codes partent par la poste.")
    follow(officer.locator("form[action*=answer] button"))
    assert "part par e-mail" in officer.locator("main").inner_text()
    (answer,) = mail[0].messages
    assert number in answer["Subject"]
    assert "De nouveaux codes partent" in text_of(answer)


@pytest.mark.examines("guide_contact_sent", "contact_message")
def test_no_violation_on_the_way_of_a_question(
    address: str, windows: Callable[..., BrowserContext], somebody: Callable[..., Page]
) -> None:
    page = windows().new_page()
    page.goto(f"{address}/fr/contact/")
    page.select_option("#id_topic", "access")
    page.fill("#id_text", "Ma lettre n’est pas arrivée.")
    page.fill("#id_name", "Ange Essai")
    page.fill("#id_email", "ange@firm.example")
    page.fill("#id_postal_code", "1000")
    follow(page.locator("main button[type=submit]"))
    number = page.locator("main .acc-code").inner_text()
    found = faults_here(page)

    officer = somebody("andrea")
    officer.goto(f"{address}/fr/office/messages/")
    follow(officer.locator(f"tr:has-text('{number}') th a"))
    found += faults_at(officer, officer.url)

    assert found == []


@pytest.mark.examines("confirm_address", "new_password")
def test_a_forgotten_password_is_replaced_through_a_mail(
    address: str,
    windows: Callable[..., BrowserContext],
    somebody: Callable[..., Page],
    mail: tuple[Taken, int],
) -> None:
    page = somebody("pascale")
    page.goto(f"{address}/fr/my-sign-in/address/")
    page.fill("#id_email", "pascale@firm.example")
    page.fill("#id_current", PASSWORD)
    follow(page.locator("main button[type=submit]"))
    link = address + mail[0].path_sent("/my-sign-in/address/")
    found = faults_at(page, link)
    follow(page.locator("main button[type=submit]"))
    expect(page.get_by_role("status")).to_contain_text("confirmée")

    forgetful = windows().new_page()
    forgetful.goto(f"{address}/fr/forgotten/")
    forgetful.fill("#id_username", "pascale")
    follow(forgetful.locator("main button[type=submit]"))
    found += faults_here(forgetful)
    forgetful.goto(address + mail[0].path_sent("/forgotten/"))
    found += faults_at(forgetful, forgetful.url)
    forgetful.fill("#id_password", OWN_PASSWORD)
    forgetful.fill("#id_again", OWN_PASSWORD)
    follow(forgetful.locator("main button[type=submit]"))
    sign_in(forgetful, address, "pascale", OWN_PASSWORD)
    expect(forgetful).to_have_url(f"{address}/fr/obligations/")

    assert found == []


@pytest.mark.examines("reminders_confirm")
def test_reminders_are_confirmed_through_a_mail(
    address: str, somebody: Callable[..., Page], mail: tuple[Taken, int]
) -> None:
    page = somebody("dominique")
    page.goto(f"{address}/fr/obligations/follow/")
    page.fill("#id_email", "dominique@firm.example")
    follow(page.locator("form[action$='/reminders/'] button"))
    link = address + mail[0].path_sent("/reminders/confirm/")
    found = faults_at(page, link)
    follow(page.locator("main form button[type=submit]"))
    found += faults_here(page)

    assert found == []


def test_deadlines_are_subscribed_to(
    address: str, somebody: Callable[..., Page], windows: Callable[..., BrowserContext]
) -> None:
    page = somebody("dominique")
    page.goto(f"{address}/fr/obligations/")
    follow(page.locator("a[href$='/obligations/follow/']"))
    press(page, "Créer une adresse")
    feed = page.input_value("#address")
    stranger = windows()
    answer = stranger.request.get(feed)
    events = Calendar.from_ical(answer.body()).walk("VEVENT")
    assert answer.status == 200
    assert events
    assert all(re.match(rf"{address}/fr/", event["url"]) for event in events)
    page.goto(f"{address}/fr/obligations/follow/")
    press(page, "Retirer l’adresse")
    assert stranger.request.get(feed).status == 404
