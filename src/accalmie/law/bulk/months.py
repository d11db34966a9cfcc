"""Whole months in columns: wage, code, allowances, amounts, withholding (see ``law.bulk``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from accalmie.law.bulk.columns import (
    AGR,
    HOUR,
    MONTH,
    NO_CODE,
    RIGHTS,
    TEN_THOUSAND,
    VOLUNTARY,
    WEEK,
    Amounts,
    Columns,
)
from accalmie.law.bulk.values import MonthValues, values_of
from accalmie.law.loading import common_values

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Ints = NDArray[numpy.int64]
    Flags = NDArray[numpy.bool_]


def compute(*, columns: Columns) -> Amounts:
    """Compute all rows; raises ``UnusableInput`` for a month before the first one covered."""
    import numpy as np

    law = values_of(columns)
    wage = _wage_considered(columns)
    found = law.brackets_of(columns.fixed_in)
    place = found.place_of(wage, columns.fixed_in)
    code = found.codes[place]
    is_fixed = columns.status == AGR
    known_code = code != NO_CODE
    base = _half_up(found.bases[place] * law.of("multiplier", columns.month))
    agr_daily = _divided(columns.agr_reference, np.int64(law.days_per_month))
    general = _daily(law, columns, base, "")
    majeure = _daily(law, columns, base, "_force_majeure")
    one_rate = is_fixed | law.of("is_one_rate", columns.month).astype(bool)
    halves, halves_majeure, two_groups = _allowances(columns, one_rate)
    is_half = columns.status == VOLUNTARY
    gross = _worth(halves, np.where(is_fixed, agr_daily, general), is_half)
    gross_majeure = _worth(halves_majeure, majeure, is_half)
    # A group without allowances is worth nothing, whatever its daily amount.
    has_worth = (halves > 0) | (halves_majeure > 0)
    is_known = known_code | is_fixed | ~has_worth
    total = np.where(is_known, gross + gross_majeure, 0)
    tax, is_sure = _tax(law, columns, total)
    tax = np.where(is_known, tax, 0)
    net = np.where(is_known, total + columns.fund_supplement - tax - columns.deduction, 0)
    to_examine = (
        (~known_code & ~is_fixed)
        | (known_code & ~is_fixed & law.is_kept_over_a_raise(columns))
        | (two_groups & (columns.units_to_subtract > 0))
        | (is_fixed & (columns.hours_medical > 0))
        | ~is_sure
    )
    not_verified = law.of("is_not_verified", columns.month).astype(bool) | law.of(
        "is_not_verified", columns.fixed_in
    ).astype(bool)
    return Amounts(
        code=np.where(is_fixed, NO_CODE, code),
        halves=halves + halves_majeure,
        gross=total,
        withholding=tax,
        net=net,
        is_known=is_known,
        to_examine=to_examine,
        is_not_verified=not_verified & ~is_fixed & known_code,
    )


def _wage_considered(columns: Columns) -> Ints:
    """Average daily wage in ten-thousandths; the better of two for kept rights (AM art. 66)."""
    import numpy as np

    is_voluntary = columns.status == VOLUNTARY
    present = _daily_wage(
        columns.wage,
        columns.wage_unit,
        np.where(is_voluntary, columns.s, columns.q),
        np.where(is_voluntary, columns.s, 1),
        np.where(is_voluntary, columns.q, 1),
    )
    ones = np.ones_like(columns.q)
    reference = _daily_wage(columns.reference_wage, columns.reference_unit, columns.s, ones, ones)
    better = np.maximum(present, reference)
    return np.where(columns.status == RIGHTS, better, present)


def _daily_wage(wage: Ints, unit: Ints, hours: Ints, numerator: Ints, denominator: Ints) -> Ints:
    import numpy as np

    values = common_values("allowance_rates")
    week = values.units_per_week.rows[-1].value
    days = values.days_per_month.rows[-1].value
    return np.select(
        [unit == HOUR, unit == WEEK, unit == MONTH],
        [
            _divided(wage * hours, np.int64(100 * week)),
            _divided(wage * numerator, denominator * week),
            _divided(wage * numerator, denominator * days),
        ],
        wage,
    )


def _daily(law: MonthValues, columns: Columns, base: Ints, kind: str) -> Ints:
    """Share of the base, not under the floor, in cents (AR art. 114, 115)."""
    import numpy as np

    share = _half_up(base * law.of(f"rate{kind}", columns.month))
    return np.maximum(share, law.of(f"floor{kind}", columns.month))


def _allowances(columns: Columns, one_rate: Flags) -> tuple[Ints, Ints, Flags]:
    """Halves of each group after the subtraction, general rate first (AR art. 106-109; B:R4)."""
    import numpy as np

    majeure = columns.hours_force_majeure + columns.hours_medical
    first = np.where(one_rate, columns.hours + majeure, columns.hours)
    second = np.where(one_rate, 0, majeure)
    two_groups = (first > 0) & (second > 0)
    by_s = columns.has_partial_resumption | (columns.status >= AGR)
    divisor = np.where(by_s, columns.s, columns.q)
    is_half = columns.status == VOLUNTARY
    taken = columns.units_to_subtract * np.where(is_half, 1, 2)
    halves, halves_second = _halves(first, divisor), _halves(second, divisor)
    left = np.maximum(0, halves - taken)
    remaining = taken - (halves - left)
    return left, np.maximum(0, halves_second - remaining), two_groups


def _halves(hours: Ints, divisor: Ints) -> Ints:
    """Hours × 12 / divisor to the nearest whole: halves of P × 6 / Q, or half-allowances."""
    factor = common_values("allowance_rates").half_units_per_week.rows[-1].value
    return _divided(hours * factor, divisor)


def _worth(halves: Ints, amount: Ints, is_half: Flags) -> Ints:
    """Halves × daily amount in cents; a half-allowance is rounded first (AR art. 113; B:R3)."""
    import numpy as np

    half = _divided(amount, np.int64(2))
    return np.where(is_half, halves * half, _divided(halves * amount, np.int64(2)))


def _tax(law: MonthValues, columns: Columns, gross: Ints) -> tuple[Ints, Flags]:
    """Withholding in cents: on the sum, or per part where rates differ (B:R9, B:R10)."""
    import numpy as np

    on_benefit, on_supplement, is_sure = law.tax_rates(columns)
    supplement = columns.fund_supplement
    tax = np.where(
        on_benefit == on_supplement,
        _half_up((gross + supplement) * on_benefit),
        _half_up(gross * on_benefit) + _half_up(supplement * on_supplement),
    )
    return tax, is_sure


def _divided(numerator: Ints, denominator: Any) -> Ints:
    """Divided to the nearest whole, a half up; nothing here is negative."""
    result: Ints = (2 * numerator + denominator) // (2 * denominator)
    return result


def _half_up(scaled: Any) -> Ints:
    """From ten-thousandths of the unit to the unit."""
    result: Ints = (scaled + TEN_THOUSAND // 2) // TEN_THOUSAND
    return result
