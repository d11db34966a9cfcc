"""The national agreements on the suspension of employees, as they follow each other (N0725)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from accalmie.facts.days import Period
from accalmie.law.kinds import kind_of


@dataclass(frozen=True, slots=True, kw_only=True)
class NationalAgreement:
    """An agreement of the National Labour Council, both days included."""

    number: str
    valid: Period


def national_agreements() -> tuple[NationalAgreement, ...]:
    """The chain of the agreements, oldest first (ONEM news of 03.07.2025)."""
    rows = kind_of("economic_employee").values["national_agreement"].rows
    return tuple(
        NationalAgreement(
            number=str(row.value),
            valid=Period(row.first_day, following.first_day - timedelta(days=1)),
        )
        for row, following in pairwise(rows)
        if row.value is not None
    )


def national_agreement_on(*, day: date) -> NationalAgreement | None:
    """The agreement in force on a day; None where there is none."""
    for agreement in national_agreements():
        if day in agreement.valid:
            return agreement
    return None
