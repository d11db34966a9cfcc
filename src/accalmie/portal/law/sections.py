"""The sections of the pages of the law, the same for everybody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from accalmie.law.catalogue import Section, catalogue

PREFIX = "law_"
_SECTION_OF_A_VALUE = {
    Section.AMOUNT: "law_amounts",
    Section.TIME: "law_deadlines",
    Section.CONDITION: "law_values",
}


def law_sections(here: str, named: Mapping[str, str]) -> Iterator[tuple[str, str, bool]]:
    """Name, address and whether one stands there, section by section.

    ``named`` is what the address names: a value stands in the section of its sort.
    """
    here = _SECTION_OF_A_VALUE[_sort_of(named)] if here == "law_value" else here
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


def _sort_of(named: Mapping[str, str]) -> Section:
    entry = catalogue().values.get(f"{named.get('file')}/{named.get('name')}")
    return entry.section if entry else Section.CONDITION
