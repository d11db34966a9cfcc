"""Paper cards from the order to the inspection, without JavaScript; no page with a finding."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import Page, expect

from accalmie.facts.ids import niss
from tests.journeys.looking import faults_at, faults_here
from tests.journeys.turning import follow, press
from tests.journeys.visiting import pages_of, visitors

pytestmark = pytest.mark.browser

ELOUAN, MIRTE = (niss.with_check_digits(stem) for stem in ("010307926", "930915928"))
VISITS = {
    "odile": (
        "/validation-book/",
        ("tbody th a", "book_entry"),
        ("a[href*='/correct/']", "book_correct"),
        "/validation-book/",
        ("tbody th a", "book_entry"),
        ("a[href*='/cancel/']", "book_cancel"),
        "/validation-book/",
        ("a[href*='/print/']", "book_print"),
        "/validation-book/enter/",
        "/validation-book/enter-many/",
        "/validation-book/orders/",
        ("tr:has(.acc-status--stop) th a", "card_order"),
        "/validation-book/orders/new/",
    ),
    "andrea": (
        "/office/paper-cards/",
        ("tbody th a[href*='/orders/']", "office_card_order"),
        "/office/paper-cards/",
        ("tbody th a[href*='/book/']", "book_consult_entry"),
        "/office/paper-cards/book/",
    ),
    "viktor": ("/office/paper-cards/book/",),
}


@pytest.fixture
def who_is_refused(anybody: Callable[..., Page]) -> Callable[..., Page]:
    """Makes a page without JavaScript, unless told; that 422 is an error to it is expected here."""
    return partial(anybody, java_script_enabled=False)


def test_from_the_order_to_the_inspection(
    who_is_refused: Callable[..., Page], address: str
) -> None:
    employer = who_is_refused("odile")
    follow(employer.get_by_role("link", name="Livre de validation").first)
    follow(employer.get_by_role("link", name="Commander des cartes papier"))
    press(employer, "Commander des cartes papier")
    employer.get_by_label("C3.2A, travail adapté").check()
    employer.get_by_label("Combien").fill("25")
    employer.get_by_label("Commission paritaire", exact=True).fill("327.02")
    press(employer, "Envoyer la commande")
    expect(employer.locator(".acc-status--block")).to_contain_text("Au bureau")
    order = employer.url

    office = who_is_refused("andrea")
    follow(office.get_by_role("link", name="Cartes papier").first)
    follow(office.locator("tr", has_text="25 ×").get_by_role("link"))
    office.get_by_label("Premier numéro du paquet").fill("FA2000120")
    press(office, "Attribuer")
    expect(office.locator(".govuk-error-summary")).to_contain_text("déjà été attribués")
    office.get_by_label("Premier numéro du paquet").fill("FA3000001")
    press(office, "Attribuer")
    press(office, "Noter la livraison")
    expect(office.locator(".acc-status--block")).to_contain_text("Livrées")
    employer.goto(order)
    expect(employer.locator("dl")).to_contain_text("FA 3000001 – FA 3000025")

    employer.goto(f"{address}/fr/validation-book/enter-many/")
    lines = employer.get_by_label("Les cartes, une par ligne")
    lines.fill(f"{ELOUAN}#Croquis#Elouan#FA3000001#12/2026\n{MIRTE};FA3000001;12/2026")
    press(employer, "Contrôler les lignes")
    expect(employer.locator(".govuk-error-summary")).to_contain_text("Ligne 2")
    lines.fill(f"{ELOUAN}#Croquis#Elouan#FA3000001#12/2026\n{MIRTE};FA3000002;12/2026")
    press(employer, "Contrôler les lignes")
    press(employer, "Inscrire 2 cartes")
    expect(employer.get_by_role("status")).to_contain_text("2 cartes inscrites.")
    expect(employer.locator("tbody tr")).to_have_count(2)

    inspection = who_is_refused("viktor", language="nl")
    follow(inspection.get_by_role("link", name="Wie heeft welke kaart?").first)
    inspection.get_by_label("Kaartnummer of rijksregisternummer").fill("FA 3000002")
    follow(inspection.get_by_role("button", name="Zoeken").first)
    expect(inspection.locator("tbody tr")).to_contain_text("Mirte Proefdruk")
    assert MIRTE not in inspection.url


@pytest.mark.parametrize("person", visitors(VISITS))
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
    follow(page.locator("button[value=look]"))
    assert faults_here(page) == []
