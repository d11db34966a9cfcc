"""A worker changes his payment organisation: he asks, the former one agrees, the month moves."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.turning import follow, press

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 360, "height": 780}, "locale": "fr-BE"}
NEW = "Caisse syndicale Témoin"


def test_a_worker_asks_and_the_former_organisation_agrees_without_javascript(
    somebody: Callable[..., Page], address: str
) -> None:
    worker = somebody("camille", java_script_enabled=False, **PHONE)
    worker.goto(f"{address}/fr/my/file/")
    follow(worker.get_by_role("link", name="Changer d’organisme de paiement"))
    expect(worker.locator(".acc-paper strong").first).to_contain_text("dès novembre 2026")
    worker.get_by_label(NEW).check()
    press(worker, "Demander le changement")
    expect(worker.locator(".acc-status--block")).to_contain_text("réponse attendue")
    assert worker.get_by_role("button", name="Demander le changement").count() == 0

    clerk = somebody("alexis", java_script_enabled=False, locale="fr-BE")
    follow(clerk.get_by_role("link", name="Mutations (1)"))
    follow(clerk.get_by_role("link", name="Camille Modèle"))
    clerk.get_by_label("Accepter").check()
    press(clerk, "Donner cette réponse")
    expect(clerk.locator(".acc-status--block")).to_contain_text("Accepté")
    expect(clerk.get_by_role("link", name="Mutations", exact=True).first).to_be_visible()

    worker.goto(f"{address}/fr/my/file/")
    follow(worker.locator("tbody tr", has_text="Novembre").first.get_by_role("link"))
    expect(worker.get_by_text(f"Ce mois est payé par : {NEW}.")).to_be_visible()
