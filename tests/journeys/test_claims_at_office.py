"""Claims that the law does not settle alone: one granted, one refused by two officers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

GRANTED, REFUSED = "Nele", "Pleun"


def open_claim(page: Page, name: str) -> None:
    page.get_by_role("link", name="Demandes", exact=False).first.click()
    page.locator("tr", has_text=name).get_by_role("link").click()
    expect(page.locator("h1")).to_contain_text(name)


def test_an_officer_grants_and_a_second_one_confirms_a_refusal(
    somebody: Callable[..., Page], address: str
) -> None:
    # Without JavaScript: nothing on these pages needs it.
    how = {"java_script_enabled": False, "locale": "fr-BE"}
    first = somebody("wout", **how)
    # The claims reach the office on 20 November.
    for _ in range(3):
        first.get_by_role("button", name="Jour suivant").click()

    open_claim(first, GRANTED)
    expect(first.locator("#amounts")).to_contain_text("par jour")
    expect(first.locator("#amounts > .acc-trace li")).to_have_count(4)
    first.get_by_label("Oui", exact=True).check()
    first.get_by_label("Accorder le droit").check()
    first.get_by_role("button", name="Enregistrer la décision").click()
    expect(first.get_by_role("status")).to_contain_text("Le droit est accordé")
    link = first.get_by_role("link", name="Décision du").get_attribute("href")
    letter = first.request.get(address + link)
    assert letter.headers["content-type"] == "application/pdf"
    assert letter.body().startswith(b"%PDF")

    open_claim(first, REFUSED)
    first.get_by_label("Non", exact=True).check()
    first.get_by_label("Refuser le droit").check()
    first.get_by_role("button", name="Enregistrer la décision").click()
    expect(first.get_by_role("status")).to_contain_text("second agent")

    second = somebody("lieve", **how)
    second.goto(f"{address}/fr/office/second-reading/")
    second.locator("tr", has_text=REFUSED).get_by_role("link").click()
    second.get_by_label("Oui, confirmer").check()
    second.get_by_role("button", name="Enregistrer ma relecture").click()
    expect(second.get_by_role("status")).to_contain_text("Refus confirmé")

    # Everybody sees it at once on the page of the month; the demonstration goes on after it.
    second.goto(f"{address}/fr/office/claims/?status=decided")
    second.locator("tr", has_text=REFUSED).get_by_role("link").click()
    second.locator("[aria-labelledby=months] a").first.click()
    expect(second.locator(".acc-lanes__drawing")).to_contain_text("droit refusé")
    second.get_by_role("button", name="+7 jours").click()
    expect(second.locator("h1")).to_contain_text(REFUSED)
