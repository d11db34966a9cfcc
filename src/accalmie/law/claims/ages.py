"""The age limit of the right to benefit (AR 25.11.1991 art. 64, 65)."""

from __future__ import annotations

from datetime import date

from accalmie.facts.days import Month, same_date_after
from accalmie.facts.findings import Confidence, Finding
from accalmie.law.dated import NotInForceError
from accalmie.law.kinds import kind_of
from accalmie.law.loading import common_values

_SOURCE = "AR 25.11.1991 art. 64"
_MEDICAL_DAY_CODE = "5.5"


def age_limit_day(*, birth_date: date, on: date) -> date:
    """First day without right: the first of the month after the 65th, 66th or 67th birthday.

    Raises ``NotInForceError`` on a day before the oldest limit that was seen.
    """
    rows = common_values("claim_limits").age_limits.on(on).value
    age = next(row["age"] for row in reversed(rows) if birth_date >= row["born_from"])
    return _month_after_birthday(birth_date, age)


def _month_after_birthday(birth_date: date, age: int) -> date:
    return Month.of(same_date_after(birth_date, 12 * age)).plus(1).first_day


def within_age_limit(
    *, birth_date: date, day: date, kind: str, has_pension: bool | None
) -> Finding:
    """Within the age limit (AR 25.11.1991 art. 64).

    The limit does not hold for a temporarily unemployed worker without a pension, unless he is
    unemployed by medical force majeure. Before the oldest limit that was seen, only those are
    certain who are younger than the lowest one.
    """
    try:
        limit = age_limit_day(birth_date=birth_date, on=day)
    except NotInForceError:
        return _within_earlier_limit(birth_date, day)
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


def _within_earlier_limit(birth_date: date, day: date) -> Finding:
    oldest = common_values("claim_limits").age_limits.rows[0]
    lowest = min(row["age"] for row in oldest.value)
    limit = _month_after_birthday(birth_date, lowest)
    return Finding(
        rule="within_earlier_age_limit",
        met=True if day < limit else None,
        because={"limit": limit, "day": day, "known_from": oldest.first_day},
        source=_SOURCE,
        confidence=Confidence.LOW,
    )
