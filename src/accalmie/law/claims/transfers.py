"""Change of payment organisation (AR 25.11.1991 art. 132; AM 26.11.1991 art. 76-82)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from accalmie.facts.days import Month, same_date_after
from accalmie.facts.findings import Confidence, Finding, Step
from accalmie.law.loading import common_values

_EFFECT_SOURCE = "AM 26.11.1991 art. 81 § 2"


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferLimits:
    """The days of a transfer's procedure."""

    question_by: date
    answer_by: date
    trace: tuple[Step, ...]


def transfer_effect(
    *, requested_on: date, last_month_paid: Month | None, member_since: date | None = None
) -> tuple[date, tuple[Step, ...]]:
    """First day with the new organisation (AM 26.11.1991 art. 81 § 2; B:R21).

    The first of the month of the request, or the month after the last one paid by the former.
    ``member_since`` is the first day with the former where an earlier transfer led to it.
    """
    start = Month.of(requested_on).first_day
    if last_month_paid is not None:
        start = max(start, last_month_paid.plus(1).first_day)
    is_second = member_since is not None and member_since >= start
    if member_since is not None and is_second:
        # Whoever came this month stays its member for this month: a month has one payer.
        start = Month.of(member_since).plus(1).first_day
    return start, (
        Step(
            name="transfer_effect",
            value=start,
            formula=f"first day of {Month.of(start)}",
            source=_EFFECT_SOURCE,
            confidence=Confidence.LOW if is_second else Confidence.HIGH,
            readings=("B:R21",) if is_second else (),
        ),
    )


def transfer_limits(*, requested_on: date, asked_on: date | None) -> TransferLimits:
    """Until when the new one asks and the former answers; silence agrees (AM art. 76-82)."""
    values = common_values("claim_limits")
    question = values.transfer_question_days.on(requested_on)
    answer = values.transfer_answer_days.on(requested_on)
    question_by = requested_on + timedelta(days=question.value)
    answer_by = (asked_on or question_by) + timedelta(days=answer.value)
    steps = tuple(
        Step(
            name=name,
            value=value,
            formula=f"{start} + {row.value} calendar_days",
            source=row.source,
            confidence=row.confidence,
        )
        for name, value, start, row in (
            ("transfer_question_by", question_by, requested_on, question),
            ("transfer_answer_by", answer_by, asked_on or question_by, answer),
        )
    )
    return TransferLimits(question_by=question_by, answer_by=answer_by, trace=steps)


def transfer_is_free_of_debt(*, debt: Decimal, on: date) -> Finding:
    """No debt blocks the transfer (AM 26.11.1991 art. 76-82)."""
    row = common_values("claim_limits").transfer_debt.on(on)
    return Finding(
        rule="transfer_is_free_of_debt",
        met=debt < row.value,
        because={"debt": debt, "limit": row.value},
        source=row.source,
        confidence=row.confidence,
    )


def dispute_limits(*, refused_on: date, disputed_on: date | None) -> tuple[date, date | None]:
    """Last day of the form C8-litige, and last day for the director's ruling once it is there."""
    values = common_values("claim_limits")
    last = same_date_after(refused_on, values.transfer_dispute_months.on(refused_on).value)
    if disputed_on is None:
        return last, None
    days = values.transfer_ruling_days.on(disputed_on).value
    return last, disputed_on + timedelta(days=days)
