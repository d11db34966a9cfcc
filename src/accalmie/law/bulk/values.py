"""The dated values of the law as columns by month."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from accalmie.facts.days import Month
from accalmie.facts.payments import Scheme
from accalmie.law.benefits import brackets, daily
from accalmie.law.benefits.withholding import withholding_rates
from accalmie.law.bulk.columns import (
    NO_CODE,
    TEN_THOUSAND,
    Columns,
    check_covered,
    month_at,
    place_of,
)
from accalmie.law.loading import common_values

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Ints = NDArray[numpy.int64]
    Flags = NDArray[numpy.bool_]


class MonthValues:
    """The dated values as columns by month, from the first covered month on."""

    def __init__(self, first: int, last: int) -> None:
        self.first, self.last = first, last
        self.span = TEN_THOUSAND * 12
        self.days_per_month: int = common_values("allowance_rates").days_per_month.rows[-1].value
        self._columns: dict[str, Ints] = {}

    def of(self, name: str, place: Ints) -> Ints:
        """A value for each month of a column."""
        import numpy as np

        if name not in self._columns:
            value = _READERS[name]
            days = [month_at(place=n).first_day for n in range(self.first, self.last + 1)]
            self._columns[name] = np.array([value(day) for day in days], dtype=np.int64)
        found: Ints = self._columns[name][place - self.first]
        return found

    def brackets_at(self, place: int) -> tuple[Ints, Ints, int, int]:
        """Lower limits, codes (0 before the first), limit C and highest code of a month."""
        import numpy as np

        day = month_at(place=place).first_day
        limit = _scale(brackets.limit_c(on=day))
        highest = brackets.highest_code(on=day)
        codes = _codes_seen(day)
        lowers = [_scale(brackets.indexed_lower(code=code, on=day)) for code in codes]
        return np.array(lowers), np.array([NO_CODE, *codes]), limit, highest

    def base_at_pivot(self, code: Ints, fixed_in: Ints) -> Ints:
        """The calculation base of each row's code at the pivot, in ten-thousandths."""
        import numpy as np

        base = np.zeros_like(code)
        for place in np.unique(fixed_in):
            rows = fixed_in == place
            day = month_at(place=int(place)).first_day
            highest = brackets.highest_code(on=day)
            table = np.zeros(highest + 1, dtype=np.int64)
            for seen in (*_codes_seen(day), highest):
                table[seen] = _scale(brackets.base_at_pivot(code=seen, fixed_on=day))
            base[rows] = table[code[rows]]
        return base

    def is_kept_over_a_raise(self, columns: Columns) -> Flags:
        """A code fixed before the brackets were seen, and limit C raised since."""
        result: Flags = (
            self.of("limit_c_base", columns.fixed_in) != self.of("limit_c_base", columns.month)
        ) & ~self.of("are_brackets_known", columns.fixed_in).astype(bool)
        return result

    def tax_rates(self, month: int, paid: int) -> tuple[int, int, bool]:
        """Rates on benefit and supplement, in ten-thousandths, and whether they are sure."""
        rates = withholding_rates(
            month=month_at(place=month),
            paid_on=month_at(place=paid).first_day,
            scheme=Scheme.ORDINARY,
        )
        return (
            _scale(rates.benefit.value),
            _scale(rates.supplement.value),
            rates.is_sure is True,
        )


def values_of(columns: Columns) -> MonthValues:
    """The values of the months in the columns; raises ``UnusableInput`` before the first one."""
    first = place_of(month=Month.of(common_values("limits").index_multiplier.rows[0].first_day))
    places = [column for column in (columns.month, columns.fixed_in) if column.size]
    if places:
        check_covered(month=month_at(place=min(int(column.min()) for column in places)))
    latest = max((int(column.max()) for column in places), default=first)
    return _between(first, latest)


@cache
def _between(first: int, last: int) -> MonthValues:
    return MonthValues(first, last)


def _codes_seen(day: date) -> tuple[int, ...]:
    return brackets.codes(on=day) if brackets.are_brackets_known(on=day) else ()


def _scale(value: Decimal) -> int:
    return int(value * TEN_THOUSAND)


def _cents(value: Decimal) -> int:
    return int(value * 100)


def _rate(code: str) -> Callable[[date], int]:
    """The share of the wage such that base × rate lies in ten-thousandths of a cent."""
    return lambda day: int(daily.rate_row(code=code, scheme=Scheme.ORDINARY, on=day).value * 100)


def _is_one_rate(day: date) -> int:
    rates = {
        (
            daily.rate_row(code=code, scheme=Scheme.ORDINARY, on=day).value,
            daily.floor(is_force_majeure=daily.is_force_majeure(code=code, on=day), on=day).amount,
        )
        for code in daily.day_codes(on=day)
    }
    return int(len(rates) == 1)


_READERS: Mapping[str, Callable[[date], int]] = {
    "multiplier": lambda day: _scale(brackets.multiplier_row(on=day).value),
    "rate": _rate("5.1"),
    "rate_force_majeure": _rate("5.4"),
    "floor": lambda day: _cents(daily.floor(is_force_majeure=False, on=day).amount),
    "floor_force_majeure": lambda day: _cents(daily.floor(is_force_majeure=True, on=day).amount),
    "is_one_rate": _is_one_rate,
    "is_not_verified": lambda day: int(
        brackets.multiplier_row(on=day).not_verified_since is not None
    ),
    "limit_c_base": lambda day: _scale(common_values("limits").limit_c_base.on(day).value),
    "are_brackets_known": lambda day: int(brackets.are_brackets_known(on=day)),
}
