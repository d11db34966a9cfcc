"""Findings in words: the rule as a sentence, the facts with their arithmetic, what can be done.

Wordings stand in ``law/rules/wording.yaml`` (shared rules) and ``law/kinds/<kind>/wording.yaml``::

    announced_in_time:
      short:   {fr: …, nl: …, de: …, en: …}
      rule:    {…}
      because: {…}          # whatever the answer, unless one of the next three says it better
      met:     {…}
      not_met: {…}
      look:    {…}
    remedies:
      postpone_start: {…}

A text names facts in braces: ``{first_day}``, ``{notice_days:days}``. Instead of one text there may
be a list: the first whose facts are all there is taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from string import Formatter
from typing import Any

from accalmie.facts.days import Month, Period
from accalmie.facts.findings import Confidence, Fact, Finding
from accalmie.facts.languages import Language
from accalmie.law import words
from accalmie.law.citations import source_text
from accalmie.law.dated import ValuesFileError, texts
from accalmie.law.kinds import REGISTRY
from accalmie.law.loading import content_of

_ANSWERS = {True: "met", False: "not_met", None: "look"}
_KEYS = {"short", "rule", "because", "met", "not_met", "look"}

_Text = Mapping[Language, str]


class NoWordingError(LookupError):
    """A rule or a remedy without words, or a text that asks for facts which are not there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingText:
    """A finding as people read it, in one language.

    ``rule`` is the rule as a sentence, ``short`` two to four words that name it, ``because`` the
    facts and the arithmetic, ``remedies`` what can be done.
    """

    rule: str
    short: str
    because: str
    remedies: tuple[str, ...]
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class _RuleWording:
    short: tuple[_Text, ...]
    rule: tuple[_Text, ...]
    because: Mapping[str, tuple[_Text, ...]]


@dataclass(frozen=True, slots=True)
class _Wording:
    rules: Mapping[str, _RuleWording]
    remedies: Mapping[str, _Text]


