"""Values in words, in a table and on the axis of a drawing; answers drawn without communication."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from accalmie.facts.findings import Confidence
from accalmie.facts.languages import Language
from accalmie.facts.rulers import BarStyle
from accalmie.law import values_wording
from accalmie.law.catalogue import value_entry
from accalmie.law.computed_values import computed_values
from accalmie.law.dated import Dated, Row
from accalmie.law.drawings_of_answers import ruler_of_start
from accalmie.law.possible_start import PossibleStart

FR, EN = Language.FR, Language.EN
MONDAY = date(2026, 11, 16)


def dated(*values: object, unit: str = "duration") -> Dated:
    rows = tuple(
        Row("maximum", date(2020 + n, 1, 1), value, "E22", Confidence.HIGH, date(2026, 11, 21))
        for n, value in enumerate(values)
    )
    return Dated("maximum", dict.fromkeys(Language, "maximum"), unit, rows)


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (7, Decimal(7)),
        (Decimal("1.7758"), Decimal("1.7758")),
        ({"weeks": 4}, Decimal(4)),
        ({"months": 3}, Decimal(3)),
        (True, None),
        ("by_letter", None),
        (None, None),
    ],
)
def test_the_one_number_that_a_value_is(value: object, number: Decimal | None) -> None:
    assert values_wording.number_of(value) == number


def test_the_unit_of_all_rows_or_none() -> None:
    assert values_wording.unit_of(dated({"weeks": 4}, {"weeks": 8})) == "weeks"
    assert values_wording.unit_of(dated({"weeks": 4}, {"months": 3})) is None
    assert values_wording.unit_of(dated(7, None, unit="calendar_days")) == "calendar_days"


@pytest.mark.parametrize(
    ("unit", "language", "words"),
    [
        ("EUR_per_day", FR, "Euros par jour"),
        ("EUR_per_day", EN, "Euros a day"),
        ("multiplier", EN, "Multiplier"),
        ("calendar_days", FR, "Jours calendrier"),
        ("of_nothing_known", FR, "of_nothing_known"),
    ],
)
def test_what_the_figures_of_a_drawing_count(unit: str, language: Language, words: str) -> None:
    assert values_wording.axis(unit, language) == words


def test_what_stands_beside_a_figure() -> None:
    assert values_wording.per("EUR_per_day", FR) == "par jour"
    assert values_wording.per("calendar_days", FR) == ""


def test_a_day_and_an_abolished_value_in_words() -> None:
    shown = values_wording.shown
    day = shown(date(2026, 3, 1), unit="day", language=FR)
    assert day.replace("\u00a0", " ") == "dimanche 1er mars 2026"
    assert shown(None, unit="day", language=FR) == values_wording.text_of("abolished", FR)


def test_a_row_without_value_was_abolished_or_never_stated() -> None:
    ended = dated(7, None, unit="calendar_days")
    unknown = dated(None, 7, unit="calendar_days")
    told = [
        values_wording.row_text(ended, ended.rows[1], language=FR),
        values_wording.row_text(unknown, unknown.rows[0], language=FR),
    ]
    assert told == [values_wording.text_of(name, FR) for name in ("abolished", "not_stated")]
    assert values_wording.row_text(ended, ended.rows[0], language=FR) == "7\u00a0jours calendrier"


def test_a_value_with_several_figures_is_a_table_of_all_its_rows() -> None:
    entry = value_entry(file="wage_brackets", name="wage_brackets")
    value = entry.dated.rows[-1].value
    assert values_wording.is_table(value)
    table = values_wording.table_of("wage_brackets", value, unit=entry.dated.unit, language=FR)
    assert [row[0] for row in table.rows] == sorted(map(str, value["brackets"]), reverse=True)
    assert {len(row) for row in table.rows} == {len(table.heads)}
    limit_c = table.rows[0]
    assert limit_c == ("79", "75,8270\u00a0€", "75,8270\u00a0€")


def test_every_single_figure_of_the_law_has_words_in_every_language() -> None:
    entry = value_entry(file="limits", name="index_multiplier")
    for language in Language:
        for row in entry.dated.rows:
            assert values_wording.row_text(entry.dated, row, language=language)


def test_a_computed_value_is_the_product_of_its_factors() -> None:
    limit = computed_values()["limit_c"]
    day = date(2026, 3, 1)
    base, multiplier = limit.factors_on(day)
    assert (base, multiplier) == (Decimal("75.8270"), Decimal("1.7758"))
    assert limit.dated.on(day).value == Decimal("134.6536")


START = PossibleStart(
    earliest_first_day=date(2026, 11, 24),
    latest_last_day=date(2026, 12, 21),
    work_week_from=date(2026, 12, 22),
    trace=(),
)


def drawn(start: PossibleStart) -> list[BarStyle]:
    ruler = ruler_of_start(start=start, notified_on=MONDAY, language=FR, today=MONDAY)
    assert ruler is not None
    return [bar.style for bar in ruler.lanes[0].bars]


def test_a_start_is_drawn_with_what_is_known() -> None:
    assert drawn(START) == [BarStyle.NOTICE, BarStyle.PROPOSED, BarStyle.WORK]
    assert drawn(replace(START, work_week_from=None)) == [BarStyle.NOTICE, BarStyle.PROPOSED]
    unbounded = replace(START, latest_last_day=None, work_week_from=None)
    assert drawn(unbounded) == [BarStyle.NOTICE, BarStyle.PROPOSED]


def test_the_day_after_the_notice_has_no_notice_to_draw() -> None:
    next_day = replace(START, earliest_first_day=date(2026, 11, 17))
    assert drawn(next_day) == [BarStyle.PROPOSED, BarStyle.WORK]
