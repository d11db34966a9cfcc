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
from tests.journeys.looking import faults_at, faults_here
from tests.journeys.turning import follow, press
from tests.portal.tables.written import number_of

pytestmark = pytest.mark.browser

MANY, FEW = 2_000, 5
GROUPED = re.compile(r"2\D?000")


def _workbook(tmp_path: Path, first: int, many: int = MANY) -> Path:
    """The staff of a firm, with one row that cannot be read."""
    rows: list[list[object]] = [
        [number_of(n), f"Exemple {n}", "Lou", "ouvrier", "129", None, f"Ligne {n % 5}"]
        for n in range(first, first + many)
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
    follow(page.get_by_role("link", name="Personnel", exact=True).first)
    follow(page.get_by_role("link", name="Importer une liste").first)
    page.set_input_files("#id_file", workbook)
    follow(page.get_by_role("button", name="Lire", exact=True))

    expect(page.locator("h1")).to_have_text("Ce qui a été lu")
    # The row without a usable number, named by its place.
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("tbody")).to_contain_text(str(MANY + 2))
    expect(page.locator("tbody")).to_contain_text("NISS")
    press(page, "Reprendre les lignes en ordre")
    expect(page.locator("h1")).to_have_text("La liste est reprise")

    _begin_planned(page)
    follow(page.get_by_role("link", name="Choisir dans votre personnel, ou importer un fichier"))
    _open_and_choose(page, workbook)
    follow(page.locator("button[value=read]"))
    expect(page.locator(".acc-lead")).to_contain_text(GROUPED)
    if javascript:
        assert faults_here(page) == []
    press(page, "Retour à la communication")
    press(page, "Continuer")

    _type_days(page)
    press(page, "Continuer")
    page.fill("#id_reason", "Le client principal a reporté ses commandes.")
    page.check("#id_undertakes")
    press(page, "Continuer")
    expect(page.locator("h1")).to_contain_text("Vérifier et envoyer")
    expect(page.locator("main")).to_contain_text(GROUPED)


@pytest.mark.examines("staff_list", "staff_section", "hours_list", "lodging_people")
def test_no_violation_on_the_pages_of_a_list(
    somebody: Callable[..., Page], address: str, tmp_path: Path
) -> None:
    page = somebody("dominique")
    _begin_planned(page)
    found = faults_at(page, page.url.replace("/workers/", "/people/"))

    follow(page.get_by_role("link", name="Personnel", exact=True).first)
    staff = page.url
    follow(page.locator("main a[href$='/import/']").first)
    page.set_input_files("#id_file", _workbook(tmp_path, 2 * MANY, FEW))
    follow(page.locator("main form button[type=submit]"))
    expect(page.locator("h1")).to_have_text("Ce qui a été lu")
    found += faults_at(page, page.url)
    press(page, "Reprendre les lignes en ordre")
    found += faults_here(page)

    page.goto(staff)
    follow(page.locator("a[href$='/places/']").first)
    follow(page.locator("td a[href*='/sections/']").first)
    found += faults_at(page, page.url)

    page.goto(f"{address}/fr/declarations/import/")
    page.fill("#id_pasted", f"NISS;Jour;Heures;Code\n{number_of(2 * MANY)};05/10/2026;8;5.1")
    follow(page.locator("main form button[type=submit]"))
    expect(page.locator("tbody tr")).to_have_count(1)
    found += faults_at(page, page.url)

    assert found == []


def _begin_planned(page: Page) -> None:
    follow(page.get_by_role("link", name="Communications", exact=True).first)
    press(page, "Nouvelle communication")
    page.get_by_label("Suspension prévue, ouvriers").check()
    press(page, "Commencer")
    page.get_by_label("Non, notre propre personnel seulement").check()
    press(page, "Continuer")


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
