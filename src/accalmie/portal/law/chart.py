"""A value through time as a drawing of steps.

A full dot is an official text, an open dot a secondary source; a dashed line has not been verified
since. Two drawings of the same steps: one for a wide sheet, one for a telephone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from django.utils.translation import gettext as _

from accalmie.facts.findings import Confidence
from accalmie.facts.languages import Language
from accalmie.law import values_wording, words
from accalmie.law.dated import Dated, Row
from accalmie.letters.svg import Canvas, Drawing, frame, number, screen_paint

_SHARES = ("ratio", "share")
_INTERVALS = 4
_NICE = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_AFTER_TODAY = timedelta(days=45)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """The two drawings, and what the figures at the left count."""

    wide: Drawing
    narrow: Drawing
    axis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Format:
    width: float
    height: float
    left: float
    right: float
    right_with_note: float
    most_years: int
    dot: float
    cuts_years: bool


_WIDE = _Format(
    width=690,
    height=300,
    left=54,
    right=24,
    right_with_note=100,
    most_years=12,
    dot=3.6,
    cuts_years=False,
)
_NARROW = _Format(
    width=296,
    height=220,
    left=42,
    right=12,
    right_with_note=12,
    most_years=8,
    dot=2.8,
    cuts_years=True,
)
_TOP, _BOTTOM = 24.0, 26.0
_WIDTH_OF_A_SIGN = 8


@dataclass(frozen=True, slots=True)
class _Point:
    day: date
    value: Decimal | None
    row: Row


@dataclass(frozen=True, slots=True)
class _Plane:
    """Where a day and a value lie on the sheet."""

    form: _Format
    first_day: date
    last_day: date
    lowest: Decimal
    highest: Decimal
    has_note: bool

    @property
    def right(self) -> float:
        """The right end of the plane."""
        margin = self.form.right_with_note if self.has_note else self.form.right
        return self.form.width - margin

    def x(self, day: date) -> float:
        """The place of a day."""
        share = (day - self.first_day).days / (self.last_day - self.first_day).days
        return self.form.left + share * (self.right - self.form.left)

    def y(self, value: Decimal) -> float:
        """The place of a value."""
        share = float((value - self.lowest) / (self.highest - self.lowest))
        return self.form.height - _BOTTOM - share * (self.form.height - _BOTTOM - _TOP)


def can_be_drawn(dated: Dated) -> bool:
    """Tell whether a value is one number through at least two rows, all in one unit."""
    values = [row.value for row in dated.rows if row.value is not None]
    return (
        len(dated.rows) > 1
        and dated.unit not in ("month", "agreement_number")
        and values_wording.unit_of(dated) is not None
        and all(values_wording.number_of(value) is not None for value in values)
    )


def chart_of(dated: Dated, *, today: date, language: Language, key: str) -> Chart:
    """Both drawings of a value; ``key`` starts their ids."""
    unit = values_wording.unit_of(dated) or dated.unit
    return Chart(
        wide=_drawn(dated, _WIDE, today, language, f"{key}-w"),
        narrow=_drawn(dated, _NARROW, today, language, f"{key}-n"),
        axis=values_wording.axis(unit, language),
    )


def _drawn(dated: Dated, form: _Format, today: date, language: Language, key: str) -> Drawing:
    points = [_Point(row.first_day, _figure(row.value, dated.unit), row) for row in dated.rows]
    ticks, digits = _ticks([point.value for point in points if point.value is not None])
    last_day = max(today, points[-1].day) + _AFTER_TODAY
    doubtful = points[-1] if points[-1].row.not_verified_since else None
    plane = _Plane(
        form, date(points[0].day.year, 1, 1), last_day, ticks[0], ticks[-1], doubtful is not None
    )
    canvas = Canvas(screen_paint)
    _scale(canvas, plane, ticks, digits, language)
    _years(canvas, plane)
    ends = [point.day for point in points[1:]] + [last_day]
    _steps(canvas, plane, points, ends)
    _dots(canvas, plane, points)
    _labels(canvas, plane, points, dated, language)
    return frame(
        width=form.width,
        height=form.height,
        key=key,
        title=dated.text[language],
        description=_description(dated, language),
        definitions="",
        content=canvas.render(),
        extra={},
    )


def _figure(value: object, unit: str) -> Decimal | None:
    found = values_wording.number_of(value)
    return found * 100 if found is not None and unit in _SHARES else found


def _ticks(values: Sequence[Decimal]) -> tuple[list[Decimal], int]:
    """Round figures round all values, and how many decimals they need."""
    lowest, highest = min(values), max(values)
    if lowest == highest:
        lowest, highest = min(lowest, Decimal(0)), highest or Decimal(1)
    rough = (highest - lowest) / _INTERVALS
    power = Decimal(1).scaleb(rough.adjusted())
    step = next(nice * power for nice in _NICE if nice * power >= rough)
    first = (lowest / step).to_integral_value(ROUND_FLOOR)
    last = (highest / step).to_integral_value(ROUND_CEILING)
    if first > 0 and first * step == lowest:
        # A line on the ground of the drawing would look like nought.
        first -= 1
    count = int(last - first)
    ticks = [(first + n) * step for n in range(count + 1)]
    digits = max(0, *(-int(tick.normalize().as_tuple().exponent) for tick in ticks))
    return ticks, digits


def _scale(
    canvas: Canvas, plane: _Plane, ticks: Sequence[Decimal], digits: int, language: Language
) -> None:
    for tick in ticks:
        y = plane.y(tick)
        canvas.path(f"M{number(plane.form.left)} {number(y)}H{number(plane.right)}", "r-line")
        text = words.number(round(tick, digits), language)
        canvas.text(plane.form.left - 8, y + 4, text, 12, "r-ink2", "end")


def _years(canvas: Canvas, plane: _Plane) -> None:
    years = list(range(plane.first_day.year, plane.last_day.year + 1))
    every = -(-len(years) // plane.form.most_years)
    ground = plane.form.height - _BOTTOM
    for year in years:
        start, end = date(year, 1, 1), min(date(year + 1, 1, 1), plane.last_day)
        if (years[-1] - year) % every:
            continue
        canvas.path(f"M{number(plane.x(start))} {number(ground)}v5", "r-edge")
        text = f"’{year % 100:02d}" if plane.form.cuts_years else str(year)
        if every > 1:
            canvas.text(plane.x(start), ground + 20, text, 12, "r-ink2", "middle")
        elif plane.x(end) - plane.x(start) > (16 if plane.form.cuts_years else 30):
            middle = (plane.x(start) + plane.x(end)) / 2
            canvas.text(middle, ground + 20, text, 12, "r-ink2", "middle")


def _steps(canvas: Canvas, plane: _Plane, points: Sequence[_Point], ends: Sequence[date]) -> None:
    """The line of steps: broken where a value was abolished, dashed where nobody verified."""
    line, above = "", None
    for point, end in zip(points, ends, strict=True):
        if point.value is None:
            above = None
            continue
        x, y, until = plane.x(point.day), plane.y(point.value), plane.x(end)
        if point.row.not_verified_since is not None:
            start = f"M{number(x)} {number(y if above is None else plane.y(above))}"
            canvas.path(f"{start}V{number(y)}H{number(until)}", "r-open")
        else:
            start = f"M{number(x)} {number(y)}" if above is None else f"V{number(y)}"
            line += f"{start}H{number(until)}"
        above = point.value
    if line:
        canvas.path(line, "r-step")


def _dots(canvas: Canvas, plane: _Plane, points: Sequence[_Point]) -> None:
    for point in points:
        if point.value is None or point.row.not_verified_since is not None:
            continue
        is_official = point.row.confidence is Confidence.HIGH
        x, y = plane.x(point.day), plane.y(point.value)
        canvas.circle(x, y, plane.form.dot, "r-dot-done" if is_official else "r-mid")


def _labels(
    canvas: Canvas, plane: _Plane, points: Sequence[_Point], dated: Dated, language: Language
) -> None:
    if plane.form.cuts_years:
        return
    known = [point for point in points if point.row.not_verified_since is None]
    last = known[-1] if known else points[-1]
    if last.value is not None:
        text = values_wording.row_text(dated, last.row, language=language)
        y = plane.y(last.value) - 12
        x = plane.x(last.day)
        before = points[points.index(last) - 1].value if last is not points[0] else None
        is_falling = before is not None and before > last.value
        has_room = x - 8 > plane.form.left + _WIDTH_OF_A_SIGN * len(text)
        if has_room and not is_falling:
            canvas.text(x - 8, y, text, 13, "r-ink r-strong r-halo", "end")
        elif x + 8 + _WIDTH_OF_A_SIGN * len(text) < plane.right:
            canvas.text(x + 8, y, text, 13, "r-ink r-strong r-halo")
        else:
            canvas.text(plane.right, y, text, 13, "r-ink r-strong r-halo", "end")
    doubtful = points[-1]
    if doubtful.row.not_verified_since is not None and doubtful.value is not None:
        day = words.bare_day(doubtful.day, with_year=True)
        y = plane.y(doubtful.value)
        canvas.text(plane.right + 8, y - 2, day, 12, "r-wage-text")
        canvas.text(plane.right + 8, y + 14, _("to confirm"), 12, "r-wage-text")


def _description(dated: Dated, language: Language) -> str:
    """What the drawing says, in words: every row that changes the value."""
    return "; ".join(
        _("from %(day)s: %(value)s")
        % {
            "day": words.bare_day(row.first_day, with_year=True),
            "value": values_wording.row_text(dated, row, language=language),
        }
        for row in _changes(dated)
    )


def _changes(dated: Dated) -> Iterator[Row]:
    before: object = object()
    for row in dated.rows:
        if row.value != before or row.not_verified_since is not None:
            yield row
        before = row.value
