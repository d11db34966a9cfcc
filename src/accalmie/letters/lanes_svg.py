"""The timeline of the actors as an image: a lane each, a dot for what was done or is still to do.

A filled disc is done, a ring is to come, a square stops the case. The page shows the same entries
as a list; on the phone the list stands alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import assert_never

from accalmie.facts.codec import to_json
from accalmie.facts.days import Period
from accalmie.facts.timelines import Actor, Entry, EntryState, Timeline
from accalmie.letters import typeset
from accalmie.letters.ruler_scale import Scale, day_and_month, is_weekend
from accalmie.letters.svg import Canvas, Drawing, frame, screen_paint

WIDTH = 1070.0
HEAD = 34.0
LANE = 42.0
ROW = 24.0
TEXT = 13.0
DAY_TEXT = 12.0
DOT = 6.0
BESIDE = 11.0
GAP = 8.0
NARROWEST_LABEL, WIDEST_LABEL = 90.0, 200.0
WIDEST_DAY = 48.0
DAY_WITH_COLUMN = 4.0
DAYS_BEFORE, DAYS_AFTER = 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """An entry in its place; ``left`` and ``right`` are the extent of dot and text together."""

    entry: Entry
    text: str
    x: float
    anchor: str
    row: int
    left: float
    right: float


def wide(timeline: Timeline, *, key: str = "") -> Drawing:
    """The drawing, 1070 wide; ``key`` tells apart two like timelines on one page."""
    scale = _scale(timeline)
    lanes = [(lane, arrange(timeline, lane, scale)) for lane in timeline.lanes]
    canvas = Canvas(screen_paint)
    heights = [LANE + ROW * max((one.row for one in placed), default=0) for _, placed in lanes]
    height = HEAD + sum(heights)
    _days(canvas, timeline, scale, height)
    y = HEAD
    for (lane, _), lane_height in zip(lanes, heights, strict=True):
        canvas.path(f"M0 {y:g}H{WIDTH:g}", "r-line")
        label = typeset.shortened(lane.label, size=TEXT, weight=600, room=scale.left - 8)
        canvas.text(0, y + 26, label, TEXT, "r-ink r-strong")
        y += lane_height
    if timeline.today is not None:
        canvas.path(f"M{scale.middle_of(timeline.today):.1f} 27V{height:g}", "r-today")
    y = HEAD
    for (_, placed), lane_height in zip(lanes, heights, strict=True):
        for one in placed:
            _entry(canvas, one, y + LANE / 2 + ROW * one.row, scale)
        y += lane_height
    digest = sha256(f"{key} {to_json(timeline)}".encode()).hexdigest()[:10]
    return frame(
        width=WIDTH,
        height=height,
        key=f"l{digest}",
        title=timeline.title,
        description=timeline.description,
        definitions="",
        content=canvas.render(),
        extra={},
    )


def arrange(timeline: Timeline, lane: Actor, scale: Scale) -> tuple[Placed, ...]:
    """Place the entries of a lane: text after its dot, else before it, else one row down."""
    entries = sorted((e for e in timeline.entries if e.actor == lane.code), key=lambda e: e.day)
    placed: list[Placed] = []
    for n, entry in enumerate(entries):
        later = [scale.middle_of(other.day) for other in entries[n + 1 :]]
        placed.append(_first_free(entry, scale, placed, later))
    return tuple(placed)


def _first_free(
    entry: Entry, scale: Scale, taken: Sequence[Placed], later: Sequence[float]
) -> Placed:
    x = scale.middle_of(entry.day)
    room = max(WIDTH - x, x - scale.left) - BESIDE - 1
    weight = _weight(entry)
    text = typeset.shortened(entry.text, size=TEXT, weight=weight, room=room)
    length = typeset.width(text, size=TEXT, weight=weight)
    sides = [("start", x - DOT, x + BESIDE + length), ("end", x - BESIDE - length, x + DOT)]
    inside = [side for side in sides if side[1] >= scale.left - DOT and side[2] <= WIDTH]
    row = 0
    while True:
        for anchor, left, right in inside or sides[:1]:
            dots = [] if row else later
            is_free = not any(
                one.row == row and left < one.right + GAP and one.left < right + GAP
                for one in taken
            ) and not any(left - GAP < dot + DOT and dot - DOT < right + GAP for dot in dots)
            if is_free or row > len(taken) + 1:
                return Placed(
                    entry=entry, text=text, x=x, anchor=anchor, row=row, left=left, right=right
                )
        row += 1


def _scale(timeline: Timeline) -> Scale:
    days = [entry.day for entry in timeline.entries]
    days += [timeline.today] if timeline.today else []
    span = _span(days)
    longest = max(
        (typeset.width(lane.label, size=TEXT, weight=600) for lane in timeline.lanes), default=0.0
    )
    left = min(max(longest + 16, NARROWEST_LABEL), WIDEST_LABEL)
    return Scale(
        span=span, left=left, day_width=min((WIDTH - left) / span.calendar_days, WIDEST_DAY)
    )


def _span(days: Sequence[date]) -> Period:
    if not days:
        return Period(date(2000, 1, 3), date(2000, 1, 9))
    return Period(min(days) - timedelta(days=DAYS_BEFORE), max(days) + timedelta(days=DAYS_AFTER))


def _days(canvas: Canvas, timeline: Timeline, scale: Scale, height: float) -> None:
    if not timeline.entries and timeline.today is None:
        return
    if scale.day_width >= DAY_WITH_COLUMN:
        for day in scale.span:
            if is_weekend(day):
                canvas.rect(scale.start_of(day), 8, scale.day_width, height - 8, "r-weekend")
    half = typeset.width("00.00", size=DAY_TEXT, weight=600) / 2
    now = scale.middle_of(timeline.today) if timeline.today else None
    last_right = float("-inf")
    for day in scale.mondays():
        x = scale.middle_of(day)
        meets_today = now is not None and abs(x - now) < 2 * half + 10
        if x - half < last_right + 8 or x + half > WIDTH or meets_today:
            continue
        canvas.text(x, 22, day_and_month(day), DAY_TEXT, "r-ink2", "middle")
        last_right = x + half
    if timeline.today is not None and now is not None:
        box = min(max(now - half - 4, 0), WIDTH - 2 * half - 8)
        canvas.rounded(box, 8, 2 * half + 8, 19, 3, "r-now")
        text = day_and_month(timeline.today)
        canvas.text(box + half + 4, 22, text, DAY_TEXT, "r-now-text", "middle")


def _entry(canvas: Canvas, one: Placed, y: float, scale: Scale) -> None:
    x = scale.middle_of(one.entry.day)
    match one.entry.state:
        case EntryState.DONE:
            canvas.circle(x, y, DOT, "r-dot-done")
            ink = "r-ink"
        case EntryState.NEXT:
            canvas.circle(x, y, DOT, "r-dot")
            ink = "r-ink"
        case EntryState.STOP:
            canvas.rounded(x - DOT, y - DOT, 2 * DOT, 2 * DOT, 2, "r-dot-stop")
            ink = "r-stop"
        case _:
            assert_never(one.entry.state)
    at = x + BESIDE if one.anchor == "start" else x - BESIDE
    canvas.text(at, y + 4.5, one.text, TEXT, f"r-halo {ink}", one.anchor)


def _weight(entry: Entry) -> int:
    return 600 if entry.state is EntryState.STOP else 400
