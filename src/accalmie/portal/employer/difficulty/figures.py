"""Amounts and quarters as people write them."""

from __future__ import annotations

import re
from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _

_DIGITS = re.compile(r"\d+(?:[ .,'’\u00a0\u202f]\d{3})*(?:[.,]\d{1,2})?")
_QUARTER = re.compile(
    r"(?:[TQK]\s*)?([1-4])\s*[/ .-]\s*(\d{4})|(\d{4})\s*[/ .-]\s*[TQK]?([1-4])", re.IGNORECASE
)


def amount_in(written: str) -> Decimal | None:
    """The amount in words of figures: blanks, dots or commas between thousands; None if unclear.

    A last sign before one or two digits begins the decimals; before three it parts thousands.
    """
    text = written.strip().removesuffix("€").strip()
    if not _DIGITS.fullmatch(text):
        return None
    whole, decimals = text, ""
    if found := re.fullmatch(r"(.*\d)[.,](\d{1,2})", text):
        whole, decimals = found.groups()
    digits = re.sub(r"[^0-9]", "", whole)
    return Decimal(f"{digits}.{decimals}" if decimals else digits)


def quarter_in(written: str) -> str | None:
    """A quarter as ``2026/3``; written 3/2026, 2026/3, T3 2026 or Q3 2026; None if unclear."""
    found = _QUARTER.fullmatch(written.strip())
    if found is None:
        return None
    quarter, year, year_first, quarter_last = found.groups()
    return f"{year or year_first}/{quarter or quarter_last}"


class AmountField(forms.CharField):
    """An amount or a number of days, never negative."""

    def clean(self, value: object) -> object:
        """The figure, or a sentence that says how to write one."""
        written = super().clean(value)
        if not written:
            return None
        amount = amount_in(written)
        if amount is None:
            raise forms.ValidationError(
                _("“%(label)s”: “%(text)s” is no figure. Write it like 1250000 or 1.250.000,50.")
                % {"label": self.label, "text": written}
            )
        return amount


class QuarterField(forms.CharField):
    """A quarter of a year."""

    def clean(self, value: object) -> object:
        """The quarter, or a sentence that says how to write one."""
        written = super().clean(value)
        if not written:
            return None
        quarter = quarter_in(written)
        if quarter is None:
            raise forms.ValidationError(
                _("“%(label)s”: “%(text)s” is no quarter. Write it like 3/2026.")
                % {"label": self.label, "text": written}
            )
        return quarter
