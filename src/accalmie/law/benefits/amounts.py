"""From the wage to the daily amount, (AR 25.11.1991 art. 111-118, 124, 131bis)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from accalmie.facts.findings import Confidence, Finding, Step
from accalmie.facts.payments import MonthInput, Scheme, Status
from accalmie.law.benefits import brackets, daily
from accalmie.law.benefits.rounding import to_cents
from accalmie.law.benefits.wages import DailyWage, WageBasis, average_daily_wage
from accalmie.law.loading import common_values
from accalmie.law.unusable import UnusableInput

T = TypeVar("T")

_WAGE = "AM 26.11.1991 art. 66, 67"
_LIMIT = "AR 25.11.1991 art. 111 3°"
_BRACKETS = "AM 26.11.1991 art. 69"
_SHARE = "AR 25.11.1991 art. 114 § 6"
_AGR = "AR 25.11.1991 art. 131bis § 2bis"


@dataclass(frozen=True, slots=True)
class Basis:
    """What the daily amount of a month rests on.

    ``base`` is the indexed calculation base, None where it is unknown or does not matter;
    ``fixed`` a daily amount that does not follow the wage (apprentices, AGR).
    """

    code: str | None
    base: Decimal | None
    fixed: Decimal | None
    findings: tuple[Finding, ...]
    trace: tuple[Step, ...]
    confidence: Confidence = Confidence.HIGH
    not_verified_since: date | None = None


@dataclass(frozen=True, slots=True)
class DailyAmount:
    """The daily amount of one rate, None where a person must look."""

    amount: Decimal | None
    rate: Decimal | None
    trace: tuple[Step, ...]
    confidence: Confidence
    not_verified_since: date | None


def first_covered_day() -> date:
    """The first day for which amounts are known."""
    return common_values("limits").index_multiplier.rows[0].first_day


def follows_wage(status: Status) -> bool:
    """Tell whether a status is paid by its wage rather than by a fixed amount."""
    return status not in (Status.APPRENTICE, Status.PART_TIME_RIGHTS_AGR)


def codes_by_rate(*, input: MonthInput) -> list[tuple[str, ...]]:
    """Day codes grouped by what is paid for them; general rate first (B:R4)."""
    on = input.month.first_day
    present = [code for code in daily.day_codes(on=on) if code in input.hours]
    codes = [code for code in present if input.hours[code]] or present[:1]
    if not follows_wage(input.status):
        return [tuple(codes)]
    groups: dict[tuple[Decimal, Decimal], list[str]] = {}
    for code in sorted(codes, key=lambda code: daily.is_force_majeure(code=code, on=on)):
        rate = daily.rate_row(code=code, scheme=input.scheme, on=on).value
        lowest = daily.floor(is_force_majeure=daily.is_force_majeure(code=code, on=on), on=on)
        groups.setdefault((rate, lowest.amount), []).append(code)
    return [tuple(group) for group in groups.values()]


def basis_of(*, input: MonthInput) -> Basis:
    """The base of a month's daily amount, by status (AR art. 111, 118, 124, 131bis)."""
    if input.status is Status.APPRENTICE:
        return _of_apprentice(input)
    if input.status is Status.PART_TIME_RIGHTS_AGR:
        return _of_agr(input)
    return _of_wage(input)


