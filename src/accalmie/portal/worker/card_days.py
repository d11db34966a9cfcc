"""The days of a card: what each box shows, and what was entered on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from accalmie.cases.cards.models import CardEntry, LateReport
from accalmie.facts.cards import Mark
from accalmie.facts.days import Month
from accalmie.law import words
from accalmie.law.calendar import public_holidays
from accalmie.portal.languages import current_language
from accalmie.portal.worker.marks import Choice, Look, choice_of, letter_of, look_of, words_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One day of the calendar; ``spoken`` is what a screen reader says after the number."""

    day: date
    look: Look
    letter: str
    spoken: str
    url: str
    is_today: bool
    is_chosen: bool
    is_reported: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """One line of the calendar; None where another month begins or ends."""

    boxes: tuple[Box | None, ...]
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """An entry as it was made; ``was_corrected`` keeps the old one visible."""

    day: date
    word: str
    received_at: datetime
    starts_at: datetime | None
    reason: str
    was_corrected: bool
    is_report: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of a card's month beside its entries."""

    month: Month
    planned: frozenset[date]
    inactive: frozenset[date]
    in_contract: frozenset[date]
    today: date


def standing(entries: Iterable[CardEntry]) -> dict[date, list[CardEntry]]:
    """The entries that no later one replaced, by day; a blank that was confirmed is one too."""
    made = list(entries)
    corrected = {entry.corrects_id for entry in made if entry.corrects_id}
    found: dict[date, list[CardEntry]] = {}
    for entry in made:
        if entry.id not in corrected:
            found.setdefault(entry.day, []).append(entry)
    return {
        day: [one for one in all_ if one.mark != Mark.UNEMPLOYED] or all_[-1:]
        for day, all_ in found.items()
    }


def weeks(
    *,
    known: Known,
    entries: Iterable[CardEntry],
    reports: Iterable[LateReport],
    url_of: Callable[[date], str],
    chosen: date | None,
) -> tuple[Week, ...]:
    """The calendar, Monday first."""
    marks = {day: [Mark(one.mark) for one in all_] for day, all_ in standing(entries).items()}
    told: dict[date, Mark] = {report.day: Mark(report.mark) for report in reports}
    boxes = [
        _box(day, known, [told[day]] if day in told else marks.get(day, []), url_of, chosen, told)
        for day in known.month.period
    ]
    cells: list[Box | None] = [None] * known.month.first_day.weekday() + list(boxes)
    cells += [None] * (-len(cells) % 7)
    return tuple(
        Week(
            boxes=tuple(cells[start : start + 7]),
            is_chosen=any(box is not None and box.is_chosen for box in cells[start : start + 7]),
        )
        for start in range(0, len(cells), 7)
    )


def made(
    *, entries: Iterable[CardEntry], reports: Iterable[LateReport], day: date | None = None
) -> tuple[Made, ...]:
    """Every entry with the server's time, oldest first; of one day where a day is given."""
    rows = list(entries)
    corrected = {entry.corrects_id for entry in rows if entry.corrects_id}
    told = [
        Made(
            day=entry.day,
            word=words_of([Mark(entry.mark)]),
            received_at=entry.received_at,
            starts_at=entry.work_starts_at,
            reason=entry.reason,
            was_corrected=entry.id in corrected,
            is_report=False,
        )
        for entry in rows
    ]
    told += [
        Made(
            day=report.day,
            word=words_of([Mark(report.mark)]),
            received_at=report.reported_at,
            starts_at=None,
            reason=report.text,
            was_corrected=False,
            is_report=True,
        )
        for report in reports
    ]
    return tuple(one for one in told if day is None or one.day == day)


def _box(
    day: date,
    known: Known,
    marks: list[Mark],
    url_of: Callable[[date], str],
    chosen: date | None,
    told: dict[date, Mark],
) -> Box:
    look, letter, word = _shown(day, known, marks)
    language = current_language()
    spoken = [words.long_day(day, language).split(" ", 1)[0], word]
    holiday = public_holidays(day.year).get(day)
    if holiday is not None:
        spoken.append(holiday[language])
    if day == known.today:
        spoken.insert(1, _("today"))
    if day in told:
        spoken.append(_("told after sending"))
    return Box(
        day=day,
        look=look,
        letter=letter,
        spoken=", ".join(part for part in spoken if part),
        url=url_of(day) if day in known.in_contract else "",
        is_today=day == known.today,
        is_chosen=day == chosen,
        is_reported=day in told,
    )


def _shown(day: date, known: Known, marks: list[Mark]) -> tuple[Look, str, str]:
    """Look, letter and words of a day; a blank day past is unemployment where it was planned."""
    if day not in known.in_contract:
        return Look.OUTSIDE, "", _("outside the contract")
    if marks:
        choices = [choice_of(mark) for mark in marks]
        letters = "".join(letter_of(choice) for choice in choices)
        return look_of(choices[0]), letters, words_of(marks)
    if day in known.planned and day < known.today:
        return Look.UNEMPLOYED, letter_of(Choice.UNEMPLOYED), _("unemployment, nothing entered")
    if day in known.planned:
        return Look.PLANNED, "", _("unemployment planned")
    if day in known.inactive:
        return Look.INACTIVE, "", _("no activity")
    return Look.BLANK, "", _("nothing entered")
