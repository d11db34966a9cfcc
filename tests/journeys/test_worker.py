"""A worker's days: signs in with his identity, marks, corrects, claims, sends; with the thumb."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.looking import faults_at

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 360, "height": 780}, "locale": "fr-BE", "has_touch": True}
TARGET = 44
"""Pixels; the height that a thumb needs."""


@pytest.fixture
def identified(browser: Browser, address: str) -> Callable[..., Page]:
    """Makes the page of somebody who came in through the local identity provider."""
    contexts = []

    def sign_in(person: str, **context: object) -> Page:
        contexts.append(browser.new_context(**context))
        page = contexts[-1].new_page()
        page.goto(f"{address}/fr/sign-in/")
        page.get_by_role("button", name="Carte d’identité ou clé numérique").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Qui êtes-vous aujourd’hui ?")
        page.get_by_role("button", name=person).click()
        return page

    yield sign_in
    for context in contexts:
        context.close()


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_a_day_is_marked_corrected_and_kept(
    javascript: bool, identified: Callable[..., Page]
) -> None:
    person = "Femke" if javascript else "Camille"
    page = identified(person, java_script_enabled=javascript, **PHONE)
    expect(page).to_have_url(re.compile(r"/fr/my/card/$"))
    today = page.locator("td a[aria-current=date]")
    today.click()
    expect(page.locator("tr.acc-week--chosen")).to_be_visible()
    page.get_by_label("Vacances").check()
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("status")).to_contain_text("Inscrit")

    today.click()
    page.get_by_label("Incapacité de travail").check()
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("alert")).to_contain_text("Dites pourquoi")
    page.get_by_label("Pourquoi corrigez-vous").fill("Malade depuis ce matin")
    page.get_by_label("Incapacité de travail").check()
    page.get_by_role("button", name="Enregistrer").click()
    page.locator("summary", has_text="Tout ce qui a été inscrit").click()
    expect(page.locator(".acc-made s").last).to_have_text("Vacances")
    expect(page.locator(".acc-made li").last).to_contain_text("Malade depuis ce matin")


def test_what_is_pressed_is_high_enough_for_a_thumb(identified: Callable[..., Page]) -> None:
    page = identified("Femke", **PHONE)
    boxes = page.locator("td a.acc-day").all()
    page.locator("td a[aria-current=date]").click()
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
    page.get_by_role("link", name="Mon dossier").first.click()
    page.get_by_role("button", name="Demander maintenant").first.press("Enter")

    page.get_by_label("Non", exact=True).press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Enregistrer et continuer").press("Enter")
    for _ in ("activities", "incomes"):
        page.get_by_label("Rien de cela").press("Space")
        page.get_by_role("button", name="Enregistrer et continuer").press("Enter")
    expect(page.get_by_label("Numéro de compte")).to_be_hidden()
    page.get_by_label("Sur mon propre compte").press("Space")
    page.get_by_label("Numéro de compte").fill("BE68 5390 0754 7035")
    page.get_by_role("button", name="Enregistrer et continuer").press("Enter")
    page.get_by_role("link", name="chiffres de contrôle").press("Enter")
    expect(page.get_by_label("Numéro de compte")).to_be_focused()
    page.get_by_label("Numéro de compte").fill("BE68 5390 0754 7034")
    page.get_by_role("button", name="Enregistrer et continuer").press("Enter")
    page.get_by_label("La laisser comme elle est").press("Space")
    for answer in page.get_by_label("Non", exact=True).all():
        answer.press("Space")
    page.get_by_role("button", name="Enregistrer et continuer").press("Enter")
    page.get_by_label("Je déclare que tout est vrai").press("Space")
    page.get_by_role("button", name="Signer et envoyer").press("Enter")

    expect(page.get_by_role("status")).to_contain_text("Votre demande est envoyée")
    expect(page.locator(".acc-status--block")).to_contain_text("organisme de paiement")


def test_no_violation(identified: Callable[..., Page], address: str) -> None:
    page = identified("Alix", locale="fr-BE", reduced_motion="reduce")
    found = []
    visits = ["/my/card/", "/my/cards/", "/my/file/"]
    page.goto(f"{address}/fr/my/card/")
    visits.append(_path(page.locator("td a[aria-current=date]").get_attribute("href")))
    visits.append(re.sub(r"-\d+/$", "/send/", visits[-1]))
    page.goto(f"{address}/fr/my/file/")
    visits += [_path(link.get_attribute("href")) for link in page.locator("tbody th a").all()[:2]]
    for path in visits:
        found += faults_at(page, f"{address}/fr{path}")

    assert found == []


def _path(address: str) -> str:
    return re.sub(r"^/[a-z]{2}", "", address)
