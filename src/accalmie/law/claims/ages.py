"""The age limit of the right to benefit (AR 25.11.1991 art. 64, 65)."""

from __future__ import annotations

from datetime import date

from accalmie.facts.days import Month, same_date_after
from accalmie.facts.findings import Confidence, Finding
from accalmie.law.kinds import kind_of
from accalmie.law.loading import common_values

_SOURCE = "AR 25.11.1991 art. 64"
_MEDICAL_DAY_CODE = "5.5"


def age_limit_day(*, birth_date: date, on: date) -> date:
    """First day without right: the first of the month after the 65th, 66th or 67th birthday."""
    rows = common_values("claim_limits").age_limits.on(on).value
    age = next(row["age"] for row in reversed(rows) if birth_date >= row["born_from"])
    return Month.of(same_date_after(birth_date, 12 * age)).plus(1).first_day


def within_age_limit(
    *, birth_date: date, day: date, kind: str, has_pension: bool | None
) -> Finding:
    """Within the age limit (AR 25.11.1991 art. 64).

    The limit does not hold for a temporarily unemployed worker without a pension, unless he is
    unemployed by medical force majeure.
    """
    limit = age_limit_day(birth_date=birth_date, on=day)
    met: bool | None = True
    if day >= limit:
        is_medical = kind_of(kind).day_code == _MEDICAL_DAY_CODE
        met = not (is_medical or has_pension)
        if has_pension is None and not is_medical:
            met = None
    return Finding(
        rule="within_age_limit",
        met=met,
        because={"limit": limit, "day": day, "has_pension": has_pension},
        source=_SOURCE,
        confidence=Confidence.HIGH,
    )
