"""What the vectors on an employer's duties and costs can call: plain values in and out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from accalmie.facts.days import Period
from accalmie.facts.difficulty import ByMinister, Fall, Measure, Unemployment
from accalmie.law.consequences import Missing, pay_when_missing
from accalmie.law.counters import (
    construction_contribution,
    reference_period,
    responsibility_contribution,
)
from accalmie.law.kinds import kind_of
from accalmie.law.kinds.economic_employee.preliminary import compared_of
from accalmie.law.kinds.economic_worker.absences import week_is_completed
from accalmie.law.offices import office_for

Plain = Mapping[str, Any]


def quarters(*, year: int, quarter: int) -> Plain:
    found = reference_period(year=year, quarter=quarter)
    return {"first_day": found.first_day, "last_day": found.last_day}


def contribution(*, days: int, of_four: int, day: date) -> Plain:
    found = responsibility_contribution(days_of_quarter=days, days_of_four_quarters=of_four, on=day)
    return {"amount": found.amount, "said": found.trace}


def in_construction(*, days: int, day: date) -> Plain:
    found = construction_contribution(days_of_year=days, on=day)
    return {"amount": found.amount, "said": found.trace}


def pay(*, missing: str, first_day: date, last_day: date, kind: str = "economic_worker") -> Plain:
    found = pay_when_missing(
        kind=kind_of(kind), missing=Missing(missing), suspended=Period(first_day, last_day)
    )
    if found is None:
        return {"owed": None}
    owed = [[one.pay.value, one.period.first_day, one.period.last_day] for one in found.owed]
    return {"owed": owed, "said": found.trace}


def week(*, absences: list[str], day: date) -> Plain:
    values = kind_of("economic_worker").values
    return {"is_completed": week_is_completed(absences, values=values, on=day)}


def turnover(*, before: Any, now: Any, day: date) -> Plain:
    return _compared(
        Fall(
            measure=Measure.TURNOVER,
            earlier_quarter="2021-2",
            earlier=Decimal(before),
            later_quarter="2022-2",
            later=Decimal(now),
            is_from_vat_returns=True,
        ),
        day,
    )


def unemployment(*, unemployed: Any, others: Any, day: date) -> Plain:
    return _compared(
        Unemployment(
            quarter="2022-2", unemployed_days=Decimal(unemployed), other_days=Decimal(others)
        ),
        day,
    )


def by_minister(*, day: date) -> Plain:
    return _compared(ByMinister(decided_on=day, until=day), day)


def _compared(proof: Fall | Unemployment | ByMinister, day: date) -> Plain:
    found = compared_of(proof, values=kind_of("economic_employee").values, on=day)
    if found is None:
        return {"percentage": None, "is_enough": None}
    return {"percentage": found.percentage, "is_enough": found.is_enough}


def office(*, postal_code: str) -> Plain:
    found = office_for(postal_code)
    return {"office": found.code, "as_of": found.as_of, "confidence": found.confidence.name}


CALLS: Mapping[str, Callable[..., Plain]] = {
    "quarters": quarters,
    "contribution": contribution,
    "construction_contribution": in_construction,
    "pay_when_missing": pay,
    "week_of_work": week,
    "fall_of_turnover": turnover,
    "share_of_unemployment": unemployment,
    "by_minister": by_minister,
    "office": office,
}
