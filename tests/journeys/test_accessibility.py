"""Every page: no finding of axe in light and dark, wide and narrow, in four languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from tests.journeys.looking import faults_at

pytestmark = pytest.mark.browser

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
    found = []
    for url in pages_of(page, address, VISITS[person]):
        found += faults_at(page, url)
    if not person:
        page.close()

    assert found == []


def pages_of(page: Page, address: str, steps: tuple[str, ...]) -> Iterator[str]:
    for step in steps:
        if step.startswith("/"):
            page.goto(f"{address}/fr{step}")
        else:
            page.locator(step).first.click()
        url = page.url
        yield url
        page.goto(url)
