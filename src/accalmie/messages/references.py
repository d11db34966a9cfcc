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
_ALWAYS = (0, 99999)


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
    """Tell whether a joint committee is or was known (CCC, or CCC.CC with 00 for the whole).

    The official list names no subdivision of some committees (118.03, bakeries); where it names
    none, any subdivision is let by.
    """
    return _row(number) is not None


def committees() -> tuple[str, ...]:
    """The numbers of the official list, in their order."""
    return tuple(_committees())


def was_committee_on(number: str, day: date) -> bool:
    """Tell whether a known joint committee existed in the quarter of a day."""
    quarter = day.year * 10 + (day.month + 2) // 3
    first, last = _row(number) or _ALWAYS
    return first <= quarter <= last


def _row(number: str) -> tuple[int, int] | None:
    committees = _committees()
    whole = number[:3]
    if number in committees or number == f"{whole}.00":
        return committees.get(number.removesuffix(".00"))
    return None if whole in _subdivided() else committees.get(whole)


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
    known = {
        number: (bounds.get("from", _ALWAYS[0]), bounds.get("until", _ALWAYS[1]))
        for number, bounds in raw.items()
    }
    # A committee without a row of its own is known by its sub-committees.
    for number in list(known):
        for parent in (number[:3], number[:6]):
            known.setdefault(parent, _ALWAYS)
    return known


@cache
def _subdivided() -> frozenset[str]:
    return frozenset(number[:3] for number in _committees() if len(number) > 3)
