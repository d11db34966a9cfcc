"""What holds for every amount: it recomputes in every status, and more never costs less."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from accalmie.facts.days import Month
from accalmie.facts.declarations import DayOfUnemployment
from accalmie.facts.payments import Scheme, Status, TimeUnit, Unit, Wage
from accalmie.law.benefits import side_activity, supplements, units, wages, withholding
from accalmie.law.benefits.hours import hours_that_count
from accalmie.law.benefits.month import compute
from accalmie.law.benefits.rounding import to_cents
from accalmie.law.counters import (
    construction_contribution,
    next_step_of_ladder,
    responsibility_contribution,
)
from tests.law.benefits.test_bulk import random_input
from tests.law.benefits.test_month_properties import recomputed

ON = date(2026, 3, 2)
MONEY = st.integers(0, 500_000).map(lambda cents: Decimal(cents) / 100)
WEEKLY = st.integers(900, 4000).map(lambda hundredths: Decimal(hundredths) / 100)


@given(st.integers(0, 10**9))
@settings(max_examples=300, deadline=None)
def test_the_trace_recomputes_every_value_of_every_status(seed: int) -> None:
    for step in compute(input=random_input(random.Random(seed))).trace:
        if step.formula and step.name != "wage_code" and step.value is not None:
            assert recomputed(step) == step.value, step


@given(st.integers(0, 10**9))
@settings(max_examples=200, deadline=None)
def test_net_and_withholding_make_the_gross_of_every_status(seed: int) -> None:
    input = random_input(random.Random(seed))
    result = compute(input=input)
    if result.gross is None or result.net is None or result.withholding is None:
        return
    assert result.allowances >= 0
    assert 0 <= result.withholding <= result.gross + input.fund_supplement
    assert result.net == (
        result.gross + input.fund_supplement - result.withholding - input.deduction
    )


@given(
    amount=st.integers(1, 5_000_000).map(lambda n: Decimal(n) / 10_000),
    more=st.integers(0, 100_000).map(lambda n: Decimal(n) / 10_000),
    unit=st.sampled_from((TimeUnit.HOUR, TimeUnit.DAY, TimeUnit.WEEK, TimeUnit.MONTH)),
    q=WEEKLY,
)
@settings(deadline=None)
def test_a_higher_wage_never_has_a_lower_daily_wage(
    amount: Decimal, more: Decimal, unit: TimeUnit, q: Decimal
) -> None:
    def daily(wage: Decimal) -> Decimal:
        found = wages.average_daily_wage(
            wage=Wage(amount=wage, unit=unit),
            q=q,
            s=max(q, Decimal(38)),
            basis=wages.WageBasis.OWN_HOURS,
            on=ON,
        )
        assert found.amount == found.amount.quantize(Decimal("0.0001"))
        return found.amount

    assert 0 <= daily(amount) <= daily(amount + more)


@given(
    hours=st.integers(0, 20_000).map(lambda n: Decimal(n) / 100),
    more=st.integers(0, 2_000).map(lambda n: Decimal(n) / 100),
    status=st.sampled_from(list(Status)),
    q=WEEKLY,
)
def test_more_hours_never_make_fewer_allowances_of_any_status(
    hours: Decimal, more: Decimal, status: Status, q: Decimal
) -> None:
    def number(of: Decimal) -> Decimal:
        found = units.number_of_allowances(
            hours=of, status=status, q=q, s=Decimal(40), has_partial_resumption=False, on=ON
        )
        step = 1 if units.unit_of(status) is Unit.HALF_ALLOWANCES else Decimal("0.5")
        assert found.rounded % step == 0
        assert abs(found.rounded - found.exact) <= Decimal(step) / 2
        return found.rounded

    assert 0 <= number(hours) <= number(hours + more)


@given(
    wage=st.integers(100_000, 600_000).map(lambda cents: Decimal(cents) / 100),
    before=st.integers(0, 59),
    days=st.integers(1, 23),
    allowances=st.integers(0, 54).map(lambda halves: Decimal(halves) / 2),
    year=st.sampled_from((2024, 2025, 2026)),
)
def test_the_supplement_is_due_for_no_more_than_its_allowances(
    wage: Decimal, before: int, days: int, allowances: Decimal, year: int
) -> None:
    found = supplements.legal_supplement(
        month=Month(year, 3),
        code="5.1",
        monthly_wage=wage,
        days_before=before,
        days=days,
        allowances=allowances,
        is_exempt_by_agreement=False,
    )
    if found.amount is None:
        assert before < 26 < before + days
        return
    assert found.amount in (0, to_cents(allowances * found.per_day))
    for step in found.trace:
        if step.formula:
            assert recomputed(step) == step.value


@given(daily=MONEY, income=MONEY, more=MONEY)
def test_more_income_beside_never_raises_the_daily_amount(
    daily: Decimal, income: Decimal, more: Decimal
) -> None:
    reduced, trace = side_activity.reduced_daily_amount(
        daily_amount=daily, net_daily_income=income, on=ON
    )
    less, _ = side_activity.reduced_daily_amount(
        daily_amount=daily, net_daily_income=income + more, on=ON
    )
    assert 0 <= less <= reduced <= daily
    assert trace[-1].value == reduced
    assert all(recomputed(step) == step.value for step in trace)


@given(
    benefit=MONEY,
    supplement=MONEY,
    month=st.builds(Month, st.integers(2020, 2026), st.integers(3, 12)),
    scheme=st.sampled_from(list(Scheme)),
    after=st.integers(1, 90),
)
def test_tax_never_takes_more_than_its_highest_rate(
    benefit: Decimal, supplement: Decimal, month: Month, scheme: Scheme, after: int
) -> None:
    paid_on = date.fromordinal(month.last_day.toordinal() + after)
    rates = withholding.withholding_rates(month=month, paid_on=paid_on, scheme=scheme)
    tax = withholding.withheld(benefit=benefit, supplement=supplement, rates=rates)
    highest = max(rates.benefit.value, rates.supplement.value)
    assert 0 <= tax <= (benefit + supplement) * highest + Decimal("0.01")
    assert tax == tax.quantize(Decimal("0.01"))


@given(days=st.integers(0, 92), of_four=st.integers(0, 300), more=st.integers(0, 100))
def test_more_unemployment_never_costs_the_employer_less(
    days: int, of_four: int, more: int
) -> None:
    def owed(total: int) -> Decimal:
        return responsibility_contribution(
            days_of_quarter=days, days_of_four_quarters=total, on=ON
        ).amount

    assert 0 <= owed(of_four) <= owed(of_four + more)
    left = next_step_of_ladder(days_of_four_quarters=of_four, on=ON)
    if left is not None and days:
        assert owed(of_four) == owed(of_four + left - 1) < owed(of_four + left)
    in_year = construction_contribution(days_of_year=of_four, on=ON).amount
    assert 0 <= in_year <= construction_contribution(days_of_year=of_four + more, on=ON).amount


@given(days=st.dictionaries(st.integers(1, 31), st.integers(1, 1400), min_size=1, max_size=20))
def test_no_more_hours_count_than_were_declared(days: dict[int, int]) -> None:
    declared = tuple(
        DayOfUnemployment(day=date(2026, 5, day), code="5.1", hours=Decimal(hours) / 100)
        for day, hours in sorted(days.items())
    )
    found = hours_that_count(declared=declared, card=None, holidays=(), unit=Unit.ALLOWANCES)
    assert 0 <= found.hours.get("5.1", 0) <= sum(day.hours for day in declared)
