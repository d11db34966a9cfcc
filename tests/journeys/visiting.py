"""Ways through the portal, page by page, each page with the name of its address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

import pytest
from django.urls import resolve
from django.utils.translation import override
from playwright.sync_api import Page

from tests.journeys.turning import follow

Step = str | tuple[str, str]
"""An address without its language. Or, with the name of the address to which it leads: a link on
the page before, or an address that leads elsewhere."""
Steps = tuple[Step, ...]
"""Pages in French, one after the other."""


def page_name(url: str) -> str:
    """The name of the address of a page of the portal, in whatever language."""
    path = re.sub(r"^/[a-z]{2}/", "/fr/", urlsplit(url).path)
    with override("fr"):
        return str(resolve(path).url_name)


def visitors(visits: Mapping[str, Steps]) -> list[object]:
    """Each person as a parameter of a test, which so tells the pages it examines."""
    return [
        pytest.param(
            person, id=person or "nobody", marks=pytest.mark.examines(*map(_name_of, steps))
        )
        for person, steps in visits.items()
    ]


def pages_of(page: Page, address: str, steps: Steps) -> Iterator[str]:
    """Go through pages; who looks at one of them comes back to it."""
    for step in steps:
        way = step if isinstance(step, str) else step[0]
        if way.startswith("/"):
            page.goto(f"{address}/fr{way}")
        else:
            follow(page.locator(way).first)
        yield page.url


def _name_of(step: Step) -> str:
    return page_name(f"/fr{step}") if isinstance(step, str) else step[1]
