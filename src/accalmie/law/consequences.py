"""What an employer owes where a communication is missing (LCT art. 51 § 7; AR 03.05.1999)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from accalmie.facts.days import Period
from accalmie.facts.findings import Step
from accalmie.law.kinds import Kind
from accalmie.law.rules.answer import step

_ONE_DAY = timedelta(days=1)


class Missing(StrEnum):
    """Which communication is missing."""

    PLANNED = "planned"
    FIRST_DAY = "first_day"
    BOTH = "both"


class Pay(StrEnum):
    """What is owed: the normal wage, a wage capped at the limit of the allowances, or nothing."""

    NORMAL = "normal"
    CAPPED = "capped"
    NOTHING = "nothing"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """Days of one pay. Where nothing is owed there is no allowance either, until one tells."""

    period: Period
    pay: Pay


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequence:
    """The pay owed, in the order of the days, and how it was found."""

    owed: tuple[Owed, ...]
    trace: tuple[Step, ...]


def pay_when_missing(*, kind: Kind, missing: Missing, suspended: Period) -> Consequence | None:
    """The pay owed for days suspended without a communication; None where no source states it.

    Raises ``NotInForceError`` before the first covered day.
    """
    if "pay_when_missing" not in kind.values:
        return None
    row = kind.values["pay_when_missing"].on(suspended.first_day)
    rule: Mapping[str, Any] | None = row.value.get(missing.value)
    if rule is None:
        return None
    normal_until = suspended.first_day + (rule["normal"] - 1) * _ONE_DAY
    owed = [Owed(period=_until(suspended, normal_until), pay=Pay.NORMAL)]
    if normal_until < suspended.last_day:
        rest = Period(normal_until + _ONE_DAY, suspended.last_day)
        owed.append(Owed(period=rest, pay=Pay(rule["then"])))
    return Consequence(
        owed=tuple(owed),
        trace=(
            step("first_suspended_day", suspended.first_day, rows=[row]),
            step("normal_wage_days", rule["normal"], unit="calendar_days", rows=[row]),
            step("normal_wage_until", owed[0].period.last_day, rows=[row]),
        ),
    )


def wage_if_nothing_is_done(*, kind: Kind, first_day: date) -> Period | None:
    """The days of normal wage after a late or short notice that nobody mends (Securex)."""
    if "late_notice_wage_calendar_days" not in kind.values:
        return None
    days = kind.values["late_notice_wage_calendar_days"].on(first_day).value
    return Period(first_day, first_day + (days - 1) * _ONE_DAY)


def _until(period: Period, last_day: date) -> Period:
    return Period(period.first_day, min(period.last_day, last_day))
