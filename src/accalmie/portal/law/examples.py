"""Worked examples of a rule: the situations that test it, assessed and told in words.

The situations are those of ``law/kinds/<kind>/vectors.yaml``. They are fictitious; only days and
the answer are shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby

from django.utils.translation import gettext as _

from accalmie.facts.communications import Communication, PlannedSuspension, Version
from accalmie.facts.findings import Assessment, Circumstances, Confidence, Finding
from accalmie.facts.rulers import Ruler
from accalmie.law import words
from accalmie.law.catalogue import RuleEntry
from accalmie.law.conformity import assess
from accalmie.law.dated import read_yaml
from accalmie.law.drawings import ruler_of
from accalmie.law.kinds import REGISTRY
from accalmie.law.loading import LAW
from accalmie.law.situations import situation_of
from accalmie.law.wording import FindingText, finding_text, term
from accalmie.portal import drawings, statuses
from accalmie.portal.drawings import Drawing
from accalmie.portal.languages import current_language
from accalmie.portal.statuses import Status

MOST_PER_ANSWER = 3
_ANSWERS = (True, False, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """A situation with what the law says of it."""

    kind: str
    communication: Communication
    circumstances: Circumstances
    assessment: Assessment

    def finding(self, rule: str) -> Finding | None:
        """What a rule answers here; None where it has nothing to say."""
        return next((one for one in self.assessment.findings if one.rule == rule), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One situation: its kind, its days, the answer with its reason, drawn where it helps."""

    kind: str
    facts: tuple[tuple[str, str], ...]
    status: Status
    text: FindingText
    confidence: Confidence
    drawing: Drawing | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Examples:
    """The examples shown, and how many situations test the rule in all."""

    shown: tuple[Example, ...]
    total: int
    newest: FindingText | None


def examples_of(rule: RuleEntry) -> Examples:
    """A few situations for each answer of a rule, the newest first; one drawing an answer."""
    found = [
        (one, finding)
        for kind in dict.fromkeys(kind for kind, _ in rule.applies) or REGISTRY
        for one in assessed(kind)
        if (finding := one.finding(rule.code)) is not None
    ]
    found.sort(key=lambda pair: pair[0].circumstances.received_on, reverse=True)
    shown: list[Example] = []
    drawn: set[Ruler] = set()
    for answer in _ANSWERS:
        for number, (one, finding) in enumerate(_different(found, answer)):
            ruler = None if number else _ruler(one, finding)
            is_new = ruler is not None and ruler not in drawn
            drawn |= {ruler} if ruler is not None else set()
            shown.append(_shown(one, finding, ruler=ruler if is_new else None))
    return Examples(
        shown=tuple(shown),
        total=len(found),
        newest=_text(*found[0]) if found else None,
    )


@cache
def assessed(kind: str) -> tuple[Assessed, ...]:
    """Every situation of a kind, assessed once a process."""
    return tuple(_assessed(kind))


def _assessed(kind: str) -> Iterator[Assessed]:
    for vector in read_yaml(LAW / "kinds" / kind / "vectors.yaml"):
        communication, circumstances = situation_of(kind, vector)
        yield Assessed(
            kind=kind,
            communication=communication,
            circumstances=circumstances,
            assessment=assess(communication=communication, circumstances=circumstances),
        )


def _different(
    found: list[tuple[Assessed, Finding]], answer: bool | None
) -> list[tuple[Assessed, Finding]]:
    """Situations with this answer that are told differently: by other facts, then other words."""
    same = [pair for pair in found if pair[1].met is answer]
    same.sort(key=lambda pair: sorted(pair[1].because))
    kept = [next(pairs) for _, pairs in groupby(same, key=lambda pair: sorted(pair[1].because))]
    told = {_text(*pair).because for pair in kept}
    for pair in same:
        if len(kept) >= MOST_PER_ANSWER:
            break
        if _text(*pair).because not in told:
            told.add(_text(*pair).because)
            kept.append(pair)
    return kept[:MOST_PER_ANSWER]


def _ruler(one: Assessed, finding: Finding) -> Ruler | None:
    """The drawing of a situation, where the answer rests on more than one day."""
    days = [fact for fact in finding.because.values() if isinstance(fact, date)]
    if len(days) < 2 or one.communication.version is Version.CANCELLATION:
        return None
    return ruler_of(
        communication=one.communication, assessment=one.assessment, language=current_language()
    )


def _shown(one: Assessed, finding: Finding, *, ruler: Ruler | None) -> Example:
    return Example(
        kind=REGISTRY[one.kind].short_names[current_language()],
        facts=tuple(_facts(one)),
        status=statuses.of_finding(met=finding.met),
        text=_text(one, finding),
        confidence=finding.confidence,
        drawing=drawings.beside_a_panel(ruler) if ruler else None,
    )


def _facts(one: Assessed) -> Iterator[tuple[str, str]]:
    language, communication = current_language(), one.communication
    if communication.notified_on is not None:
        yield _("Workers told"), _day(communication.notified_on)
    yield _("Received"), _day(one.circumstances.received_on)
    if communication.period is not None:
        yield _("Period"), words.span(communication.period, language, with_year=True)
    elif communication.first_day is not None:
        yield _("First day"), _day(communication.first_day)
    if isinstance(communication.details, PlannedSuspension):
        yield _("Regime"), term("regime", communication.details.regime.value, language)


def _day(day: date) -> str:
    return words.short_day(day, current_language(), with_year=True)


def _text(one: Assessed, finding: Finding) -> FindingText:
    return finding_text(finding, kind=one.kind, language=current_language())
