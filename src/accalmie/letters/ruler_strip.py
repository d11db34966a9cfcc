"""A ruler as one strip: the days run from left to right, each version of the dates has a lane."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from accalmie.facts.rulers import Lane, MarkStyle, Ruler, Tone
from accalmie.letters import typeset
from accalmie.letters.ruler_bars import draw_bar, draw_label, draw_mark, patterns, tone_classes
from accalmie.letters.ruler_notes import Placed, Wish, arrange
from accalmie.letters.ruler_scale import (
    Scale,
    day_and_month,
    free_days,
    is_weekend,
    month_names,
    weekday_letters,
)
from accalmie.letters.svg import Attributes, Canvas, Drawing, Paint, frame

HEAD = 58.0
BAR = 24.0
ROOM_FOR_DOT = 8.0
PAD = 10.0
NOTE_SIZE = 12.0
NOTE_STEP = 16.0
LABEL_SIZE = 13.0
WIDEST_DAY = 48.0
DAY_WITH_NUMBER = 17.5
DAY_WITH_COLUMN = 4.0
DAY_WITH_WEEK_LINE = 5.0
WEEKS_WITHOUT_LINE = 10
RANKS = {Tone.STOP: 0, Tone.OK: 1, Tone.LOOK: 1, Tone.PLAIN: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """Where a strip is shown: its width, the room for lane labels, its paint."""

    width: float
    narrowest_label: float
    widest_label: float
    paint: Paint
    extra: Attributes


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A lane with its place: ``y`` is its top line, ``height`` counts the rows of notes."""

    lane: Lane
    notes: tuple[Placed, ...]
    y: float
    height: float


def strip(ruler: Ruler, *, key: str, form: Format) -> Drawing:
    """Draw the strip; ``key`` starts the ids, which must be unique on a page."""
    scale = _scale(ruler, form)
    rows = _rows(ruler, scale, form)
    height = rows[-1].y + rows[-1].height if rows else HEAD
    shows_days = scale.day_width >= DAY_WITH_COLUMN
    if shows_days and any(day in ruler.span for day in ruler.holidays):
        height += ROOM_FOR_DOT
    canvas = Canvas(form.paint)
    _columns(canvas, ruler, scale, height)
    _months(canvas, ruler, scale, height)
    if scale.day_width >= DAY_WITH_NUMBER:
        _day_numbers(canvas, ruler, scale)
    else:
        _week_dates(canvas, ruler, scale)
    for row in rows:
        _lane(canvas, row, scale, form, key)
    _today_line(canvas, ruler, scale, height)
    for row in rows:
        _notes(canvas, row, scale)
    return frame(
        width=form.width,
        height=height,
        key=key,
        title=ruler.title,
        description=ruler.description,
        definitions=patterns(key=key, step=6, paint=form.paint),
        content=canvas.render(),
        extra=form.extra,
    )


def _today_line(canvas: Canvas, ruler: Ruler, scale: Scale, height: float) -> None:
    is_long = ruler.span.calendar_days > 7 * WEEKS_WITHOUT_LINE
    if is_long and ruler.today is not None and ruler.today in ruler.span:
        canvas.path(f"M{scale.middle_of(ruler.today):.1f} {HEAD - 8:g}V{height:.1f}", "r-today")


def _scale(ruler: Ruler, form: Format) -> Scale:
    longest = max(
        (
            typeset.width(text, size=LABEL_SIZE, weight=weight)
            for lane in ruler.lanes
            for text, weight in ((lane.label, 600), (lane.label_second_line, 400))
        ),
        default=0.0,
    )
    left = min(max(longest + 12, form.narrowest_label), form.widest_label)
    day_width = min((form.width - 0.8 - left) / ruler.span.calendar_days, WIDEST_DAY)
    return Scale(span=ruler.span, left=left, day_width=day_width)


def _rows(ruler: Ruler, scale: Scale, form: Format) -> list[_Row]:
    rows: list[_Row] = []
    y = HEAD
    for lane in ruler.lanes:
        notes = arrange(_wishes(lane, scale), size=NOTE_SIZE, left=0.0, right=form.width)
        below = NOTE_STEP * (max(note.row for note in notes) + 1) if notes else 0.0
        height = PAD + BAR + below + PAD
        rows.append(_Row(lane=lane, notes=notes, y=y, height=height))
        y += height
    return rows


def _wishes(lane: Lane, scale: Scale) -> list[Wish]:
    wishes = [(note.day, note.text, note.tone) for note in lane.notes]
    told = {(day, text) for day, text, _ in wishes}
    wishes += [
        (mark.day, mark.label, Tone.PLAIN)
        for mark in lane.marks
        if mark.label and (mark.day, mark.label) not in told
    ]
    return [
        Wish(
            text=text,
            classes=tone_classes(tone),
            weight=400 if tone is Tone.PLAIN else 600,
            rank=RANKS[tone],
            day_left=scale.start_of(day),
            day_right=scale.end_of(day),
        )
        for day, text, tone in wishes
        if text and day in scale.span
    ]


def _columns(canvas: Canvas, ruler: Ruler, scale: Scale, height: float) -> None:
    if scale.day_width < DAY_WITH_COLUMN:
        return
    for day, classes in free_days(ruler):
        canvas.rect(scale.start_of(day), 22, scale.day_width, height - 22, classes)
        if classes == "r-holiday":
            canvas.circle(
                scale.middle_of(day), height - 6, min(3, scale.day_width / 2), "r-holiday-dot"
            )


