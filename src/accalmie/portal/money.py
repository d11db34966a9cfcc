"""Amounts kept in cents, as people read them."""

from __future__ import annotations

from decimal import Decimal

from accalmie.law import words
from accalmie.portal.languages import current_language


def euros(cents: int | None) -> str:
    """``771,64 €``; a dash where there is no amount."""
    if cents is None:
        return "–"
    return words.amount(Decimal(cents) / 100, current_language())


def short(value: Decimal) -> Decimal:
    """A number without useless zeros, with two decimals at least where it has any."""
    if value == value.to_integral_value():
        return value.quantize(Decimal(1))
    normal = value.normalize()
    return normal.quantize(Decimal("0.01")) if -int(normal.as_tuple().exponent) < 2 else normal


def iban(number: str) -> str:
    """An account number in groups of four."""
    return " ".join(number[start : start + 4] for start in range(0, len(number), 4))
