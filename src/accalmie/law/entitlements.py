"""The right that follows from a claim and its scenario 2: from which day, at which daily amount.

What the declaration and the papers settle is settled; what they leave open (the capacity of a
part-timer, an activity, the authorisation of a strike) goes to a person (AR 25.11.1991 art. 44,
64, 73, 95, 99, 118, 133 and 147).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from accalmie.facts.claim_forms import ClaimFile, Income
from accalmie.facts.claims import ClaimEvent, Form, Track
from accalmie.facts.days import Month
from accalmie.facts.declarations import ConstatDeclaration, Occupation
from accalmie.facts.entitlements import Basis, EntitlementAnswer
from accalmie.facts.findings import Confidence, Fact, Finding, Outcome, Step, outcome_of
from accalmie.facts.payments import MonthInput, Status
from accalmie.law import VERSION
from accalmie.law.benefits.daily import day_codes, is_force_majeure
from accalmie.law.benefits.month import compute
from accalmie.law.claims.ages import within_age_limit
from accalmie.law.claims.deadlines import introduced_in_time, right_runs_from
from accalmie.law.dated import NotInForceError
from accalmie.law.kinds import kind_of
from accalmie.law.strikes import StrikeOfClaim, strike_authorised
from accalmie.law.unusable import UnusableInput

_ZERO = Decimal(0)
_EFFECT_ONLY = "introduced_in_time"  # a late claim is not refused: its right begins later
_OF_HOURS = (
    "hours_of_unemployment",
    "number_of_allowances",
    "half_allowance",
    "gross",
    "withholding_rate",
    "withholding",
    "net",
)
_OF_PAYMENT = ("withholding_rate",)
_FIRST_DAY_STEP = "right_runs_from"
_UPWARD_ONLY = (ClaimEvent.ANNUAL_REVISION,)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimToDecide:
    """A claim as the office has it.

    ``complete_on`` is the day on which the last paper reached the office, ``until`` the time limit,
    ``forms`` the papers that the event asks for. ``previous`` is the basis of the worker's right so
    far with this employer. ``strike`` is what is known of the strike behind it, if there is one.
    """

    event: ClaimEvent
    kind: str
    first_day: date
    claimed_from: date
    complete_on: date
    until: date | None
    forms: tuple[Form, ...]
    file: ClaimFile
    constat: ConstatDeclaration | None = None
    birth_date: date | None = None
    previous: Basis | None = None
    strike: StrikeOfClaim | None = None


def entitlement_of(*, claim: ClaimToDecide) -> EntitlementAnswer:
    """What the law says of a claim (AR 25.11.1991 art. 118, 133, 147; AM 26.11.1991 art. 87, 95).

    Raises ``UnknownKind``.
    """
    start, steps = _start(claim)
    findings = [papers_complete(claim=claim), capacity_known(claim=claim), *_circumstances(claim)]
    if claim.until is not None:
        findings.append(introduced_in_time(deadline=claim.until, received_on=claim.complete_on))
    basis = basis_of(claim=claim)
    result = None if basis is None else amounts_of(basis=basis, on=start)
    if isinstance(result, Finding):
        findings.append(result)
        result = None
    if result is not None:
        basis, result, kept = _not_lower(claim, start, basis, result)
        findings += [*kept, *result.findings]
        steps = (*steps, *result.trace)
    return EntitlementAnswer(
        outcome=outcome_of(tuple(f for f in findings if f.rule != _EFFECT_ONLY)),
        findings=tuple(findings),
        law_version=VERSION,
        first_day=start,
        basis=basis,
        code=result.code if result else None,
        daily_amount=result.daily_amount if result else None,
        daily_amount_force_majeure=result.daily_amount_force_majeure if result else None,
        trace=steps,
    )


def papers_complete(*, claim: ClaimToDecide) -> Finding:
    """Every paper that the event asks for is there (AM 26.11.1991 art. 87 3° and 93)."""
    missing = [form.value for form in claim.forms if not _is_there(form, claim)]
    # A paper that is not there is asked for (C51); nobody is refused for it at once.
    return _finding(
        "papers_complete",
        None if missing else True,
        {"missing": ", ".join(missing)},
        "AM 26.11.1991 art. 87 3° and 93",
    )


def capacity_known(*, claim: ClaimToDecide) -> Finding:
    """Full-timer, apprentice, or the capacity decided before (AR 25.11.1991 art. 99 1° and 2°).

    A declaration does not tell a voluntary part-timer from one who kept his rights.
    """
    basis = basis_of(claim=claim)
    occupation = claim.constat.occupation if claim.constat else None
    because: dict[str, Fact] = {}
    if occupation is not None:
        because = {"q": occupation.q, "s": occupation.s}
    return _finding(
        "capacity_known", None if basis is None else True, because, "AR 25.11.1991 art. 99"
    )


def basis_of(*, claim: ClaimToDecide) -> Basis | None:
    """What the right rests on; None where a person must tell the capacity (AR art. 99, 118)."""
    constat, previous = claim.constat, claim.previous
    if claim.event is ClaimEvent.CHANGED_SITUATION:
        return previous  # a change of the person leaves wage and hours as they were decided
    if constat is None or constat.occupation is None or constat.wage is None:
        needs_wage = Form.SCENARIO_2 in claim.forms
        return None if needs_wage else previous
    occupation = constat.occupation
    status = _status(occupation, previous)
    if status is None:
        return None
    return Basis(
        status=status,
        q=occupation.q,
        s=occupation.s,
        wage=constat.wage,
        wage_fixed_on=claim.first_day,
        reference_wage=previous.reference_wage if previous else None,
        agr_reference_allowance=previous.agr_reference_allowance if previous else None,
        apprentice_code=previous.apprentice_code if previous else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """The wage code of a basis on a day and its daily amounts, with the trace."""

    code: str | None
    daily_amount: Decimal | None
    daily_amount_force_majeure: Decimal | None
    findings: tuple[Finding, ...]
    trace: tuple[Step, ...]


def amounts_of(*, basis: Basis, on: date) -> Amounts | Finding:
    """The daily amounts of a basis on a day, or what a person must look at (AR art. 111 to 118)."""
    month = Month.of(on)
    try:
        # A week of unemployment, of which only the daily amount is looked at.
        one, other = (
            compute(input=month_input(basis=basis, month=month, hours={code: basis.q}))
            for code in _general_and_force_majeure(month.first_day)
        )
    except UnusableInput as error:
        return month_usable(error=error)
    except NotInForceError as error:
        before = UnusableInput(
            field="month",
            value=month,
            fault="before_coverage",
            first_day=error.first_covered_day,
            source="AR 25.11.1991 art. 111",
        )
        return month_usable(error=before)
    return Amounts(
        code=one.code,
        daily_amount=one.daily_amount,
        daily_amount_force_majeure=other.daily_amount,
        findings=tuple(f for f in one.findings if f.rule not in _OF_PAYMENT),
        trace=tuple(step for step in one.trace if step.name not in _OF_HOURS),
    )


def _general_and_force_majeure(on: date) -> tuple[str, str]:
    """A day code of each of the two rates."""
    codes = day_codes(on=on)
    general = next(code for code in codes if not is_force_majeure(code=code, on=on))
    return general, next(code for code in codes if is_force_majeure(code=code, on=on))


def month_usable(*, error: UnusableInput) -> Finding:
    """What no rule can compute with is looked at by a person, never guessed (AR art. 99, 111)."""
    source = error.source or "AR 25.11.1991 art. 99 and 111"
    return _finding("month_usable", None, {"field": error.field}, source)


def month_input(*, basis: Basis, month: Month, hours: Mapping[str, Decimal]) -> MonthInput:
    """A month with nothing but the basis of the right and hours; paid after the month."""
    fixed_on = basis.wage_fixed_on
    return MonthInput(
        month=month,
        status=basis.status,
        q=basis.q,
        s=basis.s,
        hours=hours,
        paid_on=month.plus(1).first_day,
        wage=basis.wage,
        wage_fixed_on=None if fixed_on is None else min(fixed_on, month.last_day),
        reference_wage=basis.reference_wage,
        agr_reference_allowance=basis.agr_reference_allowance,
        apprentice_code=basis.apprentice_code,
    )


def _start(claim: ClaimToDecide) -> tuple[date, tuple[Step, ...]]:
    asked = max(claim.first_day, claim.claimed_from)
    if claim.until is None:
        step = Step(name=_FIRST_DAY_STEP, value=asked, source="AR 25.11.1991 art. 147")
        return asked, (step,)
    return right_runs_from(first_day=asked, deadline=claim.until, complete_on=claim.complete_on)


def _circumstances(claim: ClaimToDecide) -> list[Finding]:
    """What the papers declare and the law looks at: age, activities, incomes, strike."""
    c1 = claim.file.c1
    activities = ", ".join(c1.activities) if c1 else ""
    incomes = tuple(income for income in c1.incomes) if c1 else ()
    found = [
        _finding(
            "no_activity_to_examine",
            None if activities else True,
            {"activities": activities},
            "AR 25.11.1991 art. 44, 45 and 48",
        ),
        _finding(
            "no_income_to_examine",
            None if incomes else True,
            {"incomes": ", ".join(incomes)},
            "AR 25.11.1991 art. 60, 61 and 65",
        ),
    ]
    if claim.event is ClaimEvent.CHANGED_SITUATION:
        return found  # age and strike were looked at with the claim
    if claim.birth_date is not None:
        has_pension = None if c1 is None else Income.PENSION in incomes
        found.append(
            within_age_limit(
                birth_date=claim.birth_date,
                day=claim.first_day,
                kind=claim.kind,
                has_pension=has_pension,
            )
        )
    if Track(kind_of(claim.kind).claim_track) is Track.STRIKE:
        found.append(strike_authorised(strike=claim.strike))
    return found


def _not_lower(
    claim: ClaimToDecide, start: date, basis: Basis | None, result: Amounts
) -> tuple[Basis | None, Amounts, list[Finding]]:
    """The yearly revision only raises: a lower wage leaves the earlier basis (AR art. 118, 133)."""
    if claim.event not in _UPWARD_ONLY or claim.previous is None:
        return basis, result, []
    before = amounts_of(basis=claim.previous, on=start)
    if isinstance(before, Finding):
        return basis, result, [before]
    new, old = result.daily_amount, before.daily_amount
    is_higher = new is not None and old is not None and new > old
    finding = Finding(
        rule="revision_raises",
        met=True,
        because={"new": new, "before": old, "is_taken": is_higher},
        source="AR 25.11.1991 art. 133 § 1 4° d)",
        confidence=Confidence.MEDIUM,
    )
    if is_higher:
        return basis, result, [finding]
    return claim.previous, before, [finding]


def _status(occupation: Occupation, previous: Basis | None) -> Status | None:
    if occupation.is_apprentice:
        is_known = previous is not None and previous.status is Status.APPRENTICE
        return Status.APPRENTICE if is_known else None
    if occupation.q == occupation.s:
        return Status.FULL_TIME
    if previous is not None and (previous.q, previous.s) == (occupation.q, occupation.s):
        return previous.status
    return None


def _is_there(form: Form, claim: ClaimToDecide) -> bool:
    file = claim.file
    match form:
        case Form.C32_WORKER:
            return file.c32 is not None and file.c32.is_sincere
        case Form.C1:
            return file.c1 is not None and file.c1.is_sincere
        case Form.SCENARIO_2:
            return claim.constat is not None
        case _:
            return form.value in file.other_forms


def _finding(rule: str, met: bool | None, because: Mapping[str, Fact], source: str) -> Finding:
    return Finding(rule=rule, met=met, because=because, source=source, confidence=Confidence.HIGH)


def is_settled(answer: EntitlementAnswer) -> bool:
    """Tell whether the law settles all: the right can be given without a person."""
    return answer.outcome is Outcome.IN_ORDER and answer.basis is not None


def with_basis(answer: EntitlementAnswer, *, basis: Basis) -> EntitlementAnswer:
    """The answer on the basis that an officer told; its steps take the place of those before."""
    start = answer.first_day
    assert start is not None, "every answer about a claim has a first day"
    result = amounts_of(basis=basis, on=start)
    kept = tuple(step for step in answer.trace if step.name == _FIRST_DAY_STEP)
    if isinstance(result, Finding):
        return replace(
            answer,
            basis=basis,
            findings=(*answer.findings, result),
            code=None,
            daily_amount=None,
            daily_amount_force_majeure=None,
            trace=kept,
        )
    return replace(
        answer,
        basis=basis,
        code=result.code,
        daily_amount=result.daily_amount,
        daily_amount_force_majeure=result.daily_amount_force_majeure,
        trace=(*kept, *result.trace),
    )
