"""When a card may be sent, and what its arrival starts (AR 25.11.1991 art. 71ter, 160, 161)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from accalmie.facts.days import Month
from accalmie.facts.findings import Confidence, Finding, Step
from accalmie.law.calendar import is_card_working_day
from accalmie.law.loading import common_values

_ONE_DAY = timedelta(days=1)
_SOURCE = "AR 25.11.1991 art. 71ter § 2"


def sendable_from(
    *, month: Month, replacement_days: Collection[date] | None
) -> tuple[date, tuple[Step, ...]]:
    """First day on which a card may be sent: the penultimate working day (AR art. 71ter § 2; B:R8).

    ``replacement_days`` are the days that replace a public holiday in the monthly declaration;
    None where none was declared.
    """
    return _working_day_before(month.plus(1).first_day, replacement_days)


def early_sendable_from(
    *, payment_allowed_on: date, replacement_days: Collection[date] | None
) -> tuple[date, tuple[Step, ...]]:
    """The same where the management committee allowed early payment (AR art. 71ter § 2)."""
    return _working_day_before(payment_allowed_on, replacement_days)


def sent_not_too_early(
    *,
    month: Month,
    sent_on: date,
    replacement_days: Collection[date] | None,
    payment_allowed_on: date | None,
    last_day_claimed: date | None,
) -> Finding:
    """Sent from the penultimate working day on (AR 25.11.1991 art. 71ter § 2).

    Earlier where early payment was allowed, or where no benefit is claimed for the rest of the
    month: ``last_day_claimed`` is then the last day of benefit.
    """
    earliest, _ = sendable_from(month=month, replacement_days=replacement_days)
    if payment_allowed_on is not None:
        early, _ = early_sendable_from(
            payment_allowed_on=payment_allowed_on, replacement_days=replacement_days
        )
        earliest = min(earliest, early)
    is_rest_unclaimed = last_day_claimed is not None and sent_on > last_day_claimed
    return Finding(
        rule="sent_not_too_early",
        met=sent_on >= earliest or is_rest_unclaimed,
        because={"sent_on": sent_on, "earliest": earliest, "month": month},
        source=_SOURCE,
        confidence=Confidence.HIGH,
        readings=("B:R8",),
        remedies=() if sent_on >= earliest or is_rest_unclaimed else ("send_from",),
    )


def must_be_sent(*, is_declared_unemployed: bool | None) -> Finding:
    """A card is sent only where unemployment was declared (T32, 18.03.2025)."""
    return Finding(
        rule="card_must_be_sent",
        met=is_declared_unemployed,
        because={"is_declared_unemployed": is_declared_unemployed},
        source="T32",
        confidence=Confidence.HIGH,
    )


def presumed_received_on(*, month: Month, dated_on: date | None) -> tuple[date, tuple[Step, ...]]:
    """Day of receipt of a card; an undated one counts as received the month after (AR art. 160)."""
    presumed = dated_on or month.plus(1).first_day
    return presumed, (
        Step(
            name="card_received_on",
            value=presumed,
            formula="" if dated_on else f"{month} + 1 months",
            source="AR 25.11.1991 art. 160 § 1 al. 5",
        ),
    )


def _working_day_before(
    end: date, replacement_days: Collection[date] | None
) -> tuple[date, tuple[Step, ...]]:
    row = common_values("control_card").sendable_working_days_before_end.on(end)
    day, remaining = end, row.value
    while remaining:
        day -= _ONE_DAY
        remaining -= is_card_working_day(day, replacement_days=replacement_days)
    return day, (
        Step(
            name="sendable_from",
            value=day,
            formula=f"{end} - {row.value} working_days",
            source=row.source,
            confidence=row.confidence,
            readings=("B:R8",),
        ),
    )
