"""The ruler of days: a drawing of dates, described before it is drawn.

The law describes it once (which days, which bars, which words); the portal draws it on screen and
the letters on paper, so that everybody sees the same picture. Texts are already in one language.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from accalmie.facts.days import Period
from accalmie.facts.languages import Language


class BarStyle(StrEnum):
    """What a bar means; each has its own shape, never colour alone."""

    NOTICE = "notice"
    SUSPENSION = "suspension"
    PROPOSED = "proposed"
    CONFLICT = "conflict"
    WORK = "work"
    WAGE = "wage"
    LOOK = "look"
    WINDOW = "window"
    CLOSURE = "closure"


class MarkStyle(StrEnum):
    """What a point in time means."""

    NOTICE = "notice"
    RECEIVED = "received"
    FIRST_DAY = "first_day"
    DEADLINE = "deadline"


class Tone(StrEnum):
    """How a note under a bar is set."""

    PLAIN = "plain"
    OK = "ok"
    STOP = "stop"
    LOOK = "look"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """Days of one meaning; ``label`` is written inside only where it fits."""

    period: Period
    style: BarStyle
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One decisive day on a lane."""

    day: date
    style: MarkStyle
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A decisive date written under the bars."""

    day: date
    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One version of the dates: what was asked, what the law allows, what came before."""

    label: str
    label_second_line: str = ""
    bars: tuple[Bar, ...] = ()
    marks: tuple[Mark, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruler:
    """The whole drawing; ``description`` tells its message, ``holidays`` are public holidays.

    ``language`` is the one in which the texts are written; months and weekdays follow it.
    """

    title: str
    description: str
    span: Period
    lanes: tuple[Lane, ...]
    holidays: tuple[date, ...] = ()
    today: date | None = None
    language: Language = Language.FR
