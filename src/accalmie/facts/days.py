"""Days, periods and months. Both ends of a period count."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Calendar days from ``first_day`` to ``last_day``, both included."""

    first_day: date
    last_day: date

    def __post_init__(self) -> None:
        if self.last_day < self.first_day:
            raise ValueError(f"period ends ({self.last_day}) before it begins ({self.first_day})")

    def __contains__(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day

    def __iter__(self) -> Iterator[date]:
        return (self.first_day + timedelta(days=n) for n in range(self.calendar_days))

    @property
    def calendar_days(self) -> int:
        """Number of calendar days, both ends included."""
        return (self.last_day - self.first_day).days + 1

    def overlaps(self, other: Period) -> bool:
        """Tell whether the two share at least one day."""
        return self.first_day <= other.last_day and other.first_day <= self.last_day

    def common_with(self, other: Period) -> Period | None:
        """Return the shared days, or None."""
        if not self.overlaps(other):
            return None
        return Period(max(self.first_day, other.first_day), min(self.last_day, other.last_day))


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """One calendar month."""

    year: int
    month: int

    def __post_init__(self) -> None:
        date(self.year, self.month, 1)

    @classmethod
    def of(cls, day: date) -> Month:
        """The month in which a day lies."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> Month:
        """Read ``2026-11``; raises ``ValueError`` otherwise."""
        found = re.fullmatch(r"([0-9]{4})-([0-9]{2})", text)
        if found is None:
            raise ValueError(f"{text!r} is no month; write it as 2026-11")
        return cls(int(found[1]), int(found[2]))

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def first_day(self) -> date:
        """First calendar day."""
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        """Last calendar day."""
        return date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])

    @property
    def period(self) -> Period:
        """The month as a period."""
        return Period(self.first_day, self.last_day)

    def plus(self, months: int) -> Month:
        """The month that many months later (earlier when negative)."""
        year, index = divmod(self.year * 12 + self.month - 1 + months, 12)
        return Month(year, index + 1)


def same_date_after(day: date, months: int) -> date:
    """The same date that many months later, clamped to the end of a shorter month."""
    month = Month.of(day).plus(months)
    return min(month.last_day, month.first_day + timedelta(days=day.day - 1))
