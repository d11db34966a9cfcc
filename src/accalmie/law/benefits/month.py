"""A worker's month: from hours lost and a wage to allowances, gross, withholding and net.

``compute`` follows AR 25.11.1991 art. 99-118 step by step; each step says its formula, article
and readings. What the sources leave open is None with a finding that a person must look at.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accalmie.facts.findings import Confidence, Fact, Finding, Step
from accalmie.facts.payments import MonthInput, MonthResult, RateGroup, Scheme, Status, Unit
from accalmie.law.benefits import amounts, supplements, units, withholding
from accalmie.law.benefits.checks import check
from accalmie.law.benefits.daily import half_of
from accalmie.law.benefits.rounding import plain, to_cents

_ZERO = Decimal(0)
_PREFIXES: Mapping[Status, str | None] = {
    Status.FULL_TIME: "02",
    Status.PART_TIME_RIGHTS: "06",
    Status.PART_TIME_RIGHTS_AGR: None,  # 05 or 57: the code of the full unemployment, unknown here
    Status.VOLUNTARY_PART_TIME: "04",
    Status.APPRENTICE: "02",
}


def compute(*, input: MonthInput) -> MonthResult:
    """Compute a month (AR 25.11.1991 art. 99-118).

    Raises ``UnusableInput`` where a field is missing or impossible, and for a month before the
    first one covered.
    """
    check(input=input)
    on = input.month.first_day
    steps: list[Step] = []
    findings: list[Finding] = []
    counted = _counted(input, steps, findings)
    basis = amounts.basis_of(input=input)
    steps += basis.trace
    findings += basis.findings
    groups = []
    for codes, number in counted:
        daily = amounts.daily_amount(basis=basis, code=codes[0], scheme=input.scheme, on=on)
        steps += daily.trace
        groups.append(_group(input, codes, number, daily, steps))
    return _settle(input, basis.code, tuple(groups), steps, findings)


@dataclass(frozen=True, slots=True)
class _Counted:
    hours: Decimal
    allowances: Decimal


def _counted(
    input: MonthInput, steps: list[Step], findings: list[Finding]
) -> list[tuple[tuple[str, ...], _Counted]]:
    """Allowances of each group of codes paid at the same rate (AR art. 106-109; B:R4, B:R5)."""
    unit = units.unit_of(input.status)
    grouped = amounts.codes_by_rate(input=input)
    readings = ("B:R5", "B:R4") if len(grouped) > 1 else ("B:R5",)
    remaining = Decimal(input.units_to_subtract)
    counted = []
    for codes in grouped:
        hours = sum((input.hours[code] for code in codes), _ZERO)
        number = units.number_of_allowances(
            hours=hours,
            status=input.status,
            q=input.q,
            s=input.s,
            has_partial_resumption=input.has_partial_resumption,
            on=input.month.first_day,
        )
        left = max(_ZERO, number.rounded - remaining)
        taken = number.rounded - left
        remaining -= taken
        steps += (
            Step(
                name="hours_of_unemployment",
                value=hours,
                unit="hours",
                formula=" + ".join(str(input.hours[code]) for code in codes),
                source="AR 25.11.1991 art. 99 3°",
            ),
            Step(
                name="number_of_allowances",
                value=number.rounded,
                unit=unit,
                formula=number.formula,
                source=number.source,
                readings=readings,
            ),
        )
        if taken:
            steps.append(
                Step(
                    name="allowances_after_subtraction",
                    value=plain(left),
                    unit=unit,
                    formula=f"{number.rounded} - {plain(taken)}",
                    source="AR 25.11.1991 art. 109",
                    readings=("B:R5",),
                )
            )
        counted.append((codes, _Counted(hours, plain(left))))
    if len(grouped) > 1 and input.units_to_subtract:
        findings.append(
            _open(
                "subtraction_per_rate",
                {"units": input.units_to_subtract},
                "AR 25.11.1991 art. 109",
                "B:R4",
            )
        )
    return counted


def _group(
    input: MonthInput,
    codes: tuple[str, ...],
    number: _Counted,
    daily: amounts.DailyAmount,
    steps: list[Step],
) -> RateGroup:
    unit = units.unit_of(input.status)
    unit_amount = daily.amount
    if daily.amount is not None and unit is Unit.HALF_ALLOWANCES:
        unit_amount = half_of(daily.amount)
        steps.append(
            Step(
                name="half_allowance",
                value=unit_amount,
                unit="EUR",
                formula=f"{daily.amount} / 2",
                source="AR 25.11.1991 art. 113 § 2",
                readings=("B:R3",),
                not_verified_since=daily.not_verified_since,
            )
        )
    gross = None if unit_amount is None else to_cents(number.allowances * unit_amount)
    if not number.allowances:
        gross = to_cents(_ZERO)
    steps.append(
        Step(
            name="gross",
            value=gross,
            unit="EUR",
            formula=f"{number.allowances} * {unit_amount}" if unit_amount is not None else "",
            source="AR 25.11.1991 art. 106-108",
            confidence=daily.confidence,
            not_verified_since=daily.not_verified_since,
        )
    )
    return RateGroup(
        codes=codes,
        rate=daily.rate,
        hours=number.hours,
        allowances=number.allowances,
        daily_amount=daily.amount,
        unit_amount=unit_amount,
        gross=gross,
    )


def _settle(
    input: MonthInput,
    code: str | None,
    groups: tuple[RateGroup, ...],
    steps: list[Step],
    findings: list[Finding],
) -> MonthResult:
    """Gross, supplement of the ONEM, withholding and net of the whole month."""
    gross = _total(tuple(group.gross for group in groups))
    supplement = _covid_supplement(input, groups, steps, findings)
    rates = withholding.withholding_rates(
        month=input.month, paid_on=input.paid_on, scheme=input.scheme
    )
    if rates.is_sure is None:
        findings.append(
            _open(
                "withholding_rate",
                {
                    "rate": rates.benefit.value,
                    "month": input.month,
                    "paid_on": input.paid_on,
                },
                rates.benefit.source,
                "B:R9",
            )
        )
    benefit = None if gross is None or supplement is None else gross + supplement
    tax: Decimal | None = None
    net: Decimal | None = None
    formula = ""
    if benefit is not None:
        tax = withholding.withheld(benefit=benefit, supplement=input.fund_supplement, rates=rates)
        formula = _tax_formula(benefit, input.fund_supplement, rates)
        net = to_cents(benefit + input.fund_supplement - tax - input.deduction)
    steps += (
        Step(
            name="withholding_rate",
            value=rates.benefit.value,
            unit="ratio",
            source=rates.benefit.source,
            confidence=rates.benefit.confidence,
            readings=rates.readings,
        ),
        Step(
            name="withholding",
            value=tax,
            unit="EUR",
            formula=formula,
            source=rates.benefit.source,
            confidence=rates.benefit.confidence,
            readings=("B:R10",) if input.fund_supplement else (),
        ),
        Step(
            name="net",
            value=net,
            unit="EUR",
            formula=""
            if benefit is None
            else f"{benefit} + {input.fund_supplement} - {tax} - {input.deduction}",
            source="AR 25.11.1991 art. 162",
        ),
    )
    doubtful = [step.not_verified_since for step in steps if step.not_verified_since]
    amounts_a_day = {group.daily_amount for group in groups}
    return MonthResult(
        month=input.month,
        status=input.status,
        prefix=_PREFIXES[input.status],
        code=code,
        unit=units.unit_of(input.status),
        allowances=plain(sum((group.allowances for group in groups), _ZERO)),
        daily_amount=amounts_a_day.pop() if len(amounts_a_day) == 1 else None,
        groups=groups,
        gross=gross,
        onem_supplement=supplement,
        fund_supplement=to_cents(input.fund_supplement),
        withholding=tax,
        deduction=to_cents(input.deduction),
        net=net,
        findings=tuple(findings),
        trace=tuple(steps),
        not_verified_since=min(doubtful) if doubtful else None,
    )


def _covid_supplement(
    input: MonthInput,
    groups: tuple[RateGroup, ...],
    steps: list[Step],
    findings: list[Finding],
) -> Decimal | None:
    if input.scheme is not Scheme.COVID:
        return to_cents(_ZERO)
    codes = {code for group in groups for code in group.codes}
    is_only_force_majeure = codes == {"5.4"}
    if not is_only_force_majeure or units.unit_of(input.status) is Unit.HALF_ALLOWANCES:
        because: dict[str, Fact] = {"codes": ", ".join(sorted(codes))}
        findings.append(_open("covid_supplement", because, "COVID measures"))
        return None
    total = sum((group.allowances for group in groups), _ZERO)
    found = supplements.covid_supplement(allowances=total, on=input.month.first_day)
    steps += found.trace
    return found.amount


def _total(parts: tuple[Decimal | None, ...]) -> Decimal | None:
    known = [part for part in parts if part is not None]
    return sum(known, _ZERO) if len(known) == len(parts) else None


def _tax_formula(benefit: Decimal, supplement: Decimal, rates: withholding.Rates) -> str:
    on_benefit, on_supplement = rates.benefit.value, rates.supplement.value
    if on_benefit == on_supplement:
        return (
            f"({benefit} + {supplement}) * {on_benefit}"
            if supplement
            else (f"{benefit} * {on_benefit}")
        )
    return f"cents({benefit} * {on_benefit}) + cents({supplement} * {on_supplement})"


def _open(rule: str, because: Mapping[str, Fact], source: str, *readings: str) -> Finding:
    return Finding(
        rule=rule,
        met=None,
        because=because,
        source=source,
        confidence=Confidence.LOW,
        readings=readings,
    )


def first_covered_day() -> date:
    """The first day for which amounts are known."""
    return amounts.first_covered_day()
