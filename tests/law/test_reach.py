"""How far back the rules look: what lies outside changes no answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from accalmie.facts.communications import (
    Communication,
    PlannedSuspension,
    Regime,
    Subject,
    Version,
)
from accalmie.facts.days import Period
from accalmie.facts.findings import Circumstances, Lodged, Outcome
from accalmie.facts.parties import EmployerId, NamedWorker
from accalmie.law.conformity import assess
from accalmie.law.kinds import REGISTRY
from accalmie.law.reach import ALL_DAYS, reach_of

FIRST_DAY = date(2026, 11, 23)
WORKER = NamedWorker(niss="85061599748")


def _suspension(kind: str, first_day: date, days: int = 28) -> Communication:
    return Communication(
        kind=kind,
        subject=Subject.PLANNED_SUSPENSION,
        version=Version.ORIGINAL,
        employer=EmployerId(bce="0999000129"),
        first_day=first_day,
        last_day=first_day + timedelta(days=days - 1),
        workers=(WORKER,),
        details=PlannedSuspension(
            regime=Regime.FULL, joint_committee="111", undertakes_not_to_subcontract=True
        ),
    )


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("economic_worker", Period(date(2025, 11, 23), FIRST_DAY)),
        ("economic_employee", Period(date(2026, 1, 1), date.max)),
        ("bad_weather", Period(date(2026, 10, 1), FIRST_DAY)),
    ],
)
def test_each_kind_says_how_far_it_looks(kind: str, expected: Period) -> None:
    assert reach_of(_suspension(kind, FIRST_DAY)) == expected


def test_employees_in_january_look_at_december_too() -> None:
    told = _suspension("economic_employee", date(2026, 1, 12))
    assert reach_of(told) == Period(date(2025, 12, 1), date.max)


@pytest.mark.parametrize("kind", ["economic_worker", "economic_employee", "bad_weather"])
def test_where_no_day_can_be_counted_everything_counts(kind: str) -> None:
    assert reach_of(_suspension(kind, date(1, 1, 5))) == ALL_DAYS


def test_without_first_day_or_kind_no_days_count() -> None:
    assert reach_of(replace(_suspension("economic_worker", FIRST_DAY), first_day=None)) is None
    assert reach_of(replace(_suspension("economic_worker", FIRST_DAY), kind="invented")) is None


@pytest.mark.parametrize("kind", [code for code, kind in REGISTRY.items() if kind.communications])
def test_a_suspension_outside_the_reach_changes_no_answer(kind: str) -> None:
    told = _suspension(kind, FIRST_DAY)
    reach = reach_of(told)
    assert reach is not None
    before = [
        _suspension(code, reach.first_day - timedelta(days=gap), days=5)
        for code in (kind, "economic_worker")
        for gap in (5, 12, 19, 26)
    ]
    after = [] if reach.last_day == date.max else [_suspension(kind, FIRST_DAY + timedelta(days=1))]
    # One that bears stands in both: that there was something tells something too.
    near = _lodged(_suspension(kind, date(2026, 10, 19), days=14), 0)
    far = [_lodged(one, n) for n, one in enumerate([*before, *after], start=1)]
    assert _answer(told, (near,)) == _answer(told, (*far, near))


def _lodged(communication: Communication, number: int) -> Lodged:
    return Lodged(
        ticket=f"3A{number:010}D",
        received_on=date(2026, 10, 1) - timedelta(days=number),
        communication=communication,
        outcome=Outcome.IN_ORDER,
    )


def _answer(told: Communication, history: tuple[Lodged, ...]):
    circumstances = Circumstances(received_on=FIRST_DAY - timedelta(days=11), history=history)
    return assess(communication=told, circumstances=circumstances)
