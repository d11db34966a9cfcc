"""A ruler for the phone: the same days as weeks, one line a week, bars under the numbers.

Where there are several lanes each line of bars carries the number of its lane, and the lanes are
named above. Weeks that only continue what the week before showed are folded into one line that says
from when to when.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from accalmie.facts.days import Period
from accalmie.facts.rulers import Ruler
from accalmie.letters import typeset
from accalmie.letters.ruler_bars import draw_bar, draw_mark, patterns
from accalmie.letters.ruler_scale import (
    Scale,
    day_and_month,
    is_weekend,
    short_month,
    weekday_pairs,
)
from accalmie.letters.svg import Canvas, Drawing, frame, screen_paint

WIDTH = 328.0
GUTTER = 16.0
NUMBERS = 23.0
BAR = 11.0
LANE_STEP = 15.0
BELOW = 5.0
FOLD_FROM = 3
"""So many like weeks in a row are folded into one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One line of the calendar: a week, or several like weeks folded (``days`` then spans them)."""

    week: Period
    days: Period
    y: float

    @property
    def is_folded(self) -> bool:
        """Tell whether the line stands for several weeks."""
        return self.days.calendar_days > 7


def weeks(ruler: Ruler, *, key: str) -> Drawing:
    """Draw the calendar; ``key`` starts the ids, which must be unique on a page."""
    canvas = Canvas(screen_paint)
    left = GUTTER if len(ruler.lanes) > 1 else 0.0
    column = (WIDTH - left) / 7
    top = _names(canvas, ruler)
    for n, name in enumerate(weekday_pairs(language=ruler.language)):
        canvas.text(left + column * (n + 0.5), top + 12, name, 12, "r-ink2", "middle")
    line_height = NUMBERS + LANE_STEP * max(len(ruler.lanes), 1) + BELOW
    lines = list(_lines(ruler, top=top + 20, step=line_height))
    height = lines[-1].y + line_height
    canvas.rect(left + 5 * column, top + 18, 2 * column, height - top - 18, "r-weekend")
    for line in lines:
        canvas.path(f"M{left:.1f} {line.y:.1f}H{WIDTH:g}", "r-line")
        scale = Scale(span=line.week, left=left, day_width=column)
        if line.is_folded:
            _folded_dates(canvas, line, scale)
        else:
            _days(canvas, ruler, line, scale)
        for n in range(len(ruler.lanes)):
            _lane(canvas, ruler, n, line, scale, key)
    return frame(
        width=WIDTH,
        height=height,
        key=key,
        title=ruler.title,
        description=ruler.description,
        definitions=patterns(key=key, step=5, paint=screen_paint),
        content=canvas.render(),
        extra={},
    )


def _names(canvas: Canvas, ruler: Ruler) -> float:
    """Name the numbered lanes above the calendar; return where the calendar begins."""
    if len(ruler.lanes) < 2:
        return 0.0
    for n, lane in enumerate(ruler.lanes):
        y = 12 + 18 * n
        name = " ".join(filter(None, (lane.label, lane.label_second_line)))
        shown = typeset.shortened(name, size=13, weight=400, room=WIDTH - GUTTER)
        canvas.text(0, y, str(n + 1), 12, "r-ink2 r-strong")
        canvas.text(GUTTER, y, shown, 13, "r-ink")
    return 18.0 * len(ruler.lanes) + 8


def _lines(ruler: Ruler, *, top: float, step: float) -> Iterator[_Line]:
    monday = ruler.span.first_day - timedelta(days=ruler.span.first_day.weekday())
    starts = list(_week_starts(monday, ruler.span.last_day))
    edges = _edges(ruler)
    y, n = top, 0
    while n < len(starts):
        like = _like_weeks(starts, n, edges)
        count = like if like >= FOLD_FROM else 1
        week = Period(starts[n], starts[n] + timedelta(days=6))
        days = Period(starts[n], starts[n] + timedelta(days=7 * count - 1))
        yield _Line(week=week, days=days, y=y)
        y += step
        n += count


def _week_starts(monday: date, last_day: date) -> Iterator[date]:
    while monday <= last_day:
        yield monday
        monday += timedelta(days=7)


def _edges(ruler: Ruler) -> tuple[date, ...]:
    """The days on which something begins, ends or happens, in order."""
    days = {ruler.span.first_day, ruler.span.last_day, *ruler.holidays}
    if ruler.today is not None:
        days.add(ruler.today)
    for lane in ruler.lanes:
        days |= {mark.day for mark in lane.marks} | {note.day for note in lane.notes}
        for bar in lane.bars:
            days |= {bar.period.first_day, bar.period.last_day}
    return tuple(sorted(days))


def _like_weeks(starts: Sequence[date], first: int, edges: Sequence[date]) -> int:
    """How many weeks from ``first`` on hold no edge, so that each repeats the one before."""
    after = next((edge for edge in edges if edge >= starts[first]), None)
    count = 0
    for start in starts[first:]:
        if after is not None and start + timedelta(days=6) >= after:
            break
        count += 1
    return count


def _folded_dates(canvas: Canvas, line: _Line, scale: Scale) -> None:
    text = f"{day_and_month(line.days.first_day)} – {day_and_month(line.days.last_day)}"
    canvas.text((scale.left + scale.right) / 2, line.y + 16.5, text, 12.5, "r-ink2", "middle")


def _days(canvas: Canvas, ruler: Ruler, line: _Line, scale: Scale) -> None:
    for day in line.week:
        if day not in ruler.span:
            continue
        x, y = scale.middle_of(day), line.y
        if day in ruler.holidays:
            height = NUMBERS + LANE_STEP * max(len(ruler.lanes), 1) + BELOW
            canvas.rect(scale.start_of(day), y, scale.day_width, height, "r-holiday")
            canvas.circle(scale.end_of(day) - 5, y + 5.5, 2.5, "r-holiday-dot")
        names_month = day == ruler.span.first_day or day.day == 1
        text = short_month(day, language=ruler.language) if names_month else str(day.day)
        if day == ruler.today:
            side = min(typeset.width(text, size=12.5, weight=600) + 10, scale.day_width)
            canvas.rounded(x - side / 2, y + 3, side, 18, 3, "r-now")
            canvas.text(x, y + 16.5, text, 12.5, "r-now-text", "middle")
            continue
        ink = "r-ink2" if is_weekend(day) else "r-ink"
        canvas.text(x, y + 16.5, text, 12.5, ink, "middle")


def _lane(canvas: Canvas, ruler: Ruler, n: int, line: _Line, scale: Scale, key: str) -> None:
    lane, y = ruler.lanes[n], line.y + NUMBERS + LANE_STEP * n
    shown_days = line.week.common_with(ruler.span)
    is_empty = True
    for bar in lane.bars:
        shown = shown_days and bar.period.common_with(shown_days)
        if not shown:
            continue
        x = scale.start_of(shown.first_day) + 0.8
        width = scale.end_of(shown.last_day) - 0.8 - x
        draw_bar(canvas, style=bar.style, x=x, y=y, width=width, height=BAR, key=key)
        is_empty = False
    for mark in lane.marks:
        if shown_days and mark.day in shown_days:
            left, right = scale.start_of(mark.day), scale.end_of(mark.day)
            draw_mark(canvas, style=mark.style, left=left, right=right, y=y, height=BAR)
            is_empty = False
    if len(ruler.lanes) > 1 and not is_empty:
        canvas.text(0, y + 9.5, str(n + 1), 11, "r-ink2")
