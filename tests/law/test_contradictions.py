"""Card and declaration side by side."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accalmie.facts.cards import Card, CardForm, Entry, Mark
from accalmie.facts.communications import Version
from accalmie.facts.contradictions import Disagreement, Trust
from accalmie.facts.days import Month
from accalmie.facts.declarations import DayOfUnemployment, HoursDeclaration, ReplacedHoliday
from accalmie.facts.parties import EmployerId
from accalmie.facts.payments import Unit
from accalmie.law.benefits.hours import hours_that_count
from accalmie.law.contradictions import contradictions, decided

NOVEMBER = Month(2026, 11)
MONDAY = date(2026, 11, 16)
TUESDAY = MONDAY + timedelta(days=1)
SUNDAY = date(2026, 11, 22)
LAST = date(2026, 11, 30)


def declaration(*days: date, holidays: tuple[ReplacedHoliday, ...] = ()) -> HoursDeclaration:
    return HoursDeclaration(
        version=Version.ORIGINAL,
        employer=EmployerId(bce="0999000188"),
        niss="85061599729",
        month=NOVEMBER,
        kinds=("economic_worker",),
        days=tuple(DayOfUnemployment(day=day, code="5.1", hours=Decimal("7.60")) for day in days),
        holidays=holidays,
    )


def card(*marks: tuple[date, Mark], inactive: tuple[date, ...] = ()) -> Card:
    return Card(
        month=NOVEMBER,
        form=CardForm.ELECTRONIC,
        entries=tuple(
            Entry(
                day=day,
                mark=mark,
                marked_at=datetime(day.year, day.month, day.day, 6, tzinfo=UTC),
            )
            for day, mark in marks
        ),
        inactive_days=inactive,
    )


def about(given: Card, told: HoursDeclaration) -> dict[date, Disagreement]:
    return {
        one.day: one.about
        for one in contradictions(card=given, declaration=told)
        if one.stops_payment
    }


@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        (Mark.OWN_EMPLOYER, Disagreement.WORKED_HERE),
        (Mark.ELSEWHERE_INACTIVE, Disagreement.INACTIVE_DAY),
        (Mark.NOT_APPLICABLE, Disagreement.OUTSIDE_CONTRACT),
    ],
)
def test_marks_that_deny_the_hours(mark: Mark, expected: Disagreement) -> None:
    assert about(card((MONDAY, mark)), declaration(MONDAY)) == {MONDAY: expected}


@pytest.mark.parametrize(
    "mark",
    [Mark.HOLIDAY, Mark.INCAPACITY, Mark.OTHER, Mark.ELSEWHERE_USUAL, Mark.OTHER_REGULAR_EMPLOYER],
)
def test_marks_that_merely_take_the_hours_away(mark: Mark) -> None:
    assert about(card((MONDAY, mark)), declaration(MONDAY)) == {}


def test_hours_on_a_usual_day_of_inactivity() -> None:
    found = about(card(inactive=(SUNDAY,)), declaration(SUNDAY))
    assert found == {SUNDAY: Disagreement.INACTIVE_DAY}


def blank_days(given: Card, told: HoursDeclaration) -> list[date]:
    return [
        one.day
        for one in contradictions(card=given, declaration=told)
        if one.about is Disagreement.NOT_DECLARED
    ]


def test_blank_working_days_are_shown_from_the_first_declared_day_on() -> None:
    found = blank_days(card((TUESDAY, Mark.OWN_EMPLOYER)), declaration(MONDAY))
    assert TUESDAY not in found
    assert found[0] == date(2026, 11, 18)
    assert found[-1] == LAST
    assert all(day.weekday() < 5 for day in found)


def test_a_day_that_replaces_a_holiday_is_not_asked_about() -> None:
    replaced = ReplacedHoliday(holiday=date(2026, 11, 1), replaced_on=TUESDAY)
    assert TUESDAY not in blank_days(card(), declaration(MONDAY, holidays=(replaced,)))


def counted(given: Card, told: HoursDeclaration):
    return hours_that_count(
        declared=told.days, card=given, holidays=told.holidays, unit=Unit.ALLOWANCES
    )


@pytest.mark.parametrize(("trust", "hours"), [(Trust.CARD, "7.60"), (Trust.DECLARATION, "15.20")])
def test_a_person_decides_whom_to_believe(trust: Trust, hours: str) -> None:
    found = counted(card((MONDAY, Mark.OWN_EMPLOYER)), declaration(MONDAY, TUESDAY))
    assert found.is_contradictory
    after = decided(counted=found, days=(MONDAY,), trust=trust)
    assert after.hours == {"5.1": Decimal(hours)}
    assert not after.is_contradictory
    assert (after.trace[-1].name, after.trace[-1].value) == (f"{trust.value}_believed", (MONDAY,))


@given(
    marked=st.dictionaries(st.dates(NOVEMBER.first_day, LAST), st.sampled_from(Mark)),
    days=st.sets(st.dates(NOVEMBER.first_day, LAST), min_size=1),
)
def test_believing_the_card_never_gives_more(marked: dict, days: set[date]) -> None:
    given, told = card(*marked.items()), declaration(*sorted(days))
    stops = tuple(
        one.day for one in contradictions(card=given, declaration=told) if one.stops_payment
    )
    found = counted(given, told)
    by_card = decided(counted=found, days=stops, trust=Trust.CARD).hours["5.1"]
    by_hours = decided(counted=found, days=stops, trust=Trust.DECLARATION).hours["5.1"]
    assert Decimal(0) <= by_card <= by_hours <= sum(day.hours for day in told.days)
    assert set(stops) <= days
