"""The dated values of the law as columns by month."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
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


WAGE_BITS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Brackets:
    """The brackets of several months behind each other, to be searched at once.

    A key is the number of the month among these followed by a lower limit in ten-thousandths of a
    euro; each month begins at nothing with ``NO_CODE``. Bases are in ten-thousandths at the pivot.
    """

    number_of: Ints
    keys: Ints
    codes: Ints
    bases: Ints

    def place_of(self, wage: Ints, fixed_in: Ints) -> Ints:
        """The place, among the keys, of the bracket in which each wage lies."""
        import numpy as np

        key = (self.number_of[fixed_in] << WAGE_BITS) | np.clip(wage, 0, (1 << WAGE_BITS) - 1)
        place: Ints = np.searchsorted(self.keys, key, side="right") - 1
        return place


class MonthValues:
    """The dated values as columns by month, from the first covered month on."""

    def __init__(self, first: int, last: int) -> None:
        self.first, self.last = first, last
        self.days_per_month: int = common_values("allowance_rates").days_per_month.rows[-1].value
        self._columns: dict[str, Ints] = {}
        self._steps: dict[int, tuple[tuple[int, int, int], ...]] = {}

    def of(self, name: str, place: Ints) -> Ints:
        """A value for each month of a column."""
        import numpy as np

        if name not in self._columns:
            value = _READERS[name]
            days = [month_at(place=n).first_day for n in range(self.first, self.last + 1)]
            self._columns[name] = np.array([value(day) for day in days], dtype=np.int64)
        found: Ints = self._columns[name][place - self.first]
        return found

    def brackets_of(self, places: Ints) -> Brackets:
        """The brackets of the months in a column."""
        import numpy as np

        present = _present(places)
        for place in set(present) - set(self._steps):
            self._steps[place] = _steps(month_at(place=place).first_day)
        steps = [
            (number << WAGE_BITS | lower, code, base)
            for number, place in enumerate(present)
            for lower, code, base in self._steps[place]
        ]
        number_of = np.zeros(present[-1] + 1 if present else 0, dtype=np.int64)
        number_of[present] = np.arange(len(present))
        keys, codes, bases = np.array(steps, dtype=np.int64).reshape(-1, 3).T.copy()
        return Brackets(number_of=number_of, keys=keys, codes=codes, bases=bases)

    def is_kept_over_a_raise(self, columns: Columns) -> Flags:
        """A code fixed before the brackets were seen, and limit C raised since."""
        result: Flags = (
            self.of("limit_c_base", columns.fixed_in) != self.of("limit_c_base", columns.month)
        ) & ~self.of("are_brackets_known", columns.fixed_in).astype(bool)
        return result

    def tax_rates(self, columns: Columns) -> tuple[Ints, Ints, Flags]:
        """Rates on benefit and supplement, in ten-thousandths, and whether they are sure."""
        import numpy as np

        earliest = columns.paid_in.min(initial=self.last)
        span = columns.paid_in.max(initial=self.last) - earliest + 1
        pairs = (columns.month - self.first) * span + columns.paid_in - earliest
        present = _present(pairs)
        rates = np.zeros((3, present[-1] + 1 if present else 0), dtype=np.int64)
        for pair in present:
            month, paid = divmod(pair, int(span))
            rates[:, pair] = _tax_rates(self.first + month, int(earliest) + paid)
        on_benefit, on_supplement, is_sure = rates
        return on_benefit[pairs], on_supplement[pairs], is_sure[pairs].astype(bool)


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


def _present(column: Ints) -> list[int]:
    """The different numbers of a column, in order; none is negative."""
    import numpy as np

    return [int(number) for number in np.flatnonzero(np.bincount(column))]


def _steps(day: date) -> tuple[tuple[int, int, int], ...]:
    """Lower limits, codes and bases of a month; the highest code begins at limit C (B:R13)."""
    limit, highest = _scale(brackets.limit_c(on=day)), brackets.highest_code(on=day)
    seen = ((_scale(brackets.indexed_lower(code=code, on=day)), code) for code in _codes_seen(day))
    steps = (*(step for step in seen if step[0] < limit), (limit, highest))
    with_bases = (
        (lower, code, _scale(brackets.base_at_pivot(code=code, fixed_on=day)))
        for lower, code in steps
    )
    return (0, NO_CODE, 0), *with_bases


def _tax_rates(month: int, paid: int) -> tuple[int, int, bool]:
    rates = withholding_rates(
        month=month_at(place=month),
        paid_on=month_at(place=paid).first_day,
        scheme=Scheme.ORDINARY,
    )
    return _scale(rates.benefit.value), _scale(rates.supplement.value), rates.is_sure is True


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
