"""The bars and marks of a ruler: each meaning has its own shape, then its colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import assert_never

from accalmie.facts.rulers import BarStyle, MarkStyle, Tone
from accalmie.letters import typeset
from accalmie.letters.svg import Canvas, Paint, element

LABEL_SIZE = 12.5
LABEL_ROOM = 8.0
"""Free width on each side of a text in a bar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How a bar is drawn: its ground, its hatch if any, and its text."""

    ground: str
    label: str
    hatch: str = ""
    weight: int = 600

    @property
    def needs_pad(self) -> bool:
        """Tell whether the text needs a plain ground between the strokes of the hatch."""
        return bool(self.hatch)


LOWEST_WITH_ROOM_ABOVE = 16.0
"""Lower bars belong to the calendar, where the number of the day stands above them."""

HATCHES = {"w": "r-hatch", "e": "r-early-hatch", "v": "r-vert"}


def shape_of(style: BarStyle) -> Shape:
    """The shape of each meaning (see the manual, *How to read a drawing*)."""
    match style:
        case BarStyle.NOTICE:
            return Shape(ground="r-window", hatch="w", label="r-ink", weight=400)
        case BarStyle.WINDOW:
            return Shape(ground="r-window", label="r-ink", weight=400)
        case BarStyle.SUSPENSION:
            return Shape(ground="r-susp", label="r-susp-text")
        case BarStyle.PROPOSED:
            return Shape(ground="r-plan", label="r-plan-text")
        case BarStyle.CONFLICT:
            return Shape(ground="r-early", hatch="e", label="r-stop")
        case BarStyle.WORK:
            return Shape(ground="r-work", label="r-work-text")
        case BarStyle.WAGE:
            return Shape(ground="r-wage", hatch="v", label="r-wage-text")
        case BarStyle.LOOK:
            return Shape(ground="r-other", label="r-ink r-strong")
        case BarStyle.CLOSURE:
            return Shape(ground="r-track", label="r-ink2 r-strong")
        case _:
            assert_never(style)


def tone_classes(tone: Tone) -> str:
    """The class of a note under a bar."""
    match tone:
        case Tone.PLAIN:
            return "r-ink2"
        case Tone.OK:
            return "r-ok"
        case Tone.STOP:
            return "r-stop"
        case Tone.LOOK:
            return "r-ink2 r-strong r-look"
        case _:
            assert_never(tone)


def patterns(*, key: str, step: float, paint: Paint) -> str:
    """The three hatches; ``key`` keeps their ids apart on a page."""
    diagonal = {"patternTransform": "rotate(45)"}
    made = []
    for letter, name in HATCHES.items():
        upright = letter == "v"
        size = 4.0 if upright else step
        box: dict[str, str | float] = {"width": size, "height": size}
        box["patternUnits"] = "userSpaceOnUse"
        line = element("path", {"d": f"M{1 if upright else 0} 0V{size:g}", **paint(name)})
        turn = {} if upright else diagonal
        made.append(element("pattern", {"id": f"{key}{letter}", **box, **turn}, line))
    return "".join(made)


def draw_bar(
    canvas: Canvas, *, style: BarStyle, x: float, y: float, width: float, height: float, key: str
) -> None:
    """One bar without its text."""
    shape, radius = shape_of(style), min(2.0, width / 2)
    canvas.rounded(x, y, width, height, radius, shape.ground)
    if shape.hatch:
        canvas.filled(x, y, width, height, radius, f"{key}{shape.hatch}")
    if style is BarStyle.WORK:
        ground = 4.1 if height > 12 else 3.0
        canvas.rect(x, y + height - ground, width, ground, "r-work-ground")
    if style is BarStyle.CLOSURE:
        canvas.rounded(x, y, width, height, radius, "r-edge")


def draw_label(
    canvas: Canvas,
    *,
    style: BarStyle,
    label: str,
    x: float,
    y: float,
    width: float,
    lines: Sequence[float] = (),
) -> None:
    """The text of a bar, when it fits; ``y`` is the top of a bar 24 high.

    ``lines`` are where marks cross the bar: the text stands in the widest part between them.
    """
    shape = shape_of(style)
    x, width = _widest_part(x, width, lines)
    if style is BarStyle.LOOK and not fits(label, style=style, width=width):
        label = "?"
    if not label or not fits(label, style=style, width=width):
        return
    middle = x + width / 2
    if shape.needs_pad:
        length = typeset.width(label, size=LABEL_SIZE, weight=shape.weight) + 2 * 6
        canvas.rounded(middle - length / 2, y + 4, length, 16, 2, "r-notice-dot")
    canvas.text(middle, y + 16.5, label, LABEL_SIZE, shape.label, "middle")


def _widest_part(x: float, width: float, lines: Sequence[float]) -> tuple[float, float]:
    edges = [x, *sorted(line for line in lines if x < line < x + width), x + width]
    return max(((left, right - left) for left, right in pairwise(edges)), key=lambda part: part[1])


def fits(label: str, *, style: BarStyle, width: float) -> bool:
    """Tell whether a text fits in a bar with free room on both sides."""
    weight = shape_of(style).weight
    return typeset.width(label, size=LABEL_SIZE, weight=weight) + 2 * LABEL_ROOM <= width


def draw_mark(
    canvas: Canvas, *, style: MarkStyle, left: float, right: float, y: float, height: float
) -> None:
    """One mark on a lane; ``left`` and ``right`` are the edges of its day, ``y`` the bars' top."""
    middle, centre = (left + right) / 2, y + height / 2
    match style:
        case MarkStyle.NOTICE:
            radius = min(8.5, height / 2)
            canvas.circle(middle, centre, radius, "r-notice")
            canvas.circle(middle, centre, radius * 0.36, "r-notice-dot")
        case MarkStyle.RECEIVED if height < LOWEST_WITH_ROOM_ABOVE:
            canvas.path(f"M{right - 13:.1f} {centre - 3:.1f}h8l-4 5z", "r-now")
        case MarkStyle.RECEIVED:
            canvas.path(f"M{middle - 5:.1f} {y - 8:.1f}h10l-5 5z", "r-now")
        case MarkStyle.FIRST_DAY:
            canvas.path(f"M{left:.1f} {y - 6:.1f}V{y + height:.1f}", "r-today")
            canvas.path(f"M{left:.1f} {y - 7:.1f}l6 3l-6 3z", "r-now")
        case MarkStyle.DEADLINE:
            canvas.path(f"M{right:.1f} {y - 6:.1f}V{y + height + 4:.1f}", "r-limit")
        case _:
            assert_never(style)
