"""A stranger in front of the pages of the law, on 21 November 2026."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from accalmie.facts.languages import Language

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=ZoneInfo("Europe/Brussels"))

Visit = Callable[..., object]


@pytest.fixture
def visit(settings) -> Visit:
    """Opens a page of the law by its route, in a language, with what the address asks."""
    settings.CLOCK = lambda: NOW

    def open_page(route: str, *args: str, language: Language = Language.FR, **asked: str) -> object:
        with translation.override(language.value):
            address = reverse(f"portal:{route}", args=args)
        return Client().get(address, asked)

    return open_page
