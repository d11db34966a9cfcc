"""What holds for each deadline on every day: a later start never ends earlier; traces agree."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accalmie.facts.days import Month, Period
from accalmie.facts.findings import Step
from accalmie.law.appeal import appeal_until as employer_may_appeal_until
from accalmie.law.benefits import interest, side_activity
from accalmie.law.calendar import is_public_holiday
from accalmie.law.cards import sending
from accalmie.law.claims import deadlines, jobseeker, transfers
from accalmie.law.consequences import Missing, pay_when_missing
from accalmie.law.counters import reference_period
from accalmie.law.kinds import REGISTRY, Kind

DAYS = st.dates(date(2023, 1, 1), date(2030, 12, 31))
LATER = st.integers(0, 120)
ONE_DAY = timedelta(days=1)

Found = tuple[date, tuple[Step, ...]]


def _completed(day: date) -> Found:
    found = deadlines.completion_deadline(first_day=day, returned_on=day, months_of_impossibility=1)
    return found.until, found.trace


def _registered(day: date) -> Found:
    last, trace = jobseeker.must_register_by(unemployed_since=day, kind="economic_worker")
    assert last is not None
    return last, trace


def _payable(day: date) -> Found:
    return interest.payable_until(
        month=Month.of(day).plus(-1), decision_told_on=day, pieces_complete_on=day
    )


DEADLINES: dict[str, Callable[[date], Found]] = {
    "changed event": lambda day: deadlines.changed_event_deadline(event_on=day),
    "decision": lambda day: deadlines.decision_due_on(complete_on=day, hearings=0),
    "decision with a hearing": lambda day: deadlines.decision_due_on(complete_on=day, hearings=1),
    "validity of the card": lambda day: deadlines.card_valid_until(claim_day=day),
    "appeal": lambda day: deadlines.appeal_until(notified_on=day),
    "completion": _completed,
    "registration": _registered,
    "payment": _payable,
}


@pytest.mark.parametrize("name", DEADLINES)
@given(day=DAYS, later=LATER)
def test_a_later_day_never_has_an_earlier_deadline(name: str, day: date, later: int) -> None:
    first, trace = DEADLINES[name](day)
    second, _ = DEADLINES[name](day + later * ONE_DAY)
    assert day <= first <= second
    assert trace[-1].value == first
    assert all(step.source for step in trace)


@given(day=DAYS, told=st.integers(-400, 400))
def test_an_extension_only_lengthens_and_only_in_time(day: date, told: int) -> None:
    limit, _ = deadlines.claim_deadline(first_day=day, track=deadlines.Track.ORDINARY)
    told_on = limit + told * ONE_DAY
    longer, trace = deadlines.extended_deadline(
        first_day=day, track=deadlines.Track.ORDINARY, told_on=told_on
    )
    assert (longer > limit) is (told_on <= limit)
    assert longer >= limit
    assert trace[-1].value == longer


@given(day=DAYS, limit=st.integers(0, 90), complete=st.integers(0, 200))
def test_a_right_runs_from_its_first_day_or_from_the_receipt(
    day: date, limit: int, complete: int
) -> None:
    deadline, received = day + limit * ONE_DAY, day + complete * ONE_DAY
    start, _ = deadlines.right_runs_from(first_day=day, deadline=deadline, complete_on=received)
    assert start == (day if received <= deadline else received)
    is_in_time = deadlines.introduced_in_time(deadline=deadline, received_on=received).met
    assert is_in_time is (start == day or received <= deadline)


@given(day=DAYS, later=LATER)
def test_employer_and_worker_have_equal_time_to_go_to_court(day: date, later: int) -> None:
    until = employer_may_appeal_until(notified_on=day).until
    assert until == deadlines.appeal_until(notified_on=day)[0]
    assert until <= employer_may_appeal_until(notified_on=day + later * ONE_DAY).until


@given(day=DAYS, later=LATER, month=st.none() | st.integers(-6, 3))
def test_a_transfer_takes_effect_on_a_first_of_the_month(
    day: date, later: int, month: int | None
) -> None:
    paid = None if month is None else Month.of(day).plus(month)

    def effect_on(requested_on: date) -> date:
        return transfers.transfer_effect(
            requested_on=requested_on, last_month_paid=paid, member_since=None
        )[0]

    effect = effect_on(day)
    assert effect.day == 1
    assert effect >= Month.of(day).first_day
    assert paid is None or effect > paid.last_day
    assert effect <= effect_on(day + later * ONE_DAY)


@given(day=DAYS, later=LATER)
def test_limits_of_a_transfer_follow_each_other(day: date, later: int) -> None:
    limits = transfers.transfer_limits(requested_on=day, asked_on=None)
    assert day < limits.question_by < limits.answer_by
    after = transfers.transfer_limits(requested_on=day + later * ONE_DAY, asked_on=None)
    assert limits.question_by <= after.question_by
    assert limits.answer_by <= after.answer_by
    sooner = transfers.transfer_limits(requested_on=day, asked_on=day)
    assert sooner.answer_by <= limits.answer_by
    last, _ = transfers.dispute_limits(refused_on=day, disputed_on=None)
    _, ruling = transfers.dispute_limits(refused_on=day, disputed_on=last)
    assert ruling is not None
    assert day < last < ruling


@given(day=DAYS)
def test_a_card_can_be_sent_on_two_working_days_of_its_month(day: date) -> None:
    month = Month.of(day)
    start, trace = sending.sendable_from(month=month, replacement_days=())
    left = [start + n * ONE_DAY for n in range((month.last_day - start).days + 1)]
    working = [one for one in left if one.weekday() < 5 and not is_public_holiday(one)]
    assert working[0] == start
    assert len(working) == 2
    assert trace[-1].value == start


@given(day=DAYS)
def test_interest_runs_only_after_the_limit(day: date) -> None:
    until, _ = _payable(day)
    assert until < interest.interest_runs_from(limit=until)


@given(day=DAYS, later=st.integers(1, 400), share=st.integers(0, 100))
def test_a_longer_delay_never_takes_interest_away(day: date, later: int, share: int) -> None:
    def met(last_day: date) -> bool | None:
        return interest.interest_due(
            period=Period(day, last_day),
            is_asked_in_writing=True,
            is_approved=True,
            provisional_share=Decimal(share) / 100,
        ).met

    short, long = met(day + later * ONE_DAY), met(day + 2 * later * ONE_DAY)
    assert short is not None
    assert long is not None
    assert short <= long


@given(
    day=st.dates(date(2023, 1, 1), date(2026, 12, 31)),
    unemployment=st.lists(st.tuples(st.integers(0, 150), st.integers(0, 30)), max_size=4),
)
def test_unemployment_only_postpones_a_side_activity(
    day: date, unemployment: list[tuple[int, int]]
) -> None:
    periods = [
        Period(day + start * ONE_DAY, day + (start + length) * ONE_DAY)
        for start, length in unemployment
    ]
    without, _ = side_activity.exercised_long_enough_on(started_on=day, unemployment=[])
    found, trace = side_activity.exercised_long_enough_on(started_on=day, unemployment=periods)
    assert day < without <= found
    inside = {one for period in periods for one in period if day <= one < found}
    assert (found - without).days == len(inside)
    assert trace[-1].value == found


WITH_PAY = [
    pytest.param(kind, missing, id=f"{kind.code} {missing}")
    for kind in REGISTRY.values()
    if "pay_when_missing" in kind.values
    for missing in Missing
]


@pytest.mark.parametrize(
    ("kind", "missing"), WITH_PAY, ids=lambda one: str(getattr(one, "code", one))
)
@given(day=DAYS, length=st.integers(0, 60))
def test_every_suspended_day_has_one_pay(
    kind: Kind, missing: Missing, day: date, length: int
) -> None:
    suspended = Period(day, day + length * ONE_DAY)
    found = pay_when_missing(kind=kind, missing=missing, suspended=suspended)
    if found is None:
        return
    days = [one for owed in found.owed for one in owed.period]
    assert days == list(suspended)


@given(year=st.integers(2017, 2035), quarter=st.integers(1, 4))
def test_four_quarters_are_a_year_that_ends_with_the_quarter(year: int, quarter: int) -> None:
    period = reference_period(year=year, quarter=quarter)
    assert period.last_day == Month(year, 3 * quarter).last_day
    assert period.first_day == date(year - (quarter < 4), (3 * quarter) % 12 + 1, 1)
