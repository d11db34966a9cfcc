"""The daily amount: share of the wage, floor, fixed amounts (AR 25.11.1991 art. 114, 115, 124)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accalmie.facts.payments import Scheme
from accalmie.law.benefits.brackets import multiplier_row
from accalmie.law.benefits.rounding import to_cents
from accalmie.law.dated import NotInForceError, Row
from accalmie.law.loading import common_values
from accalmie.law.unusable import UnusableInput


@dataclass(frozen=True, slots=True)
class Floor:
    """The lowest daily amount of a day: known, or only known not to exceed ``amount``."""

    amount: Decimal
    is_known: bool
    row: Row


def is_force_majeure(*, code: str, on: date) -> bool:
    """Tell whether a day code is paid at the rate of force majeure (AR art. 114; LCT art. 26)."""
    return code in common_values("allowance_rates").force_majeure_codes.on(on).value


def day_codes(*, on: date) -> tuple[str, ...]:
    """The day codes of the monthly declaration, in official order."""
    return tuple(common_values("allowance_rates").day_codes.on(on).value)


def rate_row(*, code: str, scheme: Scheme, on: date) -> Row:
    """The share of the wage for a day code (AR 25.11.1991 art. 114 § 6)."""
    values = common_values("allowance_rates")
    if is_force_majeure(code=code, on=on):
        return values.rate_force_majeure.on(on)
    if scheme is Scheme.ENERGY:
        return values.rate_energy.on(on)
    return values.rate.on(on)


def floor(*, is_force_majeure: bool, on: date) -> Floor:
    """The lowest daily amount (AR 25.11.1991 art. 115).

    The floor before 1 July 2021 was not seen; it was raised that day, so the floor of that day,
    at the multiplier of the day asked for, is never too low.
    """
    values = common_values("limits")
    dated = values.minimum_base_force_majeure if is_force_majeure else values.minimum_base
    try:
        row, is_known = dated.on(on), True
    except NotInForceError:
        row, is_known = dated.rows[0], False
    return Floor(to_cents(row.value * multiplier_row(on=on).value), is_known, row)


def half_of(daily_amount: Decimal) -> Decimal:
    """The half-allowance, to the cent before it is multiplied (AR art. 113 § 2; B:R3)."""
    return to_cents(daily_amount / 2)


def apprentice_row(*, on: date) -> Row:
    """The daily amounts of apprentices in alternating training (AR art. 124 al. 1)."""
    return common_values("limits").apprentice_daily_amount.on(on)


def apprentice_daily_amount(*, code: str, on: date) -> Decimal:
    """The daily amount of an apprentice's code; no floor applies (AR art. 114 § 7)."""
    amounts: dict[str, Decimal] = apprentice_row(on=on).value
    if code not in amounts:
        raise UnusableInput(
            field="apprentice_code",
            value=code,
            fault="not_one_of",
            allowed=", ".join(amounts),
            source="AR 25.11.1991 art. 124",
        )
    return amounts[code]
