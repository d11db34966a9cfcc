"""Anomalies: what is wrong with a form, with the official code, and where.

A code is the number of a zone or block, a hyphen and the number of an error type (annex 30).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from accalmie.facts.languages import Language
from accalmie.messages.specification import Block, Specification, Zone
from accalmie.messages.wording import errors, glossary

BLOCKING = "B"
REPORTED = "NP"
"""Severities (zone 00497): a blocking anomaly refuses its form, a reported one does not."""

MOST_ANOMALIES = 10_000
"""How many anomalies of one form are told; a form of two thousand persons has less of them."""

# Where a zone's own list lacks the error that fits best, the next best that it has.
_NEXT_BEST = {
    "001": ("001", "091"),
    "002": ("002", "003", "008"),
    "003": ("003", "008"),
    "004": ("004", "003", "008"),
    "005": ("005", "091"),
    "006": ("006", "091"),
    "008": ("008", "003"),
    "014": ("014", "098"),
    "093": ("093", "003", "008"),
    "097": ("097", "098", "008"),
    "098": ("098", "008", "014"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Anomaly:
    """One anomaly of one form. ``line`` and ``column`` count from 1 in the file."""

    form: int
    code: str
    severity: str
    path: str
    line: int
    column: int | None
    tag: str
    value: str
    title: Mapping[Language, str]

    @property
    def is_blocking(self) -> bool:
        """Tell whether it refuses its form."""
        return self.severity == BLOCKING


def code_of(part: Zone | Block, error: str) -> str:
    """The code for an error at a zone or block, using an error type that it lists."""
    for candidate in _NEXT_BEST.get(error, (error,)):
        if candidate in part.anomalies:
            return f"{part.number}-{candidate}"
    return f"{part.number}-{error}"


def title_of(code: str, name: str) -> Mapping[Language, str]:
    """What a code says in each language: the thing concerned, then what is wrong with it."""
    things, known = glossary().get(name), errors()
    error = known.get(code[-3:], known["003"])
    return {
        language: f"{things[language] if things else name}: {error[language]}"
        if language in (Language.EN, Language.NL, Language.DE)
        else f"{things[language] if things else name} : {error[language]}"
        for language in Language
    }


@cache
def names_by_number(specification: Specification) -> Mapping[str, str]:
    """Name of each zone and block by its number."""
    return {part.number: part.name for part in specification.parts()}
