"""What holds for every month: bounds, a trace that recomputes, deadlines that never run back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from accalmie.facts.claims import Track
from accalmie.facts.codec import from_json, to_json
from accalmie.facts.days import Month
from accalmie.facts.findings import Step
from accalmie.facts.payments import MonthInput, Scheme, Status, TimeUnit, Unit, Wage
from accalmie.law.benefits import brackets, daily
from accalmie.law.benefits.month import compute
from accalmie.law.benefits.rounding import to_cents, to_half_steps, to_whole
from accalmie.law.claims import claim_deadline
from accalmie.law.kinds import REGISTRY

MONTHS = st.builds(Month, st.integers(2023, 2026), st.integers(1, 12)).filter(
    lambda month: month >= Month(2023, 7)
)
HOURS = st.integers(1, 9000).map(lambda n: Decimal(n) / 100)
CODES = st.sampled_from(("5.1", "5.2", "5.4", "5.5", "5.6", "5.9", "5.11"))


@st.composite
def inputs(draw: st.DrawFn) -> MonthInput:
    month = draw(MONTHS)
    status = draw(st.sampled_from((Status.FULL_TIME, Status.VOLUNTARY_PART_TIME)))
    s = Decimal(draw(st.integers(3500, 4000))) / 100
    q = s if status is Status.FULL_TIME else Decimal(draw(st.integers(900, 3500))) / 100
    return MonthInput(
        month=month,
        status=status,
        q=q,
        s=s,
        hours=draw(st.dictionaries(CODES, HOURS, min_size=1, max_size=3)),
        paid_on=month.last_day + timedelta(days=5),
        wage=Wage(amount=Decimal(draw(st.integers(50_000, 600_000))) / 100, unit=TimeUnit.MONTH),
        units_to_subtract=draw(st.integers(0, 4)),
    )


@given(inputs())
@settings(deadline=None)
def test_daily_amounts_stay_within_their_bounds(input: MonthInput) -> None:
    on = input.month.first_day
    for group in compute(input=input).groups:
        is_majeure = daily.is_force_majeure(code=group.codes[0], on=on)
        lowest = daily.floor(is_force_majeure=is_majeure, on=on).amount
        assert group.daily_amount is not None
        assert group.rate is not None
        assert lowest <= group.daily_amount <= to_cents(brackets.limit_c(on=on) * group.rate)


@given(inputs())
@settings(deadline=None)
def test_nothing_is_paid_below_nothing(input: MonthInput) -> None:
    result = compute(input=input)
    assert result.gross is not None
    assert result.withholding is not None
    assert result.allowances >= 0
    assert 0 <= result.withholding <= result.gross
    assert result.net == result.gross - result.withholding


@given(inputs(), HOURS)
@settings(deadline=None)
def test_more_hours_never_give_fewer_allowances(input: MonthInput, more: Decimal) -> None:
    code = next(iter(input.hours))
    hours = {code: input.hours[code]}
    longer = {code: input.hours[code] + more}
    few = compute(input=_with(input, hours)).allowances
    assert few <= compute(input=_with(input, longer)).allowances


@given(inputs())
@settings(deadline=None)
def test_the_trace_recomputes_every_value(input: MonthInput) -> None:
    for step in compute(input=input).trace:
        if step.formula and step.name != "wage_code":
            assert recomputed(step) == step.value, step


@given(inputs())
@settings(deadline=None)
def test_an_input_survives_json(input: MonthInput) -> None:
    assert from_json(MonthInput, to_json(input)) == input


@given(
    st.dates(date(2018, 1, 1), date(2098, 1, 1)),
    st.integers(0, 400),
    st.sampled_from(list(Track)),
)
@settings(max_examples=300, deadline=None)
def test_a_later_first_day_never_has_an_earlier_deadline(
    first_day: date, later: int, track: Track
) -> None:
    deadline, _ = claim_deadline(first_day=first_day, track=track)
    after, _ = claim_deadline(first_day=first_day + timedelta(days=later), track=track)
    assert first_day < deadline <= after
    assert (deadline + timedelta(days=1)).day == 1


def test_the_multipliers_are_powers_of_two_per_cent() -> None:
    from accalmie.law.loading import common_values

    powers = {
        (Decimal("1.02") ** n).quantize(Decimal("0.0001"), ROUND_HALF_UP) for n in range(18, 31)
    }
    dated = common_values("limits").index_multiplier
    assert {row.value for row in dated.rows} < powers
    expected = brackets.expected_multiplier_row(on=date(2026, 10, 1))
    assert expected.value in powers
    assert expected.value not in {row.value for row in dated.rows}


def test_brackets_join_without_a_gap_at_every_multiplier() -> None:
    for on in (date(2023, 7, 1), date(2024, 5, 1), date(2025, 2, 1), date(2026, 3, 1)):
        for code in range(1, 79):
            lower = brackets.indexed_lower(code=code, on=on)
            found = brackets.bracket_of(wage=lower, fixed_on=on)
            assert found is not None
            assert found.code == code
            below = brackets.bracket_of(wage=lower - Decimal("0.0001"), fixed_on=on)
            assert (below.code if below else 0) == code - 1


def test_every_kind_is_paid_at_the_rate_of_its_day_code() -> None:
    for kind in REGISTRY.values():
        for row in kind.allowance_rates.rows:
            if row.value is None or row.first_day < date(2020, 3, 1):
                continue
            ours = daily.rate_row(code=kind.day_code, scheme=Scheme.ORDINARY, on=row.first_day)
            assert ours.value == row.value, (kind.code, row.first_day)


def test_every_month_is_covered_from_the_first_one_to_next_year() -> None:
    for n in range(12 * 7 + 10):
        month = Month(2020, 3).plus(n)
        input = MonthInput(
            month=month,
            status=Status.FULL_TIME,
            q=Decimal(38),
            s=Decimal(38),
            hours={"5.1": Decimal(38), "5.4": Decimal(38)},
            paid_on=month.last_day + timedelta(days=5),
            wage=Wage(amount=Decimal(9000), unit=TimeUnit.MONTH),
        )
        result = compute(input=input)
        assert result.gross is not None
        assert (result.not_verified_since is not None) is (month >= Month(2026, 10))


def test_the_floor_lies_above_the_share_of_the_reference_wage() -> None:
    """A wage under the reference wage of April 2026 changes no amount: the floor is higher."""
    share = Decimal("2189.81") / 26 * Decimal("0.65")
    assert daily.floor(is_force_majeure=False, on=date(2026, 4, 1)).amount > share


def _with(input: MonthInput, hours: Mapping[str, Decimal]) -> MonthInput:
    return MonthInput(
        month=input.month,
        status=input.status,
        q=input.q,
        s=input.s,
        hours=hours,
        paid_on=input.paid_on,
        wage=input.wage,
    )


def recomputed(step: Step) -> Decimal:
    """The formula worked out apart, rounded as the step says by its unit and its decimals."""
    expression = re.sub(r"\d+(\.\d+)?", lambda number: f"Decimal('{number[0]}')", step.formula)
    words = {"Decimal": Decimal, "min": min, "max": max, "cents": to_cents}
    exact = eval(expression, words)
    assert isinstance(step.value, Decimal)
    if step.name == "number_of_allowances":
        return to_whole(exact) if step.unit == Unit.HALF_ALLOWANCES else to_half_steps(exact)
    return exact.quantize(step.value, ROUND_HALF_UP)
