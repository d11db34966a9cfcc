"""What was decided before is carried over: into the new right, and into every month computed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from accalmie.facts.days import Month
from accalmie.facts.entitlements import Basis
from accalmie.facts.payments import Status, TimeUnit, Wage
from accalmie.law.entitlements import basis_of, entitlement_of, month_input, with_basis
from tests.law.test_entitlements import BASIS, CLAIM, FIRST_DAY, OCCUPATION

REFERENCE = Wage(amount=Decimal("2400.00"), unit=TimeUnit.MONTH)
KEPT = (
    replace(BASIS, status=Status.PART_TIME_RIGHTS, q=Decimal(19), reference_wage=REFERENCE),
    replace(
        BASIS,
        status=Status.PART_TIME_RIGHTS_AGR,
        q=Decimal(19),
        reference_wage=REFERENCE,
        agr_reference_allowance=Decimal("1500.00"),
    ),
    replace(BASIS, status=Status.APPRENTICE, apprentice_code="TA"),
)


def kept_by(basis: Basis) -> tuple[Wage | None, Decimal | None, str | None]:
    return basis.reference_wage, basis.agr_reference_allowance, basis.apprentice_code


@pytest.mark.parametrize("previous", KEPT, ids=lambda basis: basis.status)
def test_a_new_right_keeps_what_only_the_earlier_one_knew(previous: Basis) -> None:
    assert CLAIM.constat is not None
    is_apprentice = previous.status is Status.APPRENTICE
    occupation = replace(OCCUPATION, q=previous.q, is_apprentice=is_apprentice)
    found = basis_of(
        claim=replace(
            CLAIM, previous=previous, constat=replace(CLAIM.constat, occupation=occupation)
        )
    )
    assert found is not None
    assert (found.status, found.q, found.wage_fixed_on) == (previous.status, previous.q, FIRST_DAY)
    assert kept_by(found) == kept_by(previous)


def test_without_an_earlier_right_nothing_is_made_up() -> None:
    found = basis_of(claim=CLAIM)
    assert found is not None
    assert kept_by(found) == (None, None, None)


@pytest.mark.parametrize("missing", ["occupation", "wage"])
def test_a_declaration_without_wage_or_occupation_decides_nothing(missing: str) -> None:
    assert CLAIM.constat is not None
    constat = replace(CLAIM.constat, **{missing: None})  # type: ignore[arg-type]
    assert basis_of(claim=replace(CLAIM, constat=constat)) is None


@pytest.mark.parametrize("basis", KEPT, ids=lambda basis: basis.status)
def test_a_month_is_computed_with_the_whole_right(basis: Basis) -> None:
    hours = {"5.1": Decimal(38)}
    found = month_input(basis=basis, month=Month(2026, 10), hours=hours)
    assert (found.reference_wage, found.agr_reference_allowance, found.apprentice_code) == (
        kept_by(basis)
    )
    assert (found.status, found.q, found.s, found.wage) == (
        basis.status,
        basis.q,
        basis.s,
        basis.wage,
    )
    assert (found.hours, found.paid_on, found.wage_fixed_on) == (
        hours,
        date(2026, 11, 1),
        FIRST_DAY,
    )


def test_a_basis_told_by_an_officer_begins_a_new_trace() -> None:
    found = entitlement_of(claim=CLAIM)
    again = with_basis(found, basis=BASIS)
    names = [step.name for step in again.trace]
    assert names == [step.name for step in found.trace]
    assert len(names) == len(set(names))
