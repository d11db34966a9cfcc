"""A day in three boxes: what is understood, and what is said where it is not."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from accalmie.portal.employer.lodging.boxes import DayBoxes, DayField, parts_of, typed_day

ANY_DAY = st.dates(min_value=date(2004, 1, 1), max_value=date(2099, 12, 31))
WRITTEN = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d", "%d%m%Y")


def _read(*boxes: str) -> date | None:
    typed = dict(zip(("d-day", "d-month", "d-year"), boxes, strict=False))
    return DayField(label="Jour").clean(DayBoxes().value_from_datadict(typed, {}, "d"))


@given(day=ANY_DAY, how=st.sampled_from(WRITTEN))
def test_a_whole_date_in_the_first_box_is_read_in_every_way(day: date, how: str) -> None:
    assert _read(day.strftime(how)) == day


@given(day=ANY_DAY)
def test_what_is_filled_in_is_read_again(day: date) -> None:
    typed = typed_day("d", day)
    assert _read(*(typed[f"d-{part}"] for part in DayBoxes.parts)) == day


@given(text=st.text(max_size=20))
def test_any_text_gives_a_day_or_a_sentence(text: str) -> None:
    with suppress(forms.ValidationError):
        assert isinstance(_read(text), date)


@pytest.mark.parametrize(
    ("boxes", "about"),
    [
        (("31", "11", "2026"), "30"),
        (("29", "2", "2026"), "28"),
        (("12", "13", "2026"), "12"),
        (("1", "2", "26"), "2026"),
        (("1", "", "2026"), "–"),
        (("x", "2", "2026"), "x"),
        (("1", "2", "0000"), "0000"),
    ],
)
def test_a_mistake_says_what_to_write(boxes: tuple[str, ...], about: str) -> None:
    with pytest.raises(forms.ValidationError, match=about) as told:
        _read(*boxes)
    assert "Jour" in told.value.messages[0]


def test_empty_boxes_are_a_missing_answer_or_none() -> None:
    assert DayField(label="Jour", required=False).clean(("", "", "")) is None
    with pytest.raises(forms.ValidationError):
        DayField(label="Jour").clean(None)


def test_a_date_among_other_words_is_none() -> None:
    assert parts_of("le 12.11.2026") is None


def test_a_whole_date_pasted_over_an_old_one_counts() -> None:
    assert _read("13/12/2026", "11", "2025") == date(2026, 12, 13)
