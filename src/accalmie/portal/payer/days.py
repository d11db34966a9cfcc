"""Card against declaration of hours, day by day: drawn, and as a table that says the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext as _

from accalmie.facts.cards import Card, Mark
from accalmie.facts.contradictions import Contradiction
from accalmie.facts.days import Month
from accalmie.law import words
from accalmie.law.benefits.hours import CountedDay
from accalmie.law.benefits_wording import term
from accalmie.law.calendar import is_public_holiday
from accalmie.letters.ruler_scale import weekday_letters
from accalmie.letters.svg import Canvas, Drawing, frame, screen_paint
from accalmie.portal.languages import current_language

WIDTH, HEIGHT = 690.0, 62.0
NARROW, WEEK = 296.0, 46.0


class DayState(StrEnum):
    """What a day of the month is for the payment."""

    COUNTED = "counted"
    DROPPED = "dropped"
    OPEN = "open"
    WITHOUT = "without"
    REST = "rest"


_STYLES: Mapping[DayState, str] = {
    DayState.COUNTED: "r-plan",
    DayState.DROPPED: "r-wage",
    DayState.OPEN: "r-other",
    DayState.REST: "r-weekend",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDay:
    """One day: hours declared and counted, what the card says."""

    day: date
    state: DayState
    sign: str
    declared: Decimal
    counted: Decimal
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """A line of the table; words and numbers are ready."""

    day: date
    declared: str
    code: str
    card: str
    counted: str
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A sign of the drawing and its meaning."""

    style: str
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """The month drawn twice, its legend and its table."""

    wide: Drawing
    narrow: Drawing
    legend: tuple[Sign, ...]
    rows: tuple[TableRow, ...]


def strip_of(
    *,
    month: Month,
    counted: Iterable[CountedDay],
    card: Card | None,
    disagreements: Iterable[Contradiction],
) -> Strip:
    """The month of one worker as it was declared, marked and counted."""
    entries = tuple(counted)
    open_days = {one.day for one in disagreements if one.stops_payment}
    days = tuple(_days(month, entries, card, open_days))
    title = _("%(month)s, day by day") % {
        "month": words.month_name(month, current_language()).capitalize()
    }
    told = _description(days)
    return Strip(
        wide=_wide(days, title, told),
        narrow=_narrow(days, title, told),
        legend=tuple(_legend(days)),
        rows=tuple(_rows(days, entries)),
    )


def marks_in_words(marks: Iterable[Mark]) -> str:
    """What the card says on a day; a blank day is unemployment."""
    named = [term("mark", mark.value, current_language()) for mark in marks]
    return ", ".join(named) or term("mark", Mark.UNEMPLOYED.value, current_language())


def hours_in_words(hours: Decimal) -> str:
    """``7,6 h``."""
    language = current_language()
    short = hours.normalize()
    if short == short.to_integral_value():
        short = short.quantize(Decimal(1))
    return f"{words.number(short, language)}{words.NO_BREAK}{term('unit', 'hours', language)}"


def _days(
    month: Month, entries: tuple[CountedDay, ...], card: Card | None, open_days: set[date]
) -> Iterator[ShownDay]:
    for day in month.period:
        mine = [entry for entry in entries if entry.day == day]
        declared = sum((entry.declared for entry in mine), Decimal(0))
        counted = sum((entry.counted for entry in mine), Decimal(0))
        marks = card.marks_of(day) if card else ()
        is_rest = day.weekday() >= 5 or is_public_holiday(day)
        if day in open_days:
            state = DayState.OPEN
        elif declared and counted == declared:
            state = DayState.COUNTED
        elif declared:
            state = DayState.DROPPED
        else:
            state = DayState.REST if is_rest else DayState.WITHOUT
        yield ShownDay(
            day=day,
            state=state,
            sign=_sign(state, marks),
            declared=declared,
            counted=counted,
            marks=marks,
        )


def _sign(state: DayState, marks: tuple[Mark, ...]) -> str:
    """The first letter of what the card says, where it takes hours away or contradicts them."""
    if state is DayState.OPEN:
        return "?"
    if state is DayState.DROPPED and marks:
        return term("mark", marks[0].value, current_language())[:1].upper()
    return ""


