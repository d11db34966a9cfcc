"""Columns and readable functions give the same amounts, to the cent."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pytest

from accalmie.facts.days import Month
from accalmie.facts.payments import MonthInput, MonthResult, Scheme, Status, TimeUnit, Wage
from accalmie.law import bulk
from accalmie.law.benefits.month import compute
from accalmie.law.unusable import UnusableInput

CASES = 5_000
# The first part is enough to find a planted fault: mutation testing leaves the others out.
PARTS = ("first", *(f"part-{n}" for n in range(2, 21)))
FIRST, LAST = bulk.place_of(month=Month(2020, 3)), bulk.place_of(month=Month(2027, 3))
CODES = ("5.1", "5.2", "5.4", "5.5", "5.6", "5.11")
WAGES = {
    TimeUnit.HOUR: (100_000, 350_000),
    TimeUnit.DAY: (600_000, 1_800_000),
    TimeUnit.WEEK: (4_000_000, 9_500_000),
    TimeUnit.MONTH: (15_000_000, 45_000_000),
}


def random_wage(chance: random.Random) -> Wage:
    unit = chance.choice(list(WAGES))
    return Wage(amount=Decimal(chance.randint(*WAGES[unit])) / 10_000, unit=unit)


def random_input(chance: random.Random) -> MonthInput:
    month = bulk.month_at(place=chance.randint(FIRST, LAST))
    s = Decimal(chance.choice((3600, 3650, 3700, 3800, 3999, 4000))) / 100
    status = chance.choice(
        (
            Status.FULL_TIME,
            Status.PART_TIME_RIGHTS,
            Status.PART_TIME_RIGHTS_AGR,
            Status.VOLUNTARY_PART_TIME,
        )
    )
    q = s if status is Status.FULL_TIME else Decimal(chance.randint(900, int(s * 100))) / 100
    fixed_in = bulk.month_at(place=chance.randint(FIRST, bulk.place_of(month=month)))
    codes = chance.sample(CODES, chance.choice((1, 1, 1, 2, 3)))
    return MonthInput(
        month=month,
        status=status,
        q=q,
        s=s,
        hours={code: Decimal(chance.randint(1, 6000)) / 100 for code in codes},
        paid_on=month.last_day + timedelta(days=chance.randint(1, 120)),
        wage=random_wage(chance),
        units_to_subtract=chance.choice((0, 0, 0, 1, 2, 5)),
        wage_fixed_on=chance.choice((None, fixed_in.first_day, month.last_day)),
        reference_wage=random_wage(chance) if status is Status.PART_TIME_RIGHTS else None,
        agr_reference_allowance=Decimal(chance.randint(50_000, 200_000)) / 100
        if status is Status.PART_TIME_RIGHTS_AGR
        else None,
        has_partial_resumption=chance.random() < 0.05 and q > Decimal("0.2") * s,
        fund_supplement=Decimal(chance.choice((0, 0, 6000, 1234))) / 100,
        deduction=Decimal(chance.choice((0, 0, 5000, 1))) / 100,
    )


def cents(amount: Decimal | None) -> int:
    return 0 if amount is None else int(amount * 100)


def halves(result: MonthResult) -> int:
    is_half = result.status is Status.VOLUNTARY_PART_TIME
    return int(result.allowances * (1 if is_half else 2))


@pytest.mark.parametrize("part", PARTS)
def test_columns_equal_the_readable_functions_to_the_cent(part: str) -> None:
    chance = random.Random(f"20261121 {part}")
    inputs = [random_input(chance) for _ in range(CASES)]
    amounts = bulk.compute(columns=bulk.columns_of(inputs=inputs))
    differing = []
    for n, input in enumerate(inputs):
        result = compute(input=input)
        expected = (
            int(result.code or 0),
            halves(result),
            cents(result.gross),
            cents(result.withholding),
            cents(result.net),
            result.gross is not None,
            any(finding.met is None for finding in result.findings),
            result.not_verified_since is not None,
        )
        found = (
            amounts.code[n],
            amounts.halves[n],
            amounts.gross[n],
            amounts.withholding[n],
            amounts.net[n],
            amounts.is_known[n],
            amounts.to_examine[n],
            amounts.is_not_verified[n],
        )
        if found != expected:
            differing.append((input, found, expected))
    assert differing[:3] == []
    assert amounts.is_known.mean() > 0.5
    assert 0.01 < amounts.to_examine.mean() < 0.9


def test_no_rows_no_amounts() -> None:
    amounts = bulk.compute(columns=bulk.columns_of(inputs=[]))
    assert len(amounts.net) == 0


def ordinary(**changed: object) -> MonthInput:
    facts = {
        "month": Month(2025, 9),
        "status": Status.FULL_TIME,
        "q": Decimal(38),
        "s": Decimal(38),
        "hours": {"5.1": Decimal(38)},
        "paid_on": date(2025, 10, 5),
        "wage": Wage(amount=Decimal(2900), unit=TimeUnit.MONTH),
    }
    return MonthInput(**(facts | changed))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"status": Status.APPRENTICE, "apprentice_code": "TA"}, "status"),
        ({"scheme": Scheme.ENERGY}, "status"),
        ({"wage": Wage(amount=Decimal(30000), unit=TimeUnit.YEAR)}, "wage"),
        ({"wage": Wage(amount=Decimal("15.00001"), unit=TimeUnit.HOUR)}, "wage"),
        ({"hours": {"5.1": Decimal("7.605")}}, "hours"),
    ],
)
def test_what_columns_cannot_hold_is_refused(changed: dict[str, object], field: str) -> None:
    with pytest.raises(UnusableInput) as refusal:
        bulk.columns_of(inputs=[ordinary(**changed)])
    assert refusal.value.field == field


def test_a_month_before_the_first_covered_one_is_refused() -> None:
    early = ordinary(month=Month(2020, 2))
    with pytest.raises(UnusableInput, match="first covered day: 2020-03-01"):
        bulk.columns_of(inputs=[early])
    columns = replace(
        bulk.columns_of(inputs=[ordinary()]), month=np.array([bulk.place_of(month=early.month)])
    )
    with pytest.raises(UnusableInput, match="first covered day: 2020-03-01"):
        bulk.compute(columns=columns)


def test_a_wage_under_all_brackets_goes_to_a_person() -> None:
    tiny = ordinary(wage=Wage(amount=Decimal(1), unit=TimeUnit.HOUR))
    amounts = bulk.compute(columns=bulk.columns_of(inputs=[tiny]))
    assert amounts.to_examine.tolist() == [True]
    assert amounts.is_known.tolist() == [False]
