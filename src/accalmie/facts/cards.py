"""The worker's control card: which one, what is marked, when it was sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from accalmie.facts.days import Month


class CardForm(StrEnum):
    """A control card: on paper, on paper for construction, or electronic (eC3.2)."""

    PAPER = "C3.2A"
    PAPER_CONSTRUCTION = "C3.2A-construction"
    ELECTRONIC = "eC3.2"


class Mark(StrEnum):
    """What a worker marks on a day (sheets T50 and T71).

    ``unemployed`` is the blank box. ``elsewhere_usual`` and ``elsewhere_inactive`` are work for
    another, for a third party or on one's own account, on a usual working day or on a usual day of
    inactivity. ``other_regular_employer`` is the second of two lasting part-time jobs. ``other`` is
    a public holiday, compensatory rest, paid training, unpaid leave and the like.
    """

    UNEMPLOYED = "unemployed"
    OWN_EMPLOYER = "own_employer"
    ELSEWHERE_USUAL = "elsewhere_usual"
    ELSEWHERE_INACTIVE = "elsewhere_inactive"
    OTHER_REGULAR_EMPLOYER = "other_regular_employer"
    INCAPACITY = "incapacity"
    HOLIDAY = "holiday"
    OTHER = "other"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One mark on one day.

    ``marked_at`` is when the mark was made, ``work_starts_at`` when the work began (marks of work
    only). ``corrects`` is the mark that stood there before, ``reason`` why it was changed.
    """

    day: date
    mark: Mark
    marked_at: datetime
    work_starts_at: datetime | None = None
    corrects: Mark | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The card of one worker, one employer and one month; a blank day is a day of unemployment.

    ``inactive_days`` are the worker's usual days of inactivity in the month.
    ``told_office_and_payer_at`` is when both were told of something that could not be marked.
    """

    month: Month
    form: CardForm
    entries: tuple[Entry, ...] = ()
    inactive_days: tuple[date, ...] = ()
    sent_at: datetime | None = None
    told_office_and_payer_at: datetime | None = None

    def marks_of(self, day: date) -> tuple[Mark, ...]:
        """The marks that stand on a day, without those that were corrected."""
        standing: list[Mark] = []
        for entry in self.entries:
            if entry.day != day:
                continue
            if entry.corrects is not None and entry.corrects in standing:
                standing.remove(entry.corrects)
            if entry.mark is not Mark.UNEMPLOYED and entry.mark not in standing:
                standing.append(entry.mark)
        return tuple(standing)
