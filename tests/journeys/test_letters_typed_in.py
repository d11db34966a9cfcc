"""A registered letter: the office types it in, the rule on paper answers, the firm sees it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.turning import follow, press

pytestmark = pytest.mark.browser

NUMBER = "0999.000.129"


def _today(page: Page) -> date:
    return date.fromisoformat(page.locator(".acc-demo time").get_attribute("datetime"))


def _type_day(page: Page, name: str, day: date) -> None:
    page.fill(f"#id_{name}", f"{day:%d.%m.%Y}")


def _continue(page: Page) -> None:
    press(page, "Continuer")


def test_a_letter_without_a_reason_is_typed_in_judged_and_seen_by_the_firm(
    somebody: Callable[..., Page],
) -> None:
    # Without JavaScript: nothing on these pages needs it.
    how = {"java_script_enabled": False, "locale": "fr-BE"}
    officer = somebody("andrea", **how)
    follow(officer.get_by_role("link", name="Par lettre", exact=True).first)
    today = _today(officer)
    posted = today - timedelta(days=2)
    officer.fill("#id_number", NUMBER)
    officer.get_by_label("Lettre recommandée").check()
    _type_day(officer, "posted_on", posted)
    officer.get_by_label("Aucune n’est indiquée").check()
    officer.get_by_label("Suspension prévue, ouvriers").check()
    press(officer, "Commencer")

    officer.get_by_label("Non, notre propre personnel seulement").check()
    _continue(officer)
    officer.get_by_label("Des travailleurs, par leur nom").check()
    officer.get_by_label("Sacha Beispiel").check()
    _continue(officer)
    _type_day(officer, "notified_on", posted)
    _type_day(officer, "first_day", today + timedelta(days=12))
    _type_day(officer, "last_day", today + timedelta(days=25))
    officer.get_by_label("Suspension complète").check()
    _continue(officer)
    officer.fill("#id_reason", "Le client principal a reporté ses commandes.")
    officer.check("#id_undertakes")
    _continue(officer)
    rule = officer.locator(".acc-findings > li", has_text="La communication arrive par une voie")
    expect(rule.first).to_contain_text("Pas en ordre")
    expect(officer.locator("main")).to_contain_text("par lettre recommandée")
    press(officer, "Envoyer")
    expect(officer.locator("h1")).to_contain_text("La lettre est encodée")
    ticket = officer.locator(".acc-figure .acc-code").inner_text()
    follow(officer.get_by_role("link", name="Voir la communication"))
    expect(officer.locator("main")).to_contain_text("Communication sur papier encodée")

    employer = somebody("dominique", **how)
    follow(employer.get_by_role("link", name="Communications", exact=True).first)
    follow(employer.get_by_role("row", name=ticket).get_by_role("link").first)
    expect(employer.locator("main")).to_contain_text(ticket)
    expect(employer.locator("main")).to_contain_text("par lettre recommandée")