def daily_amount(*, basis: Basis, code: str, scheme: Scheme, on: date) -> DailyAmount:
    """Base × share of the wage, to the cent, not under the floor (AR 25.11.1991 art. 114, 115)."""
    if basis.fixed is not None:
        return DailyAmount(basis.fixed, None, (), basis.confidence, basis.not_verified_since)
    row = daily.rate_row(code=code, scheme=scheme, on=on)
    rate_step = Step(
        name="share_of_wage",
        value=row.value,
        unit="ratio",
        source=row.source,
        confidence=row.confidence,
    )
    if basis.base is None:
        return DailyAmount(None, row.value, (rate_step,), Confidence.LOW, None)
    share = to_cents(basis.base * row.value)
    lowest = daily.floor(is_force_majeure=daily.is_force_majeure(code=code, on=on), on=on)
    # Before July 2021 the floor is an upper bound; only capped wages are known then, far above it.
    amount = max(share, lowest.amount)
    confidence = min(row.confidence, basis.confidence)
    return DailyAmount(
        amount,
        row.value,
        (
            rate_step,
            Step(
                name="lowest_daily_amount",
                value=lowest.amount if lowest.is_known else None,
                unit="EUR",
                formula=f"{lowest.row.value} * {brackets.multiplier_row(on=on).value}"
                if lowest.is_known
                else "",
                source=lowest.row.source,
                confidence=lowest.row.confidence,
                not_verified_since=basis.not_verified_since,
            ),
            Step(
                name="daily_amount",
                value=amount,
                unit="EUR",
                formula=f"max({basis.base} * {row.value}, {lowest.amount})",
                source=_SHARE,
                confidence=confidence,
                not_verified_since=basis.not_verified_since,
            ),
        ),
        confidence,
        basis.not_verified_since,
    )


def _of_wage(input: MonthInput) -> Basis:
    on = input.month.first_day
    fixed_on = input.wage_fixed_on or on
    wage, wage_steps = _daily_wage(input, fixed_on)
    fixing = brackets.multiplier_row(on=fixed_on)
    limit = brackets.limit_c(on=fixed_on)
    limit_row = common_values("limits").limit_c_base.on(fixed_on)
    bracket = brackets.bracket_of(wage=wage.amount, fixed_on=fixed_on)
    steps = [
        *wage_steps,
        Step(
            name="limit_c",
            value=limit,
            unit="EUR",
            formula=f"{limit_row.value} * {fixing.value}",
            source=_LIMIT,
            confidence=min(limit_row.confidence, fixing.confidence),
            not_verified_since=fixing.not_verified_since,
        ),
    ]
    if bracket is None:
        return _without_bracket(wage.amount, limit, fixed_on, tuple(steps))
    current = brackets.multiplier_row(on=on)
    at_pivot = brackets.base_at_pivot(code=bracket.code, fixed_on=fixed_on)
    base = brackets.indexed_base(code=bracket.code, fixed_on=fixed_on, on=on)
    confidence = min(current.confidence, fixing.confidence)
    not_verified = current.not_verified_since or fixing.not_verified_since
    steps += (
        Step(
            name="wage_code",
            value=bracket.code,
            unit="code",
            formula=f"min({wage.amount}, {limit}) >= {bracket.lower}",
            source=_BRACKETS,
            confidence=fixing.confidence,
            readings=("B:R1", "B:R2", "B:R13"),
            not_verified_since=fixing.not_verified_since,
        ),
        Step(
            name="calculation_base",
            value=base,
            unit="EUR",
            formula=f"{at_pivot} * {current.value}",
            source=_BRACKETS,
            confidence=confidence,
            readings=("B:R1", "B:R20"),
            not_verified_since=not_verified,
        ),
    )
    return Basis(
        str(bracket.code),
        base,
        None,
        _raised_limit(fixed_on, on),
        tuple(steps),
        confidence,
        not_verified,
    )


def _daily_wage(input: MonthInput, fixed_on: date) -> tuple[DailyWage, tuple[Step, ...]]:
    """The wage that counts: present wage, or the better one kept by a part-timer with rights."""
    wage = _required(input.wage, "wage", _WAGE)
    basis = WageBasis.OWN_HOURS
    if input.status is Status.VOLUNTARY_PART_TIME:
        basis = WageBasis.THEORETICAL_FULL_TIME
    present = average_daily_wage(wage=wage, q=input.q, s=input.s, basis=basis, on=fixed_on)
    step = _wage_step("average_daily_wage", present, ())
    if input.status is not Status.PART_TIME_RIGHTS:
        return present, (step,)
    reference = average_daily_wage(
        wage=_required(input.reference_wage, "reference_wage", "AM 26.11.1991 art. 66 al. 2 3°"),
        q=input.q,
        s=input.s,
        basis=WageBasis.REFERENCE_HOURS,
        on=fixed_on,
        field="reference_wage",
    )
    best = max(present, reference, key=lambda found: found.amount)
    return best, (
        step,
        _wage_step("reference_daily_wage", reference, ("B:R7",)),
        Step(
            name="wage_considered",
            value=best.amount,
            unit="EUR",
            formula=f"max({present.amount}, {reference.amount})",
            source="AR 25.11.1991 art. 106, comment 2; AM 26.11.1991 art. 66 al. 2",
            readings=("B:R7",),
        ),
    )


