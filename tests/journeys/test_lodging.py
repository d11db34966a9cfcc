"""An employer communicates in a real browser: in order, too late, interrupted, by the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, Response, expect

from tests.journeys.looking import faults_at
from tests.journeys.turning import follow, press

pytestmark = pytest.mark.browser

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
    follow(page.get_by_role("link", name="Communications", exact=True).first)
    press(page, "Nouvelle communication")
    page.get_by_label("Suspension prévue, ouvriers").check()
    press(page, "Commencer")
    page.get_by_label("Non, notre propre personnel seulement").check()
    press(page, "Continuer")
    page.get_by_label("Des travailleurs, par leur nom").check()
    page.get_by_label(worker).check()
    press(page, "Continuer")
    expect(page.locator("h1")).to_contain_text("Quand la suspension")


def _fill_in_reasons(page: Page) -> None:
    page.fill("#id_reason", "Le client principal a reporté ses commandes.")
    page.check("#id_undertakes")
    press(page, "Continuer")
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
    press(page, "Vérifier ces jours")
    expect(page.locator(".acc-check--ok")).to_be_visible()
    expect(page.locator(".acc-check--stop")).to_have_count(0)
    press(page, "Continuer")
    _fill_in_reasons(page)
    press(page, "Envoyer")
    expect(page.locator("h1")).to_contain_text("Votre communication est reçue")
    ticket = page.locator(".acc-figure .acc-code").inner_text()
    link = page.get_by_role("button", name="Accusé de réception").get_attribute("href")
    receipt = page.request.get(page.url.split("/fr/")[0] + link)
    assert receipt.body().startswith(b"%PDF")

    follow(page.get_by_role("link", name="Voir la communication"))
    expect(page.locator(".acc-caption .acc-code")).to_have_text(ticket)
    expect(page.locator(".acc-status--block")).to_contain_text("Au bureau")
    press(page, "Jour suivant")
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
    # Nothing is pressed: the panel answers by itself, to what was typed last too.
    with page.expect_response(_knows_the_regime) as answer:
        page.get_by_label("Suspension complète").check()
    answer.value.finished()
    expect(page.locator(".acc-check .acc-status--stop").first).to_be_visible()
    expect(page.locator("[data-drawn] svg").first).to_be_attached()
    follow(page.get_by_role("button", name="Prendre cette date").first)

    assert _days_typed(page, "first_day") == today + timedelta(days=8)
    assert _days_typed(page, "last_day") == today + timedelta(days=20)
    expect(page.locator(".acc-check .acc-status--stop")).to_have_count(0)


def _knows_the_regime(response: Response) -> bool:
    sent = response.request.post_data or ""
    return response.url.endswith("/findings/") and 'name="regime"' in sent


@SCRIPT
def test_a_draft_survives_a_closed_browser(
    javascript: bool, somebody: Callable[..., Page], address: str
) -> None:
    how = {"java_script_enabled": javascript, "locale": "fr-BE"}
    first = somebody("dominique", **how)
    _begin_planned(first, "Noor Voorbeeld")
    _type_day(first, "notified_on", date(2026, 12, 1))
    press(first, "Enregistrer et revenir plus tard")
    expect(first.get_by_role("status")).to_contain_text("enregistré")
    first.context.clear_cookies()

    again = somebody("dominique", **how)
    again.goto(f"{address}/fr/communications/new/")
    follow(again.locator(".acc-drafts a").first)
    follow(again.get_by_role("link", name="Quand la suspension commence-t-elle"))
    assert _days_typed(again, "notified_on") == date(2026, 12, 1)
    follow(again.get_by_role("link", name="Travailleurs", exact=True).first)
    expect(again.get_by_label("Noor Voorbeeld")).to_be_checked()


def test_both_remedies_of_a_late_communication_open_the_right_form(
    somebody: Callable[..., Page], address: str
) -> None:
    page = somebody("dominique", locale="fr-BE")
    page.goto(f"{address}/fr/communications/?status=not_in_order")
    follow(page.get_by_role("link", name="Suspension du 16.11").first)
    today = _today(page)
    late = page.url
    press(page, "Déplacer le début")
    assert _days_typed(page, "first_day") == date(2026, 11, 20)
    assert _days_typed(page, "last_day") == date(2026, 12, 13)

    page.goto(late)
    press(page, "Annuler et recommencer")
    assert _days_typed(page, "notified_on") == today
    assert _days_typed(page, "first_day") == today + timedelta(days=8)
    press(page, "Continuer")
    press(page, "Continuer")
    press(page, "Annuler l’ancienne et envoyer")
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


@pytest.mark.examines(
    "lodging_new",
    "lodging_draft",
    "lodging_page",
    "lodging_named",
    "lodging_check",
    "lodging_sent",
    "communication_workers",
)
def test_no_violation_on_the_pages_of_a_draft(somebody: Callable[..., Page], address: str) -> None:
    page = somebody("dominique", locale="fr-BE")
    _begin_planned(page, "Camille Modèle")
    today = _today(page)
    draft = page.url.removesuffix("dates/")
    found = faults_at(page, f"{draft}dates/")
    _type_day(page, "notified_on", today)
    _type_day(page, "first_day", today + timedelta(days=3))
    _type_day(page, "last_day", today + timedelta(days=20))
    page.get_by_label("Suspension complète").check()
    press(page, "Vérifier ces jours")
    press(page, "Continuer")
    _fill_in_reasons(page)
    for url in (
        f"{address}/fr/communications/new/",
        draft,
        f"{draft}seat/",
        f"{draft}workers/",
        f"{draft}named/",
        f"{draft}dates/",
        f"{draft}reasons/",
        f"{draft}check/",
    ):
        found += faults_at(page, url)
    press(page, "Envoyer")
    expect(page.locator("h1")).to_contain_text("Votre communication est reçue")
    found += faults_at(page, page.url)
    follow(page.get_by_role("link", name="Voir la communication"))
    found += faults_at(page, f"{page.url}workers/")

    assert found == []
