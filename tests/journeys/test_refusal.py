"""From the work list to the letter: two officers refuse, a night passes, the employer reads it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.turning import follow, press

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_a_refusal_reaches_the_employer_the_day_after(
    javascript: bool, somebody: Callable[..., Page]
) -> None:
    how = {"java_script_enabled": javascript, "locale": "fr-BE"}
    # Each run refuses another communication of the same firm.
    title = "Premier jour effectif : 09.11.2026" if javascript else "Suspension du 14.12.2026"

    first = somebody("andrea", **how)
    follow(first.locator("tr", has_text=title).get_by_role("link"))
    for question in first.locator(
        "form.acc-sticky > .govuk-form-group .govuk-radios--inline"
    ).all():
        question.get_by_label("Oui", exact=True).check()
    first.get_by_label("Pas en ordre", exact=True).check()
    press(first, "Enregistrer la décision")
    expect(first.get_by_role("status")).to_contain_text("second agent")
    ticket = first.locator(".acc-caption .acc-code").inner_text()

    employer = somebody("pascale", **how)
    follow(employer.get_by_role("link", name=title))
    expect(employer.locator(".acc-status--block")).to_contain_text("Au bureau")

    second = somebody("inge", **how)
    follow(second.get_by_role("link", name="Relecture").first)
    follow(second.locator("tr", has_text=ticket).get_by_role("link"))
    second.get_by_label("Oui, confirmer").check()
    press(second, "Enregistrer ma relecture")
    expect(second.get_by_role("status")).to_contain_text("Refus confirmé")

    employer.reload()
    expect(employer.locator(".acc-status--block")).to_contain_text("Au bureau")
    press(employer, "Jour suivant")
    expect(employer.locator(".acc-status--block")).to_contain_text("Pas en ordre")
    expect(employer.locator(".acc-finding--stop").first).to_be_visible()

    link = employer.get_by_role("link", name="Décision du").get_attribute("href")
    letter = employer.request.get(employer.url.split("/fr/")[0] + link)
    assert letter.headers["content-type"] == "application/pdf"
    assert letter.body().startswith(b"%PDF")


def test_the_keyboard_alone_is_enough_to_sign_in_and_open_a_case(
    somebody: Callable[..., Page], address: str
) -> None:
    page = somebody("dominique")
    page.goto(f"{address}/fr/communications/")
    page.keyboard.press("Tab")
    expect(page.locator(".govuk-skip-link")).to_be_focused()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.acc-due') !== null"):
            break
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Suspension du 16.11")
