"""What is paid beside the benefit: the employer's two supplements, and those of two crises."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accalmie.facts.days import Month
from accalmie.facts.findings import Confidence, Fact, Finding, Step
from accalmie.law.benefits.daily import is_force_majeure
from accalmie.law.benefits.rounding import to_cents
from accalmie.law.loading import common_values
from accalmie.law.unusable import UnusableInput, require_number

_SOURCE = "LCT art. 51 § 8; Securex 2026; Easypay note 10786"
# One question under two numbers: it is asked of the amounts and of the employer's duties.
_NOT_PUBLISHED: Mapping[str | None, tuple[str, ...]] = {"B:R17": ("B:R17", "C:R17")}
_ZERO = Decimal(0)
_MOST_ALLOWANCES = Decimal("31")
_HIGHEST_WAGE = Decimal("9999999.99")


@dataclass(frozen=True, slots=True)
class Supplement:
    """A supplement for a month: None where a person must look."""

    amount: Decimal | None
    per_day: Decimal
    findings: tuple[Finding, ...]
    trace: tuple[Step, ...]


def legal_supplement(
    *,
    month: Month,
    code: str,
    monthly_wage: Decimal,
    days_before: int,
    days: int,
    allowances: Decimal,
    is_exempt_by_agreement: bool | None,
    allowances_after_waiting: Decimal | None = None,
) -> Supplement:
    """The employer's supplement since 2024, by wage limit and 27th day (LCT art. 51).

    Rests on the readings B:R16, B:R17 and C:R17.

    ``days_before`` are the earlier days of the calendar year with this employer, force majeure not
    counted; ``days`` those of this month. The threshold counts days, the amount multiplies the
    number of allowances. Where the 27th day falls inside the month, ``allowances_after_waiting``
    gives the allowances of the days from it on; without it a person must look.
    """
    _check(month, monthly_wage, days_before, days, allowances)
    values = common_values("supplements")
    on = month.first_day
    row = values.legal_supplement.on(on)
    limit = values.legal_supplement_wage_limit.on(on)
    waiting = values.legal_supplement_waiting_days.on(on)
    wage_step = Step(
        name="supplement_wage_limit",
        value=limit.value,
        unit="EUR",
        source=limit.source,
        confidence=limit.confidence,
        not_verified_since=limit.not_verified_since,
    )
    if is_force_majeure(code=code, on=on):
        return _none(row.value, "supplement_reason", {"code": code}, wage_step)
    if is_exempt_by_agreement:
        return _none(row.value, "supplement_agreement", {"is_exempt": True}, wage_step)
    counted: Decimal | None = allowances
    if monthly_wage > limit.value:
        waited = waiting.value
        if days_before + days <= waited:
            because: dict[str, Fact] = {"days": days_before + days, "waiting_days": waited}
            return _none(row.value, "supplement_waiting_days", because, wage_step)
        if days_before < waited:
            counted = allowances_after_waiting
    findings = _questions(is_exempt_by_agreement, counted, days_before, days)
    amount = None if counted is None else to_cents(counted * row.value)
    return Supplement(
        amount,
        row.value,
        findings,
        (
            wage_step,
            Step(
                name="legal_supplement",
                value=amount,
                unit="EUR",
                formula="" if counted is None else f"{counted} * {row.value}",
                source=row.source,
                confidence=row.confidence,
                readings=("B:R16", *_NOT_PUBLISHED.get(row.reading, ())),
                not_verified_since=row.not_verified_since,
            ),
        ),
    )


def basic_supplement(*, code: str, days: int, on: date) -> Supplement:
    """The least supplement of manual workers: economic causes, weather, accident (LCT art. 51 § 8).

    Owed by the employer, or by his fund where a binding agreement says so; agreements may give
    more. ``days`` are days of unemployment. Employees have that of their own agreement.
    """
    values = common_values("supplements")
    row, codes = values.basic_supplement.on(on), values.basic_supplement_codes.on(on)
    is_due = code in codes.value
    amount = to_cents(days * row.value) if is_due else _ZERO
    step = Step(
        name="basic_supplement",
        value=amount,
        unit="EUR",
        formula=f"{days} * {row.value}" if is_due else "",
        source=row.source,
        confidence=row.confidence,
    )
    return Supplement(amount, row.value, (), (step,))


def covid_supplement(*, allowances: Decimal, on: date) -> Supplement:
    """The ONEM's supplement per day of COVID force majeure, until 30.06.2022."""
    return _per_day("covid_supplement", allowances, on)


def energy_supplement(*, allowances: Decimal, on: date) -> Supplement:
    """The employer's supplement per day in the energy scheme, October 2022 to June 2023."""
    return _per_day("energy_supplement", allowances, on)


def _per_day(name: str, allowances: Decimal, on: date) -> Supplement:
    row = common_values("supplements")[name].on(on)
    per_day = row.value or _ZERO
    amount = to_cents(allowances * per_day)
    step = Step(
        name=name,
        value=amount,
        unit="EUR",
        formula=f"{allowances} * {per_day}",
        source=row.source,
        confidence=row.confidence,
    )
    return Supplement(amount, per_day, (), (step,))


def _none(per_day: Decimal, rule: str, because: Mapping[str, Fact], step: Step) -> Supplement:
    finding = Finding(
        rule=rule, met=False, because=because, source=_SOURCE, confidence=Confidence.MEDIUM
    )
    nothing = Step(
        name="legal_supplement",
        value=_ZERO,
        unit="EUR",
        source=_SOURCE,
        confidence=Confidence.MEDIUM,
        readings=("B:R16",),
    )
    return Supplement(_ZERO, per_day, (finding,), (step, nothing))


def _questions(
    is_exempt: bool | None, counted: Decimal | None, days_before: int, days: int
) -> tuple[Finding, ...]:
    found = []
    if is_exempt is None:
        found.append(
            Finding(
                rule="supplement_agreement",
                met=None,
                because={},
                source=_SOURCE,
                confidence=Confidence.MEDIUM,
            )
        )
    if counted is None:
        found.append(
            Finding(
                rule="supplement_waiting_days",
                met=None,
                because={"days_before": days_before, "days": days},
                source=_SOURCE,
                confidence=Confidence.MEDIUM,
                readings=("B:R16",),
            )
        )
    return tuple(found)


def _check(
    month: Month, monthly_wage: Decimal, days_before: int, days: int, allowances: Decimal
) -> None:
    require_number(
        field="monthly_wage",
        value=monthly_wage,
        lowest=_ZERO,
        highest=_HIGHEST_WAGE,
        source=_SOURCE,
    )
    require_number(
        field="allowances",
        value=allowances,
        lowest=_ZERO,
        highest=_MOST_ALLOWANCES,
        source=_SOURCE,
    )
    longest = {
        "days_before": (month.first_day - date(month.year, 1, 1)).days,
        "days": month.period.calendar_days,
    }
    for field, value in (("days_before", days_before), ("days", days)):
        if not 0 <= value <= longest[field]:
            raise UnusableInput(
                field=field, value=value, fault="out_of_range", lowest=0, highest=longest[field]
            )
