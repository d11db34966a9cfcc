"""From page to page: each step here ends when the page that answers is there.

A bare click may end before the browser has even asked the server. What follows it would then meet
the page before: a second press counts twice, an address is the old one, nothing is written yet.
"""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page

PASSWORD = "accalmie-demo"


def press(page: Page, name: str | re.Pattern[str]) -> None:
    """Press the button of this name."""
    follow(page.get_by_role("button", name=name))


def follow(link: Locator) -> None:
    """Click a link or a button."""
    with link.page.expect_navigation():
        link.click()


def enter(link: Locator) -> None:
    """Press the key Enter on a link, a button or a field."""
    with link.page.expect_navigation():
        link.press("Enter")


def sign_in(
    page: Page, address: str, username: str, password: str = PASSWORD, *, language: str = "fr"
) -> None:
    """Go to the page that asks for the codes, and give them; they may be refused."""
    page.goto(f"{address}/{language}/sign-in/")
    give_codes(page, username, password)


def give_codes(page: Page, username: str, password: str = PASSWORD) -> None:
    """Give the codes to the page that asks for them."""
    page.fill("#id_username", username)
    page.fill("#id_password", password)
    follow(page.locator("main button[type=submit]"))
