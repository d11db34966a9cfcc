"""An employer communicates in a real browser: in order, too late, interrupted, by the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.looking import faults_at

pytestmark = pytest.mark.browser

MILLISECONDS = 10_000

SCRIPT = pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])


def _today(page: Page) -> date:
    return date.fromisoformat(page.locator(".acc-demo time").get_attribute("datetime"))


def _type_day(page: Page, name: str, day: date) -> None:
    page.fill(f"#id_{name}", str(day.day))
    page.fill(f"#id_{name}-month", str(day.month))
    page.fill(f"#id_{name}-year", str(day.year))


def _days_typed(page: Page, name: str) -> date:
    parts = (
        page.locator(f"#id_{name}-year").input_value(),
        page.locator(f"#id_{name}-month").input_value(),
        page.locator(f"#id_{name}").input_value(),
    )
    return date(*(int(part) for part in parts))


def _begin_planned(page: Page, worker: str) -> None:
    page.set_default_timeout(MILLISECONDS)
    page.get_by_role("link", name="Communications", exact=True).first.click()
    page.get_by_role("button", name="Nouvelle communication").click()
    page.get_by_label("Suspension prévue, ouvriers").check()
    page.get_by_role("button", name="Commencer").click()
    page.get_by_label("Non, notre propre personnel seulement").check()
    page.get_by_role("button", name="Continuer").click()
    page.get_by_label("Des travailleurs, par leur nom").check()
    page.get_by_label(worker).check()
    page.get_by_role("button", name="Continuer").click()
    expect(page.locator("h1")).to_contain_text("Quand la suspension")


def _fill_in_reasons(page: Page) -> None:
    page.fill("#id_reason", "Le client principal a reporté ses commandes.")
    page.check("#id_undertakes")
    page.get_by_role("button", name="Continuer").click()
    expect(page.locator("h1")).to_contain_text("Vérifier et envoyer")


@SCRIPT
def test_a_communication_in_order_is_accepted_the_day_after(
    javascript: bool, somebody: Callable[..., Page]
) -> None:
    page = somebody("dominique", java_script_enabled=javascript, locale="fr-BE")
    _begin_planned(page, "Lou Fictif" if javascript else "Alix Témoin")
    today = _today(page)
    _type_day(page, "notified_on", today)
    _type_day(page, "first_day", today + timedelta(days=12))
    _type_day(page, "last_day", today + timedelta(days=25))
    page.get_by_label("Suspension complète").check()
    page.get_by_role("button", name="Vérifier ces jours").click()
    expect(page.locator(".acc-check--ok")).to_be_visible()
    expect(page.locator(".acc-check--stop")).to_have_count(0)
    page.get_by_role("button", name="Continuer").click()
    _fill_in_reasons(page)
    page.get_by_role("button", name="Envoyer").click()
    expect(page.locator("h1")).to_contain_text("Votre communication est reçue")
    ticket = page.locator(".acc-figure .acc-code").inner_text()
    link = page.get_by_role("button", name="Accusé de réception").get_attribute("href")
    receipt = page.request.get(page.url.split("/fr/")[0] + link)
    assert receipt.body().startswith(b"%PDF")

    page.get_by_role("link", name="Voir la communication").click()
    expect(page.locator(".acc-caption .acc-code")).to_have_text(ticket)
    expect(page.locator(".acc-status--block")).to_contain_text("Au bureau")
    page.get_by_role("button", name="Jour suivant").click()
    expect(page.locator(".acc-status--block")).to_contain_text("En ordre")


def test_a_late_start_is_warned_of_while_typing_and_mended_by_one_press(
    somebody: Callable[..., Page],
) -> None:
    page = somebody("dominique", locale="fr-BE")
    _begin_planned(page, "Sacha Beispiel")
    today = _today(page)
    _type_day(page, "notified_on", today)
    _type_day(page, "first_day", today + timedelta(days=3))
    _type_day(page, "last_day", today + timedelta(days=20))
    page.get_by_label("Suspension complète").check()
    # Nothing was pressed: the panel answers by itself.
    expect(page.locator(".acc-check .acc-status--stop").first).to_be_visible()
    expect(page.locator("[data-drawn] svg").first).to_be_attached()
    page.get_by_role("button", name="Prendre cette date").first.click()

    assert _days_typed(page, "first_day") == today + timedelta(days=8)
    assert _days_typed(page, "last_day") == today + timedelta(days=20)
    expect(page.locator(".acc-check .acc-status--stop")).to_have_count(0)


@SCRIPT
def test_a_draft_survives_a_closed_browser(
    javascript: bool, somebody: Callable[..., Page], address: str
) -> None:
    how = {"java_script_enabled": javascript, "locale": "fr-BE"}
    first = somebody("dominique", **how)
    _begin_planned(first, "Noor Voorbeeld")
    _type_day(first, "notified_on", date(2026, 12, 1))
    first.get_by_role("button", name="Enregistrer et revenir plus tard").click()
    expect(first.get_by_role("status")).to_contain_text("enregistré")
    first.context.clear_cookies()

    again = somebody("dominique", **how)
    again.goto(f"{address}/fr/communications/new/")
    again.locator(".acc-drafts a").first.click()
    again.get_by_role("link", name="Quand la suspension commence-t-elle").click()
    assert _days_typed(again, "notified_on") == date(2026, 12, 1)
    again.get_by_role("link", name="Travailleurs", exact=True).first.click()
    expect(again.get_by_label("Noor Voorbeeld")).to_be_checked()


def test_both_remedies_of_a_late_communication_open_the_right_form(
    somebody: Callable[..., Page], address: str
) -> None:
    page = somebody("dominique", locale="fr-BE")
    page.goto(f"{address}/fr/communications/?status=not_in_order")
    page.get_by_role("link", name="Suspension du 16.11").first.click()
    today = _today(page)
    late = page.url
    page.get_by_role("button", name="Déplacer le début").click()
    assert _days_typed(page, "first_day") == date(2026, 11, 20)
    assert _days_typed(page, "last_day") == date(2026, 12, 13)

    page.goto(late)
    page.get_by_role("button", name="Annuler et recommencer").click()
    assert _days_typed(page, "notified_on") == today
    assert _days_typed(page, "first_day") == today + timedelta(days=8)
    page.get_by_role("button", name="Continuer").click()
    page.get_by_role("button", name="Continuer").click()
    page.get_by_role("button", name="Annuler l’ancienne et envoyer").click()
    expect(page.locator(".acc-figure .acc-code")).to_have_count(2)


def test_the_keyboard_alone_is_enough(somebody: Callable[..., Page]) -> None:
    page = somebody("dominique", locale="fr-BE")
    _begin_planned(page, "Camille Modèle")
    today = _today(page)
    page.focus("#id_notified_on")
    for day in (today, today + timedelta(days=3), today + timedelta(days=20)):
        for part in (day.day, day.month, day.year):
            page.keyboard.type(str(part))
            page.keyboard.press("Tab")
    page.keyboard.press("Space")
    # The panel may show the mend while one types: only the next page is the answer to the press.
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator(".acc-mend button")).to_be_visible()
    page.focus("#id_last_day-year")
    for _press in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "mend":
            break
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert _days_typed(page, "first_day") == today + timedelta(days=8)


def test_no_violation_on_the_pages_of_a_draft(somebody: Callable[..., Page], address: str) -> None:
    page = somebody("dominique", locale="fr-BE")
    _begin_planned(page, "Camille Modèle")
    today = _today(page)
    draft = page.url.removesuffix("dates/")
    found = faults_at(page, f"{draft}dates/")
    page.goto(f"{draft}dates/")
    _type_day(page, "notified_on", today)
    _type_day(page, "first_day", today + timedelta(days=3))
    _type_day(page, "last_day", today + timedelta(days=20))
    page.get_by_label("Suspension complète").check()
    page.get_by_role("button", name="Vérifier ces jours").click()
    page.get_by_role("button", name="Continuer").click()
    _fill_in_reasons(page)
    for url in (
        f"{address}/fr/communications/new/",
        draft,
        f"{draft}seat/",
        f"{draft}workers/",
        f"{draft}dates/",
        f"{draft}reasons/",
        f"{draft}check/",
    ):
        found += faults_at(page, url)

    assert found == []
