"""A worker changes his payment organisation: he asks, the former one agrees, the month moves."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 360, "height": 780}, "locale": "fr-BE"}
NEW = "Caisse syndicale Témoin"


def test_a_worker_asks_and_the_former_organisation_agrees_without_javascript(
    somebody: Callable[..., Page], address: str
) -> None:
    worker = somebody("camille", java_script_enabled=False, **PHONE)
    worker.goto(f"{address}/fr/my/file/")
    worker.get_by_role("link", name="Changer d’organisme de paiement").click()
    expect(worker.locator(".acc-paper strong").first).to_contain_text("à partir de novembre")
    worker.get_by_label(NEW).check()
    worker.get_by_role("button", name="Demander le changement").click()
    expect(worker.locator(".acc-status--block")).to_contain_text("réponse attendue")
    assert worker.get_by_role("button", name="Demander le changement").count() == 0

    clerk = somebody("alexis", java_script_enabled=False, locale="fr-BE")
    clerk.get_by_role("link", name="Mutations (1)").click()
    clerk.get_by_role("link", name="Camille Modèle").click()
    clerk.get_by_label("Accepter").check()
    clerk.get_by_role("button", name="Donner cette réponse").click()
    expect(clerk.locator(".acc-status--block")).to_contain_text("Accepté")
    expect(clerk.get_by_role("link", name="Mutations", exact=True).first).to_be_visible()

    worker.goto(f"{address}/fr/my/file/")
    worker.locator("tbody tr", has_text="Novembre").first.get_by_role("link").click()
    expect(worker.get_by_text(f"Ce mois est payé par : {NEW}.")).to_be_visible()
