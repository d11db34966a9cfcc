"""The marks of a card: what each does, which exclude each other, when they must be made (T71)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from itertools import combinations
from typing import Any

from accalmie.facts.cards import Card, Entry, Mark
from accalmie.facts.days import Month
from accalmie.facts.findings import Confidence, Fact, Finding
from accalmie.law.loading import content_of

_BEFORE_WORK = "AR 25.11.1991 art. 71 al. 1 4°"
_SENT = "AR 25.11.1991 art. 71ter § 3"


class Effect(StrEnum):
    """What a mark does to the hours declared on its day."""

    KEEP = "keep"
    DROP = "drop"
    SUBTRACT = "subtract"
    EXAMINE = "examine"


@dataclass(frozen=True, slots=True)
class MarkRow:
    """One mark: its effect, its code on paper, the marks it excludes."""

    effect: Effect
    is_work: bool
    paper: str | None
    excludes: tuple[Mark, ...]
    source: str


@cache
def mark_rows() -> Mapping[Mark, MarkRow]:
    """Every mark."""
    content: Mapping[str, Any] = content_of("cards/marks.yaml")
    return {
        Mark(mark): MarkRow(
            Effect(raw["effect"]),
            bool(raw["is_work"]),
            raw.get("paper"),
            tuple(Mark(other) for other in raw.get("excludes", ())),
            str(raw["source"]),
        )
        for mark, raw in content.items()
    }


def examine_card(*, card: Card) -> tuple[Finding, ...]:
    """Every finding on a card: marks in time, marks that agree, corrections with a reason."""
    findings = [_in_month(card)]
    findings += [marked_before_work(entry=entry) for entry in card.entries if _is_work(entry)]
    findings += [correction_has_reason(entry=entry) for entry in card.entries if entry.corrects]
    findings += [
        marked_before_sending(entry=entry, card=card)
        for entry in card.entries
        if card.sent_at is not None and entry.marked_at > card.sent_at
    ]
    findings += [
        marks_agree(marks=marks, day=day)
        for day in sorted({entry.day for entry in card.entries})
        if len(marks := card.marks_of(day)) > 1
    ]
    return tuple(findings)


def marked_before_work(*, entry: Entry) -> Finding:
    """Work is marked before it starts (AR 25.11.1991 art. 71 al. 1 4°; T71)."""
    starts = entry.work_starts_at
    because: dict[str, Fact] = {
        "day": entry.day,
        "mark": entry.mark,
        "marked_at": _clock(entry.marked_at, entry),
    }
    if starts is None:
        is_earlier_day = entry.marked_at.date() < entry.day
        met: bool | None = True if is_earlier_day else None
    else:
        because["work_starts_at"] = _clock(starts, entry)
        met = entry.marked_at <= starts
    return Finding(
        rule="marked_before_work",
        met=met,
        because=because,
        source=_BEFORE_WORK,
        confidence=Confidence.HIGH,
        remedies=() if met else ("tell_office_and_payer",),
    )


def correction_has_reason(*, entry: Entry) -> Finding:
    """A correction before sending says why (eC3.2)."""
    return Finding(
        rule="correction_has_reason",
        met=bool(entry.reason.strip()),
        because={"day": entry.day, "mark": entry.mark},
        source="T71",
        confidence=Confidence.MEDIUM,
        remedies=() if entry.reason.strip() else ("give_reason",),
    )


def marked_before_sending(*, entry: Entry, card: Card) -> Finding:
    """After sending, office and payment organisation are told at once (AR art. 71ter § 3, 154)."""
    told = card.told_office_and_payer_at
    return Finding(
        rule="marked_before_sending",
        met=told is not None and told.date() <= entry.marked_at.date(),
        because={"day": entry.day, "mark": entry.mark, "is_told": told is not None},
        source=_SENT,
        confidence=Confidence.HIGH,
        remedies=() if told is not None else ("tell_office_and_payer",),
    )


def marks_agree(*, marks: tuple[Mark, ...], day: Fact) -> Finding:
    """Two marks of one day do not exclude each other (eC3.2)."""
    rows = mark_rows()
    clashes = [(one, other) for one, other in combinations(marks, 2) if other in rows[one].excludes]
    return Finding(
        rule="marks_agree",
        met=not clashes,
        because={"day": day, "marks": ", ".join(marks)},
        source="T71",
        confidence=Confidence.MEDIUM,
        remedies=("correct_mark",) if clashes else (),
    )


def _in_month(card: Card) -> Finding:
    outside = tuple(
        sorted({entry.day for entry in card.entries if Month.of(entry.day) != card.month})
    )
    return Finding(
        rule="marks_in_month",
        met=not outside,
        because={"month": card.month, "outside": outside},
        source="AR 25.11.1991 art. 71",
        confidence=Confidence.HIGH,
        remedies=("correct_mark",) if outside else (),
    )


def _is_work(entry: Entry) -> bool:
    return mark_rows()[entry.mark].is_work


def _clock(moment: datetime, entry: Entry) -> str:
    """The time of the day, with the day where it is another one than the entry's."""
    if moment.date() == entry.day:
        return f"{moment:%H:%M}"
    return f"{moment:%d.%m %H:%M}"
