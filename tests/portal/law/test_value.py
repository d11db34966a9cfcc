"""The page of a value: the figure of a day, its drawing, its rows to take away."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date

import pytest
from lxml import etree

from accalmie.facts.languages import Language
from accalmie.law.catalogue import catalogue, value_entry
from accalmie.portal.law import chart, downloads

LIMIT = ("computed", "limit_c")
TODAY = date(2026, 11, 21)


def figure(answer: object) -> str:
    found = re.search(r'<p class="acc-figure[^"]*">(.*?)<small>', answer.content.decode(), re.S)
    assert found
    return found[1].replace("\u00a0", " ").strip()


def test_today(visit) -> None:
    answer = visit("law_value", *LIMIT)
    assert figure(answer) == "134,6536 €"
    text = answer.content.decode()
    assert "ce n’est pas confirmé" in text
    assert 'aria-current="page">Montants' in text


@pytest.mark.parametrize(
    "typed", ["15/06/2022", "15.06.2022", "2022-06-15", "15 06 2022", " 15-6-2022 "]
)
def test_another_day(visit, typed: str) -> None:
    answer = visit("law_value", *LIMIT, day=typed)
    assert figure(answer) == "115,9531 €"
    assert "Situation au" in answer.content.decode()


@pytest.mark.parametrize("typed", ["tomorrow", "31.02.2026", "15.06.22", "2026-13-01"])
def test_no_day(visit, typed: str) -> None:
    text = visit("law_value", *LIMIT, day=typed).content.decode()
    assert '<a href="#id_day">' in text
    assert "n’est pas un jour" in text
    assert 'aria-describedby="day-error"' in text


def test_before_the_first_covered_day(visit) -> None:
    text = visit("law_value", *LIMIT, day="01.01.2001").content.decode()
    assert "le premier jour couvert est le 01.03.2020" in text
    assert '<p class="acc-figure">– <small>' in text


def test_several_figures_stand_in_a_table(visit) -> None:
    text = visit("law_value", "wage_brackets", "wage_brackets").content.decode()
    assert "75,8270" in text
    assert "acc-ruler" not in text
    assert 'role="region"' in text


def test_rules_and_readings_are_linked(visit) -> None:
    text = visit("law_value", "economic_worker", "notice_calendar_days").content.decode()
    assert 'href="/fr/law/rules/announced_in_time/"' in text
    text = visit("law_value", "wage_brackets", "highest_code").content.decode()
    assert 'href="/fr/law/two-readings/#b-r13"' in text


def test_csv(visit) -> None:
    answer = visit("law_value_csv", *LIMIT)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="limit_c.csv"' in answer.headers["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert rows[0]["from"] == "2020-03-01"
    assert rows[0]["until"] == "2021-06-30"
    assert rows[-1]["until"] == ""
    assert rows[-1]["not_verified_since"] == "2026-03-01"
    assert [row["value"] for row in rows][-2:] == ["134.6536", "134.6536"]


def test_json(visit) -> None:
    answer = visit("law_value_json", "economic_worker", "notice_calendar_days")
    content = json.loads(answer.content)
    assert set(content["text"]) == {language.value for language in Language}
    assert content["rows"][0]["value"] == 7
    assert content["file"] == "kinds/economic_worker/values.yaml"
    assert content["rules"] == ["announced_in_time"]


def test_every_value_can_be_taken_away() -> None:
    for entry in catalogue().values.values():
        rows = json.loads(downloads.as_json(entry))["rows"]
        assert len(rows) == len(entry.dated.rows)
        assert len(list(csv.reader(io.StringIO(downloads.as_csv(entry))))) == len(rows) + 1


# --- the drawing


def drawn(file: str, name: str) -> tuple[etree._Element, etree._Element]:
    dated = value_entry(file=file, name=name).dated
    assert chart.can_be_drawn(dated)
    found = chart.chart_of(dated, today=TODAY, language=Language.FR, key="k")
    return etree.fromstring(str(found.wide)), etree.fromstring(str(found.narrow))


@pytest.mark.parametrize("language", Language)
def test_every_drawing_is_sound(language: Language) -> None:
    number = 0
    for entry in catalogue().values.values():
        if not chart.can_be_drawn(entry.dated):
            continue
        number += 1
        found = chart.chart_of(entry.dated, today=TODAY, language=language, key="k")
        for svg in (etree.fromstring(str(found.wide)), etree.fromstring(str(found.narrow))):
            assert svg.get("role") == "img"
            title, description = svg[0], svg[1]
            assert (title.tag, description.tag) == ("title", "desc")
            assert title.text == entry.dated.text[language]
            assert description.text
            width = float(svg.get("viewBox").split()[2])
            height = float(svg.get("viewBox").split()[3])
            for circle in svg.iter("circle"):
                assert 0 < float(circle.get("cx")) < width
                assert 0 < float(circle.get("cy")) < height
    assert number > 20


def test_full_dots_are_official_and_dashes_unverified() -> None:
    wide, _ = drawn(*LIMIT)
    rows = value_entry(file=LIMIT[0], name=LIMIT[1]).dated.rows
    official = [row for row in rows if row.confidence.name == "HIGH"]
    secondary = [row for row in rows if row.confidence.name == "MEDIUM"]
    dots = [circle.get("class") for circle in wide.iter("circle")]
    assert dots.count("r-dot-done") == len(official)
    assert dots.count("r-mid") == len(secondary)
    assert len([path for path in wide.iter("path") if path.get("class") == "r-open"]) == 1
    assert "134,6536\u00a0€" in [text.text for text in wide.iter("text")]


def test_the_line_breaks_where_a_value_was_abolished() -> None:
    wide, _ = drawn("allowance_rates", "rate_energy")
    (line,) = [path.get("d") for path in wide.iter("path") if path.get("class") == "r-step"]
    assert line.count("M") == 1
    until = float(re.findall(r"H([\d.]+)", line)[-1])
    ground = max(float(found) for found in re.findall(r"H([\d.]+)", _grid(wide)))
    assert until < ground


def _grid(svg: etree._Element) -> str:
    return " ".join(path.get("d") for path in svg.iter("path") if path.get("class") == "r-line")


def test_what_is_no_number_is_not_drawn() -> None:
    for file, name in (
        ("control_card", "card_regime"),
        ("wage_brackets", "wage_brackets"),
        ("economic_worker", "maximum_large"),
        ("economic_worker", "notice_calendar_days"),
    ):
        assert not chart.can_be_drawn(value_entry(file=file, name=name).dated)
