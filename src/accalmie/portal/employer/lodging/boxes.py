"""A day in three boxes; a whole date typed or pasted into the first box is understood too."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from accalmie.facts.days import Period

Typed = tuple[str, str, str]
"""What stands in the boxes: day, month, year."""

_BETWEEN = r"\s*[./\-\s]\s*"
_DAY_FIRST = re.compile(rf"(\d{{1,2}}){_BETWEEN}(\d{{1,2}}){_BETWEEN}(\d{{4}})")
_YEAR_FIRST = re.compile(rf"(\d{{4}}){_BETWEEN}(\d{{1,2}}){_BETWEEN}(\d{{1,2}})")
_WITHOUT_SIGNS = re.compile(r"(\d{2})(\d{2})(\d{4})")
_YEARS = range(2004, 2100)
"""The years that a structured message can carry (glossary 2023/3)."""


def parts_of(written: str) -> Typed | None:
    """Day, month and year of a date on one line; None where it is written in no known way."""
    text = written.strip()
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day = found.groups()
        return day, month, year
    found = _DAY_FIRST.fullmatch(text) or _WITHOUT_SIGNS.fullmatch(text)
    return found.groups() if found else None


class DayBoxes(forms.Widget):
    """Three boxes with one name; the first takes a whole date."""

    parts = ("day", "month", "year")

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Typed:
        """What was typed; a whole date in the first box replaces what the other two hold."""
        typed = tuple(str(data.get(f"{name}-{part}", "") or "").strip() for part in self.parts)
        return parts_of(typed[0]) or typed

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Tell whether the page had no such boxes."""
        return all(f"{name}-{part}" not in data for part in self.parts)


class DayField(forms.Field):
    """A day of the calendar."""

    widget = DayBoxes

    def clean(self, value: Typed | None) -> date | None:
        """The day, or a sentence that says which part is wrong and what to write."""
        day, month, year = value or ("", "", "")
        if not (day or month or year):
            if self.required:
                raise forms.ValidationError(self.error_messages["required"], code="required")
            return None
        written = ".".join(part or "–" for part in (day, month, year))
        if not (day and month and year):
            raise forms.ValidationError(
                _("“%(label)s” is not complete: %(text)s. Fill in day, month and year.")
                % {"label": self.label, "text": written}
            )
        if not all(part.isascii() and part.isdigit() for part in (day, month, year)):
            raise forms.ValidationError(
                _("“%(label)s”: “%(text)s” is no date. Write numbers, such as 21 11 2026.")
                % {"label": self.label, "text": written}
            )
        return self._day(int(day), int(month), int(year), written)

    def _day(self, day: int, month: int, year: int, written: str) -> date:
        told = {"label": self.label, "text": written}
        if year not in _YEARS:
            raise forms.ValidationError(
                _("“%(label)s”: %(text)s has no usable year. Write the year in full, such as 2026.")
                % told
            )
        if not 1 <= month <= 12:
            raise forms.ValidationError(
                _("“%(label)s”: %(text)s does not exist. Months go from 1 to 12.") % told
            )
        last = calendar.monthrange(year, month)[1]
        if not 1 <= day <= last:
            raise forms.ValidationError(
                _("“%(label)s”: %(text)s does not exist. That month has %(last)s days.")
                % {**told, "last": last}
            )
        return date(year, month, day)


_WRITTEN_DAY = re.compile(r"(?<!\d)(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{4})(?!\d)")


def periods_in(text: str) -> tuple[Period, ...]:
    """The periods of a list, one a line: two days, or one alone; raises ``ValidationError``."""
    return tuple(_periods(text))


def _periods(text: str) -> Iterator[Period]:
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        told = {"number": number, "text": line.strip()}
        written = _WRITTEN_DAY.findall(line)
        if len(written) not in (1, 2):
            raise forms.ValidationError(
                _("Line %(number)s: write two days, such as 21.12.2026 – 03.01.2027.") % told
            )
        field = DayField(label=_("Line %(number)s") % told)
        first, last = (field.clean(parts_of(day)) for day in (written[0], written[-1]))
        if last < first:
            raise forms.ValidationError(
                _("Line %(number)s: the last day lies before the first. Check both.") % told
            )
        yield Period(first, last)


def lines_of(periods: tuple[Period, ...]) -> str:
    """Periods as one would have typed them."""
    return "\n".join(
        f"{period.first_day:%d.%m.%Y} – {period.last_day:%d.%m.%Y}" for period in periods
    )


def typed_day(name: str, day: date | None) -> dict[str, str]:
    """A day as if it had been typed into its boxes."""
    if day is None:
        return {}
    return {
        f"{name}-day": str(day.day),
        f"{name}-month": str(day.month),
        f"{name}-year": str(day.year),
    }