def _months(canvas: Canvas, ruler: Ruler, scale: Scale, height: float) -> None:
    months = list(scale.months())
    for n, (month, left, right) in enumerate(months):
        begins_year = n == 0 or month.month == 1
        if n and right - left >= 6:
            # The line leaves room for the dates of the weeks, which it would strike through.
            canvas.path(f"M{left:.1f} 2V20M{left:.1f} {HEAD:g}V{height:.1f}", "r-edge")
        for name in month_names(month, language=ruler.language, with_year=begins_year):
            if typeset.width(name, size=13, weight=600) + 8 <= right - left:
                canvas.text(left + (3 if n else 1), 14, name, 13, "r-ink r-strong")
                break


def _day_numbers(canvas: Canvas, ruler: Ruler, scale: Scale) -> None:
    letters = weekday_letters(language=ruler.language)
    for day in ruler.span:
        x = scale.middle_of(day)
        canvas.text(x, 35, letters[day.weekday()], 11, "r-ink2", "middle")
        if day == ruler.today:
            side = min(scale.day_width, 22)
            canvas.rounded(x - side / 2, 39.5, side, 16, 3, "r-now")
            canvas.text(x, 51, str(day.day), 12, "r-now-text", "middle")
            continue
        ink = "r-ink2" if is_weekend(day) else "r-ink"
        canvas.text(x, 51, str(day.day), 12, ink, "middle")
    for day in scale.mondays():
        if day != ruler.span.first_day and day.day != 1:
            canvas.path(f"M{scale.start_of(day):.1f} 22V{HEAD:.1f}", "r-line")


def _week_dates(canvas: Canvas, ruler: Ruler, scale: Scale) -> None:
    room = typeset.width("00.00", size=12, weight=400)
    now: tuple[float, float] | None = None
    if ruler.today is not None and ruler.today in ruler.span:
        now = _today_box(canvas, day_and_month(ruler.today), scale.middle_of(ruler.today), scale)
    last_right = float("-inf")
    for day in scale.mondays():
        x = scale.start_of(day) + 2
        is_free = x >= last_right + 6 and x + room <= scale.right + 0.1
        if not is_free or (now and x < now[1] + 4 and now[0] < x + room + 4):
            continue
        canvas.text(x, 46, day_and_month(day), 12, f"{_halo(scale)}r-ink2")
        last_right = x + room


def _today_box(canvas: Canvas, text: str, middle: float, scale: Scale) -> tuple[float, float]:
    width = typeset.width(text, size=12, weight=600) + 8
    left = min(max(middle - width / 2, 0), max(scale.right - width, 0))
    canvas.rounded(left, 33, width, 17, 3, "r-now")
    canvas.text(left + width / 2, 46, text, 12, "r-now-text", "middle")
    return left, left + width


def _lane(canvas: Canvas, row: _Row, scale: Scale, form: Format, key: str) -> None:
    lane, top = row.lane, row.y + PAD
    canvas.path(f"M0 {row.y:.1f}H{form.width:g}", "r-line")
    if scale.day_width >= DAY_WITH_WEEK_LINE:
        for monday in scale.mondays():
            x = scale.start_of(monday)
            canvas.path(f"M{x:.1f} {row.y:.1f}v{row.height:.1f}", "r-line")
    _label(canvas, lane, row.y, scale)
    lines = [
        scale.start_of(mark.day)
        for mark in lane.marks
        if mark.style is MarkStyle.FIRST_DAY and mark.day in scale.span
    ]
    for bar in lane.bars:
        shown = bar.period.common_with(scale.span)
        if shown is None:
            continue
        inset = min(0.8, scale.day_width / 4)
        x = scale.start_of(shown.first_day) + inset
        width = scale.end_of(shown.last_day) - inset - x
        draw_bar(canvas, style=bar.style, x=x, y=top, width=width, height=BAR, key=key)
        draw_label(canvas, style=bar.style, label=bar.label, x=x, y=top, width=width, lines=lines)
    for mark in lane.marks:
        if mark.day in scale.span:
            left, right = scale.start_of(mark.day), scale.end_of(mark.day)
            draw_mark(canvas, style=mark.style, left=left, right=right, y=top, height=BAR)


def _notes(canvas: Canvas, row: _Row, scale: Scale) -> None:
    for note in row.notes:
        y = row.y + PAD + BAR + NOTE_STEP * (note.row + 1)
        classes = f"{_halo(scale)}{note.classes}"
        canvas.text(note.x, y, note.text, NOTE_SIZE, classes, note.anchor)


def _halo(scale: Scale) -> str:
    """Texts of a long chart stand over the lines of months and today."""
    return "" if scale.day_width >= DAY_WITH_COLUMN else "r-halo "


def _label(canvas: Canvas, lane: Lane, y: float, scale: Scale) -> None:
    room = scale.left - 8
    lines: Sequence[tuple[str, str, int]] = (
        (lane.label, "r-ink r-strong", 600),
        (lane.label_second_line, "r-ink2", 400),
    )
    first = 18 if lane.label_second_line else 26
    for n, (text, classes, weight) in enumerate(lines):
        shown = typeset.shortened(text, size=LABEL_SIZE, weight=weight, room=room)
        if shown:
            canvas.text(0, y + first + 16 * n, shown, LABEL_SIZE, classes)