def finding_text(finding: Finding, *, kind: str, language: Language) -> FindingText:
    """A finding in words; raises ``NoWordingError`` where no wording fits it."""
    wording = _rule_wording(finding.rule, kind)
    return FindingText(
        rule=_first_that_fits(wording.rule, finding, language),
        short=_first_that_fits(wording.short, finding, language),
        because=_first_that_fits(wording.because[_ANSWERS[finding.met]], finding, language),
        remedies=tuple(
            _filled(_remedy_wording(remedy, kind)[language], finding.because, language)
            for remedy in finding.remedies
        ),
        source=source_text(finding.source, language),
        confidence=confidence_text(finding.confidence, language),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleText:
    """A rule in words, without a situation; ``rule`` is empty where its words need one."""

    short: str
    rule: str


def rule_text(rule: str, *, kind: str, language: Language) -> RuleText:
    """A rule of a kind in words; raises ``NoWordingError`` where it has none."""
    wording = _rule_wording(rule, kind)
    return RuleText(
        short=_typeset(_plain(wording.short, language), language),
        rule=_typeset(_plain(wording.rule, language), language),
    )


def _plain(variants: tuple[_Text, ...], language: Language) -> str:
    """The first text that asks for no fact; every rule has one, for pages about the rule itself."""
    return next(text[language] for text in variants if not _facts_asked(text[language]))


def confidence_text(confidence: Confidence, language: Language) -> str:
    """How sure a source is, in words: ``confiance moyenne``."""
    return term("confidence", confidence.name.lower(), language)


def term(group: str, code: str, language: Language) -> str:
    """A code of the facts in words (``law/terms.yaml``); unknown codes stay as they are."""
    text = _terms().get(group, {}).get(code)
    return code if text is None else text[language]


def worded_rules(kind: str) -> frozenset[str]:
    """Every rule that has words for a kind."""
    return frozenset(_own(kind).rules) | frozenset(_shared().rules)


def worded_remedies(kind: str) -> frozenset[str]:
    """Every remedy that has words for a kind."""
    return frozenset(_own(kind).remedies) | frozenset(_shared().remedies)


def _first_that_fits(variants: tuple[_Text, ...], finding: Finding, language: Language) -> str:
    facts = finding.because
    for text in variants:
        if all(facts.get(name) is not None for name in _facts_asked(text[language])):
            return _filled(text[language], facts, language)
    raise NoWordingError(
        f"no text of {finding.rule} ({_ANSWERS[finding.met]}) fits the facts {sorted(facts)}"
    )


def _facts_asked(text: str) -> list[str]:
    return [name for _, name, _, _ in Formatter().parse(text) if name]


def _filled(text: str, facts: Mapping[str, Fact], language: Language) -> str:
    shows_year = len({year for fact in facts.values() for year in _years(fact)}) > 1
    parts = []
    for literal, name, spec, _ in Formatter().parse(text):
        parts.append(literal)
        if name:
            if name not in facts:
                raise NoWordingError(f"the fact {name!r} is missing for {text!r}")
            parts.append(_shown(facts[name], spec or "", language, shows_year))
    return _typeset("".join(parts), language)


def _years(fact: Fact) -> tuple[int, ...]:
    match fact:
        case date():
            return (fact.year,)
        case Period():
            return (fact.first_day.year, fact.last_day.year)
        case _:
            return ()


def _shown(fact: Fact, spec: str, language: Language, shows_year: bool) -> str:
    """One fact in words; a spec names a unit, a group of terms or a way to write a day."""
    match fact:
        case date() if spec == "long":
            return words.long_day(fact, language)
        case date() if spec == "bare":
            return words.bare_day(fact, with_year=shows_year)
        case date():
            return words.short_day(fact, language, with_year=shows_year)
        case Period():
            return words.span(fact, language, with_year=shows_year)
        case Month():
            return words.month_name(fact, language)
        case int() | Decimal() if spec:
            return words.count(fact, spec, language)
        case int() | Decimal():
            return words.number(fact, language)
        case str() if spec == "terms":
            return words.enumeration(
                tuple(term("field", code, language) for code in fact.split(", ")), language
            )
        case str() if spec == "source":
            return source_text(fact, language)
        case str() if spec:
            return term(spec, fact, language)
        case str():
            return fact
        case tuple():
            return words.enumeration(
                tuple(words.short_day(day, language, with_year=shows_year) for day in fact),
                language,
            )
        case _:
            raise NoWordingError(f"{fact!r} cannot be written")


def _typeset(text: str, language: Language) -> str:
    """French sets a no-break space before its high punctuation; texts are written without."""
    if language is Language.FR:
        for mark in (":", ";", "?", "!", "%", "€", "»"):
            text = text.replace(f" {mark}", f"{words.NO_BREAK}{mark}")
        text = text.replace("« ", f"«{words.NO_BREAK}")
    return text


def _rule_wording(rule: str, kind: str) -> _RuleWording:
    found = _own(kind).rules.get(rule) or _shared().rules.get(rule)
    if found is None:
        raise NoWordingError(f"the rule {rule!r} of {kind!r} has no words")
    return found


def _remedy_wording(remedy: str, kind: str) -> _Text:
    found = _own(kind).remedies.get(remedy) or _shared().remedies.get(remedy)
    if found is None:
        raise NoWordingError(f"the remedy {remedy!r} of {kind!r} has no words")
    return found


def _own(kind: str) -> _Wording:
    return _read(f"kinds/{kind}/wording.yaml") if kind in REGISTRY else _shared()


def _shared() -> _Wording:
    return _read("rules/wording.yaml")


@cache
def _read(file: str) -> _Wording:
    content = dict(content_of(file))
    remedies = content.pop("remedies", {})
    return _Wording(
        rules={rule: _read_rule(file, rule, raw) for rule, raw in content.items()},
        remedies={name: texts(file, f"remedies.{name}", raw) for name, raw in remedies.items()},
    )


def _read_rule(file: str, rule: str, raw: Any) -> _RuleWording:
    if not isinstance(raw, dict) or not {"short", "rule"} <= set(raw) <= _KEYS:
        raise ValuesFileError(file, rule, f"expected short, rule and some of {sorted(_KEYS)}")
    return _RuleWording(
        short=_variants(file, f"{rule}.short", raw["short"]),
        rule=_variants(file, f"{rule}.rule", raw["rule"]),
        because={
            answer: _variants(file, f"{rule}.{answer}", raw.get(answer, raw.get("because")))
            for answer in _ANSWERS.values()
        },
    )


def _variants(file: str, key: str, raw: Any) -> tuple[_Text, ...]:
    """One text or several, of which the first that fits is taken; none for an unused answer."""
    if raw is None:
        return ()
    return tuple(texts(file, key, one) for one in (raw if isinstance(raw, list) else [raw]))


@cache
def _terms() -> Mapping[str, Mapping[str, _Text]]:
    return {
        group: {code: texts("terms.yaml", f"{group}.{code}", raw) for code, raw in codes.items()}
        for group, codes in content_of("terms.yaml").items()
    }
