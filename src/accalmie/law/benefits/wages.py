"""The average daily wage (AM 26.11.1991 art. 66, 67; AR 25.11.1991 art. 106, comment 2).

A wage is brought to one day of a six-day week. Nothing is rounded on the way; the result has four
decimals. Only a premium on the hourly or weekly wage is applied and rounded first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import assert_never

from accalmie.facts.findings import Step
from accalmie.facts.payments import Job, TimeUnit, Wage
from accalmie.law.benefits.rounding import to_four_decimals, to_hundredths_down
from accalmie.law.loading import common_values
from accalmie.law.unusable import UnusableInput, require_number

_SOURCE = "AM 26.11.1991 art. 66, 67"
_ZERO = Decimal(0)
_HUNDRED = Decimal(100)
_LOWEST = Decimal("0.0001")
_HIGHEST = Decimal("9999999.9999")


class WageBasis(StrEnum):
    """Which full-time wage is meant: the worker's own hours, or those of the reference."""

    OWN_HOURS = "own_hours"
    THEORETICAL_FULL_TIME = "theoretical_full_time"
    REFERENCE_HOURS = "reference_hours"


@dataclass(frozen=True, slots=True)
class DailyWage:
    """An average daily wage, and how it was found."""

    amount: Decimal
    formula: str


def average_daily_wage(
    *, wage: Wage, q: Decimal, s: Decimal, basis: WageBasis, on: date, field: str = "wage"
) -> DailyWage:
    """Average daily wage to four decimals (AM 26.11.1991 art. 66, 67).

    ``basis`` says whether hours are multiplied by Q (own hours), by S (reference hours), or the
    wage of Q hours is brought to S hours (theoretical full-time wage of a voluntary part-timer).
    """
    _check(wage, field)
    values = common_values("allowance_rates")
    week = Decimal(values.units_per_week.on(on).value)
    hours = q if basis is WageBasis.OWN_HOURS else s
    numerator, denominator = Decimal(1), Decimal(1)
    if basis is WageBasis.THEORETICAL_FULL_TIME:
        numerator, denominator = s, q
    factor = f" * {s} / {q}" if basis is WageBasis.THEORETICAL_FULL_TIME else ""
    amount = _with_premium(wage, field)
    match wage.unit:
        case TimeUnit.HOUR:
            return _made(amount * hours / week, f"{amount} * {hours} / {week}")
        case TimeUnit.WEEK:
            return _made(amount * numerator / (denominator * week), f"{amount}{factor} / {week}")
        case TimeUnit.MONTH:
            days = Decimal(values.days_per_month.on(on).value)
            return _made(amount * numerator / (denominator * days), f"{amount}{factor} / {days}")
        case TimeUnit.DAY:
            return _made(amount, f"{amount}")
        case TimeUnit.YEAR:
            days = Decimal(values.days_per_year.on(on).value)
            return _made(amount * q / (days * s), f"{amount} / {days} * {q} / {s}")
        case TimeUnit.CYCLE:
            return _of_cycle(wage, hours, week, field)
        case _:
            assert_never(wage.unit)


def several_jobs(*, jobs: Sequence[Job], on: date) -> tuple[Decimal, Decimal, tuple[Step, ...]]:
    """Weekly hours and daily wage of several part-time jobs together (AR art. 106, comment 2).

    Returns Q' + Q'', the sum of the daily wages, and the steps.
    """
    if not jobs:
        raise UnusableInput(field="jobs", value="[]", fault="missing", source=_SOURCE)
    q = sum((job.q for job in jobs), _ZERO)
    parts = [
        average_daily_wage(
            wage=job.wage,
            q=job.q,
            s=job.q,
            basis=WageBasis.OWN_HOURS,
            on=on,
            field=f"jobs[{n}].wage",
        )
        for n, job in enumerate(jobs)
    ]
    total = sum((part.amount for part in parts), _ZERO)
    source = "AR 25.11.1991 art. 106, comment 2"
    return (
        q,
        total,
        (
            Step(
                name="weekly_hours_of_all_jobs",
                value=q,
                unit="hours",
                formula=" + ".join(str(job.q) for job in jobs),
                source=source,
            ),
            Step(
                name="average_daily_wage",
                value=total,
                unit="EUR",
                formula=" + ".join(str(part.amount) for part in parts),
                source=source,
            ),
        ),
    )


def mean_weekly_hours(*, paid_hours: Decimal, on: date) -> Decimal:
    """Q or S from the paid hours of 52 weeks without holidays (AR art. 99, comment)."""
    weeks = Decimal(common_values("allowance_rates").weeks_without_holidays.on(on).value)
    return to_hundredths_down(paid_hours / weeks)


def _made(exact: Decimal, formula: str) -> DailyWage:
    return DailyWage(to_four_decimals(exact), formula)


def _of_cycle(wage: Wage, hours: Decimal, week: Decimal, field: str) -> DailyWage:
    if wage.paid_hours is None:
        raise UnusableInput(field=f"{field}.paid_hours", value="", fault="missing", source=_SOURCE)
    counted = wage.paid_hours - wage.overtime_hours
    earned = wage.amount - wage.overtime_amount
    if counted <= 0 or earned <= 0:
        raise UnusableInput(
            field=field, value=f"{earned} / {counted} h", fault="empty_cycle", source=_SOURCE
        )
    return _made(
        earned * hours / (counted * week),
        f"({wage.amount} - {wage.overtime_amount}) / ({wage.paid_hours} - {wage.overtime_hours})"
        f" * {hours} / {week}",
    )


def _with_premium(wage: Wage, field: str) -> Decimal:
    if wage.premium_percentage is None:
        return wage.amount
    if wage.unit not in (TimeUnit.HOUR, TimeUnit.WEEK):
        raise UnusableInput(
            field=f"{field}.premium_percentage",
            value=wage.premium_percentage,
            fault="premium_needs_hour_or_week",
            source=_SOURCE,
        )
    return to_four_decimals(wage.amount * (_HUNDRED + wage.premium_percentage) / _HUNDRED)


def _check(wage: Wage, field: str) -> None:
    require_number(
        field=f"{field}.amount",
        value=wage.amount,
        lowest=_LOWEST,
        highest=_HIGHEST,
        source=_SOURCE,
    )
    others = {
        "premium_percentage": wage.premium_percentage,
        "paid_hours": wage.paid_hours,
        "overtime_amount": wage.overtime_amount,
        "overtime_hours": wage.overtime_hours,
    }
    for name, value in others.items():
        if value:
            require_number(
                field=f"{field}.{name}",
                value=value,
                lowest=_ZERO,
                highest=_HIGHEST,
                source=_SOURCE,
            )
