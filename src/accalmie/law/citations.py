"""Sources in words: ``LCT art. 51 § 1; E22`` as an officer and an employer read it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from accalmie.facts.languages import Language
from accalmie.law.dated import texts
from accalmie.law.loading import content_of

SEPARATOR = " · "

# The words that name a place in a text. A word that is not here is the same in that language.
_WORDS: Mapping[Language, Mapping[str, str]] = {
    Language.FR: {"and": "et", "annex": "annexe", "block": "bloc", "comment": "commentaire"},
    Language.NL: {
        "al.": "lid",
        "and": "en",
        "annex": "bijlage",
        "block": "blok",
        "comment": "commentaar",
    },
    Language.DE: {
        "al.": "Abs.",
        "and": "und",
        "annex": "Anlage",
        "art.": "Art.",
        "block": "Block",
        "comment": "Kommentar",
        "zone": "Zone",
        "zones": "Zonen",
    },
    Language.EN: {"al.": "para."},
}
_WORD = re.compile(r"[a-z]+\.?")


@lru_cache(maxsize=4096)
def source_text(source: str, language: Language) -> str:
    """The sources of a finding or a row, in words; what is no known source stays as it is."""
    parts = (part.strip() for part in source.split(";"))
    return SEPARATOR.join(_one(part, language) for part in parts if part)


def is_known_source(part: str) -> bool:
    """Tell whether one source begins with a name of ``law/sources.yaml``."""
    return any(part == name or part.startswith(f"{name} ") for name in _names())


def _one(part: str, language: Language) -> str:
    for name, text in _names().items():
        if part == name:
            return text[language]
        if part.startswith(f"{name} "):
            place = part.removeprefix(f"{name} ")
            return f"{text[language]}, {_place(place, language)}"
    return part


def _place(place: str, language: Language) -> str:
    if language is Language.FR:
        place = place.replace("§ 1 ", "§ 1er ") if "§ 1 " in place else _first_paragraph(place)
    words = _WORDS[language]
    return _WORD.sub(lambda found: words.get(found[0], found[0]), place).replace(" ", "\u00a0")


def _first_paragraph(place: str) -> str:
    return f"{place}er" if place.endswith("§ 1") else place


@cache
def _names() -> Mapping[str, Mapping[Language, str]]:
    """Names of sources, the longest first, so that the narrowest fits."""
    content = content_of("sources.yaml")
    return {
        name: texts("sources.yaml", name, content[name]) for name in sorted(content, key=len)[::-1]
    }
