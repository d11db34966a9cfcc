"""Findings and steps of the worker's side in words, in four languages.

Wordings have the form that ``law/wording.py`` describes; each subject keeps its own file beside its
rules. ``steps.yaml`` names the steps of a trace.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from string import Formatter
from typing import Any

from accalmie.facts.days import Month, Period
from accalmie.facts.findings import Fact, Finding, Step
from accalmie.facts.languages import Language
from accalmie.law import words
from accalmie.law.citations import source_text
from accalmie.law.dated import ValuesFileError, texts
from accalmie.law.loading import content_of
from accalmie.law.wording import FindingText, NoWordingError, RuleText, confidence_text

_FILES = (
    "benefits/wording.yaml",
    "claims/wording.yaml",
    "cards/wording.yaml",
    "declarations/wording.yaml",
    "entitlements_wording.yaml",
    "credentials_wording.yaml",
)
_STEPS = "benefits/steps.yaml"
_TERMS = "benefits/terms.yaml"
_ANSWERS = {True: "met", False: "not_met", None: "look"}

_DECIMAL = re.compile(r"\b\d+\.\d+\b")
_SHARE = re.compile(r" \* (0\.\d+)\b")
_SHARES = frozenset({"daily_amount", "withholding"})
"""The steps that take a share of an amount: their formula says it in percent."""
_IDLE = re.compile(r" [+-] 0(?:\.0+)?(?= [+-]|$)")
_GREATER = re.compile(r"max\(([^(),]+), ([^(),]+)\)")
_BRACKET = re.compile(r"min\(([^(),]+), ([^(),]+)\) >= (.+)")
_COUNTED = re.compile(r"\b(\d+) (months|working_days|calendar_days)\b")
_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_MONTH = re.compile(r"\b\d{4}-\d{2}\b")

_Text = Mapping[Language, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepText:
    """A step of a trace as people read it."""

    name: str
    value: str
    formula: str
    source: str
    confidence: str
    not_verified_since: str


def finding_text(finding: Finding, *, language: Language) -> FindingText:
    """A finding in words; raises ``NoWordingError`` where nothing fits it."""
    raw = _rules().get(finding.rule)
    if raw is None:
        raise NoWordingError(f"the rule {finding.rule!r} has no words")
    return FindingText(
        rule=_typeset(raw["rule"][0][language], language),
        short=_typeset(raw["short"][0][language], language),
        because=_because(finding, raw, language),
        remedies=tuple(
            _filled(_remedies()[remedy][language], finding.because, language)
            for remedy in finding.remedies
        ),
        source=source_text(finding.source, language),
        confidence=confidence_text(finding.confidence, language),
    )


def rule_text(rule: str, *, language: Language) -> RuleText:
    """A rule of the worker's side in words; raises ``NoWordingError`` where it has none."""
    raw = _rules().get(rule)
    if raw is None:
        raise NoWordingError(f"the rule {rule!r} has no words")
    return RuleText(
        short=_typeset(raw["short"][0][language], language),
        rule=_typeset(raw["rule"][0][language], language),
    )


def step_name(name: str, *, language: Language) -> str:
    """The name of a step in words; raises ``NoWordingError``."""
    try:
        return _typeset(_steps()[name][language], language)
    except KeyError:
        raise NoWordingError(f"the step {name!r} has no words") from None


def step_text(step: Step, *, language: Language) -> StepText:
    """A step in words; raises ``NoWordingError`` where it has no name."""
    name = _steps().get(step.name)
    if name is None:
        raise NoWordingError(f"the step {step.name!r} has no words")
    return StepText(
        name=_typeset(name[language], language),
        value=_value(step.value, step.unit, language),
        formula=_formula(step, language),
        source=source_text(step.source, language),
        confidence=confidence_text(step.confidence, language),
        not_verified_since=""
        if step.not_verified_since is None
        else words.short_day(step.not_verified_since, language, with_year=True),
    )


def term(group: str, code: str, language: Language) -> str:
    """A code of the worker's side in words: a mark, an event, a piece, an owner."""
    try:
        return _typeset(_terms()[group][code][language], language)
    except KeyError:
        raise NoWordingError(f"{group}: {code!r} has no words") from None


def worded_rules() -> frozenset[str]:
    """Every rule of the worker's side that has words."""
    return frozenset(_rules())


def worded_steps() -> frozenset[str]:
    """Every step that has words."""
    return frozenset(_steps())


def _because(finding: Finding, raw: Mapping[str, Any], language: Language) -> str:
    variants = raw.get(_ANSWERS[finding.met]) or raw.get("because") or ()
    for text in variants:
        asked = [name for _, name, _, _ in Formatter().parse(text[language]) if name]
        if all(finding.because.get(name) is not None for name in asked):
            return _filled(text[language], finding.because, language)
    raise NoWordingError(
        f"no text of {finding.rule} ({_ANSWERS[finding.met]}) fits {sorted(finding.because)}"
    )


def _filled(text: str, facts: Mapping[str, Fact], language: Language) -> str:
    parts = []
    for literal, name, spec, _ in Formatter().parse(text):
        parts.append(literal)
        if name:
            parts.append(_shown(facts.get(name), spec or "", language))
    return _typeset("".join(parts), language)


