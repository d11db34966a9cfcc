"""Every formality once in a real browser: each sort sent, employees after their C106A, autosave."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, Response, expect

from accalmie.facts.ids import niss
from tests.journeys.looking import faults_at
from tests.journeys.test_lodging import _days_typed, _today, _type_day
from tests.journeys.turning import follow, press

pytestmark = pytest.mark.browser

EMPLOYEE = niss.with_check_digits("850615997")

Days = Mapping[str, int]
"""Days to type, counted from the day of the demonstration."""

SORTS: Mapping[str, tuple[str, Days, Mapping[str, str]]] = {
    "planned_worker": (
        "Noor Voorbeeld",
        {"notified_on": 0, "first_day": 12, "last_day": 25},
        {"reason": "Commandes reportées"},
    ),
    "first_day_worker": ("Noor Voorbeeld", {"first_day": 0}, {}),
    "first_day_accident": ("Noor Voorbeeld", {"first_day": 0}, {}),
    "bad_weather": ("Noor Voorbeeld", {"first_day": 0}, {"work_and_reason": "Toiture, gel"}),
    "accident_nature": (
        "",
        {"accident_on": -1, "first_day": 6, "last_day": 20},
        {"nature": "La chaudière a cédé"},
    ),
    "accident_workers": (
        "Noor Voorbeeld",
        {"accident_on": -1},
        {"nature": "La chaudière a cédé"},
    ),
    "force_majeure": (
        "Noor Voorbeeld",
        {"first_day": 0, "last_day": 3},
        {"cause": "Inondation de l’atelier"},
    ),
    "social_action": (
        "Noor Voorbeeld",
        {"first_day": 0},
        {"comment": "Grève chez un fournisseur", "details": "Fonderie, Liège"},
    ),
}


def _begin(page: Page, sort: str) -> None:
    page.goto(f"{page.url.split('/fr/')[0]}/fr/communications/new/")
    page.check(f"input[name=sort][value={sort}]")
    press(page, "Commencer")


def _continue(page: Page) -> None:
    press(page, "Continuer")


def _seat(page: Page, committee: str) -> None:
    if page.locator("#id_joint_committee").count():
        page.fill("#id_joint_committee", committee)
    if page.locator("input[name=agency]").count():
        page.check("input[name=agency][value=own]")
    _continue(page)


def _send(page: Page) -> str:
    expect(page.locator("h1")).to_contain_text("Vérifier et envoyer")
    press(page, "Envoyer")
    expect(page.locator("h1")).to_contain_text("Votre communication est reçue")
    return page.locator(".acc-figure .acc-code").first.inner_text()


def test_each_sort_of_communication_gets_its_number(somebody: Callable[..., Page]) -> None:
    page = somebody("dominique", locale="fr-BE")
    today = _today(page)
    tickets = set()
    for sort, (worker, days, texts) in SORTS.items():
        _begin(page, sort)
        _seat(page, "111")
        if worker:
            if page.locator("input[name=who]").count():
                page.check("input[name=who][value=names]")
            page.get_by_label(worker).check()
            _continue(page)
        for name, after in days.items():
            _type_day(page, name, today + timedelta(days=after))
        if page.locator("input[name=regime]").count():
            page.check("input[name=regime][value=full]")
        _continue(page)
        for name, text in texts.items():
            page.fill(f"#id_{name}", text)
        if page.locator("input[name=weather]").count():
            page.check("input[name=weather][value=frost]")
        _continue(page)
        tickets.add(_send(page))

    assert len(tickets) == len(SORTS)


@pytest.mark.examines(
    "difficulty_write", "difficulty_check", "difficulty_notice", "office_notice", "office_notices"
)
def test_employees_may_be_suspended_once_the_firm_is_recognised(
    somebody: Callable[..., Page], address: str
) -> None:
    page = somebody("dominique", locale="fr-BE")
    _begin(page, "difficulty")
    page.check("input[name=criterion][value=A]")
    page.check("input[name=measure][value=turnover]")
    page.fill("#id_earlier_quarter", "3/2025")
    page.fill("#id_earlier", "1.250.000")
    page.fill("#id_later_quarter", "3/2026")
    page.fill("#id_later", "1.000.000")
    page.check("input[name=vat][value=yes]")
    page.check("input[name=unit][value=legal_entity]")
    page.check("input[name=instrument][value=national_agreement]")
    page.fill("#id_employees", "4")
    _continue(page)
    expect(page.locator(".govuk-summary-list")).to_contain_text("20")
    written = page.url.removesuffix("check/")
    found = [one for url in (written, f"{written}check/") for one in faults_at(page, url)]
    press(page, "Envoyer")
    notice = page.url
    expect(page.locator(".acc-status").first).to_contain_text("Au bureau")

    office = somebody("andrea", locale="fr-BE")
    office.goto(f"{address}/fr/office/difficulty/")
    follow(office.locator("tbody th a").first)
    found += faults_at(office, office.url)
    found += faults_at(office, f"{address}/fr/office/difficulty/")
    follow(office.locator("tbody th a").first)
    office.check("input[name=answer][value=yes]")
    press(office, "Enregistrer la réponse")
    expect(office.locator(".acc-status").first).to_contain_text("Reconnue")

    found += faults_at(page, notice)
    assert found == []
    for _week in range(2):
        press(page, "+7 jours")
    press(page, "Annoncer une suspension d’employés")
    _seat(page, "200")
    page.fill("#id_listed", EMPLOYEE)
    _continue(page)
    today = _today(page)
    monday = today + timedelta(days=7 - today.weekday() + 7)
    _type_day(page, "notified_on", today)
    _type_day(page, "first_day", monday)
    _type_day(page, "last_day", monday + timedelta(days=6))
    page.check("input[name=regime][value=full]")
    _continue(page)
    page.fill("#id_reason", "Le carnet de commandes est vide.")
    page.check("#id_undertakes")
    _continue(page)
    expect(page.locator(".acc-status--stop")).to_have_count(0)
    _send(page)


def test_what_is_typed_is_saved_without_a_press(
    somebody: Callable[..., Page], address: str
) -> None:
    first = somebody("dominique", locale="fr-BE")
    _begin(first, "planned_worker")
    _seat(first, "111")
    first.check("input[name=who][value=names]")
    first.get_by_label("Noor Voorbeeld").check()
    _continue(first)
    with first.expect_response(_keeps("notified_on", date(2026, 12, 3))):
        _type_day(first, "notified_on", date(2026, 12, 3))
    expect(first.locator("[data-saved]")).to_have_text("Brouillon enregistré.")
    draft = first.url
    first.context.close()

    again = somebody("dominique", locale="fr-BE")
    again.goto(draft)
    assert _days_typed(again, "notified_on") == date(2026, 12, 3)


def _keeps(name: str, day: date) -> Callable[[Response], bool]:
    """Whether an answer is that to the whole day; on a slow machine parts of it are sent before."""
    parts = ((f"{name}-day", day.day), (f"{name}-month", day.month), (f"{name}-year", day.year))

    def is_answer(response: Response) -> bool:
        sent = response.request.post_data or ""
        return response.url.endswith("/keep/") and all(
            re.search(rf'name="{part}"\s+{value}\s', sent) for part, value in parts
        )

    return is_answer


def test_the_second_tab_sees_both_and_keeps_its_own(somebody: Callable[..., Page]) -> None:
    page = somebody("dominique", locale="fr-BE", java_script_enabled=False)
    _begin(page, "planned_worker")
    _seat(page, "111")
    page.check("input[name=who][value=names]")
    page.get_by_label("Noor Voorbeeld").check()
    _continue(page)
    other = page.context.new_page()
    other.goto(page.url)
    _type_day(page, "first_day", date(2026, 12, 7))
    press(page, "Enregistrer et revenir plus tard")
    _type_day(other, "first_day", date(2026, 12, 14))
    press(other, "Vérifier ces jours")
    table = other.get_by_role("region", name="Écrit deux fois")
    expect(table).to_contain_text("7.12.2026")
    expect(table).to_contain_text("14.12.2026")
    press(other, "Vérifier ces jours")

    other.reload()
    assert _days_typed(other, "first_day") == date(2026, 12, 14)


def test_the_c106a_needs_no_script_and_no_mouse(somebody: Callable[..., Page]) -> None:
    page = somebody("dominique", locale="fr-BE", java_script_enabled=False)
    _begin(page, "difficulty")
    page.focus("input[name=criterion][value=C]")
    page.keyboard.press("Space")
    page.focus("#id_minister_on")
    for part in ("01", "09", "2026", "31", "08", "2027"):
        page.keyboard.type(part)
        page.keyboard.press("Tab")
    for name, value in (("unit", "legal_entity"), ("instrument", "national_agreement")):
        page.focus(f"input[name={name}][value={value}]")
        page.keyboard.press("Space")
    page.focus("#id_employees")
    page.keyboard.type("2")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Vérifier et envoyer")
    page.get_by_role("button", name="Envoyer").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator(".acc-status").first).to_contain_text("Au bureau")
