"""Wage brackets and the wage code (AM 26.11.1991 art. 69; AR 25.11.1991 art. 111, 113).

The code is found once, with the multiplier of the day on which the wage was fixed; afterwards only
its amount is indexed (B:R1). A wage belongs to the highest bracket whose indexed lower limit it
reaches (B:R2).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from accalmie.law.benefits.rounding import to_four_decimals
from accalmie.law.dated import NotInForceError, Row
from accalmie.law.loading import common_values

_STEP = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Bracket:
    """One wage bracket on a day, indexed. ``upper`` is None for the highest."""

    code: int
    lower: Decimal
    upper: Decimal | None


@dataclass(frozen=True, slots=True)
class _Table:
    codes: tuple[int, ...]
    lowers: tuple[Decimal, ...]


def multiplier_row(*, on: date) -> Row:
    """The index multiplier of a day (AR 25.11.1991 art. 113)."""
    return common_values("limits").index_multiplier.on(on)


def expected_multiplier_row(*, on: date) -> Row:
    """A multiplier that was forecast and that no text establishes: shown, never computed with.

    Raises ``NotInForceError`` before the day from which it was expected.
    """
    return common_values("limits").expected_index_multiplier.on(on)


def limit_c(*, on: date) -> Decimal:
    """Limit amount C of a day, per day, four decimals (AR 25.11.1991 art. 111 3°)."""
    base: Decimal = common_values("limits").limit_c_base.on(on).value
    return _indexed(base, multiplier_row(on=on).value)


def highest_code(*, on: date) -> int:
    """The highest wage code in temporary unemployment, which follows limit C (B:R13)."""
    code: int = common_values("wage_brackets").highest_code.on(on).value
    return code


def bracket_of(*, wage: Decimal, fixed_on: date) -> Bracket | None:
    """The bracket of a daily wage fixed on a day (AM 26.11.1991 art. 69; B:R1, B:R2).

    A wage from limit C on has the highest code. None where the brackets of that day were not seen
    and the wage lies under limit C (B:R13), or where it lies under the lowest bracket.
    """
    limit = limit_c(on=fixed_on)
    if wage >= limit:
        return Bracket(highest_code(on=fixed_on), limit, None)
    if not are_brackets_known(on=fixed_on):
        return None
    table = _table(brackets_row(on=fixed_on), multiplier_row(on=fixed_on).value)
    found = bisect_right(table.lowers, wage)
    if not found:
        return None
    return Bracket(table.codes[found - 1], table.lowers[found - 1], table.lowers[found] - _STEP)


def are_brackets_known(*, on: date) -> bool:
    """Tell whether the brackets of a day were seen (B:R13)."""
    try:
        brackets_row(on=on)
    except NotInForceError:
        return False
    return True


def codes(*, on: date) -> tuple[int, ...]:
    """The codes whose brackets were seen, from the lowest."""
    return tuple(_table_at_pivot(brackets_row(on=on).first_day))


def indexed_lower(*, code: int, on: date) -> Decimal:
    """The indexed lower limit of a code's bracket, four decimals."""
    lower, _ = _table_at_pivot(brackets_row(on=on).first_day)[code]
    return _indexed(lower, multiplier_row(on=on).value)


def lowest_limit(*, on: date) -> Decimal:
    """The indexed lower limit of the lowest bracket."""
    return _table(brackets_row(on=on), multiplier_row(on=on).value).lowers[0]


def base_at_pivot(*, code: int, fixed_on: date) -> Decimal:
    """The calculation base of a code, at the pivot index (AM 26.11.1991 art. 69).

    Before the brackets that were seen, only the highest code can be asked: its base is limit C.
    """
    if not are_brackets_known(on=fixed_on):
        base: Decimal = common_values("limits").limit_c_base.on(fixed_on).value
        return base
    return _bases(brackets_row(on=fixed_on).first_day)[code]


def indexed_base(*, code: int, fixed_on: date, on: date) -> Decimal:
    """The calculation base of a code on a day, four decimals (AR 25.11.1991 art. 113)."""
    return _indexed(base_at_pivot(code=code, fixed_on=fixed_on), multiplier_row(on=on).value)


def brackets_row(*, on: date) -> Row:
    """The table of brackets of a day; raises ``NotInForceError`` before the first one seen."""
    return common_values("wage_brackets").wage_brackets.on(on)


@cache
def _indexed(base: Decimal, multiplier: Decimal) -> Decimal:
    return to_four_decimals(base * multiplier)


@cache
def _table_at_pivot(first_day: date) -> Mapping[int, tuple[Decimal, Decimal]]:
    content = brackets_row(on=first_day).value
    seen: Mapping[int, list[Decimal]] = content["brackets"]
    lower, base = seen[content["from_code"]]
    step: Decimal = content["step_below"]
    below = {
        content["from_code"] - n: (lower - step * n, base - step * n)
        for n in range(1, content["from_code"])
    }
    rows = below | {code: (row[0], row[1]) for code, row in seen.items()}
    return dict(sorted(rows.items()))


@cache
def _bases(first_day: date) -> Mapping[int, Decimal]:
    return {code: base for code, (_, base) in _table_at_pivot(first_day).items()}


def _table(row: Row, multiplier: Decimal) -> _Table:
    return _indexed_table(row.first_day, multiplier)


@cache
def _indexed_table(first_day: date, multiplier: Decimal) -> _Table:
    rows = _table_at_pivot(first_day)
    return _Table(tuple(rows), tuple(_indexed(lower, multiplier) for lower, _ in rows.values()))
