"""The walk through the month that docs/manual/story.md tells, step by step, with its figures.

With ``ACCALMIE_PICTURES=1`` it also takes the pictures of the manual anew.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.conftest import REPOSITORY
from tests.journeys.conftest import prepare
from tests.journeys.turning import follow, press, sign_in
from tests.letters.pdf_reading import text_of

pytestmark = pytest.mark.browser

MANUAL = REPOSITORY / "docs" / "manual" / "story.md"
PICTURES = REPOSITORY / "docs" / "pictures" / "manual"
TAKES_PICTURES = os.environ.get("ACCALMIE_PICTURES") == "1"
LARGEST = 150_000
"""Bytes of a picture."""
DESK = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 780}

_CENT = Decimal("0.01")


def by_hand() -> dict[str, str]:
    """Femke's month as the manual computes it, each figure as the manual writes it."""
    hours = 12 * Decimal(8) + 7
    allowances = Decimal("15.5")  # 103 × 6 ÷ 40 = 15.45: from a quarter on, up to the half
    daily_wage = Decimal("17.85") * 40 / 6
    daily = Decimal("71.73")  # bracket 67: 67.3245 × 1.7758 = 119.5548, of which 60 %
    gross = (allowances * daily).quantize(_CENT, ROUND_HALF_UP)
    withheld = (gross * Decimal("0.2675")).quantize(_CENT, ROUND_HALF_UP)
    assert daily == (Decimal("67.3245") * Decimal("1.7758") * Decimal("0.6")).quantize(_CENT)
    return {
        "hours": f"{hours}",
        "allowances": f"{allowances}",
        "daily wage": f"{daily_wage:.2f}",
        "daily": f"{daily}",
        "gross": f"{gross:,}",
        "withheld": f"{withheld}",
        "net": f"{gross - withheld}",
    }


