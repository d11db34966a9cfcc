"""Days, spans, numbers and amounts as people read them."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from accalmie.facts.days import Month, Period
from accalmie.facts.languages import Language
from accalmie.law import words

FR, NL, DE, EN = Language.FR, Language.NL, Language.DE, Language.EN
DAY = date(2026, 11, 12)
NARROW = "\u202f"
NO_BREAK = "\u00a0"


def test_a_short_day() -> None:
    assert [words.short_day(DAY, language) for language in Language] == [
        f"je{NO_BREAK}12.11",
        f"do{NO_BREAK}12.11",
        f"Do{NO_BREAK}12.11",
        f"Thu{NO_BREAK}12.11",
    ]
    assert words.short_day(DAY, FR, with_year=True) == f"je{NO_BREAK}12.11.2026"
    assert words.bare_day(DAY) == "12.11"
    assert words.bare_day(DAY, with_year=True) == "12.11.2026"


def spaced(text: str) -> str:
    return text.replace(NO_BREAK, " ")


def test_a_long_day() -> None:
    assert [spaced(words.long_day(DAY, language)) for language in Language] == [
        "jeudi 12 novembre 2026",
        "donderdag 12 november 2026",
        "Donnerstag, 12. November 2026",
        "Thursday 12 November 2026",
    ]
    assert [spaced(words.plain_day(DAY, language)) for language in Language] == [
        "12 novembre 2026",
        "12 november 2026",
        "12. November 2026",
        "12 November 2026",
    ]


def test_the_first_of_a_month_in_french() -> None:
    assert spaced(words.long_day(date(2026, 11, 1), FR)) == "dimanche 1er novembre 2026"
    assert spaced(words.plain_day(date(2026, 12, 1), FR)) == "1er décembre 2026"
    assert spaced(words.plain_day(date(2026, 12, 11), FR)) == "11 décembre 2026"


def test_a_day_and_its_month_never_part() -> None:
    assert words.long_day(DAY, FR) == f"jeudi{NO_BREAK}12{NO_BREAK}novembre 2026"


def test_a_span() -> None:
    period = Period(date(2026, 11, 16), date(2026, 12, 13))
    assert words.span(period, FR) == f"16.11{NO_BREAK}– 13.12"
    assert words.span(period, FR, with_year=True) == f"16.11{NO_BREAK}– 13.12.2026"
    over = Period(date(2026, 12, 21), date(2027, 1, 3))
    assert words.span(over, NL) == f"21.12.2026{NO_BREAK}– 03.01.2027"
    assert words.span(Period(DAY, DAY), FR) == f"je{NO_BREAK}12.11"


def test_a_month_and_a_time() -> None:
    assert spaced(words.month_name(Month(2026, 11), DE)) == "November 2026"
    assert words.clock(datetime(2026, 11, 12, 16, 42)) == "16:42"  # noqa: DTZ001


def test_amounts() -> None:
    value = Decimal("1235.05")
    assert words.amount(value, FR) == f"1{NARROW}235,05{NO_BREAK}€"
    assert words.amount(value, NL) == f"€{NO_BREAK}1.235,05"
    assert words.amount(value, DE) == f"1.235,05{NO_BREAK}€"
    assert words.amount(value, EN) == "€1,235.05"
    assert words.amount(Decimal("-3"), FR) == f"−3,00{NO_BREAK}€"


def test_numbers_keep_their_decimals() -> None:
    assert words.number(Decimal("7.60"), FR) == "7,60"
    assert words.number(12351, FR) == f"12{NARROW}351"
    assert words.number("16.5", EN) == "16.5"
    assert words.number(-4, DE) == "−4"


@pytest.mark.parametrize(
    ("number", "language", "expected"),
    [
        (1, FR, "1 jour"),
        (0, FR, "0 jour"),
        (7, FR, "7 jours"),
        (1, EN, "1 day"),
        (0, EN, "0 days"),
        (2, DE, "2 Tage"),
        (1, NL, "1 dag"),
    ],
)
def test_counts(number: int, language: Language, expected: str) -> None:
    assert spaced(words.count_days(number, language)) == expected


def test_enumerations() -> None:
    assert words.enumeration((), FR) == ""
    assert words.enumeration(("a",), FR) == "a"
    assert words.enumeration(("a", "b", "c"), NL) == "a, b en c"


@pytest.mark.parametrize(
    ("language", "written"),
    [
        (Language.FR, "1\u202f210,0875\u00a0€"),
        (Language.NL, "€\u00a01.210,0875"),
        (Language.DE, "1.210,0875\u00a0€"),
        (Language.EN, "€1,210.0875"),
    ],
)
def test_a_price_keeps_its_decimals(language: Language, written: str) -> None:
    assert words.price(Decimal("1210.0875"), language) == written
