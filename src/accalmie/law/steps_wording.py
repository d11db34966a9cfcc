"""The steps of the traces on communications in words, in four languages (``law/steps.yaml``)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache

from accalmie.facts.findings import Fact, Step
from accalmie.facts.languages import Language
from accalmie.law import values_wording, words
from accalmie.law.benefits_wording import StepText
from accalmie.law.citations import source_text
from accalmie.law.dated import texts
from accalmie.law.loading import content_of
from accalmie.law.wording import NoWordingError, confidence_text

_FILE = "steps.yaml"
_COUNTED = re.compile(r"\b(\d+) (working|calendar) days\b")


def step_text(step: Step, *, language: Language) -> StepText:
    """A step of a communication's trace in words; raises ``NoWordingError`` without a name."""
    name = _words("names").get(step.name)
    if name is None:
        raise NoWordingError(f"the step {step.name!r} has no words")
    return StepText(
        name=name[language],
        value=_value(step.value, step.unit, language),
        formula=_formula(step.formula, language),
        source=source_text(step.source, language),
        confidence=confidence_text(step.confidence, language),
        not_verified_since=""
        if step.not_verified_since is None
        else words.short_day(step.not_verified_since, language, with_year=True),
    )


def step_name(name: str, *, language: Language) -> str:
    """The name of a step in words; raises ``NoWordingError``."""
    try:
        return _words("names")[name][language]
    except KeyError:
        raise NoWordingError(f"the step {name!r} has no words") from None


def worded_steps() -> frozenset[str]:
    """Every step that has words."""
    return frozenset(_words("names"))


def _value(value: Fact, unit: str, language: Language) -> str:
    match value:
        case None:
            return "–"
        case bool() | int() | Decimal():
            return values_wording.shown(value, unit=unit, language=language)
        case date():
            return words.short_day(value, language, with_year=True)
        case _:
            return str(value)


def _formula(formula: str, language: Language) -> str:
    """A formula with the names, the signs and the counted days that people read."""
    for phrase, text in _words("phrases").items():
        formula = re.sub(rf"\b{re.escape(phrase)}\b", text[language], formula)
    for name in sorted(_words("names"), key=len, reverse=True):
        if "_" in name:
            formula = formula.replace(name, _inside(_words("names")[name][language], language))
    formula = _COUNTED.sub(lambda m: words.count(int(m[1]), f"{m[2]}_days", language), formula)
    return formula.replace(" - ", f" {words.MINUS} ")


def _inside(name: str, language: Language) -> str:
    """A name inside a formula; German keeps the capital of its nouns."""
    return name if language is Language.DE else name[:1].lower() + name[1:]


@cache
def _words(group: str) -> Mapping[str, Mapping[Language, str]]:
    found = content_of(_FILE)[group]
    return {name: texts(_FILE, f"{group}.{name}", raw) for name, raw in found.items()}
