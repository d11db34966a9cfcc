"""Looking at pages with axe: four languages, light and dark, wide and narrow, nothing cut off."""

from __future__ import annotations

import re
from itertools import product
from urllib.parse import urlsplit
from zlib import crc32

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

LANGUAGES = ("fr", "nl", "de", "en")
LOOKS = tuple(product(("light", "dark"), (1280, 360)))
NARROWEST = 320
"""400 % zoom of a window 1280 wide."""

_KEY = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
_AXE = Axe()


def faults_at(page: Page, url: str) -> list[str]:
    """What is wrong at an address of the French pages, in each language.

    Every look is seen, each in another language; which goes with which differs from page to page,
    so that over all pages each language meets each look.
    """
    found = []
    first = crc32(_KEY.sub("", urlsplit(url).path).encode())
    for number, language in enumerate(LANGUAGES):
        page.goto(url.replace("/fr/", f"/{language}/", 1))
        found += _faults(page, *LOOKS[(first + number) % len(LOOKS)])
        found += _cut_off(page)
    _as_at_first(page)
    return found


def faults_here(page: Page) -> list[str]:
    """What is wrong with a page as it stands now, with what was typed on it, in every look."""
    found = [fault for scheme, width in LOOKS for fault in _faults(page, scheme, width)]
    found += _cut_off(page)
    _as_at_first(page)
    return found


def _faults(page: Page, scheme: str, width: int) -> list[str]:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
    return [
        f"{page.url} {scheme} {width}: {violation['id']}: "
        + "; ".join(node["html"][:120] for node in violation["nodes"])
        for violation in _AXE.run(page).response["violations"]
    ]


def _cut_off(page: Page) -> list[str]:
    page.set_viewport_size({"width": NARROWEST, "height": 900})
    width = page.evaluate("document.documentElement.scrollWidth")
    return [f"{page.url}: {width} wide in a window of {NARROWEST}"] if width > NARROWEST else []


def _as_at_first(page: Page) -> None:
    scheme, width = LOOKS[0]
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
