"""Faults of the input: on the terminal as they were typed, on a page as people read them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from accalmie.facts.days import Month
from accalmie.facts.languages import Language
from accalmie.law.unusable import UnusableInput


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


RANGE = UnusableInput(
    field="s",
    value=Decimal("1060.5"),
    fault="out_of_range",
    source="AR 25.11.1991 art. 99",
    lowest=Decimal("0.01"),
    highest=Decimal(60),
)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            Language.FR,
            "1 060,5 est hors limites ; permis de 0,01 à 60 (Arrêté royal du 25.11.1991, art. 99).",
        ),
        (
            Language.DE,
            "1.060,5 liegt außerhalb der Grenzen; erlaubt von 0,01 bis 60"
            " (Königlicher Erlass vom 25.11.1991, Art. 99).",
        ),
    ],
)
def test_a_page_shows_numbers_and_source_as_people_read_them(
    language: Language, sentence: str
) -> None:
    assert plain(RANGE.sentence(language)) == sentence


def test_the_terminal_keeps_what_was_typed() -> None:
    assert str(RANGE) == (
        "s: 1060.5 is out of range; allowed from 0.01 to 60 (AR 25.11.1991 art. 99)"
    )


@pytest.mark.parametrize(
    ("value", "shown"),
    [(date(2001, 1, 1), "01.01.2001"), (Month(2001, 1), "janvier 2001"), ("abc", "abc")],
)
def test_days_and_months_are_written_out(value: object, shown: str) -> None:
    fault = UnusableInput(field="x", value=value, fault="not_one_of", allowed="a, b")
    assert plain(fault.sentence(Language.FR)).lower().startswith(f"{shown} n’existe pas")
    assert fault.sentence(Language.FR).endswith("a, b.")
