"""Pasted lines: whatever stands between, and what cannot be read is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accalmie.facts.days import Month
from accalmie.facts.ids import niss
from accalmie.portal.validation_book import pasting
from accalmie.portal.validation_book.pasting import Missing
from tests.cases.paper import DECEMBER, NOVEMBER, ZOE

WRONG = ZOE[:9] + f"{(int(ZOE[9:]) + 1) % 97:02d}"


@pytest.mark.parametrize(
    "line",
    [
        f"{ZOE}#Essai#Zoé#FA1000101#12/2026",
        f"{ZOE}\tFA1000101\t12/2026",
        f"{ZOE};FA1000101;2026-12",
        f"{niss.format(ZOE)}, fa 1000101, 12.2026",
        f"12/2026 FA-1000101 {ZOE[:6]} {ZOE[6:9]} {ZOE[9:]}",
        f"  Essai Zoé | {ZOE} | 12-2026 | FA1000101",
    ],
)
def test_what_stands_between_does_not_matter(line: str) -> None:
    (read,) = pasting.read(text=line, month=NOVEMBER)

    assert (read.niss, read.card_number, read.month, read.missing) == (
        ZOE,
        "FA1000101",
        DECEMBER,
        (),
    )


def test_a_line_without_month_takes_the_one_chosen() -> None:
    (read,) = pasting.read(text=f"{ZOE} FA1000101", month=NOVEMBER)
    assert (read.month, read.missing) == (NOVEMBER, ())


@pytest.mark.parametrize(
    ("line", "missing"),
    [
        (f"{ZOE} 12/2026", (Missing.CARD,)),
        (f"{ZOE} FA100010 12/2026", (Missing.CARD,)),
        ("FA1000101 12/2026", (Missing.WORKER,)),
        (f"{WRONG} FA1000101 12/2026", (Missing.CHECK_DIGITS,)),
        (f"{ZOE} FA1000101 13/2026", (Missing.MONTH,)),
        ("1", (Missing.WORKER, Missing.CARD, Missing.MONTH)),
    ],
)
def test_what_cannot_be_read_is_told(line: str, missing: tuple[Missing, ...]) -> None:
    (read,) = pasting.read(text=line, month=None)
    assert read.missing == missing


def test_headings_and_empty_lines_are_passed_over() -> None:
    read = pasting.read(
        text=f"INSS#nom#prénom#numéro#mois\r\n\r\n{ZOE} FA1000101\r\n", month=NOVEMBER
    )
    assert [line.number for line in read] == [3]


def test_too_many_lines_are_refused() -> None:
    with pytest.raises(pasting.TooMany):
        pasting.read(text="1\n" * (pasting.MOST_LINES + 1), month=NOVEMBER)


@given(
    st.integers(1, 999_999_999).map(lambda n: niss.with_check_digits(f"{n:09d}")),
    st.from_regex(r"[A-Z]{2}[0-9]{7}", fullmatch=True),
    st.builds(Month, st.integers(2020, 2099), st.integers(1, 12)),
    st.permutations([0, 1, 2]),
    st.sampled_from(["#", ";", "\t", ",", " | "]),
)
def test_each_card_is_read_in_any_order(
    number: str, card: str, month: Month, order: list[int], between: str
) -> None:
    parts = [number, card, f"{month.month:02d}/{month.year}"]
    (read,) = pasting.read(text=between.join(parts[n] for n in order), month=None)

    assert (read.card_number, read.month) == (card, month)
    assert read.niss == number


@given(st.text(max_size=200))
def test_nothing_that_is_pasted_breaks_the_reading(text: str) -> None:
    for line in pasting.read(text=text, month=NOVEMBER):
        assert line.missing or (niss.is_valid(line.niss) and line.card_number)
