"""Whether one computation on one right suffices for a month, or a person must look.

A month is computed on the basis of the right that governs it. Other weekly hours, another right
within the month, a scenario 2 changed since, or money of another organisation are told here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from accalmie.facts.days import Month
from accalmie.facts.declarations import Occupation
from accalmie.facts.entitlements import Basis
from accalmie.facts.findings import Confidence, Fact, Finding


def weekly_hours_as_decided(*, declared: Occupation, basis: Basis) -> Finding:
    """Q and S declared are those of the right; else a new claim is due (AR art. 133 § 1 4° b)."""
    is_same = (declared.q, declared.s) == (basis.q, basis.s)
    return _look(
        "weekly_hours_as_decided",
        True if is_same else None,
        {
            "declared_q": declared.q,
            "declared_s": declared.s,
            "q": basis.q,
            "s": basis.s,
        },
        "AR 25.11.1991 art. 133 § 1 4° b)",
    )


def together(*, occupations: tuple[Occupation, ...]) -> tuple[Occupation, ...]:
    """Occupations held side by side count as one with the sum of their Q (AR art. 106, comment 2).

    Those that follow each other, or name another S, stay apart.
    """
    found: list[Occupation] = []
    for one in sorted(occupations, key=lambda occupation: occupation.first_day):
        beside = found and found[-1].s == one.s and _is_beside(found[-1], one)
        if beside:
            found[-1] = replace(found[-1], q=found[-1].q + one.q)
        else:
            found.append(one)
    return tuple(found)


def _is_beside(one: Occupation, other: Occupation) -> bool:
    """Whether one begins before the other has ended."""
    return one.last_day is None or other.first_day <= one.last_day


def scenario_2_as_decided(*, decided_on: date) -> Finding:
    """A scenario 2 that was changed after the decision is looked at (AR 25.11.1991 art. 118)."""
    return _look(
        "scenario_2_as_decided", None, {"decided_on": decided_on}, "AR 25.11.1991 art. 111 and 118"
    )


def one_right_in_month(*, month: Month, changes_on: date) -> Finding:
    """Days before and after a new right in one month are looked at (AR 25.11.1991 art. 118 § 3)."""
    because: dict[str, Fact] = {"month": month, "changes_on": changes_on}
    return _look("one_right_in_month", None, because, "AR 25.11.1991 art. 106 and 118 § 3")


def paid_by_one_organisation(*, month: Month) -> Finding:
    """A month that another payment organisation pays is looked at (AM 26.11.1991 art. 76 to 82)."""
    return _look("paid_by_one_organisation", None, {"month": month}, "AM 26.11.1991 art. 76 to 82")


def _look(rule: str, met: bool | None, because: Mapping[str, Fact], source: str) -> Finding:
    return Finding(rule=rule, met=met, because=because, source=source, confidence=Confidence.HIGH)
