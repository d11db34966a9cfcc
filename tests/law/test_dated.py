"""Dated values: every mistake in a file is named, and each day finds its row.

The files in ``faults/`` hold one mistake each; their first line says what must be told.
"""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from accalmie.facts.findings import Confidence
from accalmie.facts.languages import Language
from accalmie.law.dated import (
    Dated,
    NotInForceError,
    Row,
    ValuesFileError,
    load_values,
    read_yaml,
)

FAULTS = sorted(Path(__file__).with_name("faults").glob("*.yaml"))


@pytest.mark.parametrize("file", FAULTS, ids=lambda file: file.stem)
def test_each_mistake_is_told_with_file_and_key(file: Path) -> None:
    expected = file.read_text().splitlines()[0].removeprefix("# ")
    with pytest.raises((ValuesFileError, yaml.MarkedYAMLError)) as raised:
        load_values(file)
    told = str(raised.value)
    assert expected in told
    assert file.name in told


def test_every_mistake_has_its_file() -> None:
    assert len(FAULTS) >= 25


RIGHT = """
notice_calendar_days:
  text: {fr: Préavis, nl: Aanzegging, de: Ankündigung, en: Notice}
  unit: calendar_days
  rows:
    - {from: 2012-01-01, value: 7, source: "E22", confidence: medium, checked_on: 2026-11-21}
    - {from: 2024-01-01, value: null, source: "E22", confidence: high, checked_on: 2026-11-21}
    - from: 2025-01-01
      value: 12.50
      source: E22
      confidence: low
      checked_on: 2026-11-21
      reading: C:R3
      not_verified_since: 2026-06-30
"""


@pytest.fixture
def right(tmp_path: Path) -> Path:
    file = tmp_path / "values.yaml"
    file.write_text(RIGHT)
    return file


class TestARightFile:
    def test_is_read_whole(self, right: Path) -> None:
        values = load_values(right)
        assert list(values) == ["notice_calendar_days"]
        assert len(values) == 1
        value = values.notice_calendar_days
        assert value is values["notice_calendar_days"]
        assert value.text[Language.DE] == "Ankündigung"
        assert value.unit == "calendar_days"

    @pytest.mark.parametrize(
        ("day", "value", "confidence"),
        [
            ("2012-01-01", 7, Confidence.MEDIUM),
            ("2023-12-31", 7, Confidence.MEDIUM),
            ("2024-01-01", None, Confidence.HIGH),
            ("2024-12-31", None, Confidence.HIGH),
            ("2025-01-01", Decimal("12.50"), Confidence.LOW),
            ("2099-12-31", Decimal("12.50"), Confidence.LOW),
        ],
    )
    def test_each_day_has_its_row(
        self, right: Path, day: str, value: object, confidence: Confidence
    ) -> None:
        row = load_values(right).notice_calendar_days.on(date.fromisoformat(day))
        assert row.value == value
        assert type(row.value) is type(value)
        assert row.confidence is confidence

    def test_a_row_says_what_it_rests_on(self, right: Path) -> None:
        row = load_values(right).notice_calendar_days.on(date(2026, 11, 21))
        assert row.reading == "C:R3"
        assert row.not_verified_since == date(2026, 6, 30)
        assert row.checked_on == date(2026, 11, 21)

    def test_the_day_before_the_first_is_refused(self, right: Path) -> None:
        with pytest.raises(NotInForceError) as raised:
            load_values(right).notice_calendar_days.on(date(2011, 12, 31))
        assert raised.value.first_covered_day == date(2012, 1, 1)
        assert "the first covered day is 2012-01-01" in str(raised.value)

    def test_an_unknown_value_is_named_with_its_file(self, right: Path) -> None:
        with pytest.raises(AttributeError, match=r"values\.yaml has no value 'notice'"):
            _ = load_values(right).notice


class TestExactNumbers:
    @pytest.mark.parametrize(
        ("written", "read"),
        [
            ("12.50", Decimal("12.50")),
            ("0.2668", Decimal("0.2668")),
            ("1_000.5", Decimal("1000.5")),
            ("7", 7),
            ('"12.50"', "12.50"),
            ("2026-11-21", date(2026, 11, 21)),
            ("true", True),
            ("null", None),
        ],
    )
    def test_what_stands_in_the_file_is_kept(
        self, tmp_path: Path, written: str, read: object
    ) -> None:
        file = tmp_path / "x.yaml"
        file.write_text(f"value: {written}\n")
        value = read_yaml(file)["value"]
        assert value == read
        assert type(value) is type(read)
        assert str(value) == str(read)


@given(
    st.lists(st.dates(date(1990, 1, 1), date(2040, 1, 1)), min_size=1, max_size=8, unique=True).map(
        sorted
    ),
    st.dates(date(1980, 1, 1), date(2050, 1, 1)),
)
def test_the_newest_row_not_after_the_day_governs(first_days: list[date], day: date) -> None:
    rows = tuple(
        Row("a", first_day, n, "E28", Confidence.HIGH, date(2026, 11, 21))
        for n, first_day in enumerate(first_days)
    )
    dated = Dated("a", {}, "days", rows)
    if day < first_days[0]:
        with pytest.raises(NotInForceError):
            dated.on(day)
        return
    found = dated.on(day)
    assert found.first_day <= day
    assert not any(found.first_day < other.first_day <= day for other in rows)
    assert dated.on(found.first_day) is found
