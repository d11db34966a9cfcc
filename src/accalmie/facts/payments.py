"""The worker's month as it is paid: wage, hours lost, allowances, amounts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from accalmie.facts.days import Month
from accalmie.facts.findings import Finding, Step


class Status(StrEnum):
    """The capacity in which a worker is paid; it chooses the formulas (AR 25.11.1991 art. 106-108).

    ``part_time_rights`` are part-timers who kept the rights of a full-timer, with or without the
    guaranteed-income benefit (AGR).
    """

    FULL_TIME = "full_time"
    PART_TIME_RIGHTS = "part_time_rights"
    PART_TIME_RIGHTS_AGR = "part_time_rights_agr"
    VOLUNTARY_PART_TIME = "voluntary_part_time"
    APPRENTICE = "apprentice"


class TimeUnit(StrEnum):
    """What a wage is paid for.

    ``day`` is a flat wage per day of the six-day week, ``year`` the annual full-time wage of a
    temporary teacher, ``cycle`` a variable wage over a whole work cycle.
    """

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    CYCLE = "cycle"


class Scheme(StrEnum):
    """The set of rules a month was under: the ordinary ones, or one of the two crisis schemes."""

    ORDINARY = "ordinary"
    COVID = "covid"
    ENERGY = "energy"


class Unit(StrEnum):
    """What a number of allowances counts (B:R5)."""

    ALLOWANCES = "allowances"
    HALF_ALLOWANCES = "half_allowances"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wage:
    """A gross wage in euro, with what it pays for.

    ``premium_percentage`` is a regular supplement on the hourly or weekly wage, such as 7.5 for a
    shift premium of 7.5 %. The three last fields describe a wage of unit ``cycle``: hours paid in
    the cycle, and the overtime inside it, which does not count.
    """

    amount: Decimal
    unit: TimeUnit
    premium_percentage: Decimal | None = None
    paid_hours: Decimal | None = None
    overtime_amount: Decimal = Decimal(0)
    overtime_hours: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One of several part-time jobs: its weekly hours and its wage."""

    q: Decimal
    wage: Wage


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthInput:
    """Everything a worker's month is computed from.

    ``q`` and ``s`` are the mean weekly hours of the worker and of the reference full-timer, in
    hours with two decimals. ``hours`` maps a day code (5.1 to 5.11) to the hours of unemployment
    that count. ``units_to_subtract`` is in the unit of the status: allowances, or half-allowances
    for voluntary part-time. ``wage_fixed_on`` is the day on which the wage code was fixed, the
    first day of the month when absent. ``fund_supplement`` is paid together with the benefit,
    ``deduction`` is taken off at the end (union fee, attachment), both in euro.
    """

    month: Month
    status: Status
    q: Decimal
    s: Decimal
    hours: Mapping[str, Decimal]
    paid_on: date
    wage: Wage | None = None
    units_to_subtract: int = 0
    wage_fixed_on: date | None = None
    reference_wage: Wage | None = None
    agr_reference_allowance: Decimal | None = None
    apprentice_code: str | None = None
    has_partial_resumption: bool = False
    scheme: Scheme = Scheme.ORDINARY
    fund_supplement: Decimal = Decimal(0)
    deduction: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class RateGroup:
    """The part of a month paid at one rate.

    ``rate`` is the share of the wage, None where the daily amount does not follow the wage.
    ``allowances`` counts the unit of the result; ``daily_amount`` is that of a whole allowance.
    ``unit_amount`` is what one unit is worth. Amounts are None where a person must look.
    """

    codes: tuple[str, ...]
    rate: Decimal | None
    hours: Decimal
    allowances: Decimal
    daily_amount: Decimal | None
    unit_amount: Decimal | None
    gross: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthResult:
    """A worker's month computed, with the trace of every step.

    ``code`` is the wage code (``63``), ``prefix`` tells the capacity (``02``). ``daily_amount`` is
    None when rates differ (the groups tell) or when a person must look (``findings`` tell why).
    """

    month: Month
    status: Status
    prefix: str | None
    code: str | None
    unit: Unit
    allowances: Decimal
    daily_amount: Decimal | None
    groups: tuple[RateGroup, ...]
    gross: Decimal | None
    onem_supplement: Decimal | None
    fund_supplement: Decimal
    withholding: Decimal | None
    deduction: Decimal
    net: Decimal | None
    findings: tuple[Finding, ...]
    trace: tuple[Step, ...]
    not_verified_since: date | None = None
