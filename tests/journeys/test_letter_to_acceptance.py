"""One way through the house: the office prints a letter, and the day after all is accepted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from io import BytesIO

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

pytestmark = pytest.mark.browser

MILLISECONDS = 10_000
NAME, PASSWORD = "ecluse2026", "Lac_calme#2"


@pytest.fixture
def letter(somebody: Callable[..., Page], address: str) -> dict[str, str]:
    """What the officer's letter says, read from its PDF."""
    desk = somebody("andrea")
    desk.goto(f"{address}/fr/office/codes/")
    desk.fill("#q", "Canal")
    desk.get_by_role("button", name="Chercher").click()
    desk.get_by_role("button", name=re.compile("Délivrer.*Mika Gabarit")).click()
    expect(desk.locator("h1")).to_have_text("La lettre est prête")
    form = desk.locator("form[action$='/fetch/']")
    token = form.locator("[name=csrfmiddlewaretoken]").input_value()
    fetch = address + str(form.get_attribute("action"))
    answer = desk.request.post(fetch, form={"csrfmiddlewaretoken": token})
    assert answer.headers["content-type"] == "application/pdf"
    text = "\n".join(page.extract_text() for page in PdfReader(BytesIO(answer.body())).pages)
    return {
        "username": str(re.search(r"Nom d’utilisateur\s+(\S+)", text)[1]),
        "password": str(re.search(r"Mot de passe\s+(\S+)", text)[1]),
    }


@pytest.fixture
def newcomer(browser: Browser) -> Iterator[Page]:
    """The access manager at his own screen."""
    context = browser.new_context(locale="fr-BE")
    page = context.new_page()
    page.set_default_timeout(MILLISECONDS)
    yield page
    context.close()


def test_from_the_letter_to_the_first_accepted_communication(
    letter: dict[str, str], newcomer: Page, address: str
) -> None:
    _connect_for_the_first_time(newcomer, address, letter)
    ticket = _communicate(newcomer)
    newcomer.get_by_role("link", name="Voir la communication").click()
    expect(newcomer.locator(".acc-caption .acc-code")).to_have_text(ticket)
    expect(newcomer.locator(".acc-status--block")).to_contain_text("Au bureau")
    newcomer.get_by_role("button", name="Jour suivant").click()
    expect(newcomer.locator(".acc-status--block")).to_contain_text("En ordre")


def _connect_for_the_first_time(page: Page, address: str, letter: dict[str, str]) -> None:
    page.goto(f"{address}/fr/")
    page.locator("main").get_by_role("button", name="Se connecter").first.click()
    _sign_in(page, letter["username"], letter["password"])
    page.get_by_role("button", name="Suivant", exact=True).click()
    page.fill("#id_username", NAME)
    page.fill("#id_password", PASSWORD)
    page.fill("#id_again", PASSWORD)
    page.locator("main button[type=submit]").click()
    page.get_by_role("button", name="Confirmer").click()
    page.locator("main").get_by_role("button", name="Se connecter").click()
    _sign_in(page, NAME, PASSWORD)
    expect(page).to_have_url(f"{address}/fr/obligations/")


def _sign_in(page: Page, username: str, password: str) -> None:
    page.fill("#id_username", username)
    page.fill("#id_password", password)
    page.click("main button[type=submit]")


def _communicate(page: Page) -> str:
    """A planned suspension in order; the unique number on its confirmation."""
    page.get_by_role("link", name="Communications", exact=True).first.click()
    page.get_by_role("button", name="Nouvelle communication").click()
    page.get_by_label("Suspension prévue, ouvriers").check()
    page.get_by_role("button", name="Commencer").click()
    page.get_by_label("Non, notre propre personnel seulement").check()
    page.get_by_role("button", name="Continuer").click()
    page.get_by_label("Des travailleurs, par leur nom").check()
    page.get_by_label("Lou Fictif").check()
    page.get_by_role("button", name="Continuer").click()
    today = date.fromisoformat(str(page.locator(".acc-demo time").get_attribute("datetime")))
    for name, day in (
        ("notified_on", today),
        ("first_day", today + timedelta(days=12)),
        ("last_day", today + timedelta(days=25)),
    ):
        page.fill(f"#id_{name}", str(day.day))
        page.fill(f"#id_{name}-month", str(day.month))
        page.fill(f"#id_{name}-year", str(day.year))
    page.get_by_label("Suspension complète").check()
    page.get_by_role("button", name="Continuer").click()
    page.fill("#id_reason", "Le client principal a reporté ses commandes.")
    page.check("#id_undertakes")
    page.get_by_role("button", name="Continuer").click()
    page.get_by_role("button", name="Envoyer").click()
    expect(page.locator("h1")).to_contain_text("Votre communication est reçue")
    return page.locator(".acc-figure .acc-code").inner_text()
