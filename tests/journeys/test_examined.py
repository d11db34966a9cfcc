"""No page of the portal is left out: each is given to axe by some journey."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

WITHOUT_A_PAGE = {
    "card_back": "takes what the reader of cards signed",
    "claim_start": "goes to the first part of the claim",
    "contact_answer": "takes the answer",
    "identity_back": "comes from the identity provider and goes on",
    "identity_start": "goes to the identity provider",
}
"""Addresses that always lead elsewhere, and what they do."""


def test_every_page_is_examined() -> None:
    pages = {pattern.name for pattern, route in _addresses() if _shows_a_page(pattern, route)}

    assert pages - set(WITHOUT_A_PAGE) - _promised() == set()
    assert _promised() - pages == set()
    assert set(WITHOUT_A_PAGE) - {pattern.name for pattern, _route in _addresses()} == set()


def _addresses() -> Iterator[tuple[URLPattern, str]]:
    """Each address with its whole route."""

    def below(patterns: list[URLPattern | URLResolver], route: str) -> Iterator:
        for one in patterns:
            if isinstance(one, URLResolver):
                yield from below(one.url_patterns, f"{route}{one.pattern}")
            else:
                yield one, f"{route}{one.pattern}"

    yield from below(get_resolver().url_patterns, "")


def _shows_a_page(pattern: URLPattern, route: str) -> bool:
    """Not what is downloaded, nor what only takes a form."""
    view = inspect.getsource(inspect.unwrap(pattern.callback))
    return not re.search(r"\.\w+$", route) and "@require_POST" not in view


def _promised() -> set[str]:
    """The names in the marks ``examines`` of all journeys; each test keeps its own promise."""
    return {
        name
        for path in sorted(Path(__file__).parent.glob("test_*.py"))
        for test in vars(import_module(f"tests.journeys.{path.stem}")).values()
        for mark in _marks(test)
        for name in mark.args
    }


def _marks(test: object) -> Iterator[pytest.Mark]:
    for mark in getattr(test, "pytestmark", ()):
        if mark.name == "examines":
            yield mark
        if mark.name == "parametrize":
            for one in mark.args[1]:
                marks = (given.mark for given in getattr(one, "marks", ()))
                yield from (given for given in marks if given.name == "examines")
