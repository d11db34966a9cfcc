"""A side activity during temporary unemployment (AR 25.11.1991 art. 48, 130; sheet T45)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from accalmie.facts.days import Period
from accalmie.facts.findings import Step
from accalmie.law.benefits.brackets import multiplier_row
from accalmie.law.benefits.rounding import to_cents
from accalmie.law.loading import common_values

_ONE_DAY = timedelta(days=1)
_ZERO = Decimal(0)


def reduced_daily_amount(
    *, daily_amount: Decimal, net_daily_income: Decimal, on: date
) -> tuple[Decimal, tuple[Step, ...]]:
    """The daily amount less the income above the free part (AR 25.11.1991 art. 130 § 2)."""
    row = common_values("limits").side_activity_income_base.on(on)
    multiplier = multiplier_row(on=on)
    free = to_cents(row.value * multiplier.value)
    excess = max(_ZERO, net_daily_income - free)
    reduced = max(_ZERO, to_cents(daily_amount - excess))
    return reduced, (
        Step(
            name="side_activity_free_income",
            value=free,
            unit="EUR",
            formula=f"{row.value} * {multiplier.value}",
            source=row.source,
            confidence=min(row.confidence, multiplier.confidence),
            not_verified_since=multiplier.not_verified_since,
        ),
        Step(
            name="daily_amount_after_side_activity",
            value=reduced,
            unit="EUR",
            formula=f"max(0, {daily_amount} - max(0, {net_daily_income} - {free}))",
            source=row.source,
            confidence=row.confidence,
        ),
    )


def exercised_long_enough_on(
    *, started_on: date, unemployment: Sequence[Period]
) -> tuple[date, tuple[Step, ...]]:
    """First day on which the activity was exercised for three months (AR art. 48 § 1 2°).

    Periods of temporary unemployment in the main job do not count and lengthen the three months.
    """
    row = common_values("limits").side_activity_days.on(started_on)
    remaining = row.value
    day = started_on
    while remaining:
        remaining -= not any(day in period for period in unemployment)
        day += _ONE_DAY
    return day, (
        Step(
            name="side_activity_exercised_on",
            value=day,
            formula=f"{started_on} + {row.value} calendar_days without unemployment",
            source=row.source,
            confidence=row.confidence,
        ),
    )


def may_be_exercised_at(
    *, starts_hour: int, ends_hour: int, is_usual_working_day: bool, on: date
) -> bool:
    """Tell whether a side activity keeps to its hours (AR 25.11.1991 art. 48 § 1 3°).

    Mainly in the evening and at night; no such limit on days on which the worker usually does not
    work in his main job. ``ends_hour`` counts on past midnight: 22 to 26 is 22 h to 2 h.
    """
    if not is_usual_working_day:
        return True
    values = common_values("limits")
    evening = values.side_activity_evening_hour.on(on).value
    morning = values.side_activity_morning_hour.on(on).value
    hours = range(starts_hour, ends_hour)
    free = sum(1 for hour in hours if hour % 24 >= evening or hour % 24 < morning)
    return free * 2 > len(hours)
