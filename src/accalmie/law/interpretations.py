"""Where the sources allow two readings: both of them, the one taken, and why.

Every file ``law/interpretations*.yaml`` is a list of entries::

    - number: "C:R3"
      asks_a_person: false        # true where the reading sends a case to a person
      title: {fr: …, nl: …, de: …, en: …}
      taken: {fr: …, …}           # the reading taken everywhere
      other: {fr: …, …}           # the other reading
      why: {fr: …, …}             # why the first was taken
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from accalmie.facts.languages import Language
from accalmie.law.dated import ValuesFileError, read_yaml, texts
from accalmie.law.loading import LAW

_TEXTS = ("title", "taken", "other", "why")


@dataclass(frozen=True, slots=True, kw_only=True)
class Interpretation:
    """A question that the sources leave open, and the answer that this software gives."""

    number: str
    asks_a_person: bool
    title: Mapping[Language, str]
    taken: Mapping[Language, str]
    other: Mapping[Language, str]
    why: Mapping[Language, str]


class UnknownInterpretation(LookupError):
    """No interpretation has this number."""


@cache
def interpretations() -> Mapping[str, Interpretation]:
    """All interpretations by number, in the order of their files."""
    found: dict[str, Interpretation] = {}
    for path in sorted(LAW.glob("interpretations*.yaml")):
        for entry in read_yaml(path):
            read = _interpretation(path.name, entry)
            if read.number in found:
                raise ValuesFileError(path.name, read.number, "this number stands twice")
            found[read.number] = read
    return found


def interpretation(number: str) -> Interpretation:
    """The interpretation of a number such as ``C:R3``; raises ``UnknownInterpretation``."""
    try:
        return interpretations()[number]
    except KeyError:
        raise UnknownInterpretation(f"there is no interpretation {number}") from None


def _interpretation(file: str, entry: object) -> Interpretation:
    expected = {"number", "asks_a_person", *_TEXTS}
    if not isinstance(entry, dict) or set(entry) != expected:
        raise ValuesFileError(file, str(entry)[:40], f"expected exactly {sorted(expected)}")
    number = str(entry["number"])
    return Interpretation(
        number=number,
        asks_a_person=bool(entry["asks_a_person"]),
        **{name: texts(file, f"{number}.{name}", entry[name]) for name in _TEXTS},
    )
