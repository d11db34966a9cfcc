"""The time limits of a claim and of what follows it (AM 26.11.1991 art. 92-95; AR art. 145)."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import assert_never

from accalmie.facts.claims import Track
from accalmie.facts.days import Month, same_date_after
from accalmie.facts.findings import Confidence, Finding, Step
from accalmie.law.calendar import is_public_holiday
from accalmie.law.dated import Dated, NotInForceError, Row
from accalmie.law.loading import common_values
from accalmie.law.unusable import UnusableInput

_NOT_MOVED = "B:R15"


Trace = tuple[Step, ...]


def claim_deadline(*, first_day: date, track: Track) -> tuple[date, Trace]:
    """Last day for a claim to reach the office (AM 26.11.1991 art. 92 § 2; T32, 18.03.2025).

    The end of the second, sixth or thirty-sixth month after the month of the first day. It is not
    moved when it falls on a Saturday, Sunday or holiday (B:R15). Raises ``UnusableInput`` for a day
    before the first one covered.
    """
    _check_not_too_far(first_day)
    row = _row(_months_of(track), first_day)
    last = Month.of(first_day).plus(row.value).last_day
    return last, (
        Step(name="claim_month", value=Month.of(first_day), source=row.source),
        Step(
            name="claim_limit_months",
            value=row.value,
            unit="months",
            source=row.source,
            confidence=row.confidence,
        ),
        Step(
            name="claim_deadline",
            value=last,
            formula=f"end of {Month.of(first_day)} + {row.value} months",
            source=row.source,
            confidence=row.confidence,
            readings=(_NOT_MOVED,) if _is_no_working_day(last) else (),
        ),
    )


def extended_deadline(*, first_day: date, track: Track, told_on: date) -> tuple[date, Trace]:
    """The limit where the payment organisation told the office in time (AM 26.11.1991 art. 92 § 5).

    ``told_on`` is the day on which the worker's identity and claim date reached the office. Only
    the ordinary limit is lengthened: the text leaves out the limits of 36 and of 6 months.
    """
    deadline, trace = claim_deadline(first_day=first_day, track=track)
    if track is not Track.ORDINARY or told_on > deadline:
        return deadline, trace
    row = common_values("claim_limits").extension_months.on(first_day)
    last = Month.of(deadline).plus(row.value).last_day
    return last, (
        *trace,
        Step(
            name="extended_deadline",
            value=last,
            formula=f"end of {Month.of(deadline)} + {row.value} months",
            source=row.source,
            confidence=row.confidence,
        ),
    )


def changed_event_deadline(*, event_on: date) -> tuple[date, Trace]:
    """Last day to declare a changing event that needs no claim (AM 26.11.1991 art. 92 § 3).

    By the ONEM's practice, where that month has no unemployment, the end of the month after the
    first month with unemployment.
    """
    row = _row(common_values("claim_limits").changed_event_months, event_on)
    last = Month.of(event_on).plus(row.value).last_day
    return last, (_dated_step("changed_event_deadline", last, row, f"{Month.of(event_on)}"),)


@dataclass(frozen=True, slots=True)
class Completion:
    """Until when an incomplete file may be completed."""

    until: date
    finding: Finding
    trace: Trace


def completion_deadline(
    *, first_day: date, returned_on: date, months_of_impossibility: int
) -> Completion:
    """Last day to complete a file that was sent back (AM 26.11.1991 art. 93).

    One month from the day it was sent back, two more where completing is impossible for a time,
    never beyond the end of the fifth month. From which month the fifth is counted is not said: it
    is taken after the month of the first day, and a person must look where that decides.
    """
    values = common_values("claim_limits")
    row = _row(values.completion_months, returned_on)
    longest = values.completion_extension_months.on(returned_on)
    if not 0 <= months_of_impossibility <= longest.value:
        raise UnusableInput(
            field="months_of_impossibility",
            value=months_of_impossibility,
            fault="out_of_range",
            lowest=0,
            highest=longest.value,
            source=longest.source,
        )
    asked = same_date_after(returned_on, row.value + months_of_impossibility)
    ceiling_row = values.completion_ceiling_months.on(returned_on)
    ceiling = Month.of(first_day).plus(ceiling_row.value).last_day
    is_inside = asked <= ceiling
    return Completion(
        min(asked, ceiling),
        Finding(
            rule="completion_before_ceiling",
            met=True if is_inside else None,
            because={"asked": asked, "ceiling": ceiling},
            source=ceiling_row.source,
            confidence=ceiling_row.confidence,
        ),
        (_dated_step("completion_deadline", min(asked, ceiling), row, f"{returned_on}"),),
    )


def introduced_in_time(*, deadline: date, received_on: date) -> Finding:
    """Claim in time (T32, 18.03.2025; AM 26.11.1991 art. 92)."""
    return Finding(
        rule="introduced_in_time",
        met=received_on <= deadline,
        because={"deadline": deadline, "received_on": received_on},
        source="AM 26.11.1991 art. 92; T32",
        confidence=Confidence.HIGH,
        remedies=() if received_on <= deadline else ("right_from_receipt",),
    )


def right_runs_from(*, first_day: date, deadline: date, complete_on: date) -> tuple[date, Trace]:
    """First day for which benefit can be paid (AM 26.11.1991 art. 95; AR 25.11.1991 art. 147).

    In time: the first day asked for. Late: the day on which the complete file reached the office.
    """
    start = first_day if complete_on <= deadline else max(first_day, complete_on)
    return start, (
        Step(
            name="right_runs_from",
            value=start,
            formula=f"{complete_on} <= {deadline}",
            source="AM 26.11.1991 art. 95; AR 25.11.1991 art. 147",
        ),
    )


def decision_due_on(*, complete_on: date, hearings: int) -> tuple[date, Trace]:
    """Last day for the office to decide a claim (AR 25.11.1991 art. 145).

    For a strike, ``complete_on`` is the day after the decision of the management committee.
    """
    values = common_values("claim_limits")
    row = _row(values.decision_months, complete_on)
    days = values.decision_days_with_hearing.on(complete_on).value if hearings else 0
    last = same_date_after(complete_on, row.value) + timedelta(days=days)
    return last, (
        Step(
            name="decision_due_on",
            value=last,
            formula=f"{complete_on} + {row.value} months + {days} calendar_days",
            source=row.source,
            confidence=row.confidence,
        ),
    )


def card_valid_until(*, claim_day: date) -> tuple[date, Trace]:
    """Last day of an allowance card: the eve of the next 1 October (AR 25.11.1991 art. 148 2°)."""
    row = _row(common_values("claim_limits").reference_year_month, claim_day)
    start = date(claim_day.year, row.value, 1)
    if claim_day >= start:
        start = Month.of(start).plus(12).first_day
    last = start - timedelta(days=1)
    return last, (
        Step(
            name="card_valid_until",
            value=last,
            formula=f"eve of {start}",
            source="AR 25.11.1991 art. 148 2°",
            confidence=row.confidence,
        ),
    )


def appeal_until(*, notified_on: date) -> tuple[date, Trace]:
    """Last day to appeal to the labour court (decree law 28.12.1944 art. 7 § 11; AM art. 4)."""
    row = _row(common_values("claim_limits").appeal_months, notified_on)
    last = same_date_after(notified_on, row.value)
    return last, (
        Step(
            name="appeal_until",
            value=last,
            formula=f"{notified_on} + {row.value} months",
            source=row.source,
            confidence=row.confidence,
        ),
    )


def reference_year(*, day: date) -> tuple[date, date]:
    """First and last day of the reference year (1 October to 30 September) that holds a day."""
    last, _ = card_valid_until(claim_day=day)
    return Month.of(last).plus(-11).first_day, last


def first_covered_day(track: Track) -> date:
    """The first day for which a track's limit is known."""
    return _months_of(track).rows[0].first_day


def _months_of(track: Track) -> Dated:
    values = common_values("claim_limits")
    match track:
        case Track.ORDINARY:
            return values.months_ordinary
        case Track.STRIKE:
            return values.months_strike
        case Track.PAYMENT_ORGANISATION:
            return values.months_payment_organisation
        case _:
            assert_never(track)


def _check_not_too_far(day: date) -> None:
    row = common_values("declaration_limits").latest_declarable_day.rows[0]
    if day > row.value:
        raise UnusableInput(
            field="first_day",
            value=day,
            fault="after_last_day",
            last_day=row.value,
            source=row.source,
        )


def _row(dated: Dated, day: date) -> Row:
    try:
        return dated.on(day)
    except NotInForceError as error:
        raise UnusableInput(
            field="first_day",
            value=day,
            fault="before_coverage",
            first_day=error.first_covered_day,
            source=dated.rows[0].source,
        ) from None


def _dated_step(name: str, value: date, row: Row, start: str) -> Step:
    return Step(
        name=name,
        value=value,
        formula=f"{start} + {row.value} months",
        source=row.source,
        confidence=row.confidence,
    )


def _is_no_working_day(day: date) -> bool:
    return day.weekday() >= calendar.SATURDAY or is_public_holiday(day)