def _description(days: tuple[ShownDay, ...]) -> str:
    declared = sum(1 for day in days if day.declared)
    dropped = sum(1 for day in days if day.state is DayState.DROPPED)
    unclear = sum(1 for day in days if day.state is DayState.OPEN)
    return _(
        "Days of unemployment declared: %(declared)s. Taken away: %(dropped)s. To settle: %(open)s."
    ) % {"declared": declared, "dropped": dropped, "open": unclear}


def _wide(days: tuple[ShownDay, ...], title: str, told: str) -> Drawing:
    canvas = Canvas(screen_paint)
    step = WIDTH / len(days)
    letters = weekday_letters(language=current_language())
    for position, day in enumerate(days):
        x = position * step
        canvas.text(x + step / 2, 10, letters[day.day.weekday()], 11.5, "r-ink2", "middle")
        _cell(canvas, day, x, 16, step)
    return _framed(canvas, WIDTH, HEIGHT, "month-wide", title, told)


def _narrow(days: tuple[ShownDay, ...], title: str, told: str) -> Drawing:
    canvas = Canvas(screen_paint)
    step = NARROW / 7
    for weekday, letter in enumerate(weekday_letters(language=current_language())):
        canvas.text(weekday * step + step / 2, 10, letter, 11.5, "r-ink2", "middle")
    week = 0
    for day in days:
        if day.day.weekday() == 0 and day.day.day > 1:
            week += 1
        _cell(canvas, day, day.day.weekday() * step, 16 + week * WEEK, step)
    return _framed(canvas, NARROW, 16 + (week + 1) * WEEK, "month-narrow", title, told)


def _cell(canvas: Canvas, day: ShownDay, x: float, y: float, width: float) -> None:
    style = _STYLES.get(day.state)
    if style:
        canvas.rounded(x + 1.5, y, width - 3, 42, 2, style)
    ink = "r-ink2" if day.state is DayState.REST else "r-ink"
    canvas.text(x + width / 2, y + 17, str(day.day.day), 12.5, ink, "middle")
    if day.sign:
        tone = "r-look" if day.state is DayState.OPEN else "r-wage-text"
        canvas.text(x + width / 2, y + 34, day.sign, 11.5, tone, "middle")


def _framed(
    canvas: Canvas, width: float, height: float, key: str, title: str, told: str
) -> Drawing:
    return frame(
        width=width,
        height=height,
        key=key,
        title=title,
        description=told,
        definitions="",
        content=canvas.render(),
        extra={},
    )


def _legend(days: tuple[ShownDay, ...]) -> Iterator[Sign]:
    shown = {day.state for day in days}
    if DayState.COUNTED in shown:
        yield Sign(style=_STYLES[DayState.COUNTED], word=_("hours counted"))
    if DayState.DROPPED in shown:
        dropped = dict.fromkeys(
            mark for day in days if day.state is DayState.DROPPED for mark in day.marks
        )
        why = marks_in_words(dropped) if dropped else _("paid by the employer")
        yield Sign(style=_STYLES[DayState.DROPPED], word=_("taken away: %(why)s") % {"why": why})
    if DayState.OPEN in shown:
        yield Sign(style=_STYLES[DayState.OPEN], word=_("card and declaration disagree"))
    yield Sign(style=_STYLES[DayState.REST], word=_("no activity"))


def _rows(days: tuple[ShownDay, ...], entries: tuple[CountedDay, ...]) -> Iterator[TableRow]:
    for day in days:
        if not day.declared and not day.marks:
            continue
        codes = dict.fromkeys(entry.code for entry in entries if entry.day == day.day)
        yield TableRow(
            day=day.day,
            declared=hours_in_words(day.declared) if day.declared else "–",
            code=", ".join(codes),
            card=marks_in_words(day.marks),
            counted="?" if day.state is DayState.OPEN else hours_in_words(day.counted),
            is_open=day.state is DayState.OPEN,
        )
