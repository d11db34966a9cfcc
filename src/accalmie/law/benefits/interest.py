"""When a benefit must be paid, and interest for late payment (AR 25.11.1991 art. 161, 163bis)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from accalmie.facts.days import Month, Period, same_date_after
from accalmie.facts.findings import Confidence, Finding, Step
from accalmie.law.calendar import working_days_after
from accalmie.law.loading import common_values

_LIMIT_SOURCE = "AR 25.11.1991 art. 161"
_INTEREST_SOURCE = "AR 25.11.1991 art. 163bis"


def payable_until(
    *, month: Month, decision_told_on: date, pieces_complete_on: date
) -> tuple[date, tuple[Step, ...]]:
    """Last day to pay a month (AR 25.11.1991 art. 161).

    One month from the third working day after the decision was communicated, and from the arrival
    of card and documents; never before the first day after the month.
    """
    values = common_values("payment_limits")
    days = values.working_days_after_decision.on(decision_told_on).value
    months = values.payment_months.on(decision_told_on).value
    third_day = working_days_after(decision_told_on, count=days, closed_days=())
    start = max(third_day, pieces_complete_on, month.plus(1).first_day)
    until = same_date_after(start, months)
    return until, (
        Step(name="payment_starts_counting", value=start, source=_LIMIT_SOURCE),
        Step(
            name="payable_until",
            value=until,
            formula=f"{start} + {months} months",
            source=_LIMIT_SOURCE,
        ),
    )


def interest_runs_from(*, limit: date) -> date:
    """First day for which interest can be owed: a month beyond the limit (AR art. 163bis)."""
    months = common_values("payment_limits").months_before_interest.on(limit).value
    return same_date_after(limit, months)


def interest_due(
    *,
    period: Period,
    is_asked_in_writing: bool | None,
    is_approved: bool | None,
    provisional_share: Decimal,
) -> Finding:
    """Interest for late decision or payment is due (AR 25.11.1991 art. 163bis).

    ``period`` is the interest period, ``provisional_share`` the part of the benefit that was paid
    provisionally (0 to 1). Nothing under two months, nothing after a provisional payment of nine
    tenths; on written request, once the expenses are approved. The rate of interest itself stands
    in no source of this law.
    """
    values = common_values("payment_limits")
    months = values.least_interest_months.on(period.first_day).value
    share = values.provisional_share.on(period.first_day).value
    is_long_enough = period.last_day >= same_date_after(period.first_day, months)
    conditions = (
        is_long_enough,
        provisional_share < share,
        is_asked_in_writing,
        is_approved,
    )
    met: bool | None = True
    if None in conditions:
        met = None
    if False in conditions:
        met = False
    return Finding(
        rule="interest_due",
        met=met,
        because={
            "period": period,
            "least_months": months,
            "is_long_enough": is_long_enough,
            "provisional_share": provisional_share,
            "is_asked_in_writing": is_asked_in_writing,
            "is_approved": is_approved,
        },
        source=_INTEREST_SOURCE,
        confidence=Confidence.HIGH,
    )
