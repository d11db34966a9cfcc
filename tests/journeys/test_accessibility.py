"""Every page: no finding of axe in light and dark, wide and narrow, in four languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

LANGUAGES = ("fr", "nl", "de", "en")
WIDTHS = (1280, 360)
NARROWEST = 320
"""400 % zoom of a window 1280 wide."""

VISITS = {
    "": (
        "/",
        "/help/",
        "/accessibility/",
        "/your-data/",
        "/temporary-unemployment/",
        "/who-must-declare/",
        "/after-declaring/",
        "/step-by-step/",
        "/library/",
        "/library/WECH002/",
        "/library/codes/",
        "/calendar/",
        "/contact/",
    ),
    "dominique": (
        "/obligations/follow/",
        "/counters/",
        "/communications/",
        ".acc-due__act a",
        "/obligations/",
        "a[href*='/months/']",
        "/declarations/",
        "a[href*='/declarations/hours/']",
        "/declarations/",
        "a[href*='/declarations/right/']",
        "/declarations/new/",
        "/declarations/",
        "th a[href*='/declarations/']",
    ),
    "pascale": (
        "/communications/",
        "tr:has(.acc-status--na) th a",
        "/staff/",
        "tbody th a",
        "/staff/",
        "a[href$='/workers/new/']",
        "/staff/",
        "a[href$='/places/']",
        "tbody th a",
        "/staff/",
        "a[href$='/import/']",
        "/declarations/import/",
    ),
    "andrea": (
        "/office/messages/",
        "/office/work/",
        "tbody tr:nth-child(4) th a",
        "/office/second-reading/",
        "tbody th a",
    ),
    "wout": (
        "/office/claims/",
        "tbody th a",
        "[aria-labelledby=months] a",
        "/office/questions/",
    ),
    "alexis": (
        "/payment-organisation/months/?month=2026-09",
        'tr:has-text("Camille") th a',
        "/payment-organisation/questions/",
        "tbody th a",
        "/payment-organisation/claims/",
        "tbody th a",
        "/payment-organisation/runs/",
        "tbody th a",
        "/payment-organisation/runs/preview/",
        "/payment-organisation/records/",
        "tbody th a",
        "/payment-organisation/changes/?which=all",
        "tbody th a",
        "/payment-organisation/changes/ask/",
    ),
    "camille": ("/my/payment-organisation/",),
}
"""By person, the pages: an address, or the link to follow from the page before."""


@pytest.mark.parametrize("person", VISITS)
def test_no_violation(person: str, somebody: Callable[..., Page], address: str, browser) -> None:
    page = somebody(person) if person else browser.new_page()
    axe, found = Axe(), []
    for url in _pages(page, address, VISITS[person]):
        for language in LANGUAGES:
            page.goto(url.replace("/fr/", f"/{language}/", 1))
            page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
            found += _violations(page, axe)
            found += _overflow(page)
    if not person:
        page.close()

    assert found == []


def _pages(page: Page, address: str, steps: tuple[str, ...]) -> Iterator[str]:
    for step in steps:
        if step.startswith("/"):
            page.goto(f"{address}/fr{step}")
        else:
            page.locator(step).first.click()
        url = page.url
        yield url
        page.goto(url)


def _violations(page: Page, axe: Axe) -> Iterator[tuple[str, ...]]:
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            for violation in axe.run(page).response["violations"]:
                nodes = "; ".join(node["html"][:120] for node in violation["nodes"])
                yield page.url, scheme, str(width), violation["id"], nodes


def _overflow(page: Page) -> Iterator[tuple[str, ...]]:
    page.set_viewport_size({"width": NARROWEST, "height": 900})
    width = page.evaluate("document.documentElement.scrollWidth")
    if width > NARROWEST:
        yield page.url, "scrolls sideways", str(width)
