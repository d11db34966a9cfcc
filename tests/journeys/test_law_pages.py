"""Reading the law in a real browser: by keyboard, without JavaScript, light, dark, wide, narrow."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.looking import faults_at
from tests.journeys.turning import follow, press
from tests.journeys.visiting import page_name

pytestmark = pytest.mark.browser

PAGES = (
    "law/",
    "law/?q=delai",
    "law/kinds/",
    "law/kinds/economic_worker/",
    "law/amounts/",
    "law/time-limits/",
    "law/values/",
    "law/rules/",
    "law/changes/",
    "law/values/computed/limit_c/",
    "law/values/computed/limit_c/?day=soon",
    "law/values/wage_brackets/wage_brackets/",
    "law/rules/announced_in_time/",
    "law/rules/long_interruption/",
    "law/two-readings/",
    "law/calculate/",
    "law/calculate/start/?kind=economic_worker&notified_on=21.11.2026&regime=full",
    "law/calculate/first-day/?kind=economic_worker&first_day=24.11.2026",
    "law/calculate/claim/?first_day=soon&track=ordinary",
    "law/calculate/benefit/?month=09.2026&code=5.1&hours=91,20&status=full_time"
    "&q=38&s=38&wage=19,20&wage_unit=hour&paid_on=05.10.2026",
)


@pytest.fixture
def page(windows: Callable[..., BrowserContext]) -> Page:
    """A page of a browser without JavaScript of ours to run; axe brings its own."""
    return windows().new_page()


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, id=path, marks=pytest.mark.examines(page_name(f"/fr/{path}")))
        for path in PAGES
    ],
)
def test_no_violation(path: str, page: Page, address: str) -> None:
    assert faults_at(page, f"{address}/fr/{path}") == []


def test_from_the_first_page_to_the_text_without_javascript(
    windows: Callable[..., BrowserContext], address: str
) -> None:
    page = windows(java_script_enabled=False).new_page()
    page.goto(f"{address}/fr/")
    follow(page.locator("main").get_by_role("link", name="La loi en clair"))
    page.get_by_label("Chercher dans les chiffres").fill("plafond salaire")
    press(page, "Chercher")
    follow(page.get_by_role("link", name="Plafond du salaire journalier").first)
    assert page.locator(".acc-figure").inner_text().startswith("134,6536")
    page.get_by_role("textbox", name="Un autre jour").fill("15/06/2022")
    press(page, "Voir ce jour")
    assert page.locator(".acc-figure").inner_text().startswith("115,9531")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Télécharger en CSV").click()
    assert taken.value.suggested_filename == "limit_c.csv"


def test_a_question_by_keyboard_alone(page: Page, address: str) -> None:
    page.goto(f"{address}/fr/law/calculate/claim/")
    page.get_by_label("Premier jour de chômage").focus()
    page.keyboard.type("21.11.2026")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "janvier 2027" in page.locator(".acc-figure").inner_text()
    assert page.locator(".acc-trace li").count() == 3


def test_an_error_leads_to_its_field(page: Page, address: str) -> None:
    page.goto(f"{address}/fr/law/calculate/start/?notified_on=soon&kind=economic_worker")
    link = page.locator(".govuk-error-summary a").first
    link.click()
    expect(page.locator(str(link.get_attribute("href")))).to_be_focused()