NET = by_hand()["net"]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the demonstration on the first of the month."""
    home = tmp_path_factory.mktemp("walk")
    prepare(home, "--day", "2026-11-01")
    return home


@dataclass(frozen=True, slots=True)
class Walk:
    """Several people at the same demonstration; each keeps the page that he has open."""

    address: str
    windows: Callable[..., BrowserContext]
    pages: dict[str, Page]

    def page_of(self, who: str, *, viewport: dict[str, int] = DESK) -> Page:
        """The page of somebody who has signed in, in English."""
        if who not in self.pages:
            page = self.windows(viewport=viewport, locale="en-GB").new_page()
            sign_in(page, self.address, who, language="en")
            self.pages[who] = page
        return self.pages[who]

    def visitor(self) -> Page:
        """Somebody who has not signed in and moves the day."""
        if "" not in self.pages:
            self.pages[""] = self.windows(viewport=DESK, locale="en-GB").new_page()
        return self.pages[""]

    def until(self, day: str) -> None:
        """Press *Next day* until the strip shows a day."""
        page = self.visitor()
        page.goto(f"{self.address}/en/")
        strip = page.locator(".acc-demo time")
        while (shown := strip.get_attribute("datetime")) != day:
            assert shown is not None
            assert shown < day, f"{day} never comes: it is {shown} already"
            press(page, "Next day")

    def picture(self, name: str, page: Page, *, of: Locator | None = None) -> None:
        """Take a picture of the manual, when asked."""
        if not TAKES_PICTURES:
            return
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.evaluate("window.scrollTo(0, 0)")
        if of is not None:
            of.evaluate("element => element.scrollIntoView({block: 'start'})")
        page.screenshot(path=PICTURES / f"{name}.png", animations="disabled")

    def other_picture(self, name: str, page: Page, *, width: int, height: int) -> None:
        """Take a picture of another page of the manual, when asked."""
        if TAKES_PICTURES:
            before = page.viewport_size
            page.set_viewport_size({"width": width, "height": height})
            page.screenshot(path=PICTURES.parent / f"{name}.png", animations="disabled")
            page.set_viewport_size(before)


@pytest.fixture
def walk(address: str, windows: Callable[..., BrowserContext]) -> Walk:
    return Walk(address, windows, {})


def test_the_month_goes_as_the_manual_tells(walk: Walk) -> None:
    _the_first_day(walk)
    _a_refusal_is_read_again(walk)
    _the_employer_declares_the_right(walk)
    _the_pages_of_the_other_manuals(walk)
    _the_worker_claims(walk)
    _the_claim_goes_to_the_office(walk)
    _the_office_decides(walk)
    _the_card_is_sent(walk)
    _the_hours_are_declared(walk)
    _the_payment_organisation_looks(walk)
    _the_payment_day(walk)


def _the_first_day(walk: Walk) -> None:
    page = walk.visitor()
    page.goto(f"{walk.address}/en/")
    expect(page.locator(".acc-demo")).to_contain_text("1 November 2026")
    expect(page.locator(".acc-demo")).to_contain_text("the month begins tomorrow")
    walk.picture("01-first-day", page)


def _a_refusal_is_read_again(walk: Walk) -> None:
    walk.until("2026-11-06")
    page = walk.page_of("inge")
    follow(page.get_by_role("link", name="Second reading").first)
    row = page.locator("tr", has_text="Brasserie Échantillon")
    expect(row).to_have_count(1)
    follow(row.get_by_role("link").first)
    expect(page.locator("main")).to_contain_text("force majeure")
    walk.picture("02-second-reading", page)
    walk.until("2026-11-08")


def _the_employer_declares_the_right(walk: Walk) -> None:
    walk.until("2026-11-16")
    page = walk.page_of("joke")
    page.goto(f"{walk.address}/en/obligations/")
    expect(page.locator("main")).to_contain_text("Declare the right of 3 workers")
    walk.picture("03-obligations", page)


def _the_pages_of_the_other_manuals(walk: Walk) -> None:
    """The day on which the demonstration begins by itself."""
    walk.until("2026-11-18")
    employer = walk.page_of("dominique")
    employer.goto(f"{walk.address}/en/communications/?status=not_in_order")
    follow(employer.get_by_role("link", name="Suspension from 16.11").first)
    expect(employer.locator("main")).to_contain_text("Cancel and start again")
    walk.other_picture("communication-page", employer, width=1280, height=1000)
    officer = walk.page_of("andrea")
    follow(officer.locator("tr", has_text="Suspension from 14.12").get_by_role("link").first)
    expect(officer.locator("main")).to_contain_text("The lack of work is temporary")
    walk.other_picture("office-decision", officer, width=1280, height=900)
    clerk = walk.page_of("alexis")
    clerk.goto(f"{walk.address}/en/payment-organisation/months/?month=2026-09")
    expect(clerk.locator("tr", has_text="Sacha Beispiel")).to_contain_text("Ready to be paid")
    walk.other_picture("months-to-pay", clerk, width=1280, height=1000)
    worker = walk.page_of("camille", viewport=PHONE)
    expect(worker.locator("main")).to_contain_text("November 2026")
    walk.other_picture("control-card", worker, width=360, height=800)


def _the_worker_claims(walk: Walk) -> None:
    walk.until("2026-11-19")
    page = walk.page_of("femke", viewport=PHONE)
    page.goto(f"{walk.address}/en/my/file/")
    expect(page.locator("main")).to_contain_text("Sun 31.01")
    walk.picture("04-claim-needed", page)


def _the_claim_goes_to_the_office(walk: Walk) -> None:
    walk.until("2026-11-20")
    page = walk.page_of("alexis")
    page.goto(f"{walk.address}/en/payment-organisation/claims/")
    expect(page.locator("main")).to_contain_text("Femke Denkbeeldig")
    walk.picture("05-claims", page)


def _the_office_decides(walk: Walk) -> None:
    walk.until("2026-11-24")
    page = walk.page_of("wout")
    page.goto(f"{walk.address}/en/office/claims/")
    expect(page.locator("main")).to_contain_text("Nele Toonbeeld")
    walk.picture("06-claim-to-decide", page)


def _the_card_is_sent(walk: Walk) -> None:
    walk.until("2026-11-30")
    page = walk.page_of("femke")
    page.goto(f"{walk.address}/en/my/card/")
    walk.picture("07-card", page)


def _the_hours_are_declared(walk: Walk) -> None:
    walk.until("2026-12-01")
    page = walk.page_of("joke")
    page.goto(f"{walk.address}/en/obligations/")
    walk.picture("08-hours", page)


def _the_payment_organisation_looks(walk: Walk) -> None:
    walk.until("2026-12-02")
    page = walk.page_of("alexis")
    page.goto(f"{walk.address}/en/payment-organisation/months/?month=2026-11")
    walk.picture("09-months", page)
    follow(page.locator("tr", has_text="Femke Denkbeeldig").get_by_role("link"))
    total = page.locator(".acc-trace li[data-total]")
    expect(total).to_contain_text(NET)
    walk.picture("10-trace", page, of=page.locator(".acc-trace").first)


def _the_payment_day(walk: Walk) -> None:
    page = walk.visitor()
    page.goto(f"{walk.address}/en/")
    press(page, "Payment day")
    expect(page.locator(".acc-demo")).to_contain_text("Sol signs the run of the public fund")
    second = walk.page_of("sol")
    second.goto(f"{walk.address}/en/payment-organisation/runs/")
    follow(second.locator("tbody a").first)
    walk.picture("11-run", second)
    press(second, "Sign the run")
    press(second, "Record as paid")
    row = second.locator("tr", has_text="Femke Denkbeeldig")
    expect(row).to_contain_text(NET)
    statement = row.get_by_role("link", name=re.compile("Statement")).get_attribute("href")
    text = text_of(second.request.get(walk.address + statement).body())
    for figure in ("net", "withheld", "daily"):
        assert by_hand()[figure].replace(".", ",") in text
    worker = walk.page_of("femke")
    worker.goto(f"{walk.address}/en/my/file/")
    follow(worker.locator("a[href*='/my/file/']", has_text="November 2026").first)
    expect(worker.locator("main")).to_contain_text(NET)
    walk.picture("12-paid", worker)


def test_the_manual_tells_what_is_computed_by_hand() -> None:
    text = MANUAL.read_text(encoding="utf-8")

    assert [name for name, figure in by_hand().items() if figure not in text] == []


def test_every_picture_is_shown_and_small() -> None:
    shown = set(re.findall(r"\.\./pictures/manual/([\w-]+\.png)", MANUAL.read_text("utf-8")))

    assert shown == {path.name for path in PICTURES.iterdir()}
    assert {path.name for path in PICTURES.iterdir() if path.stat().st_size > LARGEST} == set()
