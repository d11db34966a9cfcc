"""Paper cards from the order to the inspection, without JavaScript; no page with a finding."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from accalmie.facts.ids import niss
from tests.journeys.conftest import PASSWORD
from tests.journeys.looking import faults_at, faults_here
from tests.journeys.test_accessibility import pages_of

pytestmark = pytest.mark.browser

ELOUAN, MIRTE = (niss.with_check_digits(stem) for stem in ("010307926", "930915928"))
VISITS = {
    "odile": (
        "/validation-book/",
        "tbody th a",
        "a[href*='/correct/']",
        "/validation-book/",
        "a[href*='/print/']",
        "/validation-book/enter/",
        "/validation-book/enter-many/",
        "/validation-book/orders/",
        "tr:has(.acc-status--stop) th a",
        "/validation-book/orders/new/",
    ),
    "andrea": (
        "/office/paper-cards/",
        "tbody th a[href*='/orders/']",
        "/office/paper-cards/",
        "tbody th a[href*='/book/']",
        "/office/paper-cards/book/",
    ),
    "viktor": ("/office/paper-cards/book/",),
}


@pytest.fixture
def who_is_refused(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Makes a page, without JavaScript unless told; that 422 is an error to it is expected here."""
    contexts = []

    def sign_in(username: str, *, language: str = "fr", **context: object) -> Page:
        told = {"java_script_enabled": False, "locale": "fr-BE"} | context
        contexts.append(browser.new_context(**told))
        page = contexts[-1].new_page()
        page.goto(f"{address}/{language}/sign-in/")
        page.fill("#id_username", username)
        page.fill("#id_password", PASSWORD)
        page.click("main button[type=submit]")
        return page

    yield sign_in
    for context in contexts:
        context.close()


def test_from_the_order_to_the_inspection(
    who_is_refused: Callable[..., Page], address: str
) -> None:
    employer = who_is_refused("odile")
    employer.get_by_role("link", name="Livre de validation").first.click()
    employer.get_by_role("link", name="Commander des cartes papier").click()
    employer.get_by_role("button", name="Commander des cartes papier").click()
    employer.get_by_label("C3.2A, travail adapté").check()
    employer.get_by_label("Combien").fill("25")
    employer.get_by_label("Commission paritaire", exact=True).fill("327.02")
    employer.get_by_role("button", name="Envoyer la commande").click()
    expect(employer.locator(".acc-status--block")).to_contain_text("Au bureau")
    order = employer.url

    office = who_is_refused("andrea")
    office.get_by_role("link", name="Cartes papier").first.click()
    office.locator("tr", has_text="25 ×").get_by_role("link").click()
    office.get_by_label("Premier numéro du paquet").fill("FA2000120")
    office.get_by_role("button", name="Attribuer").click()
    expect(office.locator(".govuk-error-summary")).to_contain_text("déjà été attribués")
    office.get_by_label("Premier numéro du paquet").fill("FA3000001")
    office.get_by_role("button", name="Attribuer").click()
    office.get_by_role("button", name="Noter la livraison").click()
    expect(office.locator(".acc-status--block")).to_contain_text("Livrées")
    employer.goto(order)
    expect(employer.locator("dl")).to_contain_text("FA 3000001 – FA 3000025")

    employer.goto(f"{address}/fr/validation-book/enter-many/")
    lines = employer.get_by_label("Les cartes, une par ligne")
    lines.fill(f"{ELOUAN}#Croquis#Elouan#FA3000001#12/2026\n{MIRTE};FA3000001;12/2026")
    employer.get_by_role("button", name="Contrôler les lignes").click()
    expect(employer.locator(".govuk-error-summary")).to_contain_text("Ligne 2")
    lines.fill(f"{ELOUAN}#Croquis#Elouan#FA3000001#12/2026\n{MIRTE};FA3000002;12/2026")
    employer.get_by_role("button", name="Contrôler les lignes").click()
    employer.get_by_role("button", name="Inscrire 2 cartes").click()
    expect(employer.get_by_role("status")).to_contain_text("2 cartes inscrites.")
    expect(employer.locator("tbody tr")).to_have_count(2)

    inspection = who_is_refused("viktor", language="nl")
    inspection.get_by_role("link", name="Wie heeft welke kaart?").first.click()
    inspection.get_by_label("Kaartnummer of rijksregisternummer").fill("FA 3000002")
    inspection.get_by_role("button", name="Zoeken").first.click()
    expect(inspection.locator("tbody tr")).to_contain_text("Mirte Proefdruk")
    assert MIRTE not in inspection.url


@pytest.mark.parametrize("person", VISITS)
def test_no_violation(person: str, somebody: Callable[..., Page], address: str) -> None:
    page, found = somebody(person), []
    for url in pages_of(page, address, VISITS[person]):
        found += faults_at(page, url)

    assert found == []


def test_the_preview_of_many_lines_has_no_violation(
    who_is_refused: Callable[..., Page], address: str
) -> None:
    page = who_is_refused("odile", java_script_enabled=True)
    page.goto(f"{address}/fr/validation-book/enter-many/")
    page.fill("#id_lines", f"{ELOUAN} FA2000149 12/2026")
    page.click("button[value=look]")
    assert faults_here(page) == []
