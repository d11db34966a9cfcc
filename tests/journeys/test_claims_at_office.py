"""Claims that the law does not settle alone: one granted, one refused by two officers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.looking import faults_at
from tests.journeys.turning import follow, press

pytestmark = pytest.mark.browser

GRANTED, REFUSED = "Nele", "Pleun"


def open_claim(page: Page, name: str) -> None:
    follow(page.get_by_role("link", name="Demandes", exact=False).first)
    follow(page.locator("tr", has_text=name).get_by_role("link"))
    expect(page.locator("h1")).to_contain_text(name)


@pytest.mark.examines("claim_reread")
def test_an_officer_grants_and_a_second_one_confirms_a_refusal(
    somebody: Callable[..., Page], address: str
) -> None:
    # Without JavaScript: nothing on these pages needs it.
    how = {"java_script_enabled": False, "locale": "fr-BE"}
    first = somebody("wout", **how)
    # The claims reach the office on 20 November.
    for _ in range(3):
        press(first, "Jour suivant")

    open_claim(first, GRANTED)
    expect(first.locator("#amounts")).to_contain_text("par jour")
    expect(first.locator("#amounts > .acc-trace li")).to_have_count(4)
    first.get_by_label("Oui", exact=True).check()
    first.get_by_label("Accorder le droit").check()
    press(first, "Enregistrer la décision")
    expect(first.get_by_role("status")).to_contain_text("Le droit est accordé")
    link = first.get_by_role("link", name="Décision du").get_attribute("href")
    letter = first.request.get(address + link)
    assert letter.headers["content-type"] == "application/pdf"
    assert letter.body().startswith(b"%PDF")

    open_claim(first, REFUSED)
    first.get_by_label("Non", exact=True).check()
    first.get_by_label("Refuser le droit").check()
    press(first, "Enregistrer la décision")
    expect(first.get_by_role("status")).to_contain_text("second agent")

    second = somebody("lieve", **how)
    second.goto(f"{address}/fr/office/second-reading/")
    follow(second.locator("tr", has_text=REFUSED).get_by_role("link"))
    form = second.locator("form[action$='/reread/']").get_attribute("action")
    assert faults_at(somebody("lieve"), f"{address}{form}") == []
    second.get_by_label("Oui, confirmer").check()
    press(second, "Enregistrer ma relecture")
    expect(second.get_by_role("status")).to_contain_text("Refus confirmé")

    # Everybody sees it at once on the page of the month; the demonstration goes on after it.
    second.goto(f"{address}/fr/office/claims/?status=decided")
    follow(second.locator("tr", has_text=REFUSED).get_by_role("link"))
    follow(second.locator("[aria-labelledby=months] a").first)
    expect(second.locator(".acc-lanes__drawing")).to_contain_text("droit refusé")
    press(second, "+7 jours")
    expect(second.locator("h1")).to_contain_text(REFUSED)
