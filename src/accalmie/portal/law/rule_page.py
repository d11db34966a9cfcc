"""The page of one rule: its sentence, where it applies, what it reads, situations that test it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from accalmie.facts.findings import Confidence
from accalmie.law.catalogue import Family, RuleEntry, catalogue
from accalmie.law.citations import SEPARATOR, is_known_source, source_text
from accalmie.law.interpretations import interpretation
from accalmie.law.wording import term
from accalmie.portal.languages import current_language
from accalmie.portal.law import lists
from accalmie.portal.law.examples import Example, Examples, examples_of
from accalmie.portal.law.links import Link, kind_link
from accalmie.portal.law.lists import ListedValue
from accalmie.portal.law.value_page import ShownReading, shown_reading

_NOTHING = Examples(shown=(), total=0, newest=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePage:
    """Everything the page of a rule says."""

    title: str
    sentence: str
    family: Family
    applies: tuple[tuple[Link, str], ...]
    source: str
    confidence: Confidence | None
    values: tuple[ListedValue, ...]
    readings: tuple[ShownReading, ...]
    examples: tuple[Example, ...]
    total_of_examples: int


def rule_page(entry: RuleEntry, *, today: date) -> RulePage:
    """The page of a rule; the figures are those of today."""
    language = current_language()
    examples = examples_of(entry) if entry.family is Family.COMMUNICATION else _NOTHING
    short = entry.short(language)
    known = catalogue().values
    values = tuple(lists.listed(known[key], today=today) for key in entry.values)
    sentence = entry.sentence(language) or (examples.newest.rule if examples.newest else "")
    sure = [value.confidence for value in values if value.confidence is not None]
    return RulePage(
        title=short[:1].upper() + short[1:],
        sentence=sentence if sentence[-1:] in ("", ".") else f"{sentence}.",
        family=entry.family,
        applies=_applies(entry),
        source=_source(entry, examples, today),
        confidence=min(sure) if sure else None,
        values=values,
        readings=tuple(shown_reading(interpretation(number)) for number in entry.readings),
        examples=examples.shown,
        total_of_examples=examples.total,
    )


def _applies(entry: RuleEntry) -> tuple[tuple[Link, str], ...]:
    """Each kind with the communications at which the rule looks."""
    language = current_language()
    return tuple(
        (
            kind_link(kind),
            ", ".join(term("subject", subject.value, language) for _, subject in subjects),
        )
        for kind, subjects in groupby(entry.applies, key=lambda pair: pair[0])
    )


def _source(entry: RuleEntry, examples: Examples, today: date) -> str:
    """By which text: that of the newest example, else what the code cites, else of the values."""
    if examples.newest is not None and examples.newest.source:
        return examples.newest.source
    language = current_language()
    cited = [part.strip() for part in entry.citation.split(";")]
    if entry.citation and all(is_known_source(part) for part in cited):
        return source_text(entry.citation, language)
    rows = (lists.row_on(catalogue().values[key], today) for key in entry.values)
    sources = [source_text(row.source, language) for row in rows if row is not None]
    return SEPARATOR.join(dict.fromkeys(sources[:1]))
