"""One way through the house: the office prints a letter, and the day after all is accepted."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pypdf import PdfReader

from tests.journeys.looking import faults_at
from tests.journeys.turning import follow, give_codes, press

pytestmark = pytest.mark.browser

NAME, PASSWORD = "ecluse2026", "Lac_calme#2"


@pytest.fixture
def letter(somebody: Callable[..., Page], address: str) -> dict[str, str]:
    """What the officer's letter says, read from its PDF."""
    desk = somebody("andrea")
    desk.goto(f"{address}/fr/office/codes/")
    desk.fill("#q", "Canal")
    press(desk, "Chercher")
    press(desk, re.compile("Délivrer.*Mika Gabarit"))
    expect(desk.locator("h1")).to_have_text("La lettre est prête")
    assert faults_at(desk, desk.url) == []
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
def newcomer(windows: Callable[..., BrowserContext]) -> Page:
    """The access manager at his own screen."""
    return windows().new_page()


@pytest.mark.examines("codes_letter")
def test_from_the_letter_to_the_first_accepted_communication(
    letter: dict[str, str], newcomer: Page, address: str
) -> None:
    _connect_for_the_first_time(newcomer, address, letter)
    ticket = _communicate(newcomer)
    follow(newcomer.get_by_role("link", name="Voir la communication"))
    expect(newcomer.locator(".acc-caption .acc-code")).to_have_text(ticket)
    expect(newcomer.locator(".acc-status--block")).to_contain_text("Au bureau")
    press(newcomer, "Jour suivant")
    expect(newcomer.locator(".acc-status--block")).to_contain_text("En ordre")


def _connect_for_the_first_time(page: Page, address: str, letter: dict[str, str]) -> None:
    page.goto(f"{address}/fr/")
    follow(page.locator("main").get_by_role("button", name="Se connecter").first)
    give_codes(page, letter["username"], letter["password"])
    follow(page.get_by_role("button", name="Suivant", exact=True))
    page.fill("#id_username", NAME)
    page.fill("#id_password", PASSWORD)
    page.fill("#id_again", PASSWORD)
    follow(page.locator("main button[type=submit]"))
    press(page, "Confirmer")
    follow(page.locator("main").get_by_role("button", name="Se connecter"))
    give_codes(page, NAME, PASSWORD)
    expect(page).to_have_url(f"{address}/fr/obligations/")


def _communicate(page: Page) -> str:
    """A planned suspension in order; the unique number on its confirmation."""
    follow(page.get_by_role("link", name="Communications", exact=True).first)
    press(page, "Nouvelle communication")
    page.get_by_label("Suspension prévue, ouvriers").check()
    press(page, "Commencer")
    page.get_by_label("Non, notre propre personnel seulement").check()
    press(page, "Continuer")
    page.get_by_label("Des travailleurs, par leur nom").check()
    page.get_by_label("Lou Fictif").check()
    press(page, "Continuer")
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
    press(page, "Continuer")
    page.fill("#id_reason", "Le client principal a reporté ses commandes.")
    page.check("#id_undertakes")
    press(page, "Continuer")
    press(page, "Envoyer")
    expect(page.locator("h1")).to_contain_text("Votre communication est reçue")
    return page.locator(".acc-figure .acc-code").inner_text()
