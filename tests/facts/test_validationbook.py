"""Ranges of card numbers, and the place of each number among all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.exceptions import ValidationError

from accalmie.facts.validationbook import NumberRange, position_of

NUMBERS = st.from_regex(r"[A-Z]{2}[0-9]{7}", fullmatch=True)


def test_a_range_counts_its_cards() -> None:
    cards = NumberRange.of(first="NA1000101", count=100)

    assert cards == NumberRange(first="NA1000101", last="NA1000200")
    assert cards.count == 100
    assert [number in cards for number in ("NA1000100", "NA1000101", "NA1000200", "NA1000201")] == [
        False,
        True,
        True,
        False,
    ]
    assert "NB1000150" not in cards


@pytest.mark.parametrize(
    ("first", "last"), [("NA1000101", "NB1000102"), ("NA1000102", "NA1000101")]
)
def test_two_ends_that_do_not_belong_together(first: str, last: str) -> None:
    with pytest.raises(ValueError, match="no range"):
        NumberRange(first=first, last=last)


@pytest.mark.parametrize(("first", "count"), [("NA9999999", 2), ("NA0000001", 0)])
def test_numbers_that_run_out(first: str, count: int) -> None:
    with pytest.raises(ValueError, match="there are no"):
        NumberRange.of(first=first, count=count)


def test_an_end_that_is_no_number() -> None:
    with pytest.raises(ValidationError):
        NumberRange(first="N1000101", last="N1000102")


@given(NUMBERS, NUMBERS)
def test_places_are_ordered_as_numbers_are(one: str, other: str) -> None:
    assert (position_of(one) < position_of(other)) == (one < other)