def _typeset(text: str, language: Language) -> str:
    """Curved apostrophes, and in French a no-break space before its high punctuation."""
    text = text.replace("'", "’")
    if language is Language.FR:
        for mark in (":", ";", "?", "!", "%", "€", "»"):
            text = text.replace(f" {mark}", f"{words.NO_BREAK}{mark}")
        text = text.replace("« ", f"«{words.NO_BREAK}")
    return text


def _shown(fact: Fact, spec: str, language: Language) -> str:
    """One fact in words; a spec is ``EUR``, a group of terms, or a unit that ``words`` counts.

    ``number`` writes a decimal number that comes back from storage as a text.
    """
    if spec == "EUR" and isinstance(fact, int | Decimal):
        return words.amount(fact, language)
    if spec == "percent" and isinstance(fact, int | Decimal):
        return f"{words.number(_shortest(Decimal(fact) * 100), language)}{words.NO_BREAK}%"
    if isinstance(fact, bool):
        return term("answer", "yes" if fact else "no", language)
    if spec == "number" and isinstance(fact, int | Decimal | str):
        return words.number(fact, language)
    if isinstance(fact, str) and spec:
        return words.enumeration(
            tuple(term(spec, code, language) for code in fact.split(", ")), language
        )
    if isinstance(fact, int | Decimal) and spec:
        return words.count(fact, spec, language)
    return _value(fact, "", language)


def _value(value: Fact, unit: str, language: Language) -> str:
    """The value of a step; a dash where a person must look."""
    match value:
        case None:
            return "–"
        case bool():
            return term("answer", "yes" if value else "no", language)
        case date():
            return words.short_day(value, language, with_year=True)
        case Month():
            return words.month_name(value, language)
        case Period():
            return words.span(value, language, with_year=True)
        case tuple():
            days = tuple(words.short_day(day, language, with_year=True) for day in value)
            return words.enumeration(days, language)
        case int() | Decimal():
            return _number(Decimal(value), unit, language)
        case _:
            return value


def _number(value: Decimal, unit: str, language: Language) -> str:
    exponent = -int(value.as_tuple().exponent)
    if unit == "EUR" and exponent <= 2:
        return words.amount(value, language)
    if unit == "EUR":
        return words.price(value, language)
    if unit == "ratio":
        return f"{words.number(_shortest(value * 100), language)}{words.NO_BREAK}%"
    if unit in ("allowances", "half_allowances", "months"):
        return words.count(value, unit, language)
    if unit in _terms()["unit"]:
        return f"{words.number(value, language)}{words.NO_BREAK}{term('unit', unit, language)}"
    return words.number(value, language)


def _shortest(value: Decimal) -> Decimal:
    """A number without useless zeros: 60, 26.75."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _formula(step: Step, language: Language) -> str:
    """A formula with the signs, the numbers, the days and the words that people read.

    Parts that add nothing are left out; the greater of two is told as ``at least``.
    """
    text = _IDLE.sub("", step.formula)
    if whole := _GREATER.fullmatch(text):
        text = f"{whole[1]}, at_least {whole[2]}"
    elif whole := _BRACKET.fullmatch(text):
        text = f"{whole[1]} (at_most {whole[2]}) >= {whole[3]}"
    elif language is not Language.EN:
        text = text.replace(", ", "; ")
    if step.name in _SHARES:
        text = _SHARE.sub(lambda m: f" * {_number(Decimal(m[1]), 'ratio', language)}", text)
    text = text.replace(" * ", " × ").replace(" / ", " ÷ ").replace(" - ", f" {words.MINUS} ")
    text = text.replace(">=", "≥").replace("<=", "≤")
    text = _DECIMAL.sub(lambda m: words.number(m[0], language), text)
    text = _COUNTED.sub(lambda m: words.count(int(m[1]), m[2], language), text)
    text = _DAY.sub(lambda m: words.bare_day(date.fromisoformat(m[0]), with_year=True), text)
    text = _MONTH.sub(lambda m: words.month_name(Month.parse(m[0]), language), text)
    for phrase, in_words in _terms()["formula"].items():
        text = text.replace(phrase, in_words[language])
    return text


@cache
def _rules() -> Mapping[str, Mapping[str, tuple[_Text, ...]]]:
    found: dict[str, Mapping[str, tuple[_Text, ...]]] = {}
    for file in _FILES:
        for rule, raw in content_of(file).items():
            if rule == "remedies":
                continue
            if rule in found:
                raise ValuesFileError(file, rule, "this rule has words in another file already")
            found[rule] = {
                key: tuple(
                    texts(file, f"{rule}.{key}", one)
                    for one in (value if isinstance(value, list) else [value])
                )
                for key, value in raw.items()
            }
    return found


@cache
def _remedies() -> Mapping[str, _Text]:
    return {
        name: texts(file, f"remedies.{name}", raw)
        for file in _FILES
        for name, raw in content_of(file).get("remedies", {}).items()
    }


@cache
def _steps() -> Mapping[str, _Text]:
    return {name: texts(_STEPS, name, raw) for name, raw in content_of(_STEPS).items()}


@cache
def _terms() -> Mapping[str, Mapping[str, _Text]]:
    return {
        group: {code: texts(_TERMS, f"{group}.{code}", raw) for code, raw in codes.items()}
        for group, codes in content_of(_TERMS).items()
    }
