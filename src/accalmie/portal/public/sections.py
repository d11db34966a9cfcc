"""The menus of the public pages."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

PREFIX = "guide_"
"""The names of the public pages that stand in the menus begin so."""


def guide_sections(here: str) -> Iterator[tuple[str, str, bool]]:
    """Name, address and whether one stands there, menu by menu."""
    sections = (
        (_("Temporary unemployment"), ("guide_about",)),
        (_("Who declares"), ("guide_who",)),
        (_("After declaring"), ("guide_after",)),
        (_("Step by step"), ("guide_steps",)),
        (_("Technical library"), ("guide_library", "guide_message", "guide_codes")),
        (_("Calendar"), ("guide_calendar",)),
        (_("Contact"), ("guide_contact", "guide_contact_sent")),
    )
    for name, routes in sections:
        yield name, reverse(f"portal:{routes[0]}"), here in routes