def _wage_step(name: str, wage: DailyWage, readings: tuple[str, ...]) -> Step:
    return Step(
        name=name,
        value=wage.amount,
        unit="EUR",
        formula=wage.formula,
        source=_WAGE,
        readings=readings,
    )


def _without_bracket(
    wage: Decimal, limit: Decimal, fixed_on: date, steps: tuple[Step, ...]
) -> Basis:
    """A wage under limit C whose bracket was not seen (B:R13), or that lies under all brackets."""
    if brackets.are_brackets_known(on=fixed_on):
        raise UnusableInput(
            field="wage",
            value=wage,
            fault="under_lowest_bracket",
            lowest=brackets.lowest_limit(on=fixed_on),
            source=_BRACKETS,
        )
    finding = Finding(
        rule="wage_bracket",
        met=None,
        because={"wage": wage, "limit_c": limit, "fixed_on": fixed_on},
        source=_BRACKETS,
        confidence=Confidence.LOW,
        readings=("B:R13",),
    )
    step = Step(
        name="wage_code",
        value=None,
        unit="code",
        source=_BRACKETS,
        confidence=Confidence.LOW,
        readings=("B:R13",),
    )
    return Basis(None, None, None, (finding,), (*steps, step), Confidence.LOW)


def _raised_limit(fixed_on: date, on: date) -> tuple[Finding, ...]:
    """A capped code kept from before a raise of limit C: the text does not say what follows."""
    values = common_values("limits").limit_c_base
    before, now = values.on(fixed_on), values.on(on)
    if before.value == now.value or brackets.are_brackets_known(on=fixed_on):
        return ()
    return (
        Finding(
            rule="kept_code_and_raised_limit",
            met=None,
            because={"fixed_on": fixed_on, "raised_on": now.first_day},
            source=_LIMIT,
            confidence=Confidence.LOW,
            readings=("B:R1", "B:R13"),
        ),
    )


def _of_apprentice(input: MonthInput) -> Basis:
    on = input.month.first_day
    code = _required(input.apprentice_code, "apprentice_code", "AR 25.11.1991 art. 124")
    row = daily.apprentice_row(on=on)
    amount = daily.apprentice_daily_amount(code=code, on=on)
    step = Step(
        name="daily_amount",
        value=amount,
        unit="EUR",
        source=row.source,
        confidence=row.confidence,
        not_verified_since=row.not_verified_since,
    )
    return Basis(code, None, amount, (), (step,), row.confidence, row.not_verified_since)


def _of_agr(input: MonthInput) -> Basis:
    on = input.month.first_day
    reference = _required(input.agr_reference_allowance, "agr_reference_allowance", _AGR)
    days = Decimal(common_values("allowance_rates").days_per_month.on(on).value)
    amount = to_cents(reference / days)
    step = Step(
        name="daily_amount",
        value=amount,
        unit="EUR",
        formula=f"{reference} / {days}",
        source=_AGR,
        readings=("B:R7",),
    )
    findings: tuple[Finding, ...] = ()
    if "5.5" in input.hours:
        findings = (
            Finding(
                rule="agr_and_medical_force_majeure",
                met=None,
                because={},
                source="AR 25.11.1991 art. 107, comment",
                confidence=Confidence.MEDIUM,
            ),
        )
    return Basis(None, None, amount, findings, (step,))


def _required(value: T | None, field: str, source: str) -> T:
    if value is None:
        raise UnusableInput(field=field, value="", fault="missing", source=source)
    return value
