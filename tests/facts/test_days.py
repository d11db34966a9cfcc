"""Periods with both ends, months, and the same date some months later."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accalmie.facts.days import Month, Period, same_date_after

DAYS = st.dates(date(1950, 1, 1), date(2100, 12, 31))
MONTHS = st.builds(Month, st.integers(1950, 2100), st.integers(1, 12))
PERIODS = st.builds(
    lambda first_day, length: Period(first_day, first_day + timedelta(days=length)),
    DAYS,
    st.integers(0, 400),
)


class TestPeriod:
    def test_both_ends_count(self) -> None:
        week = Period(date(2026, 11, 16), date(2026, 11, 22))
        assert week.calendar_days == 7
        assert date(2026, 11, 16) in week
        assert date(2026, 11, 22) in week
        assert date(2026, 11, 15) not in week
        assert date(2026, 11, 23) not in week

    def test_one_day_is_a_period(self) -> None:
        assert list(Period(date(2028, 2, 29), date(2028, 2, 29))) == [date(2028, 2, 29)]

    def test_an_end_before_the_beginning_is_refused(self) -> None:
        with pytest.raises(ValueError, match=r"ends \(2026-11-20\) before it begins"):
            Period(date(2026, 11, 21), date(2026, 11, 20))

    @given(PERIODS)
    def test_its_days_are_those_it_contains(self, period: Period) -> None:
        days = list(period)
        assert len(days) == period.calendar_days
        assert (days[0], days[-1]) == (period.first_day, period.last_day)
        assert all(day in period for day in days)
        assert days == sorted(set(days))

    @given(PERIODS, PERIODS)
    def test_overlap_is_having_common_days(self, one: Period, other: Period) -> None:
        common = set(one) & set(other)
        assert one.overlaps(other) is other.overlaps(one) is bool(common)
        shared = one.common_with(other)
        assert shared == other.common_with(one)
        assert (set(shared) if shared else set()) == common

    def test_neighbours_do_not_overlap(self) -> None:
        october, november = Month(2026, 10).period, Month(2026, 11).period
        assert not october.overlaps(november)
        assert october.common_with(november) is None


class TestMonth:
    @pytest.mark.parametrize(
        ("text", "last_day"),
        [
            ("2026-11", date(2026, 11, 30)),
            ("2026-12", date(2026, 12, 31)),
            ("2026-02", date(2026, 2, 28)),
            ("2028-02", date(2028, 2, 29)),
            ("2000-02", date(2000, 2, 29)),
            ("2100-02", date(2100, 2, 28)),
        ],
    )
    def test_last_day(self, text: str, last_day: date) -> None:
        month = Month.parse(text)
        assert month.last_day == last_day
        assert month.period == Period(last_day.replace(day=1), last_day)

    @pytest.mark.parametrize(
        "text",
        ["", "2026", "2026-13", "2026-00", "2026-1", "26-11", "+123-11", "20_6-11", "2026-11 "],
    )
    def test_what_is_no_month_is_refused(self, text: str) -> None:
        with pytest.raises(ValueError, match="month"):
            Month.parse(text)

    def test_a_month_that_does_not_exist_is_refused(self) -> None:
        with pytest.raises(ValueError, match="month"):
            Month(2026, 13)

    @given(MONTHS)
    def test_read_as_written(self, month: Month) -> None:
        assert Month.parse(str(month)) == month

    @given(DAYS)
    def test_a_day_lies_in_its_month(self, day: date) -> None:
        assert day in Month.of(day).period

    @given(MONTHS, st.integers(-600, 600))
    def test_going_forth_and_back(self, month: Month, months: int) -> None:
        assert month.plus(months).plus(-months) == month

    @given(MONTHS)
    def test_the_next_month_begins_the_day_after(self, month: Month) -> None:
        assert month.plus(1).first_day == month.last_day + timedelta(days=1)
        assert month < month.plus(1)

    def test_across_the_year(self) -> None:
        assert Month(2026, 11).plus(2) == Month(2027, 1)
        assert Month(2026, 1).plus(-1) == Month(2025, 12)


class TestSameDateAfter:
    @pytest.mark.parametrize(
        ("day", "months", "after"),
        [
            (date(2026, 11, 21), 1, date(2026, 12, 21)),
            (date(2026, 1, 31), 1, date(2026, 2, 28)),
            (date(2028, 1, 31), 1, date(2028, 2, 29)),
            (date(2028, 2, 29), 12, date(2029, 2, 28)),
            (date(2028, 2, 29), 48, date(2032, 2, 29)),
            (date(2026, 3, 31), -1, date(2026, 2, 28)),
            (date(2026, 11, 21), 24, date(2028, 11, 21)),
            (date(2026, 11, 21), 0, date(2026, 11, 21)),
        ],
    )
    def test_clamped_to_the_end_of_a_shorter_month(
        self, day: date, months: int, after: date
    ) -> None:
        assert same_date_after(day, months) == after

    @given(DAYS, st.integers(0, 48))
    def test_never_beyond_the_month_meant(self, day: date, months: int) -> None:
        after = same_date_after(day, months)
        assert Month.of(after) == Month.of(day).plus(months)
        assert after.day == min(day.day, Month.of(after).last_day.day)
