"""Rulers of days for answers without a communication: a possible start, a window to communicate."""

from __future__ import annotations

from datetime import date, timedelta

from accalmie.facts.days import Period
from accalmie.facts.languages import Language
from accalmie.facts.rulers import Bar, BarStyle, Lane, Mark, MarkStyle, Note, Ruler, Tone
from accalmie.law import words
from accalmie.law.calendar import public_holidays
from accalmie.law.first_day import FirstDayWindow
from accalmie.law.possible_start import PossibleStart
from accalmie.law.span_of_drawing import whole_weeks
from accalmie.law.words_of_drawings import word

_ONE_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)


def ruler_of_start(
    *, start: PossibleStart, notified_on: date, language: Language, today: date
) -> Ruler | None:
    """Notice, the possible suspension and the week of work; None where no day is sure."""
    first = start.earliest_first_day
    if first is None:
        return None
    last = start.latest_last_day or first + _WEEK - _ONE_DAY
    period = Period(first, last)
    bars = []
    if first - notified_on > _ONE_DAY:
        notice = Period(notified_on + _ONE_DAY, first - _ONE_DAY)
        counted = words.count_days(notice.calendar_days, language)
        bars.append(Bar(period=notice, style=BarStyle.NOTICE, label=counted))
    bars.append(
        Bar(period=period, style=BarStyle.PROPOSED, label=word("suspension_allowed", language))
    )
    notes = [_note("first_possible", first, language, Tone.OK)]
    if start.latest_last_day is not None:
        notes.append(_note("last_possible", last, language, Tone.PLAIN))
    if start.work_week_from is not None:
        week = Period(start.work_week_from, start.work_week_from + _WEEK - _ONE_DAY)
        bars.append(Bar(period=week, style=BarStyle.WORK, label=word("work", language)))
    mark = Mark(
        day=notified_on,
        style=MarkStyle.NOTICE,
        label=word("notice_mark", language, day=words.bare_day(notified_on)),
    )
    return _ruler(
        title=word("title_planned", language),
        description=word("describe_period", language, period=words.span(period, language)),
        lanes=(Lane(label="", bars=tuple(bars), marks=(mark,), notes=tuple(notes)),),
        today=today,
        language=language,
    )


def ruler_of_window(*, window: FirstDayWindow, language: Language, today: date) -> Ruler:
    """The legal window and that of the message, on two lanes, round the first effective day."""
    bars, notes, second_line = [], [], word("no_window", language)
    if window.from_day is not None and window.until is not None:
        legal = Period(window.from_day, window.until)
        bars.append(Bar(period=legal, style=BarStyle.WINDOW, label=word("legal_window", language)))
        notes.append(_note("until", window.until, language, Tone.OK))
        second_line = ""
    sendable = Period(window.sendable_from, window.sendable_until)
    lanes = (
        Lane(
            label=word("legal_window", language),
            label_second_line=second_line,
            bars=tuple(bars),
            marks=(Mark(day=window.first_day, style=MarkStyle.FIRST_DAY),),
            notes=tuple(notes),
        ),
        Lane(
            label=word("message", language),
            label_second_line=word("message_second", language),
            bars=(Bar(period=sendable, style=BarStyle.WINDOW),),
        ),
    )
    title = word("title_first_day", language)
    told = [note.text for note in notes] or [second_line]
    return _ruler(
        title=title,
        description=f"{title}: {words.long_day(window.first_day, language)}; {told[0]}",
        lanes=lanes,
        today=today,
        language=language,
    )


def _note(name: str, day: date, language: Language, tone: Tone) -> Note:
    return Note(day=day, text=word(name, language, day=words.short_day(day, language)), tone=tone)


def _ruler(
    *,
    title: str,
    description: str,
    lanes: tuple[Lane, ...],
    today: date,
    language: Language,
) -> Ruler:
    """A ruler of whole weeks with its public holidays."""
    span = whole_weeks(lanes)
    years = range(span.first_day.year, span.last_day.year + 1)
    holidays = (day for year in years for day in public_holidays(year))
    return Ruler(
        title=title,
        description=description,
        span=span,
        lanes=lanes,
        holidays=tuple(day for day in holidays if day in span),
        today=today if today in span else None,
        language=language,
    )
