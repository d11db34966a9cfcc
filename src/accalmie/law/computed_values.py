"""Amounts that people ask for and no text prints: products of dated values, themselves dated.

Each row begins where one of its factors changes; it is as sure as the weakest of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, reduce
from operator import mul

from accalmie.facts.languages import Language
from accalmie.law.benefits.rounding import to_cents, to_four_decimals
from accalmie.law.dated import Dated, Row, texts
from accalmie.law.loading import common_values, content_of
from accalmie.law.rules.answer import citation

FILE = "computed"
_TEXTS = "computed_values.yaml"
_INDEX = ("limits", "index_multiplier")

_FACTORS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "limit_c": (("limits", "limit_c_base"), _INDEX),
    "highest_daily_amount": (("limits", "limit_c_base"), _INDEX, ("allowance_rates", "rate")),
    "highest_daily_amount_force_majeure": (
        ("limits", "limit_c_base"),
        _INDEX,
        ("allowance_rates", "rate_force_majeure"),
    ),
    "lowest_daily_amount": (("limits", "minimum_base"), _INDEX),
    "lowest_daily_amount_force_majeure": (("limits", "minimum_base_force_majeure"), _INDEX),
}


@dataclass(frozen=True, slots=True)
class ComputedValue:
    """A computed value: its rows, what it means, and the values it is the product of."""

    dated: Dated
    lead: Mapping[Language, str]
    factors: tuple[tuple[str, str], ...]

    def factors_on(self, day: date) -> tuple[Decimal, ...]:
        """The factors of a day, in their order."""
        return tuple(Decimal(_dated(factor).on(day).value) for factor in self.factors)


@cache
def computed_values() -> Mapping[str, ComputedValue]:
    """Every computed value by its name."""
    found = {}
    for name, factors in _FACTORS.items():
        raw = content_of(_TEXTS)[name]
        found[name] = ComputedValue(
            Dated(name, texts(_TEXTS, name, raw["text"]), "EUR_per_day", _rows(name, factors)),
            texts(_TEXTS, f"{name}.lead", raw["lead"]),
            factors,
        )
    return found


def _rows(name: str, factors: tuple[tuple[str, str], ...]) -> tuple[Row, ...]:
    values = [_dated(factor) for factor in factors]
    start = max(value.rows[0].first_day for value in values)
    days = sorted({row.first_day for value in values for row in value.rows} | {start})
    return tuple(
        _row(name, day, [value.on(day) for value in values]) for day in days if day >= start
    )


def _row(name: str, day: date, used: list[Row]) -> Row:
    """The product, rounded as the decree does: four decimals for a base, cents for an amount."""
    base, index, *shares = used
    product = to_four_decimals(base.value * index.value)
    is_base = name in ("limit_c",)
    value = (
        product if is_base else to_cents(reduce(mul, (share.value for share in shares), product))
    )
    doubtful = [row.not_verified_since for row in used if row.not_verified_since]
    return Row(
        name,
        day,
        value,
        citation(used),
        min(row.confidence for row in used),
        min(row.checked_on for row in used),
        next((row.reading for row in used if row.reading), None),
        min(doubtful) if doubtful else None,
    )


def _dated(factor: tuple[str, str]) -> Dated:
    file, name = factor
    return common_values(file)[name]
