"""When a suspension may begin before anything was communicated, and its drawing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accalmie.facts.communications import Regime
from accalmie.facts.languages import Language
from accalmie.facts.rulers import BarStyle
from accalmie.law.dated import NotInForceError
from accalmie.law.drawings_of_answers import ruler_of_start, ruler_of_window
from accalmie.law.first_day import window_of
from accalmie.law.kinds import kind_of
from accalmie.law.kinds.kind import Announcement
from accalmie.law.possible_start import NoNotice, kinds_with_notice, possible_start

TODAY = date(2026, 11, 21)
WORKER, EMPLOYEE = kind_of("economic_worker"), kind_of("economic_employee")


def start_of(kind=WORKER, *, regime=Regime.FULL, on=TODAY, **sector: str):
    announcement = Announcement(notified_on=on, **sector)
    return possible_start(kind=kind, announcement=announcement, regime=regime)


def test_seven_days_then_four_weeks_then_a_week_of_work() -> None:
    found = start_of()
    assert found.earliest_first_day == date(2026, 11, 29)
    assert found.latest_last_day == date(2026, 12, 26)
    assert found.work_week_from == date(2026, 12, 27)
    assert [step.name for step in found.trace][:3] == [
        "notified_on",
        "notice_calendar_days",
        "earliest_first_day",
    ]


def test_a_small_suspension_is_followed_by_no_week_of_work() -> None:
    assert start_of(regime=Regime.SMALL).work_week_from is None


def test_a_decree_that_was_not_seen_leaves_the_day_open() -> None:
    found = start_of(joint_committee="124")
    assert (found.earliest_first_day, found.latest_last_day) == (None, None)
    ruler = ruler_of_start(start=found, notified_on=TODAY, language=Language.FR, today=TODAY)
    assert ruler is None


def test_a_decree_of_the_place() -> None:
    assert start_of(joint_committee="115", postal_code="5060").earliest_first_day == date(
        2026, 12, 2
    )


def test_employees_until_the_end_of_the_year() -> None:
    found = start_of(EMPLOYEE)
    assert found.earliest_first_day == date(2026, 11, 29)
    assert found.latest_last_day == date(2026, 12, 31)


def test_a_kind_without_notice() -> None:
    assert kind_of("bad_weather") not in kinds_with_notice()
    with pytest.raises(NoNotice):
        start_of(kind_of("bad_weather"))


def test_before_the_first_covered_day() -> None:
    with pytest.raises(NotInForceError):
        start_of(on=date(2001, 1, 1))


@given(st.dates(date(2022, 1, 1), date(2028, 12, 31)), st.sampled_from(list(Language)))
def test_the_drawing_holds_every_day(day: date, language: Language) -> None:
    found = start_of(on=day)
    ruler = ruler_of_start(start=found, notified_on=day, language=language, today=TODAY)
    assert ruler is not None
    (lane,) = ruler.lanes
    assert [bar.style for bar in lane.bars] == [
        BarStyle.NOTICE,
        BarStyle.PROPOSED,
        BarStyle.WORK,
    ]
    days = [end for bar in lane.bars for end in (bar.period.first_day, bar.period.last_day)]
    assert days == sorted(days)
    assert all(end in ruler.span for end in days)
    assert ruler.span.first_day.weekday() == 0
    assert ruler.span.last_day.weekday() == 6
    assert ruler.description


@given(st.dates(date(2022, 1, 1), date(2028, 12, 31)))
def test_the_windows_are_drawn(day: date) -> None:
    window = window_of(kind=WORKER, first_day=day, closed_days=None)
    ruler = ruler_of_window(window=window, language=Language.FR, today=day + timedelta(days=400))
    legal, message = ruler.lanes
    assert bool(legal.bars) is (window.until is not None)
    assert bool(legal.label_second_line) is (window.until is None)
    assert message.bars[0].period.first_day == window.sendable_from
    assert day in ruler.span
    assert ruler.today is None
