"""A ruler on a page: the wide and the narrow picture, the legend of its signs, the table.

Wide drawings are made for the width of their sheet, so that their words are never scaled down.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import assert_never

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from accalmie.facts.codec import to_json
from accalmie.facts.rulers import BarStyle, Lane, MarkStyle, Ruler
from accalmie.letters import ruler_svg
from accalmie.letters.ruler_strip import Format, strip
from accalmie.letters.svg import screen_paint

BESIDE_A_PANEL = Format(
    width=700, narrowest_label=70, widest_label=130, paint=screen_paint, extra={}
)
IN_AN_OPTION = Format(width=480, narrowest_label=0, widest_label=0, paint=screen_paint, extra={})


@dataclass(frozen=True, slots=True, kw_only=True)
class LegendItem:
    """A sign of the drawing and its meaning."""

    sign: SafeString
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table that says what the drawing shows."""

    name: str
    first_day: date
    last_day: date

    @property
    def days(self) -> int:
        """Calendar days, both ends included."""
        return (self.last_day - self.first_day).days + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """One ruler, ready for the page."""

    title: str
    wide: SafeString
    middle: SafeString
    narrow: SafeString
    rows: tuple[Row, ...]
    legend: tuple[LegendItem, ...]


def on_the_whole_width(ruler: Ruler) -> Drawing:
    """For a sheet as wide as the page."""
    return _drawing(ruler, str(ruler_svg.wide(ruler)), middle=_beside_a_panel(ruler))


def beside_a_panel(ruler: Ruler) -> Drawing:
    """For a sheet with a column beside it."""
    return _drawing(ruler, _beside_a_panel(ruler))


def in_an_option(ruler: Ruler) -> Drawing:
    """For one of two remedies side by side; the legend stands once under both."""
    lanes = tuple(
        replace(lane, bars=tuple(replace(bar, label="") for bar in lane.bars))
        for lane in ruler.lanes
    )
    ruler = replace(ruler, lanes=lanes)
    return _drawing(ruler, str(strip(ruler, key=_key(ruler, "o"), form=IN_AN_OPTION)))


def legend_of(*rulers: Ruler) -> tuple[LegendItem, ...]:
    """The signs that these rulers use, in the order of their grammar."""
    marks = {mark.style for ruler in rulers for lane in ruler.lanes for mark in lane.marks}
    bars = {bar.style for ruler in rulers for lane in ruler.lanes for bar in lane.bars}
    signs = [(f"mark_{style.value}", mark_word(style)) for style in MarkStyle if style in marks]
    signs += [(f"bar_{style.value}", bar_word(style)) for style in BarStyle if style in bars]
    return tuple(LegendItem(sign=_sign(name), word=word) for name, word in signs)


def bar_word(style: BarStyle) -> str:
    """What a bar means."""
    match style:
        case BarStyle.NOTICE:
            return _("notice period")
        case BarStyle.SUSPENSION:
            return _("suspension")
        case BarStyle.PROPOSED:
            return _("suspension possible")
        case BarStyle.CONFLICT:
            return _("days not in order")
        case BarStyle.WORK:
            return _("week of work")
        case BarStyle.WAGE:
            return _("normal wage")
        case BarStyle.LOOK:
            return _("to be looked at")
        case BarStyle.WINDOW:
            return _("time to communicate")
        case BarStyle.CLOSURE:
            return _("closed days")
        case _unknown:
            assert_never(_unknown)


def mark_word(style: MarkStyle) -> str:
    """What a mark means."""
    match style:
        case MarkStyle.NOTICE:
            return _("notice to the workers")
        case MarkStyle.RECEIVED:
            return _("communication received")
        case MarkStyle.FIRST_DAY:
            return _("first day")
        case MarkStyle.DEADLINE:
            return _("last day to communicate")
        case _unknown:
            assert_never(_unknown)


def _beside_a_panel(ruler: Ruler) -> str:
    return str(strip(ruler, key=_key(ruler, "b"), form=BESIDE_A_PANEL))


def _drawing(ruler: Ruler, wide: str, middle: str = "") -> Drawing:
    # The drawings escape their own texts.
    return Drawing(
        title=ruler.title,
        wide=mark_safe(wide),
        middle=mark_safe(middle),
        narrow=mark_safe(str(ruler_svg.narrow(ruler))),
        rows=tuple(_rows(ruler)),
        legend=legend_of(ruler),
    )


def _rows(ruler: Ruler) -> Iterator[Row]:
    """Lane after lane, each in the order of its days."""
    for lane in ruler.lanes:
        label = f"{lane.label} {lane.label_second_line}".strip()
        before = f"{label}: " if label and len(ruler.lanes) > 1 else ""
        yield from sorted(
            _rows_of(lane, before), key=lambda row: (row.first_day, row.last_day, row.name)
        )


def _rows_of(lane: Lane, before: str) -> Iterator[Row]:
    for mark in lane.marks:
        name = mark.label or mark_word(mark.style)
        yield Row(name=before + name, first_day=mark.day, last_day=mark.day)
    for bar in lane.bars:
        name = bar.label or bar_word(bar.style)
        yield Row(name=before + name, first_day=bar.period.first_day, last_day=bar.period.last_day)


def _sign(name: str) -> SafeString:
    return render_to_string("components/sign.html", {"name": name})


def _key(ruler: Ruler, form: str) -> str:
    return "p" + sha256(f"{form} {to_json(ruler)}".encode()).hexdigest()[:10]
