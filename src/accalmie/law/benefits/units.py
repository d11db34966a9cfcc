"""The number of allowances (AR 25.11.1991 art. 61, 106-108)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accalmie.facts.payments import Status, Unit
from accalmie.law.benefits.rounding import plain, to_half_steps, to_whole
from accalmie.law.loading import common_values

_ARTICLES = {
    Status.FULL_TIME: "AR 25.11.1991 art. 106",
    Status.PART_TIME_RIGHTS: "AR 25.11.1991 art. 106",
    Status.APPRENTICE: "AR 25.11.1991 art. 106",
    Status.PART_TIME_RIGHTS_AGR: "AR 25.11.1991 art. 107",
    Status.VOLUNTARY_PART_TIME: "AR 25.11.1991 art. 108",
}
_RESUMPTION = "AR 25.11.1991 art. 61"


@dataclass(frozen=True, slots=True)
class Number:
    """A number of allowances before and after rounding, with its formula and article."""

    exact: Decimal
    rounded: Decimal
    formula: str
    source: str


def unit_of(status: Status) -> Unit:
    """What the number of a status counts (AR art. 106-108; B:R5)."""
    if status is Status.VOLUNTARY_PART_TIME:
        return Unit.HALF_ALLOWANCES
    return Unit.ALLOWANCES


def divides_by_s(*, status: Status, has_partial_resumption: bool) -> bool:
    """Tell whether the hours are divided by S rather than by Q (AR art. 61, 107, 108)."""
    return has_partial_resumption or status in (
        Status.PART_TIME_RIGHTS_AGR,
        Status.VOLUNTARY_PART_TIME,
    )


def number_of_allowances(
    *,
    hours: Decimal,
    status: Status,
    q: Decimal,
    s: Decimal,
    has_partial_resumption: bool,
    on: date,
) -> Number:
    """P × 6 / Q, P × 6 / S, or P × 12 / S half-allowances (AR art. 61, 106, 107, 108)."""
    values = common_values("allowance_rates")
    divisor = s if divides_by_s(status=status, has_partial_resumption=has_partial_resumption) else q
    source = _RESUMPTION if has_partial_resumption else _ARTICLES[status]
    if unit_of(status) is Unit.HALF_ALLOWANCES:
        factor = Decimal(values.half_units_per_week.on(on).value)
        exact = hours * factor / divisor
        rounded = to_whole(exact)
    else:
        factor = Decimal(values.units_per_week.on(on).value)
        exact = hours * factor / divisor
        rounded = to_half_steps(exact)
    return Number(exact, plain(rounded), f"{hours} * {factor} / {divisor}", source)
