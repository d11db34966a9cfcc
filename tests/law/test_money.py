"""Counters, contributions, and the pay owed where a communication misses."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from accalmie.facts.days import Period
from accalmie.facts.findings import Lodged
from accalmie.law.consequences import (
    Missing,
    Pay,
    pay_when_missing,
    wage_if_nothing_is_done,
)
from accalmie.law.counters import (
    construction_contribution,
    counters_of_employer,
    counters_of_section,
    counters_of_worker,
    next_step_of_ladder,
    rate_is_sure,
    reference_period,
    responsibility_contribution,
)
from accalmie.law.dated import NotInForceError
from accalmie.law.kinds import kind_of
from tests.law.situations import WORKER, situation_of

TODAY = date(2026, 11, 21)


def history(kind: str, *lodged: dict[str, Any]) -> tuple[Lodged, ...]:
    _, circumstances = situation_of(
        kind, {"circumstances": {"received_on": "2026-11-21", "history": list(lodged)}}
    )
    return circumstances.history


def suspension(first_day: str, last_day: str, **details: Any) -> dict[str, Any]:
    return {
        "received_on": first_day,
        "communication": {
            "notified_on": first_day,
            "first_day": first_day,
            "last_day": last_day,
            "details": details,
        },
    }


def test_days_of_a_running_suspension() -> None:
    lodged = history("economic_worker", suspension("2026-11-09", "2026-12-06"))
    (counter,) = counters_of_worker(niss=WORKER, history=lodged, on=TODAY)
    assert (counter.name, counter.used, counter.allowed, counter.left) == ("full", 13, 28, 15)
    assert counter.until == date(2026, 12, 6)
    assert counter.free_from == date(2026, 12, 14)


@pytest.mark.parametrize(("on", "binds"), [("2026-11-15", True), ("2026-11-16", False)])
def test_a_suspension_binds_until_its_week_of_work_is_over(on: str, binds: bool) -> None:
    lodged = history("economic_worker", suspension("2026-10-12", "2026-11-08"))
    counters = counters_of_worker(niss=WORKER, history=lodged, on=date.fromisoformat(on))
    assert bool(counters) is binds


def test_a_section_counts_what_names_it_and_no_worker() -> None:
    of_section, of_worker, of_another = (
        suspension("2026-11-09", "2026-12-06"),
        suspension("2026-11-09", "2026-12-06"),
        suspension("2026-11-02", "2026-11-29"),
    )
    of_section["communication"] |= {"workers": [], "section": "Atelier"}
    of_worker["communication"] |= {"section": "Atelier"}
    of_another["communication"] |= {"workers": [], "section": "Bureau"}
    lodged = history("economic_worker", of_section, of_worker, of_another)
    (counter,) = counters_of_section(section="Atelier", history=lodged, on=TODAY)
    assert (counter.used, counter.left) == (13, 15)
    assert counters_of_section(section="Quai", history=lodged, on=TODAY) == ()


def test_a_small_suspension_binds_to_its_end_only() -> None:
    lodged = history("economic_worker", suspension("2026-01-12", "2026-11-08", regime="small"))
    assert counters_of_worker(niss=WORKER, history=lodged, on=date(2026, 11, 9)) == ()
    (counter,) = counters_of_worker(niss=WORKER, history=lodged, on=date(2026, 11, 8))
    assert counter.free_from is None


@pytest.mark.parametrize(
    "lodged",
    [
        suspension("2026-11-09", "2026-12-06", joint_committee="124"),
        suspension("2026-12-07", "2026-12-13"),
        suspension("2011-11-09", "2027-12-06"),
        {"received_on": "2026-11-09", "communication": {"first_day": "2026-11-09"}},
        {"received_on": "2026-11-09", "communication": {"details": None}},
    ],
)
def test_what_is_not_known_is_not_counted(lodged: dict[str, Any]) -> None:
    assert (
        counters_of_worker(niss=WORKER, history=history("economic_worker", lodged), on=TODAY) == ()
    )


def test_what_is_not_known_hides_nothing_else() -> None:
    unknown = (
        {"received_on": "2011-11-09", "communication": {"details": None}},
        suspension("2011-11-09", "2027-12-06"),
        suspension("2026-11-09", "2026-12-06", joint_committee="124"),
        suspension("2026-12-07", "2026-12-13"),
    )
    known = suspension("2026-11-09", "2026-12-06")
    lodged = history("economic_worker", *unknown, known)
    (counter,) = counters_of_worker(niss=WORKER, history=lodged, on=TODAY)
    assert (counter.name, counter.used) == ("full", 13)


def test_weeks_of_an_employee() -> None:
    lodged = history("economic_employee", suspension("2026-03-09", "2026-05-17", regime="large"))
    full, reduced = counters_of_worker(niss=WORKER, history=lodged, on=TODAY)
    assert (full.used, full.left) == (0, 11)
    assert (reduced.used, reduced.left) == (10, 16)
    assert full.free_from == date(2027, 1, 1)
    assert counters_of_worker(niss=WORKER, history=lodged, on=date(2027, 1, 1)) == ()


def test_weeks_before_the_law_is_known() -> None:
    lodged = history("economic_employee", suspension("2011-03-07", "2011-03-13"))
    assert counters_of_worker(niss=WORKER, history=lodged, on=date(2011, 11, 21)) == ()


def test_everybody_with_something_used() -> None:
    lodged = history(
        "economic_worker",
        suspension("2026-11-09", "2026-12-06"),
        {
            "received_on": "2026-01-09",
            "communication": {
                "first_day": "2026-01-12",
                "last_day": "2026-01-18",
                "workers": [{"niss": "85011499685"}],
            },
        },
    )
    assert list(counters_of_employer(history=lodged, on=TODAY)) == [WORKER]


@pytest.mark.parametrize(
    ("days", "of_four", "amount"),
    [
        (30, 120, 600),
        (30, 110, 0),
        (30, 111, 600),
        (10, 130, 200),
        (10, 131, 400),
        (10, 170, 600),
        (10, 171, 800),
        (10, 200, 800),
        (10, 201, 1000),
    ],
)
def test_the_ladder_of_110_days(days: int, of_four: int, amount: int) -> None:
    contribution = responsibility_contribution(
        days_of_quarter=days, days_of_four_quarters=of_four, on=TODAY
    )
    assert contribution.amount == Decimal(amount)


@pytest.mark.parametrize(
    ("days", "incomplete", "sure"),
    [(120, 0, True), (120, 9, True), (120, 10, None), (110, 50, True), (111, 1, None)],
)
def test_days_of_few_hours_that_decide_the_rate_go_to_a_person(
    days: int, incomplete: int, sure: bool | None
) -> None:
    found = rate_is_sure(days_of_four_quarters=days, incomplete=incomplete, on=TODAY)
    assert found is sure


def test_days_to_the_next_rate() -> None:
    assert next_step_of_ladder(days_of_four_quarters=100, on=TODAY) == 11
    assert next_step_of_ladder(days_of_four_quarters=111, on=TODAY) == 20
    assert next_step_of_ladder(days_of_four_quarters=201, on=TODAY) is None


def test_before_the_ladder_nothing_is_guessed() -> None:
    with pytest.raises(NotInForceError):
        responsibility_contribution(
            days_of_quarter=30, days_of_four_quarters=120, on=date(2016, 12, 31)
        )


def test_construction_pays_for_each_day_over() -> None:
    assert construction_contribution(days_of_year=112, on=TODAY).amount == Decimal("92.62")
    assert construction_contribution(days_of_year=110, on=TODAY).amount == 0


@pytest.mark.parametrize(
    ("year", "quarter", "first", "last"),
    [
        (2022, 1, "2021-04-01", "2022-03-31"),
        (2026, 4, "2026-01-01", "2026-12-31"),
        (2016, 2, "2015-07-01", "2016-06-30"),
    ],
)
def test_the_four_quarters_that_count(year: int, quarter: int, first: str, last: str) -> None:
    period = reference_period(year=year, quarter=quarter)
    assert period == Period(date.fromisoformat(first), date.fromisoformat(last))


def owed(kind: str, missing: Missing, days: int) -> list[tuple[Pay, int]]:
    suspended = Period(date(2026, 11, 2), date(2026, 11, 1 + days))
    found = pay_when_missing(kind=kind_of(kind), missing=missing, suspended=suspended)
    assert found is not None
    return [(one.pay, one.period.calendar_days) for one in found.owed]


def test_both_communications_missing_for_twenty_days() -> None:
    assert owed("economic_worker", Missing.BOTH, 20) == [(Pay.NORMAL, 14), (Pay.CAPPED, 6)]


def test_the_first_day_missing() -> None:
    assert owed("economic_worker", Missing.FIRST_DAY, 10) == [(Pay.NORMAL, 7), (Pay.CAPPED, 3)]
    assert owed("economic_worker", Missing.FIRST_DAY, 7) == [(Pay.NORMAL, 7)]
    assert owed("technical_accident", Missing.FIRST_DAY, 8) == [(Pay.NORMAL, 6), (Pay.UNKNOWN, 2)]


def test_the_prior_communication_missing() -> None:
    assert owed("economic_worker", Missing.PLANNED, 9) == [(Pay.NORMAL, 7), (Pay.NOTHING, 2)]


def test_where_no_source_states_the_pay() -> None:
    suspended = Period(date(2026, 11, 2), date(2026, 11, 8))
    weather, accident = kind_of("bad_weather"), kind_of("technical_accident")
    assert pay_when_missing(kind=weather, missing=Missing.FIRST_DAY, suspended=suspended) is None
    assert pay_when_missing(kind=accident, missing=Missing.PLANNED, suspended=suspended) is None
    assert wage_if_nothing_is_done(kind=weather, first_day=TODAY) is None


def test_the_wage_if_nothing_is_done() -> None:
    wage = wage_if_nothing_is_done(kind=kind_of("economic_worker"), first_day=date(2026, 11, 16))
    assert wage == Period(date(2026, 11, 16), date(2026, 11, 22))
