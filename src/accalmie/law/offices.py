"""The unemployment office competent for a seat of exploitation (sheet E28).

The table is that of 2016 and says so. ``read_table`` takes the official one as CSV: two columns,
postal code and code of the office.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from accalmie.facts.findings import Confidence
from accalmie.facts.languages import Language
from accalmie.law.dated import texts
from accalmie.law.loading import content_of
from accalmie.law.territory import municipalities_of

_FILE = "offices.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeInfo:
    """An office: its code here, its names, and since when and how surely the table knows it."""

    code: str
    names: Mapping[Language, str]
    other_towns: tuple[str, ...]
    as_of: date
    source: str
    confidence: Confidence


class UnknownPostalCode(LookupError):
    """No office is known for this postal code."""

    def __init__(self, postal_code: str) -> None:
        super().__init__(f"no office is known for the postal code {postal_code!r}")


def office_for(postal_code: str) -> OfficeInfo:
    """The office of a Belgian postal code; raises ``UnknownPostalCode``.

    A postal code of two municipalities has one office, since both lie in one arrondissement.
    """
    municipalities = municipalities_of(postal_code)
    if not municipalities:
        raise UnknownPostalCode(postal_code)
    return _by_arrondissement()[municipalities[0][:2]]


@cache
def offices() -> tuple[OfficeInfo, ...]:
    """Every office of the table."""
    content = content_of(_FILE)
    return tuple(
        OfficeInfo(
            code=raw["code"],
            names=texts(_FILE, raw["code"], raw["names"]),
            other_towns=tuple(raw["other_towns"]),
            as_of=content["as_of"],
            source=content["source"],
            confidence=Confidence[content["confidence"].upper()],
        )
        for raw in content["offices"]
    )


def read_table(lines: Iterable[str]) -> Mapping[str, str]:
    """Postal code to code of the office, from CSV with a heading line.

    Raises ``ValueError`` naming the first postal code that stands for two offices.
    """
    table: dict[str, str] = {}
    rows = csv.reader(lines)
    next(rows, None)
    for postal_code, office, *_ in rows:
        if table.setdefault(postal_code.strip(), office.strip()) != office.strip():
            raise ValueError(f"the postal code {postal_code} stands for two offices")
    return table


@cache
def _by_arrondissement() -> Mapping[str, OfficeInfo]:
    of_code = {office.code: office for office in offices()}
    return {
        arrondissement: of_code[raw["code"]]
        for raw in content_of(_FILE)["offices"]
        for arrondissement in raw["arrondissements"]
    }
