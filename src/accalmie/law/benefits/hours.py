"""Card and declaration laid side by side: the hours that count (AR 25.11.1991 art. 44, 99, 109).

The declaration gives hours by day and code, the card the worker's marks. Hours on a day of
incapacity, holiday or work elsewhere do not count; work on a day of inactivity takes a unit away;
where both contradict each other, a person must look.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from accalmie.facts.cards import Card, Mark
from accalmie.facts.declarations import DayOfUnemployment, ReplacedHoliday
from accalmie.facts.findings import Confidence, Finding, Step
from accalmie.facts.payments import Unit
from accalmie.law.calendar import is_card_working_day, is_public_holiday
from accalmie.law.cards.marks import Effect, mark_rows

_ZERO = Decimal(0)
_HALVES_PER_DAY = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedDay:
    """One declared day: the hours declared, the marks of the card, the hours that count."""

    day: date
    code: str
    declared: Decimal
    marks: tuple[Mark, ...]
    counted: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedHours:
    """The hours of a month that count, by code, and the units to subtract."""

    hours: Mapping[str, Decimal]
    units_to_subtract: int
    days: tuple[CountedDay, ...]
    findings: tuple[Finding, ...]
    trace: tuple[Step, ...]

    @property
    def is_contradictory(self) -> bool:
        """Tell whether card and declaration disagree so that a person must look."""
        return any(finding.met is None for finding in self.findings)


def hours_that_count(
    *,
    declared: tuple[DayOfUnemployment, ...],
    card: Card | None,
    holidays: tuple[ReplacedHoliday, ...],
    unit: Unit,
) -> CountedHours:
    """Hours by code after the card's marks (AR 25.11.1991 art. 44, 99 3°, 109; T71).

    ``holidays`` are the public holidays and replacement days of the declaration: the employer pays
    them. Without a card nothing is dropped; the month cannot be paid yet.
    """
    findings: list[Finding] = []
    counted: list[CountedDay] = []
    for entry in sorted(declared, key=lambda one: (one.day, one.code)):
        marks = card.marks_of(entry.day) if card else ()
        hours = entry.hours
        if _is_paid_holiday(entry.day, holidays):
            hours = _ZERO
        for mark in marks:
            effect = mark_rows()[mark].effect
            if effect is Effect.DROP:
                hours = _ZERO
            elif effect is not Effect.KEEP:
                findings.append(_contradiction(entry, mark))
        counted.append(
            CountedDay(
                day=entry.day,
                code=entry.code,
                declared=entry.hours,
                marks=marks,
                counted=hours,
            )
        )
    subtracted = _days_to_subtract(card, declared, findings)
    units = len(subtracted) * (_HALVES_PER_DAY if unit is Unit.HALF_ALLOWANCES else 1)
    by_code: dict[str, Decimal] = {}
    for day in counted:
        by_code[day.code] = by_code.get(day.code, _ZERO) + day.counted
    return CountedHours(
        hours=by_code,
        units_to_subtract=units,
        days=tuple(counted),
        findings=tuple(findings),
        trace=_trace(counted, subtracted, units, unit),
    )


def _is_paid_holiday(day: date, holidays: tuple[ReplacedHoliday, ...]) -> bool:
    """A public holiday, or the day that replaces one: the employer pays it (B:R8).

    A holiday on a weekend is replaced on the Monday where the declaration names no other day.
    """
    for holiday in holidays:
        if day == holiday.replaced_on:
            return True
        if day == holiday.holiday:
            return False
    if is_public_holiday(day):
        return True
    is_moved_here = day.weekday() == calendar.MONDAY and not is_card_working_day(
        day, replacement_days=None
    )
    weekend = {day - timedelta(days=1), day - timedelta(days=2)}
    return is_moved_here and not any(holiday.holiday in weekend for holiday in holidays)


def _days_to_subtract(
    card: Card | None, declared: tuple[DayOfUnemployment, ...], findings: list[Finding]
) -> tuple[date, ...]:
    """Days of inactivity with work elsewhere, from the first day of unemployment (AR art. 109)."""
    if card is None or not declared:
        return ()
    first = min(entry.day for entry in declared)
    unemployed = {entry.day for entry in declared}
    days = sorted({entry.day for entry in card.entries if entry.day >= first} - unemployed)
    subtracted = []
    for day in days:
        marks = card.marks_of(day)
        if is_public_holiday(day):
            continue
        if Mark.ELSEWHERE_INACTIVE in marks:
            subtracted.append(day)
        elif Mark.OWN_EMPLOYER in marks and day in card.inactive_days:
            findings.append(
                Finding(
                    rule="work_on_inactive_day",
                    met=None,
                    because={"day": day},
                    source="AR 25.11.1991 art. 109 § 1 3°",
                    confidence=Confidence.HIGH,
                )
            )
    return tuple(subtracted)


def _contradiction(entry: DayOfUnemployment, mark: Mark) -> Finding:
    return Finding(
        rule="card_and_declaration_agree",
        met=None,
        because={"day": entry.day, "mark": mark, "hours": entry.hours},
        source="AR 25.11.1991 art. 160 § 1 al. 3",
        confidence=Confidence.HIGH,
    )


def _trace(
    counted: list[CountedDay], subtracted: tuple[date, ...], units: int, unit: Unit
) -> tuple[Step, ...]:
    declared = sum((day.declared for day in counted), _ZERO)
    dropped = sum((day.declared - day.counted for day in counted), _ZERO)
    return (
        Step(
            name="hours_declared",
            value=declared,
            unit="hours",
            source="AR 25.11.1991 art. 99 3°",
        ),
        Step(
            name="hours_that_count",
            value=declared - dropped,
            unit="hours",
            formula=f"{declared} - {dropped}",
            source="AR 25.11.1991 art. 44, 99 3°, 106",
        ),
        Step(
            name="units_to_subtract",
            value=units,
            unit=unit,
            formula=" + ".join(str(day) for day in subtracted),
            source="AR 25.11.1991 art. 109",
            readings=("B:R5",),
        ),
    )
