"""The sections of the pages of the law, the same for everybody."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

PREFIX = "law_"


def law_sections(here: str) -> Iterator[tuple[str, str, bool]]:
    """Name, address and whether one stands there, section by section."""
    sections = (
        (
            _("The law in clear"),
            ("law_home", "law_values", "law_rules", "law_rule", "law_readings"),
        ),
        (_("Causes"), ("law_kinds", "law_kind")),
        (_("Amounts"), ("law_amounts",)),
        (_("Time limits"), ("law_deadlines",)),
        (_("What changes"), ("law_changes",)),
        (_("Calculate"), ("law_calculators", "law_calculator")),
    )
    for name, routes in sections:
        yield name, reverse(f"portal:{routes[0]}"), here in routes
