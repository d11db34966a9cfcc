"""Five weeks of deadlines as an image, in one line on the desk and week by week on the phone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from babel.dates import format_date
from django.utils.translation import gettext as _

from accalmie.facts.days import Month
from accalmie.facts.languages import Language
from accalmie.law import words
from accalmie.law.calendar import public_holidays
from accalmie.letters.svg import Canvas, Drawing, element, frame, screen_paint
from accalmie.portal.employer.obligations_due import Obligation
from accalmie.portal.languages import current_language
from accalmie.portal.statuses import Shape

WEEKS = 5
WIDE, NARROW = 1070.0, 296.0
DAYS = WEEKS * 7
MARK = 15.0
MARKS_PER_DAY = 2
DAYS_OF_A_NAME = 3
"""How many days wide the longest name of a month is."""


def days_of(today: date) -> tuple[date, ...]:
    """Five whole weeks, from the Monday of this week."""
    monday = today - timedelta(days=today.weekday())
    return tuple(monday + timedelta(days=n) for n in range(DAYS))


def wide(*, due: Sequence[Obligation], today: date) -> Drawing:
    """The five weeks side by side."""
    days, step = days_of(today), WIDE / DAYS
    canvas = Canvas(screen_paint)
    for n, day in enumerate(days):
        x = n * step
        if _is_closed(day):
            canvas.rect(x, 34, step, 54, "r-weekend")
        elif day.weekday() == 0 and n:
            canvas.path(f"M{x:.1f} 34v54", "r-line")
        if day.day == 1 and n:
            canvas.path(f"M{x:.1f} 0V88", "r-edge")
        if day.day == 1 or (not n and _has_room(days)):
            canvas.text(x + 4, 11, _month(day), 13, "r-ink r-strong")
        canvas.text(x + step / 2, 26, _letter(day), 12, "r-ink2", "middle")
        _number(canvas, x + step / 2, 54, day, today, str(day.day))
    for day, shapes in _marks(due).items():
        if day in days:
            _draw(canvas, (days.index(day) + 0.5) * step, 66, shapes)
    return _framed(canvas, WIDE, 88, days, "w")


def narrow(*, due: Sequence[Obligation], today: date) -> Drawing:
    """A week under the other, as a calendar."""
    days, step, row = days_of(today), NARROW / 7, 52.0
    canvas = Canvas(screen_paint)
    for n in range(7):
        head = words.short_day(days[n], current_language()).split(words.NO_BREAK)[0]
        canvas.text((n + 0.5) * step, 10, head, 12, "r-ink2", "middle")
    marks = _marks(due)
    for n, day in enumerate(days):
        x, y = (n % 7) * step, 18 + (n // 7) * row
        if _is_closed(day):
            canvas.rect(x, y, step, row, "r-weekend")
        if not n % 7:
            canvas.path(f"M0 {y:g}H{NARROW:g}", "r-line")
        shown = _short_month(day) if day.day == 1 else str(day.day)
        _number(canvas, x + step / 2, y + 20, day, today, shown)
        _draw(canvas, x + step / 2, y + 32, marks.get(day, []))
    return _framed(canvas, NARROW, 18 + WEEKS * row, days, "n")


def _marks(due: Sequence[Obligation]) -> dict[date, list[Shape]]:
    found: defaultdict[date, list[Shape]] = defaultdict(list)
    for one in due:
        if one.status.shape not in found[one.day]:
            found[one.day].append(one.status.shape)
    return found


def _draw(canvas: Canvas, x: float, y: float, shapes: Sequence[Shape]) -> None:
    shown = shapes[:MARKS_PER_DAY]
    left = x - (len(shown) * (MARK + 1) - 1) / 2
    for n, shape in enumerate(shown):
        box = {"x": left + n * (MARK + 1), "y": y, "width": MARK, "height": MARK}
        canvas.raw(
            element(
                "svg",
                {**box, "viewBox": "0 0 18 18", "class": f"acc-mark acc-mark--{shape.value}"},
                element("use", {"href": f"#i-{shape.value}"}),
            )
        )


def _number(canvas: Canvas, x: float, y: float, day: date, today: date, shown: str) -> None:
    if day == today:
        canvas.rounded(x - 13, y - 15, 26, 20, 3, "r-now")
        canvas.text(x, y, shown, 13, "r-now-text", "middle")
        return
    quiet = day < today or _is_closed(day)
    canvas.text(x, y, shown, 13, "r-ink2" if quiet else "r-ink", "middle")


def _has_room(days: Sequence[date]) -> bool:
    """Whether the name of the first month ends before that of the next one begins."""
    return all(day.day != 1 for day in days[1:DAYS_OF_A_NAME])


def _is_closed(day: date) -> bool:
    return day.weekday() > 4 or day in public_holidays(day.year)


def _letter(day: date) -> str:
    return format_date(day, "EEEEE", locale=_locale()).lower()


def _month(day: date) -> str:
    return words.month_name(Month.of(day), current_language()).split(words.NO_BREAK)[0]


def _short_month(day: date) -> str:
    return format_date(day, "d MMM", locale=_locale())


def _locale() -> str:
    language = current_language()
    return {Language.NL: "nl_BE", Language.EN: "en_GB"}.get(language, language.value)


def _framed(
    canvas: Canvas, width: float, height: float, days: tuple[date, ...], key: str
) -> Drawing:
    language = current_language()
    told = {"first": words.long_day(days[0], language), "last": words.long_day(days[-1], language)}
    return frame(
        width=width,
        height=height,
        key=f"deadlines-{key}",
        title=_("Your deadlines over five weeks"),
        description=_("From %(first)s to %(last)s. The list that follows says the same.") % told,
        definitions="",
        content=canvas.render(),
        extra={},
    )
