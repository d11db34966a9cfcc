"""The worker's right: what every month is computed with, and what the law says of a claim."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accalmie.facts.findings import Finding, Outcome, Step
from accalmie.facts.payments import Status, Wage


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What a right rests on: capacity, weekly hours, wage and the day on which it was fixed.

    ``q`` and ``s`` are mean weekly hours. ``wage_fixed_on`` is the day that fixes the wage code.
    """

    status: Status
    q: Decimal
    s: Decimal
    wage: Wage | None = None
    wage_fixed_on: date | None = None
    reference_wage: Wage | None = None
    agr_reference_allowance: Decimal | None = None
    apprentice_code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntitlementAnswer:
    """What the law says of a claim: whether all is settled, from which day, at which amount.

    ``daily_amount`` is that of the general rate, ``daily_amount_force_majeure`` that of force
    majeure, both in euro at the index of ``first_day``; None where a person must look.
    """

    outcome: Outcome
    findings: tuple[Finding, ...]
    law_version: str
    first_day: date | None = None
    basis: Basis | None = None
    code: str | None = None
    daily_amount: Decimal | None = None
    daily_amount_force_majeure: Decimal | None = None
    trace: tuple[Step, ...] = ()
