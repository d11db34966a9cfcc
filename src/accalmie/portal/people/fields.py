"""Fields of the pages of the staff: a day written on one line, numbers with their check."""

from __future__ import annotations

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accalmie.facts.ids import ValidationError as WrongNumber
from accalmie.facts.ids import establishment_unit, niss
from accalmie.law import words
from accalmie.portal.tables import cells
from accalmie.portal.tables.cells import Fault


def box(width: str) -> forms.TextInput:
    """A line as wide as what is to be written on it."""
    return forms.TextInput(attrs={"class": width})


class WrittenDay(forms.CharField):
    """A day on one line, in any of the accepted forms; empty is None where it may be empty."""

    def __init__(self, **options: object) -> None:
        options.setdefault("help_text", gettext_lazy("For example 21/11/2026."))
        options.setdefault("widget", box("govuk-input--width-10"))
        super().__init__(max_length=20, **options)

    def prepare_value(self, value: object) -> object:
        """Show a known day as people here write it."""
        return words.bare_day(value, with_year=True) if isinstance(value, date) else value

    def clean(self, value: str) -> date | None:
        """The day; says what is wrong with it."""
        written = super().clean(value).strip()
        if not written:
            return None
        found = cells.day_of(written)
        if isinstance(found, Fault):
            raise ValidationError(
                _("“%(text)s” is no day. Day, month and year in full, such as 21/11/2026.")
                % {"text": written}
            )
        return found


class NationalNumber(forms.CharField):
    """Eleven digits, with or without signs between them."""

    def clean(self, value: str) -> str:
        """The bare digits."""
        written = super().clean(value)
        try:
            return niss.validate(written)
        except WrongNumber as error:
            raise ValidationError(
                _("This is no national number: eleven digits, the last two check the others.")
            ) from error


class UnitNumber(forms.CharField):
    """The number of an establishment unit; empty where it is not known."""

    def clean(self, value: str) -> str:
        """The bare digits."""
        written = super().clean(value)
        if not written:
            return ""
        try:
            return establishment_unit.validate(written)
        except WrongNumber as error:
            raise ValidationError(
                _("“%(text)s” is no unit number: ten digits from 2 to 8, check them.")
                % {"text": written}
            ) from error


class Committee(forms.CharField):
    """A joint committee: 124 or 149.01."""

    def clean(self, value: str) -> str:
        """As it is written in messages; empty where none is told."""
        written = super().clean(value).strip()
        found = cells.committee(written) if written else ""
        if isinstance(found, Fault):
            raise ValidationError(
                _("Write the joint committee with three digits, such as 124 or 149.01.")
            )
        return found
