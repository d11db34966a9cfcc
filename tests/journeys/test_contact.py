"""A question travels: the form, the inbox of the office, the answer by a real mail server."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from icalendar import Calendar
from playwright.sync_api import Page

from tests.mail_server import Taken, serving, text_of

pytestmark = pytest.mark.browser


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
    address: str, browser, somebody: Callable[..., Page], mail: tuple[Taken, int]
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/fr/")
    page.get_by_role("link", name="Contact", exact=True).first.click()
    page.fill("#id_text", "Ma lettre est perdue.")
    page.fill("#id_name", "Ange Essai")
    page.fill("#id_email", "ange@firm.example")
    page.fill("#id_postal_code", "1000")
    page.click("main button[type=submit]")
    assert page.locator(".govuk-error-summary a").inner_text() == "Choisissez de quoi il s’agit."
    assert page.input_value("#id_text") == "Ma lettre est perdue."
    page.select_option("#id_topic", "access")
    page.click("main button[type=submit]")
    number = page.locator("main .acc-code").inner_text()
    context.close()

    officer = somebody("andrea")
    officer.goto(f"{address}/fr/office/messages/")
    officer.locator(f"tr:has-text('{number}') th a").click()
    assert "Ma lettre est perdue." in officer.locator("main").inner_text()
    officer.fill("#id_text", "De nouveaux codes partent par la poste.")
    officer.click("form[action*=answer] button")
    assert "part par e-mail" in officer.locator("main").inner_text()
    (answer,) = mail[0].messages
    assert number in answer["Subject"]
    assert "De nouveaux codes partent" in text_of(answer)


def test_deadlines_are_subscribed_to(address: str, somebody: Callable[..., Page], browser) -> None:
    page = somebody("dominique")
    page.goto(f"{address}/fr/obligations/")
    page.click("a[href$='/obligations/follow/']")
    page.get_by_role("button", name="Créer une adresse").click()
    feed = page.input_value("#address")
    stranger = browser.new_context()
    answer = stranger.request.get(feed)
    events = Calendar.from_ical(answer.body()).walk("VEVENT")
    assert answer.status == 200
    assert events
    assert all(re.match(rf"{address}/fr/", event["url"]) for event in events)
    page.goto(f"{address}/fr/obligations/follow/")
    page.get_by_role("button", name="Retirer l’adresse").click()
    assert stranger.request.get(feed).status == 404
    stranger.close()
