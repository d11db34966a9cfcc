"""Input that cannot be used is refused with its field, what is allowed, and the text."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from accalmie.facts.claims import Track
from accalmie.facts.days import Month
from accalmie.facts.payments import Job, MonthInput, Scheme, Status, TimeUnit, Wage
from accalmie.law.benefits import supplements, wages
from accalmie.law.benefits.month import compute, first_covered_day
from accalmie.law.claims.deadlines import changed_event_deadline
from accalmie.law.claims.deadlines import first_covered_day as covered
from accalmie.law.unusable import UnusableInput

HOUR = Wage(amount=Decimal("17.25"), unit=TimeUnit.HOUR)


def month(**changed: object) -> MonthInput:
    facts: dict[str, object] = {
        "month": Month(2025, 9),
        "status": Status.FULL_TIME,
        "q": Decimal(38),
        "s": Decimal(38),
        "hours": {"5.1": Decimal("91.20")},
        "paid_on": date(2025, 10, 5),
        "wage": HOUR,
    }
    return MonthInput(**(facts | changed))  # type: ignore[arg-type]


REFUSED_MONTHS: list[tuple[dict[str, object], str, str]] = [
    ({"month": Month(2020, 2)}, "month", "before_coverage"),
    ({"wage_fixed_on": date(2020, 2, 29)}, "wage_fixed_on", "before_coverage"),
    ({"wage_fixed_on": date(2025, 10, 1)}, "wage_fixed_on", "after_month"),
    ({"paid_on": date(2025, 8, 31)}, "paid_on", "before_month"),
    ({"q": Decimal("38.01")}, "q", "q_above_s"),
    ({"q": Decimal(0)}, "q", "out_of_range"),
    ({"q": Decimal("NaN")}, "q", "out_of_range"),
    ({"q": Decimal("30.001")}, "q", "two_decimals"),
    ({"s": Decimal("60.01")}, "s", "out_of_range"),
    ({"s": Decimal("Infinity")}, "s", "out_of_range"),
    ({"hours": {}}, "hours", "no_hours"),
    ({"hours": {"5.12": Decimal(8)}}, "hours", "not_one_of"),
    ({"hours": {"5.1": Decimal(-1)}}, "hours.5.1", "out_of_range"),
    ({"hours": {"5.1": Decimal("420.01")}}, "hours.5.1", "out_of_range"),
    ({"hours": {"5.1": Decimal(300), "5.2": Decimal(300)}}, "hours", "out_of_range"),
    ({"units_to_subtract": -1}, "units_to_subtract", "out_of_range"),
    ({"units_to_subtract": 61}, "units_to_subtract", "out_of_range"),
    ({"deduction": Decimal(-1)}, "deduction", "out_of_range"),
    ({"fund_supplement": Decimal("sNaN")}, "fund_supplement", "out_of_range"),
    ({"wage": None}, "wage", "missing"),
    ({"wage": Wage(amount=Decimal(0), unit=TimeUnit.HOUR)}, "wage.amount", "out_of_range"),
    (
        {"wage": Wage(amount=Decimal(1), unit=TimeUnit.HOUR)},
        "wage",
        "under_lowest_bracket",
    ),
    (
        {
            "wage": Wage(
                amount=Decimal(15),
                unit=TimeUnit.HOUR,
                premium_percentage=Decimal(-1),
            )
        },
        "wage.premium_percentage",
        "out_of_range",
    ),
    (
        {
            "wage": Wage(
                amount=Decimal(2900),
                unit=TimeUnit.MONTH,
                premium_percentage=Decimal(5),
            )
        },
        "wage.premium_percentage",
        "premium_needs_hour_or_week",
    ),
    (
        {"wage": Wage(amount=Decimal(2900), unit=TimeUnit.CYCLE)},
        "wage.paid_hours",
        "missing",
    ),
    (
        {
            "wage": Wage(
                amount=Decimal(2900),
                unit=TimeUnit.CYCLE,
                paid_hours=Decimal(10),
                overtime_hours=Decimal(10),
            )
        },
        "wage",
        "empty_cycle",
    ),
    ({"status": Status.APPRENTICE}, "month", "before_coverage"),
    (
        {"status": Status.APPRENTICE, "month": Month(2026, 5), "paid_on": date(2026, 6, 5)},
        "apprentice_code",
        "missing",
    ),
    ({"has_partial_resumption": True, "q": Decimal("7.60")}, "q", "resumption_too_small"),
    ({"scheme": Scheme.COVID}, "scheme", "scheme_not_in_force"),
    ({"scheme": Scheme.ENERGY}, "scheme", "scheme_not_in_force"),
]


@pytest.mark.parametrize(("changed", "field", "fault"), REFUSED_MONTHS)
def test_a_month_that_cannot_be_computed(
    changed: dict[str, object], field: str, fault: str
) -> None:
    with pytest.raises(UnusableInput) as refusal:
        compute(input=month(**changed))
    assert (refusal.value.field, refusal.value.fault) == (field, fault)
    assert "(" in str(refusal.value), "the text that says so is named"


def test_the_borders_themselves_are_accepted() -> None:
    assert compute(input=month(hours={"5.1": Decimal(420)})).gross is not None
    assert compute(input=month(units_to_subtract=60)).gross == 0
    assert compute(input=month(hours={"5.1": Decimal(0)})).net == 0
    resumed = month(has_partial_resumption=True, q=Decimal("7.61"))
    assert compute(input=resumed).gross is not None
    assert compute(input=month(wage_fixed_on=date(2025, 9, 30))).gross is not None
    assert first_covered_day() == date(2020, 3, 1)


def test_several_jobs_need_a_job() -> None:
    with pytest.raises(UnusableInput):
        wages.several_jobs(jobs=[], on=date(2025, 9, 1))
    with pytest.raises(UnusableInput) as refusal:
        wages.several_jobs(
            jobs=[Job(q=Decimal(20), wage=Wage(amount=Decimal(0), unit=TimeUnit.HOUR))],
            on=date(2025, 9, 1),
        )
    assert refusal.value.field == "jobs[0].wage.amount"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"days": 32}, "days"),
        ({"days_before": 121}, "days_before"),
        ({"days_before": -1}, "days_before"),
        ({"monthly_wage": Decimal(-1)}, "monthly_wage"),
        ({"allowances": Decimal(32)}, "allowances"),
    ],
)
def test_a_supplement_that_cannot_be_computed(changed: dict[str, object], field: str) -> None:
    facts: dict[str, object] = {
        "month": Month(2025, 5),
        "code": "5.1",
        "monthly_wage": Decimal(3000),
        "days_before": 120,
        "days": 31,
        "allowances": Decimal(27),
        "is_exempt_by_agreement": False,
    }
    assert supplements.legal_supplement(**facts).amount is not None  # type: ignore[arg-type]
    with pytest.raises(UnusableInput) as refusal:
        supplements.legal_supplement(**(facts | changed))  # type: ignore[arg-type]
    assert refusal.value.field == field


def test_a_limit_before_the_first_covered_day_is_refused() -> None:
    assert covered(Track.ORDINARY) == date(2018, 1, 1)
    with pytest.raises(UnusableInput, match="first covered day: 2018-01-01"):
        changed_event_deadline(event_on=date(2017, 12, 31))
