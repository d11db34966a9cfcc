"""Registration as a jobseeker during long unemployment (AR 25.11.1991 art. 57; AM art. 34, 35)."""

from __future__ import annotations

from datetime import date, timedelta

from accalmie.facts.days import same_date_after
from accalmie.facts.findings import Step
from accalmie.law.kinds import kind_of
from accalmie.law.loading import common_values

_DAY_CODES = ("5.1", "5.4", "5.11")


def must_register_by(*, unemployed_since: date, kind: str) -> tuple[date | None, tuple[Step, ...]]:
    """Last day to register: eight days after three months of unemployment (AR art. 57; CAPAC).

    ``unemployed_since`` is the first day after the last run of two full weeks of work. None for a
    kind other than economic causes and force majeure.
    """
    if kind_of(kind).day_code not in _DAY_CODES:
        return None, ()
    values = common_values("claim_limits")
    months = values.jobseeker_months.on(unemployed_since)
    days = values.jobseeker_registration_days.on(unemployed_since)
    since = same_date_after(unemployed_since, months.value)
    last = since + timedelta(days=days.value)
    return last, (
        Step(
            name="jobseeker_since",
            value=since,
            formula=f"{unemployed_since} + {months.value} months",
            source=months.source,
            confidence=months.confidence,
        ),
        Step(
            name="register_by",
            value=last,
            formula=f"{since} + {days.value} calendar_days",
            source=days.source,
            confidence=days.confidence,
        ),
    )
