"""Search over values, rules, readings and kinds, in four languages at once, without accents."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext as _

from accalmie.facts.languages import Language
from accalmie.law.catalogue import catalogue
from accalmie.law.citations import source_text
from accalmie.law.interpretations import interpretations
from accalmie.law.kinds import REGISTRY
from accalmie.portal.languages import current_language
from accalmie.portal.law import links
from accalmie.portal.law.links import Link

MOST_HITS = 60
_PLURALS = ("en", "er", "es", "s", "x", "n", "e")
"""Endings of the four languages that a plural or a case may add; the longer before the shorter."""
_SHORTEST_STEM = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """What was found, group by group; ``total`` counts also what is not shown."""

    asked: str
    kinds: tuple[Link, ...]
    values: tuple[Link, ...]
    rules: tuple[Link, ...]
    readings: tuple[Link, ...]
    total: int

    @property
    def groups(self) -> tuple[tuple[str, tuple[Link, ...]], ...]:
        """The groups that hold something, with their titles."""
        named = (
            (_("Causes"), self.kinds),
            (_("Figures"), self.values),
            (_("Rules"), self.rules),
            (_("Two readings"), self.readings),
        )
        return tuple((title, found) for title, found in named if found)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One thing that can be found: its group, its key, its titles, and all its words."""

    group: str
    key: str
    titles: tuple[str, ...]
    words: str


def search(asked: str) -> Hits:
    """Everything that holds all the words, in the singular or in the plural.

    What bears them in its title comes first, and of that what bears them as they were written.
    """
    terms = [_forms(term) for term in simplified(asked).split()]
    place = list(Language).index(current_language())
    found = [entry for entry in _entries() if _holds(entry.words, terms)]
    found.sort(key=lambda entry: _rank(entry, terms, place))
    shown = found[:MOST_HITS]
    keys = {
        group: [entry.key for entry in shown if entry.group == group]
        for group in ("kind", "value", "rule", "reading")
    }
    return Hits(
        asked=asked,
        kinds=tuple(links.kind_link(key) for key in keys["kind"]),
        values=links.value_links(keys["value"]),
        rules=links.rule_links(keys["rule"]),
        readings=tuple(links.reading_link(key) for key in keys["reading"]),
        total=len(found),
    )


def simplified(text: str) -> str:
    """Small letters without accents: ``Préavis`` becomes ``preavis``."""
    small = text.casefold().replace("’", "'").replace("œ", "oe")
    parted = unicodedata.normalize("NFKD", small)
    return "".join(sign for sign in parted if not unicodedata.combining(sign))


def _forms(term: str) -> tuple[str, ...]:
    """The word as it was written, and without the ending of a plural where enough is left."""
    for ending in _PLURALS:
        stem = term.removesuffix(ending)
        if stem != term and len(stem) >= _SHORTEST_STEM:
            return term, stem
    return (term,)


def _holds(text: str, terms: list[tuple[str, ...]]) -> bool:
    return all(any(form in text for form in forms) for forms in terms)


def _rank(entry: _Entry, terms: list[tuple[str, ...]], place: int) -> tuple[int, bool, int]:
    in_own = _holds(entry.titles[place], terms)
    in_any = any(_holds(title, terms) for title in entry.titles)
    is_other_form = not all(forms[0] in entry.words for forms in terms)
    return (0 if in_own else 1 if in_any else 2, is_other_form, len(entry.titles[place]))


@cache
def _entries() -> tuple[_Entry, ...]:
    return tuple(_all_entries())


def _all_entries() -> Iterator[_Entry]:
    for kind in REGISTRY.values():
        titles = [kind.names[language] for language in Language]
        codes = [kind.code.replace("_", " "), kind.day_code, *kind.short_names.values()]
        yield _entry("kind", kind.code, titles, codes)
    for key, value in catalogue().values.items():
        titles = [value.dated.text[language] for language in Language]
        newest = value.dated.rows[-1].source
        sources = [source_text(newest, language) for language in Language]
        kind_names = list(REGISTRY[value.kind].short_names.values()) if value.kind else []
        yield _entry("value", key, titles, [value.name.replace("_", " "), *sources, *kind_names])
    for code, rule in catalogue().rules.items():
        titles = [rule.short(language) for language in Language]
        sentences = [rule.sentence(language) for language in Language]
        yield _entry("rule", code, titles, [code.replace("_", " "), rule.citation, *sentences])
    for number, reading in interpretations().items():
        titles = [reading.title[language] for language in Language]
        texts = [
            text[language]
            for text in (reading.taken, reading.other, reading.why)
            for language in Language
        ]
        yield _entry("reading", number, titles, [number, *texts])


def _entry(group: str, key: str, titles: list[str], rest: list[str]) -> _Entry:
    simple = tuple(simplified(title) for title in titles)
    return _Entry(group, key, simple, " ".join((*simple, *map(simplified, rest))))
