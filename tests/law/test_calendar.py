"""The ten public holidays and the two notions of a working day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accalmie.facts.languages import Language
from accalmie.law.calendar import (
    is_card_working_day,
    is_working_day,
    public_holidays,
    working_days_after,
    working_days_before,
    working_days_in,
)

DAYS = st.dates(min_value=date(2012, 1, 1), max_value=date(2035, 12, 31))


@pytest.mark.parametrize("year", range(2004, 2036))
def test_there_are_ten_a_year(year: int) -> None:
    """Ascension and Labour Day can fall on one day."""
    assert len(public_holidays(year)) in (9, 10)


def test_those_of_2026() -> None:
    assert list(public_holidays(2026)) == [
        date(2026, 1, 1),
        date(2026, 4, 6),
        date(2026, 5, 1),
        date(2026, 5, 14),
        date(2026, 5, 25),
        date(2026, 7, 21),
        date(2026, 8, 15),
        date(2026, 11, 1),
        date(2026, 11, 11),
        date(2026, 12, 25),
    ]


def test_names_stand_in_four_languages() -> None:
    names = public_holidays(2026)[date(2026, 4, 6)]
    assert names == {
        Language.FR: "Lundi de Pâques",
        Language.NL: "Paasmaandag",
        Language.DE: "Ostermontag",
        Language.EN: "Easter Monday",
    }


@pytest.mark.parametrize(
    ("monday", "is_working"),
    [
        (date(2026, 8, 17), False),
        (date(2026, 11, 2), False),
        (date(2027, 5, 3), False),
        (date(2027, 8, 16), False),
        (date(2027, 12, 27), False),
        (date(2026, 11, 9), True),
    ],
)
def test_a_holiday_on_a_weekend_moves_to_the_monday_where_nobody_told(
    monday: date, is_working: bool
) -> None:
    assert is_working_day(monday, closed_days=None) is is_working
    assert is_card_working_day(monday, replacement_days=None) is is_working


def test_where_the_firm_told_its_days_the_monday_is_worked() -> None:
    told = (date(2026, 8, 14),)
    assert is_working_day(date(2026, 8, 17), closed_days=told)
    assert is_working_day(date(2026, 8, 17), closed_days=())
    assert not is_working_day(date(2026, 8, 14), closed_days=told)
    assert is_card_working_day(date(2026, 8, 17), replacement_days=told)
    assert not is_card_working_day(date(2026, 8, 14), replacement_days=told)


@pytest.mark.parametrize("day", [date(2026, 11, 11), date(2026, 11, 14), date(2026, 11, 15)])
def test_holidays_and_weekends_are_worked_by_nobody(day: date) -> None:
    assert not is_working_day(day, closed_days=())
    assert not is_card_working_day(day, replacement_days=())


def test_counting_from_a_day() -> None:
    wednesday = date(2026, 11, 18)
    assert working_days_before(wednesday, count=5, closed_days=None) == date(2026, 11, 10)
    assert working_days_after(wednesday, count=1, closed_days=None) == date(2026, 11, 19)
    week = [date(2026, 11, 9) + timedelta(days=n) for n in range(7)]
    assert working_days_in(week, closed_days=None) == 4


@given(day=DAYS, count=st.integers(min_value=0, max_value=12))
def test_counting_there_passes_that_many_working_days(day: date, count: int) -> None:
    after = working_days_after(day, count=count, closed_days=None)
    between = [day + timedelta(days=n) for n in range(1, (after - day).days + 1)]
    assert working_days_in(between, closed_days=None) == count
    before = working_days_before(day, count=count, closed_days=None)
    between = [before + timedelta(days=n) for n in range((day - before).days)]
    assert working_days_in(between, closed_days=None) == count
