"""Which days a drawing shows: the weeks of its bars, and the marks that lie near them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from accalmie.facts.days import Period
from accalmie.facts.rulers import BarStyle, Lane, Ruler
from accalmie.law.calendar import public_holidays

_ONE_DAY = timedelta(days=1)
_QUARTER = timedelta(weeks=13)


def near_the_bars(lanes: tuple[Lane, ...]) -> tuple[Lane, ...]:
    """Leave out what lies months away from what was asked: it would press the drawing flat.

    Days in conflict end there, marks and notes beyond are left out. The receipt of a communication
    that comes years later stays in the findings.
    """
    asked = [
        bar.period for lane in lanes for bar in lane.bars if bar.style is not BarStyle.CONFLICT
    ]
    if not asked:
        return lanes
    near = Period(
        min(period.first_day for period in asked) - _QUARTER,
        max(period.last_day for period in asked) + _QUARTER,
    )
    return tuple(_near(lane, near) for lane in lanes)


def _near(lane: Lane, near: Period) -> Lane:
    cut = ((bar, bar.period.common_with(near)) for bar in lane.bars)
    return replace(
        lane,
        bars=tuple(replace(bar, period=period) for bar, period in cut if period is not None),
        marks=tuple(mark for mark in lane.marks if mark.day in near),
        notes=tuple(note for note in lane.notes if note.day in near),
    )


def whole_weeks(lanes: tuple[Lane, ...]) -> Period:
    """The weeks from Monday to Sunday that hold every day of the lanes."""
    days = [
        day
        for lane in lanes
        for bar in lane.bars
        for day in (bar.period.first_day, bar.period.last_day)
    ]
    days += [mark.day for lane in lanes for mark in lane.marks]
    days += [note.day for lane in lanes for note in lane.notes]
    first, last = min(days), max(days)
    return Period(first - first.weekday() * _ONE_DAY, last + (7 - last.isoweekday()) * _ONE_DAY)


def on_one_scale(rulers: Sequence[Ruler], *, today: date) -> tuple[Ruler, ...]:
    """The same rulers over the same weeks, so that two ways lie under each other day by day."""
    if not rulers:
        return ()
    span = Period(
        min(ruler.span.first_day for ruler in rulers),
        max(ruler.span.last_day for ruler in rulers),
    )
    return tuple(
        replace(
            ruler,
            span=span,
            holidays=holidays_in(span),
            today=today if today in span else None,
        )
        for ruler in rulers
    )


def holidays_in(span: Period) -> tuple[date, ...]:
    """The legal holidays of the days shown."""
    years = range(span.first_day.year, span.last_day.year + 1)
    return tuple(day for year in years for day in public_holidays(year) if day in span)
