"""What the vectors can call: plain YAML values in, plain values out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from accalmie.facts.codec import from_json, to_json
from accalmie.facts.days import Month, Period
from accalmie.facts.payments import Job, MonthInput, Scheme, Status, TimeUnit, Wage
from accalmie.law.benefits import (
    brackets,
    daily,
    interest,
    rounding,
    side_activity,
    supplements,
    units,
    verification,
    wages,
    withholding,
)
from accalmie.law.benefits.month import compute
from accalmie.law.unusable import UnusableInput

Plain = Mapping[str, Any]


def number(
    *, status: str = "full_time", hours: Any, q: Any = 38, s: Any = 38, **rest: Any
) -> Plain:
    found = units.number_of_allowances(
        hours=Decimal(hours),
        status=Status(status),
        q=Decimal(q),
        s=Decimal(s),
        has_partial_resumption=rest.get("has_partial_resumption", False),
        on=rest.get("on", date(2025, 9, 1)),
    )
    return {"number": found.rounded, "unit": units.unit_of(Status(status)).value}


def daily_wage(*, amount: Any, unit: str, basis: str = "own_hours", **rest: Any) -> Plain:
    wage = Wage(
        amount=Decimal(amount),
        unit=TimeUnit(unit),
        **{
            key: Decimal(rest[key])
            for key in ("premium_percentage", "paid_hours", "overtime_amount", "overtime_hours")
            if key in rest
        },
    )
    found = wages.average_daily_wage(
        wage=wage,
        q=Decimal(rest.get("q", 38)),
        s=Decimal(rest.get("s", 38)),
        basis=wages.WageBasis(basis),
        on=date(2025, 9, 1),
    )
    return {"daily_wage": found.amount}


def jobs(*, jobs: list[Mapping[str, Any]]) -> Plain:
    q, total, _ = wages.several_jobs(
        jobs=[
            Job(
                q=Decimal(job["q"]),
                wage=Wage(amount=Decimal(job["amount"]), unit=TimeUnit(job["unit"])),
            )
            for job in jobs
        ],
        on=date(2025, 9, 1),
    )
    return {"q": q, "daily_wage": total}


def limits(*, day: date) -> Plain:
    multiplier = brackets.multiplier_row(on=day)
    limit = brackets.limit_c(on=day)
    general = daily.rate_row(code="5.1", scheme=Scheme.ORDINARY, on=day).value
    force_majeure = daily.rate_row(code="5.4", scheme=Scheme.ORDINARY, on=day).value
    return {
        "multiplier": multiplier.value,
        "limit_c": limit,
        "limit_c_month": rounding.to_cents(limit * 26),
        "rate": general,
        "rate_force_majeure": force_majeure,
        "highest": rounding.to_cents(limit * general),
        "highest_force_majeure": rounding.to_cents(limit * force_majeure),
        "lowest": daily.floor(is_force_majeure=False, on=day).amount,
        "lowest_force_majeure": daily.floor(is_force_majeure=True, on=day).amount,
        "highest_code": brackets.highest_code(on=day),
        "not_verified_since": multiplier.not_verified_since,
    }


def code(*, wage: Decimal, fixed_on: date) -> Plain:
    found = brackets.bracket_of(wage=wage, fixed_on=fixed_on)
    if found is None:
        return {"code": None}
    return {"code": found.code, "lower": found.lower, "upper": found.upper}


def bracket_at(*, code: int, day: date) -> Plain:
    """An indexed bracket: its borders and its calculation base."""
    base = brackets.indexed_base(code=code, fixed_on=day, on=day)
    lower = next(
        found.lower
        for offset in (Decimal(0), Decimal("0.5"), Decimal("-0.5"), Decimal(1), Decimal(-1))
        if (found := brackets.bracket_of(wage=base + offset, fixed_on=day)) and found.code == code
    )
    found = brackets.bracket_of(wage=lower, fixed_on=day)
    assert found is not None
    return {"lower": found.lower, "upper": found.upper, "base": base}


def month(**given: Any) -> Plain:
    try:
        result = compute(input=from_json(MonthInput, _as_json(given)))
    except UnusableInput as error:
        return {"unusable": error.field, "fault": error.fault, "refusal": error}
    return to_json(result) | {
        "said": (*result.findings, *result.trace),
        "to_examine": sorted(finding.rule for finding in result.findings if finding.met is None),
        "daily_amounts": [
            None if group.daily_amount is None else str(group.daily_amount)
            for group in result.groups
        ],
        "readings": sorted({reading for step in result.trace for reading in step.readings}),
        "not_verified_since": result.not_verified_since,
        "daily_amount": None if result.daily_amount is None else str(result.daily_amount),
        "code": result.code,
        "gross": None if result.gross is None else str(result.gross),
        "withholding": None if result.withholding is None else str(result.withholding),
        "net": None if result.net is None else str(result.net),
    }


def supplement(*, month: str, code: str, monthly_wage: Any, **rest: Any) -> Plain:
    found = supplements.legal_supplement(
        month=Month.parse(month),
        code=code,
        monthly_wage=Decimal(monthly_wage),
        days_before=rest.get("days_before", 0),
        days=rest.get("days", 1),
        allowances=Decimal(rest.get("allowances", 1)),
        is_exempt_by_agreement=rest.get("is_exempt_by_agreement", False),
        allowances_after_waiting=rest.get("allowances_after_waiting"),
    )
    unverified = [step.not_verified_since for step in found.trace if step.not_verified_since]
    return {
        "amount": found.amount,
        "per_day": found.per_day,
        "not_verified_since": min(unverified, default=None),
        "rules": [finding.rule for finding in found.findings],
        "said": (*found.findings, *found.trace),
    }


def basic(*, code: str, days: int, day: date) -> Plain:
    found = supplements.basic_supplement(code=code, days=days, on=day)
    return {"amount": found.amount, "said": found.trace}


def crisis_supplement(*, scheme: str, day: date, allowances: Any = 1) -> Plain:
    compute_supplement = (
        supplements.covid_supplement if scheme == "covid" else supplements.energy_supplement
    )
    found = compute_supplement(allowances=Decimal(allowances), on=day)
    return {"amount": found.amount, "per_day": found.per_day, "said": found.trace}


def tax_rate(*, month: str, paid_on: date, scheme: str = "ordinary") -> Plain:
    found = withholding.withholding_rates(
        month=Month.parse(month), paid_on=paid_on, scheme=Scheme(scheme)
    )
    return {
        "benefit": found.benefit.value,
        "supplement": found.supplement.value,
        "is_sure": found.is_sure,
    }


def interest_is_due(*, first_day: date, last_day: date, **rest: Any) -> Plain:
    found = interest.interest_due(
        period=Period(first_day, last_day),
        is_asked_in_writing=rest.get("is_asked_in_writing", True),
        is_approved=rest.get("is_approved", True),
        provisional_share=Decimal(rest.get("provisional_share", 0)),
    )
    return {"met": found.met, "said": (found,)}


def payable(*, month: str, decision_told_on: date, pieces_complete_on: date) -> Plain:
    until, trace = interest.payable_until(
        month=Month.parse(month),
        decision_told_on=decision_told_on,
        pieces_complete_on=pieces_complete_on,
    )
    starts = interest.interest_runs_from(limit=until)
    return {"until": until, "interest_from": starts, "said": trace}


def difference(*, difference: Decimal, day: date) -> Plain:
    found = verification.difference_is_treated(difference=difference, on=day)
    return {"met": found.met, "said": (found,)}


def side_income(*, daily_amount: Decimal, net_daily_income: Decimal, day: date) -> Plain:
    reduced, steps = side_activity.reduced_daily_amount(
        daily_amount=daily_amount, net_daily_income=net_daily_income, on=day
    )
    return {"free": steps[0].value, "reduced": reduced, "said": steps}


def side_hours(*, starts: int, ends: int, is_usual_working_day: bool) -> Plain:
    return {
        "may": side_activity.may_be_exercised_at(
            starts_hour=starts,
            ends_hour=ends,
            is_usual_working_day=is_usual_working_day,
            on=date(2025, 9, 1),
        )
    }


def side_exercised(*, started_on: date, unemployment: list[list[date]]) -> Plain:
    day, trace = side_activity.exercised_long_enough_on(
        started_on=started_on, unemployment=[Period(*ends) for ends in unemployment]
    )
    return {"since": day, "days": (day - started_on).days, "said": trace}


def weekly_hours(*, paid_hours: Any) -> Plain:
    return {"q": wages.mean_weekly_hours(paid_hours=Decimal(paid_hours), on=date(2025, 9, 1))}


def clock_hours(*, hours: int, minutes: int) -> Plain:
    return {"hours": rounding.hours_of(hours=hours, minutes=minutes)}


def statement(*, count: Any, daily_amount: Any, fund: Any, deduction: Any, **rest: Any) -> Plain:
    gross = rounding.to_cents(Decimal(count) * Decimal(daily_amount))
    rates = withholding.withholding_rates(
        month=Month.parse(rest["month"]), paid_on=rest["paid_on"], scheme=Scheme.ORDINARY
    )
    tax = withholding.withheld(benefit=gross, supplement=Decimal(fund), rates=rates)
    return {"gross": gross, "tax": tax, "net": gross + Decimal(fund) - tax - Decimal(deduction)}


def half(*, daily_amount: Decimal, count: int) -> Plain:
    return {"half": daily.half_of(daily_amount), "gross": count * daily.half_of(daily_amount)}


def _as_json(given: Any) -> Any:
    """YAML knows days and decimals; the JSON of the terminal writes them as text."""
    if isinstance(given, Mapping):
        return {key: _as_json(value) for key, value in given.items()}
    if isinstance(given, Decimal | date):
        return str(given)
    return given


CALLS: Mapping[str, Callable[..., Plain]] = {
    "number": number,
    "daily_wage": daily_wage,
    "jobs": jobs,
    "limits": limits,
    "code": code,
    "bracket_at": bracket_at,
    "month": month,
    "supplement": supplement,
    "basic_supplement": basic,
    "crisis_supplement": crisis_supplement,
    "tax_rate": tax_rate,
    "interest_is_due": interest_is_due,
    "payable": payable,
    "difference": difference,
    "side_income": side_income,
    "side_hours": side_hours,
    "side_exercised": side_exercised,
    "weekly_hours": weekly_hours,
    "clock_hours": clock_hours,
    "half": half,
    "statement": statement,
}
