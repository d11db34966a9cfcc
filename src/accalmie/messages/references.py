"""Reference tables that the messages are checked against: places, joint committees, countries."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from accalmie.law.dated import read_yaml

_FOLDER = Path(__file__).parent / "reference"

BELGIUM = "150"
NO_COMMITTEE = "999"


def is_belgian_postal_code(code: str) -> bool:
    """Tell whether a Belgian postal code exists."""
    return code in _places()


def is_place_of(code: str, name: str) -> bool:
    """Tell whether a postal code serves a place of that name, capitals and accents aside."""
    known = _places().get(code)
    return known is not None and (name in known or spelled(name) in known)


def is_country(code: str) -> bool:
    """Tell whether a country code exists, leading zeros aside."""
    return code.lstrip("0") in _countries()


def is_belgium(code: str | None) -> bool:
    """Tell whether a country code, or its absence, means Belgium."""
    return code is None or code.lstrip("0") == BELGIUM


def is_committee(number: str) -> bool:
    """Tell whether a joint committee is or was known (CCC, or CCC.CC with 00 for the whole)."""
    return number.removesuffix(".00") in _committees()


def was_committee_on(number: str, day: date) -> bool:
    """Tell whether a known joint committee existed in the quarter of a day."""
    quarter = day.year * 10 + (day.month + 2) // 3
    first, last = _committees()[number.removesuffix(".00")]
    return first <= quarter <= last


def spelled(name: str) -> str:
    """A name without accents, capitals, hyphens and whatever stands in brackets."""
    plain = unicodedata.normalize("NFKD", re.sub(r"\(.*?\)", " ", name))
    letters = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join(letters.casefold().split())


@cache
def _places() -> Mapping[str, frozenset[str]]:
    lines = (_FOLDER / "postal_codes.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {code: frozenset([*names, *map(spelled, names)]) for code, *names in rows}


@cache
def _countries() -> frozenset[str]:
    return frozenset(str(read_yaml(_FOLDER / "countries.yaml")["codes"]).split())


@cache
def _committees() -> Mapping[str, tuple[int, int]]:
    raw = read_yaml(_FOLDER / "joint_committees.yaml")["committees"]
    known = {}
    for number, bounds in raw.items():
        known[number] = (bounds.get("from", 0), bounds.get("until", 99999))
    # A committee without a row of its own is known by its sub-committees.
    for number in list(known):
        for parent in (number[:3], number[:6]):
            known.setdefault(parent, (0, 99999))
    return known
