"""The columns of a bulk computation, and how inputs are put into them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from accalmie.facts.days import Month
from accalmie.facts.payments import MonthInput, Scheme, Status, TimeUnit, Wage
from accalmie.law.benefits import daily
from accalmie.law.loading import common_values
from accalmie.law.unusable import UnusableInput

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Ints = NDArray[numpy.int64]
    Flags = NDArray[numpy.bool_]

STATUSES = (
    Status.FULL_TIME,
    Status.PART_TIME_RIGHTS,
    Status.PART_TIME_RIGHTS_AGR,
    Status.VOLUNTARY_PART_TIME,
)
"""The statuses that columns can hold; a column holds the place in this row."""

UNITS = (TimeUnit.HOUR, TimeUnit.DAY, TimeUnit.WEEK, TimeUnit.MONTH)
"""The units of wages that columns can hold; a column holds the place in this row."""

FULL, RIGHTS, AGR, VOLUNTARY = range(len(STATUSES))
HOUR, DAY, WEEK, MONTH = range(len(UNITS))
TEN_THOUSAND = 100 * 100
NO_CODE = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """A month of many workers, one row a worker, all columns of the same length.

    ``month``, ``fixed_in`` and ``paid_in`` are months as year × 12 + month − 1. Hours (``q``,
    ``s``, and the three columns of hours of unemployment) are in hundredths, wages in
    ten-thousandths of a euro, the other amounts in cents. ``reference_wage`` and
    ``agr_reference`` are 0 where the status needs none.
    """

    month: Ints
    fixed_in: Ints
    paid_in: Ints
    status: Ints
    q: Ints
    s: Ints
    wage: Ints
    wage_unit: Ints
    reference_wage: Ints
    reference_unit: Ints
    agr_reference: Ints
    hours: Ints
    hours_force_majeure: Ints
    hours_medical: Ints
    units_to_subtract: Ints
    has_partial_resumption: Flags
    fund_supplement: Ints
    deduction: Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """The answer, one row a worker.

    ``code`` is 0 where there is none. Allowances are in halves (half-allowances for voluntary
    part-time). Amounts are in cents and hold 0 where ``is_known`` is False. ``to_examine`` marks
    the rows that a person must look at, ``is_not_verified`` those that rest on a row of the law
    that may have changed.
    """

    code: Ints
    halves: Ints
    gross: Ints
    withholding: Ints
    net: Ints
    is_known: Flags
    to_examine: Flags
    is_not_verified: Flags


def columns_of(*, inputs: Sequence[MonthInput]) -> Columns:
    """Put inputs into columns; raises ``UnusableInput`` for what columns cannot hold."""
    import numpy as np

    rows = [_row(input) for input in inputs]
    whole = {
        name: np.array([row[name] for row in rows], dtype=np.int64)
        for name in Columns.__slots__
        if name != "has_partial_resumption"
    }
    flags = np.array([input.has_partial_resumption for input in inputs], dtype=bool)
    return Columns(has_partial_resumption=flags, **whole)


def check_covered(*, month: Month) -> None:
    """Raise ``UnusableInput`` for a month before the first one whose amounts are known."""
    first_day = common_values("limits").index_multiplier.rows[0].first_day
    if month.first_day < first_day:
        raise UnusableInput(
            field="month",
            value=month,
            fault="before_coverage",
            first_day=first_day,
            source="AR 25.11.1991 art. 111-115",
        )


def place_of(*, month: Month) -> int:
    """A month as columns hold it."""
    return month.year * 12 + month.month - 1


def month_at(*, place: int) -> Month:
    """The month of a place."""
    return Month(place // 12, place % 12 + 1)


def _row(input: MonthInput) -> Mapping[str, int]:
    if input.status not in STATUSES or input.scheme is not Scheme.ORDINARY:
        raise UnusableInput(
            field="status",
            value=f"{input.status}, {input.scheme}",
            fault="not_in_columns",
            source="",
        )
    on = input.month.first_day
    check_covered(month=input.month)
    fixed_on = input.wage_fixed_on or on
    medical = input.hours.get("5.5", Decimal(0))
    majeure = sum(
        (hours for code, hours in input.hours.items() if daily.is_force_majeure(code=code, on=on)),
        Decimal(0),
    )
    wage, unit = _scaled(input.wage)
    reference, reference_unit = _scaled(input.reference_wage)
    return {
        "month": place_of(month=input.month),
        "fixed_in": place_of(month=Month.of(fixed_on)),
        "paid_in": place_of(month=Month.of(input.paid_on)),
        "status": STATUSES.index(input.status),
        "q": _hundredths(input.q),
        "s": _hundredths(input.s),
        "wage": wage,
        "wage_unit": unit,
        "reference_wage": reference,
        "reference_unit": reference_unit,
        "agr_reference": _hundredths(input.agr_reference_allowance or Decimal(0)),
        "hours": _hundredths(sum(input.hours.values(), Decimal(0)) - majeure),
        "hours_force_majeure": _hundredths(majeure - medical),
        "hours_medical": _hundredths(medical),
        "units_to_subtract": input.units_to_subtract,
        "fund_supplement": _hundredths(input.fund_supplement),
        "deduction": _hundredths(input.deduction),
    }


def _scaled(wage: Wage | None) -> tuple[int, int]:
    if wage is None:
        return 0, DAY
    if wage.unit not in UNITS or wage.premium_percentage is not None:
        raise UnusableInput(field="wage", value=wage.unit, fault="not_in_columns")
    return _whole(wage.amount * TEN_THOUSAND, "wage"), UNITS.index(wage.unit)


def _hundredths(value: Decimal) -> int:
    return _whole(value * 100, "hours")


def _whole(value: Decimal, field: str) -> int:
    if value != int(value):
        raise UnusableInput(field=field, value=value, fault="not_in_columns")
    return int(value)
