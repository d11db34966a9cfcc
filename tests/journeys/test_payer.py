"""From a ready month to the statement: one prepares, another signs, the worker reads the amount."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.turning import follow, press
from tests.letters.pdf_reading import text_of

pytestmark = pytest.mark.browser

BY_HAND = "771,64"
"""13 days of 7.6 h, one of them a holiday: 91.2 h × 6 ÷ 38 = 14.40, hence 14.5 allowances.

19.20 × 38 ÷ 6 = 121.60, bracket 68, 60 % of 121.0875 is 72.65; gross 14.5 × 72.65 = 1,053.43, less
26.75 % (281.79).
"""


def test_a_month_is_paid_by_two_persons_without_javascript(somebody: Callable[..., Page]) -> None:
    how = {"java_script_enabled": False, "locale": "fr-BE"}
    first = somebody("alexis", **how)
    expect(first.get_by_role("heading", level=1)).to_have_text("Mois à payer")
    follow(first.locator("tr", has_text="Sacha Beispiel").get_by_role("link"))
    expect(first.locator(".acc-trace li[data-total]")).to_contain_text(BY_HAND)

    follow(first.get_by_role("link", name="Paiements", exact=True).first)
    follow(first.get_by_role("link", name="Préparer une série"))
    expect(first.locator("tbody tr")).to_contain_text(BY_HAND)
    press(first, "Préparer cette série")
    expect(first.locator(".acc-status--block")).to_contain_text("Attend une signature")
    assert first.get_by_role("button", name="Signer la série").count() == 0

    second = somebody("sol", **how)
    second.goto(first.url)
    press(second, "Signer la série")
    file = second.get_by_role("link", name="Fichier pour la banque").get_attribute("href")
    root = second.url.split("/fr/")[0]
    assert '<InstdAmt Ccy="EUR">771.64</InstdAmt>' in second.request.get(root + file).text()
    press(second, "Enregistrer comme payé")
    expect(second.locator(".acc-status--block")).to_contain_text("Exécuté")

    statement = second.get_by_role("link", name="Décompte (PDF)").get_attribute("href")
    text = text_of(second.request.get(root + statement).body())
    assert BY_HAND in text
    assert "281,79" in text
    assert "Von Stunden zu Euro" in text


def test_a_contradiction_is_settled_with_the_keyboard_of_a_phone(
    somebody: Callable[..., Page], address: str
) -> None:
    page = somebody("alexis", locale="fr-BE", viewport={"width": 360, "height": 800})
    page.goto(f"{address}/fr/payment-organisation/questions/")
    follow(page.get_by_role("link", name="Carte et déclaration 5 se contredisent"))
    page.get_by_label("La carte est exacte : ces heures ne sont pas payées").check()
    press(page, "Enregistrer la réponse")

    expect(page.get_by_role("status")).to_contain_text("Enregistré")
    assert page.get_by_role("heading", name="Carte et déclaration 5 se contredisent").count() == 0
