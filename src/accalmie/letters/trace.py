"""A month from hours to euros as lines that people read: the same ones on paper and on screen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from accalmie.facts.findings import Confidence, Step
from accalmie.facts.languages import Language
from accalmie.law import words
from accalmie.law.benefits_wording import StepText, step_text

BESIDE = frozenset(
    {"limit_c", "share_of_wage", "lowest_daily_amount", "withholding_rate", "reference_daily_wage"}
)
"""Steps that only prepare another one: told apart from the line that leads from hours to euros."""
TOTAL = "net"
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CODE, _BASE = "wage_code", "calculation_base"


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceLine:
    """One step in words; ``is_total`` is the amount to be paid, ``is_beside`` a preparing step."""

    key: str
    name: str
    value: str
    how: str
    source: str
    confidence: Confidence
    confidence_words: str
    is_total: bool = False
    is_beside: bool = False
    not_verified_since: date | None = None


def lines_of(*, trace: Sequence[Step], language: Language) -> tuple[TraceLine, ...]:
    """Every step in words; the wage bracket and its base are one line."""
    return tuple(_lines(tuple(trace), language))


def _lines(trace: tuple[Step, ...], language: Language) -> Iterator[TraceLine]:
    has_base = any(step.name == _BASE for step in trace)
    code: StepText | None = None
    for stored in trace:
        step = _as_computed(stored)
        text = step_text(step, language=language)
        if step.name == _CODE and has_base:
            code = text
            continue
        name, how = text.name, text.formula
        if step.name == _BASE and code is not None:
            name = f"{code.name}{words.NO_BREAK}{code.value}"
            how = "; ".join(part for part in (code.formula, text.formula) if part)
        yield TraceLine(
            key=step.name,
            name=name,
            value=_signed(step, text, language),
            how=how if how != text.value else "",
            source=text.source,
            confidence=step.confidence,
            confidence_words=text.confidence,
            is_total=step.name == TOTAL,
            is_beside=step.name in BESIDE,
            not_verified_since=step.not_verified_since,
        )


def _as_computed(step: Step) -> Step:
    """A trace that was kept as JSON has its numbers and days as text; here they are again."""
    if not isinstance(step.value, str):
        return step
    if step.unit and _NUMBER.fullmatch(step.value):
        return replace(step, value=Decimal(step.value))
    if _DAY.fullmatch(step.value):
        return replace(step, value=date.fromisoformat(step.value))
    return step


def _signed(step: Step, text: StepText, language: Language) -> str:
    """What is taken off carries its sign; in English it stands before the currency."""
    if step.name != "withholding" or step.value is None:
        return text.value
    gap = "" if language is Language.EN else words.NO_BREAK
    return f"{words.MINUS}{gap}{text.value}"
