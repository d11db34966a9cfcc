"""What holds for every day: deadlines move with their days, windows hold their first day."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accalmie.facts.communications import Regime
from accalmie.facts.days import Period
from accalmie.facts.findings import Finding, Outcome
from accalmie.law.calendar import is_working_day
from accalmie.law.conformity import assess
from accalmie.law.durations import Duration, counted_days, last_days
from accalmie.law.first_day import window_of
from accalmie.law.kinds import REGISTRY, Kind
from accalmie.law.kinds.economic_worker.regimes import borders_on, regime_of
from accalmie.law.kinds.kind import Announcement
from tests.law.situations import situation_of

DAYS = st.dates(min_value=date(2014, 4, 1), max_value=date(2030, 12, 1))
WITH_FIRST_DAY = [k for k in REGISTRY.values() if "first_day_cancellation" in k.values]
WITH_NOTICE = [k for k in REGISTRY.values() if k.rules.notice is not None]
ONE_DAY = timedelta(days=1)


@pytest.mark.parametrize("kind", WITH_NOTICE, ids=lambda kind: kind.code)
@given(day=DAYS)
def test_an_earlier_notice_never_means_a_later_start(kind: Kind, day: date) -> None:
    assert kind.rules.notice is not None
    starts = [
        kind.rules.notice(kind, Announcement(notified_on=day + n * ONE_DAY)).earliest_first_day
        for n in range(3)
    ]
    assert None not in starts
    assert starts == sorted(starts)  # type: ignore[type-var]


@pytest.mark.parametrize("committee", ["100", "126", "136", "320", "115", "149.01"])
@given(day=st.dates(min_value=date(2016, 1, 1), max_value=date(2030, 1, 1)))
def test_in_every_sector_the_start_follows_the_notice(committee: str, day: date) -> None:
    kind = WITH_NOTICE[0]
    assert kind.rules.notice is not None
    announcement = Announcement(notified_on=day, joint_committee=committee, postal_code="1070")
    start = kind.rules.notice(kind, announcement).earliest_first_day
    assert start is None or start > day


@pytest.mark.parametrize("kind", WITH_FIRST_DAY, ids=lambda kind: kind.code)
@given(day=DAYS)
def test_a_window_holds_its_first_day(kind: Kind, day: date) -> None:
    window = window_of(kind=kind, first_day=day, closed_days=None)
    assert window.sendable_from < day < window.sendable_until
    if not is_working_day(day, closed_days=None):
        assert window.from_day is window.until is window.cancel_until is None
        return
    assert window.from_day is not None
    assert window.until is not None
    assert window.from_day < day < window.until


@pytest.mark.parametrize("kind", WITH_FIRST_DAY, ids=lambda kind: kind.code)
@given(day=DAYS, closed=st.lists(st.integers(min_value=-8, max_value=8), max_size=3))
def test_a_closed_day_only_widens_a_window(kind: Kind, day: date, closed: list[int]) -> None:
    told = tuple(day + n * ONE_DAY for n in closed)
    open_window = window_of(kind=kind, first_day=day, closed_days=())
    window = window_of(kind=kind, first_day=day, closed_days=told)
    if window.from_day is None or window.until is None:
        return
    assert open_window.from_day is not None
    assert open_window.until is not None
    assert window.from_day <= open_window.from_day
    assert window.until >= open_window.until


@given(
    day=DAYS,
    weeks=st.integers(min_value=1, max_value=26),
    closure=st.tuples(st.integers(0, 60), st.integers(0, 30)),
)
def test_a_maximum_allows_exactly_its_days(day: date, weeks: int, closure: tuple[int, int]) -> None:
    start, length = closure
    excluded = (Period(day + start * ONE_DAY, day + (start + length) * ONE_DAY),)
    until = last_days(Duration(weeks=weeks), first_day=day, excluded=excluded)
    assert counted_days(Period(day, until.sure), excluded) == weeks * 7
    assert until.sure not in excluded[0]


@given(day=DAYS)
def test_months_never_end_before_another_reading_says(day: date) -> None:
    ends = [
        last_days(Duration(months=3), first_day=day + n * ONE_DAY, excluded=()) for n in range(40)
    ]
    for one, other in pairwise(ends):
        assert one.sure <= other.sure
    assert all((end.possible - end.sure).days in (0, 1) for end in ends)


BORDERS = borders_on(REGISTRY["economic_worker"].values, first_day=date(2026, 1, 5))
RUNS = st.lists(st.integers(min_value=0, max_value=7), min_size=1, max_size=6).map(tuple)
WEIGHT = {Regime.FULL: 0, Regime.LARGE: 1, Regime.SMALL: 2}


@given(runs=RUNS)
def test_more_work_never_makes_a_stricter_regime(runs: tuple[int, ...]) -> None:
    before = regime_of(runs, borders=BORDERS)
    after = regime_of(tuple(days + 1 for days in runs), borders=BORDERS)
    if before is not None and after is not None:
        assert WEIGHT[after] >= WEIGHT[before]


@given(runs=RUNS, times=st.integers(min_value=2, max_value=4))
def test_a_pattern_twice_is_the_same_regime(runs: tuple[int, ...], times: int) -> None:
    assert regime_of(runs, borders=BORDERS) is regime_of(runs * times, borders=BORDERS)


@given(notified=DAYS, ahead=st.integers(0, 40), length=st.integers(0, 60))
def test_what_the_law_would_have_allowed_is_in_order(
    notified: date, ahead: int, length: int
) -> None:
    """Taking over the earliest first day and the latest last day mends notice and duration."""

    def assessed(first_day: date, last_day: date) -> dict[str, Finding]:
        vector = {
            "communication": {
                "notified_on": notified,
                "first_day": first_day,
                "last_day": last_day,
            },
            "circumstances": {"received_on": notified},
        }
        communication, circumstances = situation_of("economic_worker", vector)
        assessment = assess(communication=communication, circumstances=circumstances)
        bounds.append((assessment.earliest_first_day, assessment.latest_last_day))
        outcomes.append(assessment.outcome)
        return {finding.rule: finding for finding in assessment.findings}

    bounds: list[tuple[date | None, date | None]] = []
    outcomes: list[Outcome] = []
    start = notified + ahead * ONE_DAY
    assessed(start, start + length * ONE_DAY)
    earliest, latest = bounds[0]
    assert earliest is not None
    assert latest is not None
    mended = assessed(max(start, earliest), latest)
    assert mended["announced_in_time"].met is True
    assert mended["within_maximum_duration"].met in (True, None)
