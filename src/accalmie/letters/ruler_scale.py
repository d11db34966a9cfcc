"""From days to positions, and the names of months and weekdays on the scale of a ruler."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from babel.dates import get_day_names, get_month_names

from accalmie.facts.days import Month, Period
from accalmie.facts.languages import Language
from accalmie.facts.rulers import Ruler

MONDAY, SATURDAY = 0, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A row of days of equal width; ``left`` is the left edge of the first one."""

    span: Period
    left: float
    day_width: float

    @property
    def right(self) -> float:
        """The right edge of the last day."""
        return self.left + self.span.calendar_days * self.day_width

    def start_of(self, day: date) -> float:
        """The left edge of a day."""
        return self.left + (day - self.span.first_day).days * self.day_width

    def end_of(self, day: date) -> float:
        """The right edge of a day."""
        return self.start_of(day) + self.day_width

    def middle_of(self, day: date) -> float:
        """The middle of a day."""
        return self.start_of(day) + self.day_width / 2

    def months(self) -> Iterator[tuple[Month, float, float]]:
        """Every month with the edges of its part inside the span."""
        month = Month.of(self.span.first_day)
        while month.first_day <= self.span.last_day:
            first = max(month.first_day, self.span.first_day)
            last = min(month.last_day, self.span.last_day)
            yield month, self.start_of(first), self.end_of(last)
            month = month.plus(1)

    def mondays(self) -> Iterator[date]:
        """Every Monday inside the span."""
        day = self.span.first_day + timedelta(days=-self.span.first_day.weekday() % 7)
        while day <= self.span.last_day:
            yield day
            day += timedelta(days=7)


def month_names(month: Month, *, language: Language, with_year: bool) -> tuple[str, ...]:
    """The ways to name a month, best first; the drawing takes the first that fits."""
    year = f" {month.year}" if with_year else ""
    long = get_month_names("wide", context="stand-alone", locale=language.value)[month.month]
    short = get_month_names("abbreviated", context="format", locale=language.value)[month.month]
    return (f"{long}{year}", f"{short}{year}", long, short)


def short_month(day: date, *, language: Language) -> str:
    """``9 nov.``: the first day of a month in a narrow calendar."""
    name = get_month_names("abbreviated", context="format", locale=language.value)[day.month]
    return f"{day.day}. {name}" if language is Language.DE else f"{day.day} {name}"


def weekday_pairs(*, language: Language) -> tuple[str, ...]:
    """The weekdays in two letters, Monday first."""
    names = get_day_names("short", context="stand-alone", locale=language.value)
    return tuple(names[n].rstrip(".") for n in range(7))


def weekday_letters(*, language: Language) -> tuple[str, ...]:
    """The weekdays in one letter, Monday first."""
    return tuple(name[0].lower() for name in weekday_pairs(language=language))


def day_and_month(day: date) -> str:
    """``09.11``, the same in every language."""
    return f"{day.day:02}.{day.month:02}"


def is_weekend(day: date) -> bool:
    """Tell whether a day is a Saturday or a Sunday."""
    return day.weekday() >= SATURDAY


def free_days(ruler: Ruler) -> Iterator[tuple[date, str]]:
    """Every weekend day and public holiday of the span with the class of its column."""
    holidays = set(ruler.holidays)
    for day in ruler.span:
        if day in holidays:
            yield day, "r-holiday"
        elif is_weekend(day):
            yield day, "r-weekend"
