"""Looking at pages with axe: four languages, light and dark, wide and narrow, nothing cut off."""

from __future__ import annotations

import json
from itertools import product

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.journeys.visiting import page_name

LANGUAGES = ("fr", "nl", "de", "en")
LOOKS = tuple(product(("light", "dark"), (1280, 360)))
NARROWEST = 320
"""400 % zoom of a window 1280 wide."""

examined: set[str] = set()
"""The names of the addresses that were looked at since the test began."""

_AXE = Axe().axe_script
# Nothing of other origins is to be loaded for it: our pages have nothing from there.
_OPTIONS = json.dumps({"resultTypes": ["violations"], "preload": False})
_RUN = f"axe.run({_OPTIONS}).then(found => found.violations)"


def faults_at(page: Page, url: str) -> list[str]:
    """What is wrong at an address of the French pages, in each language and in every look.

    The page shows that address anew afterwards; what was typed on it is gone.
    """
    found = []
    for language in LANGUAGES:
        page.goto(url.replace("/fr/", f"/{language}/", 1))
        found += faults_here(page)
    page.goto(url)
    return found


def faults_here(page: Page) -> list[str]:
    """What is wrong with a page as it stands now, with what was typed on it, in every look."""
    examined.add(page_name(page.url))
    page.evaluate(_AXE)
    page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
    found = [fault for scheme, width in LOOKS for fault in _faults(page, scheme, width)]
    found += _cut_off(page)
    _look(page, *LOOKS[0])
    return found


def _faults(page: Page, scheme: str, width: int) -> list[str]:
    _look(page, scheme, width)
    return [
        f"{page.url} {scheme} {width}: {violation['id']}: "
        + "; ".join(node["html"][:120] for node in violation["nodes"])
        for violation in page.evaluate(_RUN)
    ]


def _cut_off(page: Page) -> list[str]:
    page.set_viewport_size({"width": NARROWEST, "height": 900})
    width = page.evaluate("document.documentElement.scrollWidth")
    return [f"{page.url}: {width} wide in a window of {NARROWEST}"] if width > NARROWEST else []


def _look(page: Page, scheme: str, width: int) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 900})
