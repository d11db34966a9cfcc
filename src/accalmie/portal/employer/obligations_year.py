"""A year of suspensions as an image: of a firm with its lanes, of one worker in one line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import assert_never

from babel.dates import format_date
from django.utils.translation import gettext as _

from accalmie.facts.communications import PlannedSuspension, Regime, Subject
from accalmie.facts.days import Month, Period
from accalmie.facts.findings import Lodged
from accalmie.law import words
from accalmie.law.dated import Dated
from accalmie.law.history import standing
from accalmie.law.kinds import REGISTRY, kind_of
from accalmie.law.kinds.kind import Counter
from accalmie.letters.svg import Canvas, Drawing, frame, screen_paint
from accalmie.portal.drawings import Row
from accalmie.portal.languages import current_language

WIDE, LABELS, NARROW, LINE = 1070.0, 168.0, 296.0, 366.0
_LANE, _NARROW_LANE, _HEAD = 44.0, 48.0, 22.0
_ONE_DAY = timedelta(days=1)


class Lane(StrEnum):
    """The lanes of a year, in their order."""

    FULL = "full"
    REDUCED = "reduced"
    WORK = "work"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """Some days of the year in one lane."""

    lane: Lane
    days: Period


def bars_of(
    *, history: Iterable[Lodged], counters: Sequence[Counter], year: int
) -> tuple[Bar, ...]:
    """Everything that stands in a year; alike days are drawn once."""
    whole = Period(date(year, 1, 1), date(year, 12, 31))
    found = dict.fromkeys((*_announced(history), *_weeks_of_work(counters)))
    cut = (
        Bar(lane=bar.lane, days=days)
        for bar in found
        if (days := bar.days.common_with(whole)) is not None
    )
    return tuple(sorted(set(cut), key=lambda bar: (bar.days.first_day, bar.lane)))


def lane_word(lane: Lane) -> str:
    """The name of a lane."""
    match lane:
        case Lane.FULL:
            return _("Full suspension")
        case Lane.REDUCED:
            return _("Reduced work")
        case Lane.WORK:
            return _("Week of work")
        case Lane.OTHER:
            return _("Other causes")
        case _unknown:
            assert_never(_unknown)


def rows_of(bars: Sequence[Bar]) -> tuple[Row, ...]:
    """The same as a table."""
    return tuple(
        Row(name=lane_word(bar.lane), first_day=bar.days.first_day, last_day=bar.days.last_day)
        for bar in bars
    )


def wide(*, bars: Sequence[Bar], year: int, today: date, title: str) -> Drawing:
    """A lane for each sort, twelve months side by side."""
    lanes = _lanes(bars)
    height = _HEAD + len(lanes) * _LANE
    canvas = Canvas(screen_paint)
    scale = _Scale(year=year, left=LABELS, width=WIDE - LABELS)
    _months(canvas, scale, height, "MMM")
    for n, lane in enumerate(lanes):
        top = _HEAD + n * _LANE
        canvas.path(f"M0 {top:g}H{WIDE:g}", "r-line")
        canvas.text(0, top + 27, lane_word(lane), 13.5, "r-ink r-strong")
        _draw(canvas, scale, bars, lane, top + 11, 22, today)
    _today(canvas, scale, today, 17, height)
    return _framed(canvas, WIDE, height, title, bars, "w")


def narrow(*, bars: Sequence[Bar], year: int, today: date, title: str) -> Drawing:
    """The same for the phone, the name of a lane above it."""
    lanes = _lanes(bars)
    height = _HEAD + len(lanes) * _NARROW_LANE
    canvas = Canvas(screen_paint)
    scale = _Scale(year=year, left=0, width=NARROW)
    _months(canvas, scale, height, "MMMMM")
    for n, lane in enumerate(lanes):
        top = _HEAD + n * _NARROW_LANE
        canvas.path(f"M0 {top:g}H{NARROW:g}", "r-line")
        canvas.text(0, top + 16, lane_word(lane), 13, "r-ink r-strong")
        _draw(canvas, scale, bars, lane, top + 23, 16, today)
    _today(canvas, scale, today, 17, height)
    return _framed(canvas, NARROW, height, title, bars, "n")


def line(*, bars: Sequence[Bar], year: int, today: date, title: str) -> Drawing:
    """One line without words, whose width may follow the page."""
    canvas = Canvas(screen_paint)
    scale = _Scale(year=year, left=0, width=LINE)
    canvas.rect(0, 4, LINE, 16, "r-track")
    for month in range(2, 13):
        canvas.path(f"M{scale.at(date(year, month, 1)):.1f} 0v24", "r-line")
    for lane in Lane:
        _draw(canvas, scale, bars, lane, 4, 16, today)
    _today(canvas, scale, today, 0, 24)
    return _framed(canvas, LINE, 24, title, bars, "l")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    """Where the days of a year stand."""

    year: int
    left: float
    width: float

    def at(self, day: date) -> float:
        """Where a day begins."""
        first = date(self.year, 1, 1)
        length = (date(self.year + 1, 1, 1) - first).days
        return self.left + (day - first).days * self.width / length


def _announced(history: Iterable[Lodged]) -> Iterator[Bar]:
    for lodged in standing(tuple(history)):
        communication = lodged.communication
        details, first_day = communication.details, communication.first_day
        if first_day is None:
            continue
        days = communication.period or Period(first_day, first_day)
        if isinstance(details, PlannedSuspension):
            lane = Lane.FULL if details.regime is Regime.FULL else Lane.REDUCED
            yield Bar(lane=lane, days=days)
        elif communication.subject is not Subject.FIRST_EFFECTIVE_DAY or _is_alone(lodged):
            yield Bar(lane=Lane.OTHER, days=days)


def _is_alone(lodged: Lodged) -> bool:
    """Tell whether its first effective day is all that is announced, as for bad weather."""
    return kind_of(lodged.communication.kind).communications == (Subject.FIRST_EFFECTIVE_DAY,)


def _weeks_of_work(counters: Sequence[Counter]) -> Iterator[Bar]:
    """The week that a suspension asks for, just before the next one is free."""
    for counter in counters:
        if counter.free_from is None or counter.until is None:
            continue
        week = _week_of_work().on(counter.until)
        last = counter.free_from - _ONE_DAY
        yield Bar(lane=Lane.WORK, days=Period(counter.free_from - week.value * _ONE_DAY, last))


def _week_of_work() -> Dated:
    """How long the week is, from the kind that asks for one."""
    name = "week_of_work_calendar_days"
    return next(kind.values[name] for kind in REGISTRY.values() if name in kind.values)


def _lanes(bars: Sequence[Bar]) -> tuple[Lane, ...]:
    used = {bar.lane for bar in bars}
    return tuple(lane for lane in Lane if lane in used) or (Lane.FULL,)


def _months(canvas: Canvas, scale: _Scale, height: float, pattern: str) -> None:
    locale = current_language().value
    for number in range(1, 13):
        month = Month(scale.year, number)
        x, after = scale.at(month.first_day), scale.at(month.plus(1).first_day)
        name = format_date(month.first_day, pattern, locale=locale)
        canvas.text((x + after) / 2, 12, name, 12, "r-ink2", "middle")
        if number > 1:
            canvas.path(f"M{x:.1f} 18V{height:g}", "r-line")


def _draw(
    canvas: Canvas,
    scale: _Scale,
    bars: Sequence[Bar],
    lane: Lane,
    top: float,
    height: float,
    today: date,
) -> None:
    for bar in bars:
        if bar.lane is not lane:
            continue
        x = scale.at(bar.days.first_day)
        width = max(scale.at(bar.days.last_day + _ONE_DAY) - x, 2.5)
        canvas.rounded(x, top, width, height, 2, _paint(bar, today))
        if lane is Lane.WORK:
            canvas.rect(x, top + height - 3, width, 3, "r-work-ground")


def _paint(bar: Bar, today: date) -> str:
    match bar.lane:
        case Lane.FULL | Lane.REDUCED:
            return "r-susp" if bar.days.first_day <= today else "r-plan"
        case Lane.WORK:
            return "r-work"
        case Lane.OTHER:
            return "r-other"
        case _unknown:
            assert_never(_unknown)


def _today(canvas: Canvas, scale: _Scale, today: date, top: float, height: float) -> None:
    if today.year == scale.year:
        canvas.path(f"M{scale.at(today):.1f} {top:g}V{height:g}", "r-today")


def _framed(
    canvas: Canvas, width: float, height: float, title: str, bars: Sequence[Bar], form: str
) -> Drawing:
    language = current_language()
    told = "; ".join(
        f"{lane_word(bar.lane)} {words.span(bar.days, language)}" for bar in bars
    ) or _("Nothing is announced.")
    key = sha256(f"{form} {title} {told}".encode()).hexdigest()[:10]
    return frame(
        width=width,
        height=height,
        key=f"y{key}",
        title=title,
        description=told,
        definitions="",
        content=canvas.render(),
        extra={},
    )
