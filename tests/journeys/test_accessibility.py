"""Every page: no finding of axe in light and dark, wide and narrow, in four languages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.journeys.looking import faults_at
from tests.journeys.visiting import pages_of, visitors

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
        (".acc-due__act a", "communication"),
        "/obligations/",
        ("a[href*='/months/']", "month"),
        "/declarations/",
        ("a[href*='/declarations/hours/']", "declare_hours"),
        "/declarations/",
        ("a[href*='/declarations/right/']", "declare_right"),
        "/declarations/new/",
        "/declarations/",
        ("th a[href*='/declarations/']", "declaration"),
        ("a[href$='/change/']", "change_declaration"),
        "/declarations/",
        ("th a[href*='/declarations/']", "declaration"),
        ("a[href$='/cancel/']", "cancel_declaration"),
        "/difficulty/",
    ),
    "joke": (
        "/communications/",
        ("tr:has-text('Suspension du 09.11') th a", "communication"),
        ("a[href$='/versions/']", "communication_versions"),
    ),
    "pascale": (
        "/communications/",
        ("tr:has(.acc-status--na) th a", "communication"),
        ("/staff/", "staff_workers"),
        ("tbody th a", "staff_worker"),
        ("/staff/", "staff_workers"),
        ("a[href$='/workers/new/']", "staff_worker_new"),
        ("/staff/", "staff_workers"),
        ("a[href$='/places/']", "staff_places"),
        ("tbody th a", "staff_place"),
        ("/staff/", "staff_workers"),
        ("a[href$='/places/']", "staff_places"),
        ("a[href$='/places/new/']", "staff_place_new"),
        ("/staff/", "staff_workers"),
        ("a[href$='/import/']", "staff_import"),
        "/declarations/import/",
    ),
    "sam": ("/staff/",),
    "andrea": (
        "/office/messages/",
        "/office/work/",
        ("tbody tr:nth-child(4) th a", "case"),
        ("a[href*='/letters/change/']", "case_letter"),
        "/office/second-reading/",
        ("tbody th a", "reread"),
        "/office/letters/",
        "/office/strikes/",
    ),
    "wout": (
        "/office/claims/",
        ("tbody th a", "office_claim"),
        ("[aria-labelledby=months] a", "month"),
        "/office/questions/",
    ),
    "alexis": (
        "/payment-organisation/months/?month=2026-09",
        ('tr:has-text("Camille") th a', "payer_month"),
        "/payment-organisation/months/",
        ("tbody th a", "payer_month"),
        ("a[href$='/card/']", "paper_card"),
        "/payment-organisation/months/",
        ("tbody th a", "payer_month"),
        ("a[href$='/c1/']", "month_c1"),
        "/payment-organisation/questions/",
        ("tbody th a", "payer_month"),
        "/payment-organisation/claims/",
        ("tbody th a", "payer_claim"),
        "/payment-organisation/runs/",
        ("tbody th a", "payer_run"),
        "/payment-organisation/runs/preview/",
        "/payment-organisation/records/",
        ("tbody th a", "record"),
        "/payment-organisation/changes/?which=all",
        ("tbody th a", "payer_transfer"),
        "/payment-organisation/changes/ask/",
    ),
    "camille": (
        "/my/payment-organisation/",
        "/my/file/",
        ("a[href*='/my/claims/']", "claim"),
        "/my/situation/",
        ("dl a[href*='/my/situation/']", "change_step"),
    ),
    "femke": (
        "/my/file/",
        ("a[href$='/claim/']", "claim_step"),
    ),
}
"""By person, the pages."""


@pytest.mark.parametrize("person", visitors(VISITS))
def test_no_violation(
    person: str,
    somebody: Callable[..., Page],
    windows: Callable[..., BrowserContext],
    address: str,
) -> None:
    page = somebody(person) if person else windows().new_page()
    found = []
    for url in pages_of(page, address, VISITS[person]):
        found += faults_at(page, url)

    assert found == []
