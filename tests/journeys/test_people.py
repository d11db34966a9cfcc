"""Two thousand workers come as a workbook and are announced in one planned suspension."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from accalmie.facts.languages import Language
from accalmie.portal.tables.columns import WORKERS
from accalmie.portal.tables.writing import model_sheet
from tests.journeys.looking import faults_here
from tests.portal.tables.written import number_of

pytestmark = pytest.mark.browser

MILLISECONDS = 60_000
MANY = 2_000
GROUPED = re.compile(r"2\D?000")


def _workbook(tmp_path: Path, first: int) -> Path:
    """The staff of a large firm, with one row that cannot be read."""
    rows: list[list[object]] = [
        [number_of(n), f"Exemple {n}", "Lou", "ouvrier", "129", None, f"Ligne {n % 5}"]
        for n in range(first, first + MANY)
    ]
    rows.append(["123", "Exemple", "Ada", "ouvrier", "129", None, ""])
    made = tmp_path / "personnel.xlsx"
    made.write_bytes(model_sheet(columns=WORKERS, language=Language.FR, rows=rows))
    return made


@pytest.mark.parametrize(
    ("javascript", "first"), [(True, 0), (False, MANY)], ids=["with JavaScript", "without"]
)
def test_two_thousand_workers_are_read_in_and_announced(
    somebody: Callable[..., Page], tmp_path: Path, *, javascript: bool, first: int
) -> None:
    workbook = _workbook(tmp_path, first)
    page = somebody("pascale", java_script_enabled=javascript)
    page.set_default_timeout(MILLISECONDS)
    page.get_by_role("link", name="Personnel", exact=True).first.click()
    page.get_by_role("link", name="Importer une liste").first.click()
    page.set_input_files("#id_file", workbook)
    page.get_by_role("button", name="Lire", exact=True).click()

    expect(page.locator("h1")).to_have_text("Ce qui a été lu")
    # The row without a usable number, named by its place.
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("tbody")).to_contain_text(str(MANY + 2))
    expect(page.locator("tbody")).to_contain_text("NISS")
    if javascript:
        assert faults_here(page) == []
    page.get_by_role("button", name="Reprendre les lignes en ordre").click()
    expect(page.locator("h1")).to_have_text("La liste est reprise")

    _begin_planned(page)
    page.get_by_role("link", name="Choisir dans votre personnel, ou importer un fichier").click()
    _open_and_choose(page, workbook)
    page.locator("button[value=read]").click()
    expect(page.locator(".acc-lead")).to_contain_text(GROUPED)
    if javascript:
        assert faults_here(page) == []
    page.get_by_role("button", name="Retour à la communication").click()
    page.get_by_role("button", name="Continuer").click()

    _type_days(page)
    page.get_by_role("button", name="Continuer").click()
    page.fill("#id_reason", "Le client principal a reporté ses commandes.")
    page.check("#id_undertakes")
    page.get_by_role("button", name="Continuer").click()
    expect(page.locator("h1")).to_contain_text("Vérifier et envoyer")
    expect(page.locator("main")).to_contain_text(GROUPED)


def _begin_planned(page: Page) -> None:
    page.get_by_role("link", name="Communications", exact=True).first.click()
    page.get_by_role("button", name="Nouvelle communication").click()
    page.get_by_label("Suspension prévue, ouvriers").check()
    page.get_by_role("button", name="Commencer").click()
    page.get_by_label("Non, notre propre personnel seulement").check()
    page.get_by_role("button", name="Continuer").click()


def _open_and_choose(page: Page, workbook: Path) -> None:
    page.get_by_text("Lire les numéros dans un fichier ou un texte collé").click()
    page.set_input_files("#id_file", workbook)


def _type_days(page: Page) -> None:
    today = date.fromisoformat(page.locator(".acc-demo time").get_attribute("datetime"))
    days = {
        "notified_on": today,
        "first_day": today + timedelta(days=14),
        "last_day": today + timedelta(days=27),
    }
    for name, day in days.items():
        page.fill(f"#id_{name}", str(day.day))
        page.fill(f"#id_{name}-month", str(day.month))
        page.fill(f"#id_{name}-year", str(day.year))
    page.locator("input[name=regime]").first.check()
