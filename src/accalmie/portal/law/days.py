"""Days and months as people type them into one field: 21/11/2026, 21.11.2026, 2026-11-21."""

from __future__ import annotations

import re
from datetime import date

from django import forms
from django.utils.translation import gettext as _

from accalmie.facts.days import Month
from accalmie.law import words
from accalmie.law.loading import common_values

_SEPARATOR = r"\s*[./\-\s]\s*"
_DAY_FIRST = re.compile(rf"(\d{{1,2}}){_SEPARATOR}(\d{{1,2}}){_SEPARATOR}(\d{{4}})")
_YEAR_FIRST = re.compile(rf"(\d{{4}}){_SEPARATOR}(\d{{1,2}}){_SEPARATOR}(\d{{1,2}})")
_MONTH_FIRST = re.compile(rf"(\d{{1,2}}){_SEPARATOR}(\d{{4}})")
_YEAR_THEN_MONTH = re.compile(rf"(\d{{4}}){_SEPARATOR}(\d{{1,2}})")
LONGEST_LIST = 31
_EXAMPLE = {"example": "21.11.2026"}
_EXAMPLE_OF_MONTH = {"example": "11.2026"}


def read_day(text: str) -> date | None:
    """The day that was typed; None where it is none."""
    text = text.strip()
    if found := _DAY_FIRST.fullmatch(text):
        day, month, year = found.groups()
    elif found := _YEAR_FIRST.fullmatch(text):
        year, month, day = found.groups()
    else:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def read_month(text: str) -> Month | None:
    """The month that was typed: 11/2026, 2026-11; None where it is none."""
    text = text.strip()
    if found := _MONTH_FIRST.fullmatch(text):
        month, year = found.groups()
    elif found := _YEAR_THEN_MONTH.fullmatch(text):
        year, month = found.groups()
    else:
        return None
    try:
        return Month(int(year), int(month))
    except ValueError:
        return None


def _require_near(day: date) -> None:
    """Refuse days with which nobody can mean anything, and beyond which no calendar goes."""
    latest = common_values("declaration_limits").latest_declarable_day.rows[-1].value
    if day > latest:
        told = {"latest": words.bare_day(latest, with_year=True)}
        raise forms.ValidationError(
            _("This day lies too far ahead; %(latest)s at the latest.") % told
        )


class DayField(forms.CharField):
    """One day in one box."""

    def __init__(self, **options: object) -> None:
        super().__init__(max_length=30, **options)

    def clean(self, value: object) -> date | None:
        """The day, or a sentence that shows how to write one."""
        text = super().clean(value)
        if not text:
            return None
        day = read_day(text)
        if day is None:
            raise forms.ValidationError(
                _("“%(text)s” is no day. Write day, month and year, such as %(example)s.")
                % {"text": text, **_EXAMPLE}
            )
        _require_near(day)
        return day


class DaysField(forms.CharField):
    """Several days in one box, separated by commas."""

    def __init__(self, **options: object) -> None:
        super().__init__(max_length=400, **options)

    def clean(self, value: object) -> tuple[date, ...]:
        """The days in their order, or a sentence about the first that is none."""
        parts = [part.strip() for part in re.split(r"[,;\n]", super().clean(value)) if part.strip()]
        found = []
        for part in parts[:LONGEST_LIST]:
            day = read_day(part)
            if day is None:
                raise forms.ValidationError(
                    _("“%(text)s” is no day. Separate the days by commas, such as %(example)s.")
                    % {"text": part, **_EXAMPLE}
                )
            _require_near(day)
            found.append(day)
        return tuple(sorted(set(found)))


class MonthField(forms.CharField):
    """One month in one box."""

    def __init__(self, **options: object) -> None:
        super().__init__(max_length=20, **options)

    def clean(self, value: object) -> Month | None:
        """The month, or a sentence that shows how to write one."""
        text = super().clean(value)
        if not text:
            return None
        month = read_month(text)
        if month is None:
            raise forms.ValidationError(
                _("“%(text)s” is no month. Write month and year, such as %(example)s.")
                % {"text": text, **_EXAMPLE_OF_MONTH}
            )
        return month
