"""A worker's days: signs in with his identity, marks, corrects, claims, sends; with the thumb."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.looking import faults_at
from tests.journeys.turning import enter, follow, press

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 360, "height": 780}, "locale": "fr-BE", "has_touch": True}
TARGET = 44
"""Pixels; the height that a thumb needs."""


@pytest.fixture
def identified(windows: Callable[..., BrowserContext], address: str) -> Callable[..., Page]:
    """Makes the page of somebody who came in through the local identity provider."""

    def sign_in(person: str, **context: object) -> Page:
        page = windows(**context).new_page()
        page.goto(f"{address}/fr/sign-in/")
        press(page, "Carte d’identité ou clé numérique")
        expect(page.get_by_role("heading", level=1)).to_have_text("Qui êtes-vous aujourd’hui ?")
        press(page, person)
        return page

    return sign_in


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_a_day_is_marked_corrected_and_kept(
    javascript: bool, identified: Callable[..., Page]
) -> None:
    person = "Femke" if javascript else "Camille"
    page = identified(person, java_script_enabled=javascript, **PHONE)
    expect(page).to_have_url(re.compile(r"/fr/my/card/$"))
    today = page.locator("td a[aria-current=date]")
    follow(today)
    expect(page.locator("tr.acc-week--chosen")).to_be_visible()
    page.get_by_label("Vacances").check()
    press(page, "Enregistrer")
    expect(page.get_by_role("status")).to_contain_text("Inscrit")

    follow(today)
    page.get_by_label("Incapacité de travail").check()
    press(page, "Enregistrer")
    expect(page.get_by_role("alert")).to_contain_text("Dites pourquoi")
    page.get_by_label("Pourquoi corrigez-vous").fill("Malade depuis ce matin")
    page.get_by_label("Incapacité de travail").check()
    press(page, "Enregistrer")
    page.locator("summary", has_text="Tout ce qui a été inscrit").click()
    expect(page.locator(".acc-made s").last).to_have_text("Vacances")
    expect(page.locator(".acc-made li").last).to_contain_text("Malade depuis ce matin")


def test_what_is_pressed_is_high_enough_for_a_thumb(identified: Callable[..., Page]) -> None:
    page = identified("Femke", **PHONE)
    boxes = page.locator("td a.acc-day").all()
    follow(page.locator("td a[aria-current=date]"))
    pressed = [*page.locator(".acc-pick label").all(), *page.locator(".acc-sheet button").all()]
    low = [
        box["height"]
        for one in (*pressed, page.locator(".acc-close"))
        if (box := one.bounding_box()) and box["height"] < TARGET
    ]

    assert boxes
    assert pressed
    assert low == []
    sheet = page.locator(".acc-sheet").bounding_box()
    day = page.locator(".acc-day--chosen").bounding_box()
    assert day["y"] + day["height"] <= sheet["y"], "the sheet covers the day it is about"


def test_a_claim_is_made_with_the_keyboard_alone(identified: Callable[..., Page]) -> None:
    page = identified("Femke", viewport={"width": 1280, "height": 900}, locale="fr-BE")
    follow(page.get_by_role("link", name="Mon dossier").first)
    enter(page.get_by_role("button", name="Demander maintenant").first)

    page.get_by_label("Non", exact=True).press("Space")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    enter(page.get_by_role("button", name="Enregistrer et continuer"))
    for _ in ("activities", "incomes"):
        page.get_by_label("Rien de cela").press("Space")
        enter(page.get_by_role("button", name="Enregistrer et continuer"))
    expect(page.get_by_label("Numéro de compte")).to_be_hidden()
    page.get_by_label("Sur mon propre compte").press("Space")
    page.get_by_label("Numéro de compte").fill("BE68 5390 0754 7035")
    enter(page.get_by_role("button", name="Enregistrer et continuer"))
    enter(page.get_by_role("link", name="chiffres de contrôle"))
    expect(page.get_by_label("Numéro de compte")).to_be_focused()
    page.get_by_label("Numéro de compte").fill("BE68 5390 0754 7034")
    enter(page.get_by_role("button", name="Enregistrer et continuer"))
    page.get_by_label("La laisser comme elle est").press("Space")
    for answer in page.get_by_label("Non", exact=True).all():
        answer.press("Space")
    enter(page.get_by_role("button", name="Enregistrer et continuer"))
    page.get_by_label("Je déclare que tout est vrai").press("Space")
    enter(page.get_by_role("button", name="Signer et envoyer"))

    expect(page.get_by_role("status")).to_contain_text("Votre demande est envoyée")
    expect(page.locator(".acc-status--block")).to_contain_text("organisme de paiement")


@pytest.mark.examines("card", "cards", "card_day", "card_month", "card_send", "my_file", "my_month")
def test_no_violation(identified: Callable[..., Page], address: str) -> None:
    page = identified("Alix", locale="fr-BE", reduced_motion="reduce")
    found = []
    visits = ["/my/card/", "/my/cards/", "/my/file/"]
    page.goto(f"{address}/fr/my/card/")
    visits.append(_path(page.locator("td a[aria-current=date]").get_attribute("href")))
    month = re.sub(r"-\d+/(#.*)?$", "/", visits[-1])
    visits += [month, f"{month}send/"]
    page.goto(f"{address}/fr/my/file/")
    visits += [_path(link.get_attribute("href")) for link in page.locator("tbody th a").all()[:2]]
    for path in visits:
        found += faults_at(page, f"{address}/fr{path}")

    assert found == []


def _path(address: str) -> str:
    return re.sub(r"^/[a-z]{2}", "", address)
