"""What a calculator answers: one figure, some lines, a drawing, and how it was found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from accalmie.facts.findings import Confidence, Finding, Step
from accalmie.law import words
from accalmie.law.benefits_wording import StepText
from accalmie.law.interpretations import interpretations
from accalmie.law.wording import FindingText
from accalmie.portal.drawings import Drawing
from accalmie.portal.languages import current_language
from accalmie.portal.law.links import Link, reading_link


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One more result: its name and its value."""

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownStep:
    """A step of the trace; the last one of a sum is a total."""

    text: StepText
    confidence: Confidence
    is_total: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer: ``figure`` in large, ``about`` beside it; ``look`` where a person must look."""

    figure: str
    about: str
    sentence: str = ""
    lines: tuple[Line, ...] = ()
    drawing: Drawing | None = None
    steps: tuple[ShownStep, ...] = ()
    more_steps: tuple[ShownStep, ...] = ()
    look: tuple[FindingText, ...] = ()
    readings: tuple[Link, ...] = ()
    not_verified_since: date | None = None
    values: tuple[Link, ...] = field(default=())


def day(found: date | None) -> str:
    """A day in a line of the answer; a dash where no source states it."""
    return words.long_day(found, current_language()) if found else "–"


def steps(
    trace: Iterable[Step], worded: Callable[..., StepText], *, total: str = ""
) -> tuple[ShownStep, ...]:
    """A trace in words."""
    language = current_language()
    return tuple(
        ShownStep(
            text=worded(step, language=language),
            confidence=step.confidence,
            is_total=step.name == total,
        )
        for step in trace
    )


def readings(trace: Iterable[Step], findings: Iterable[Finding] = ()) -> tuple[Link, ...]:
    """The readings on which steps and findings rest, each once, in their order."""
    used = set(_numbers(trace, findings))
    return tuple(reading_link(number) for number in interpretations() if number in used)


def _numbers(trace: Iterable[Step], findings: Iterable[Finding]) -> Iterator[str]:
    for one in (*trace, *findings):
        yield from one.readings
