"""Where card and declaration disagree, day by day, and what follows once a person decided.

``benefits.hours`` counts the hours; here stands the comparison that a person looks at (AR
25.11.1991 art. 71 and 160 § 1 al. 3).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from accalmie.facts.cards import Card, Mark
from accalmie.facts.contradictions import Contradiction, Disagreement, Trust
from accalmie.facts.declarations import HoursDeclaration
from accalmie.facts.findings import Confidence, Finding, Step
from accalmie.law.benefits.hours import CountedDay, CountedHours
from accalmie.law.calendar import is_card_working_day

_ZERO = Decimal(0)
_SOURCE = "AR 25.11.1991 art. 160 § 1 al. 3"

_ABOUT: Mapping[Mark, Disagreement] = {
    Mark.OWN_EMPLOYER: Disagreement.WORKED_HERE,
    Mark.ELSEWHERE_INACTIVE: Disagreement.INACTIVE_DAY,
    Mark.NOT_APPLICABLE: Disagreement.OUTSIDE_CONTRACT,
}


_BELIEVED = {Trust.CARD: "card_believed", Trust.DECLARATION: "declaration_believed"}


def contradictions(*, card: Card, declaration: HoursDeclaration) -> tuple[Contradiction, ...]:
    """Every day on which the two disagree, in order (AR 25.11.1991 art. 160 § 1 al. 3)."""
    return tuple(_days(card, declaration))


def declared_on_inactive_day(*, found: Contradiction) -> Finding:
    """Hours are declared for usual working days only (AR 25.11.1991 art. 99 3° and 160 § 1)."""
    return Finding(
        rule="declared_on_inactive_day",
        met=None,
        because={"day": found.day, "hours": found.hours},
        source=_SOURCE,
        confidence=Confidence.HIGH,
    )


def decided(*, counted: CountedHours, days: tuple[date, ...], trust: Trust) -> CountedHours:
    """The hours once a person decided whom to believe on the days that disagree.

    Who believes the declaration counts its hours; who believes the card drops them.
    """
    kept = tuple(_decided(day, trust) if day.day in days else day for day in counted.days)
    hours = dict.fromkeys(counted.hours, _ZERO)
    for day in kept:
        hours[day.code] += day.counted
    step = Step(name=_BELIEVED[trust], value=days, source=_SOURCE)
    return replace(counted, hours=hours, days=kept, findings=(), trace=(*counted.trace, step))


def _decided(day: CountedDay, trust: Trust) -> CountedDay:
    return replace(day, counted=day.declared if trust is Trust.DECLARATION else _ZERO)


def _days(card: Card, declaration: HoursDeclaration) -> Iterator[Contradiction]:
    declared: dict[date, Decimal] = {}
    for entry in declaration.days:
        declared[entry.day] = declared.get(entry.day, _ZERO) + entry.hours
    first = min(declared, default=declaration.month.last_day)
    replaced = {holiday.replaced_on for holiday in declaration.holidays}
    for day in declaration.month.period:
        marks = card.marks_of(day)
        hours = declared.get(day, _ZERO)
        about = _about(day, marks, card) if hours else None
        if not hours and not marks and day >= first and day not in replaced:
            about = _blank(day, card)
        if about is not None:
            yield Contradiction(day=day, hours=hours, marks=marks, about=about)


def _about(day: date, marks: tuple[Mark, ...], card: Card) -> Disagreement | None:
    for mark, about in _ABOUT.items():
        if mark in marks:
            return about
    return Disagreement.INACTIVE_DAY if day in card.inactive_days else None


def _blank(day: date, card: Card) -> Disagreement | None:
    is_usual = day not in card.inactive_days and is_card_working_day(day, replacement_days=None)
    return Disagreement.NOT_DECLARED if is_usual else None
