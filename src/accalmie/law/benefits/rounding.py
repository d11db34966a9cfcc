"""The roundings of the regulation, each named once. A half is always rounded up."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_UP, Decimal

_CENT = Decimal("0.01")
_FOUR_DECIMALS = Decimal("0.0001")
_ONE = Decimal(1)
_TWO = Decimal(2)
_HALF = Decimal("0.5")
_MINUTES = Decimal(60)


def to_cents(amount: Decimal) -> Decimal:
    """An amount to the cent (AR 25.11.1991 art. 113 § 2)."""
    return amount.quantize(_CENT, ROUND_HALF_UP)


def to_four_decimals(amount: Decimal) -> Decimal:
    """A daily wage or an indexed limit, to four decimals (AM 26.11.1991 art. 67; AR art. 113)."""
    return amount.quantize(_FOUR_DECIMALS, ROUND_HALF_UP)


def to_half_steps(number: Decimal) -> Decimal:
    """Down under a quarter, one half from a quarter, up from three quarters (AR art. 106)."""
    return (number * _TWO + _HALF).to_integral_value(ROUND_FLOOR) / _TWO


def to_whole(number: Decimal) -> Decimal:
    """To the integer, from one half up (AR art. 108)."""
    return (number + _HALF).to_integral_value(ROUND_FLOOR)


def to_hundredths_down(hours: Decimal) -> Decimal:
    """Weekly hours to two decimals, cut off (AR art. 99, comment: 26.1666 is 26.16)."""
    return hours.quantize(_CENT, ROUND_DOWN)


def hours_of(*, hours: int, minutes: int) -> Decimal:
    """Hours and minutes as hours with two decimals, cut off: 7 h 40 is 7.66 (AR art. 99)."""
    return to_hundredths_down(Decimal(hours) + Decimal(minutes) / _MINUTES)


def whole(number: Decimal) -> bool:
    """Tell whether a number has no fraction."""
    return number == number.to_integral_value(ROUND_FLOOR)


def plain(number: Decimal) -> Decimal:
    """A number of allowances without useless zeros: 20, 14.5."""
    return number.quantize(_ONE) if whole(number) else number.normalize()
