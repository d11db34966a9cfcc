"""Every page of the law, in four languages: it answers, and says what the files say."""

from __future__ import annotations

import re

import pytest

from accalmie.facts.languages import Language
from accalmie.law.catalogue import catalogue
from accalmie.law.interpretations import interpretations
from accalmie.law.kinds import REGISTRY

LISTS = (
    "law_home",
    "law_kinds",
    "law_amounts",
    "law_deadlines",
    "law_changes",
    "law_values",
    "law_rules",
    "law_readings",
    "law_calculators",
)
LANGUAGES = pytest.mark.parametrize("language", Language)


def text_of(answer: object) -> str:
    return answer.content.decode()


def sound(answer: object, language: Language) -> str:
    text = text_of(answer)
    assert answer.status_code == 200
    assert f'<html lang="{language.value}"' in text
    assert not re.search(r"<[^>]+\s(style|on[a-z]+)=", text)
    assert "<script" not in text
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert "%(" not in text
    assert not re.search(r">\s*None\s*<", text)
    return text


@LANGUAGES
@pytest.mark.parametrize("route", LISTS)
def test_lists(visit, route: str, language: Language) -> None:
    sound(visit(route, language=language), language)


@LANGUAGES
def test_every_kind(visit, language: Language) -> None:
    for code, kind in REGISTRY.items():
        text = sound(visit("law_kind", code, language=language), language)
        assert kind.day_code in text


@LANGUAGES
def test_every_value(visit, language: Language) -> None:
    for entry in catalogue().values.values():
        text = sound(visit("law_value", entry.file, entry.name, language=language), language)
        for row in entry.dated.rows:
            assert f'datetime="{row.first_day}"' in text, entry.key


@LANGUAGES
def test_every_rule(visit, language: Language) -> None:
    for code in catalogue().rules:
        text = sound(visit("law_rule", code, language=language), language)
        assert '<p class="acc-lead">.</p>' not in text, code


def test_every_reading_has_its_anchor(visit) -> None:
    text = text_of(visit("law_readings"))
    for number in interpretations():
        assert f'id="{number.lower().replace(":", "-")}"' in text


@pytest.mark.parametrize(
    ("route", "args"),
    [
        ("law_kind", ("moon_landing",)),
        ("law_value", ("limits", "nothing")),
        ("law_value_csv", ("nothing", "limit_c_base")),
        ("law_value_json", ("nothing", "limit_c_base")),
        ("law_rule", ("nothing",)),
        ("law_calculator", ("nothing",)),
    ],
)
def test_what_does_not_exist(visit, route: str, args: tuple[str, ...]) -> None:
    assert visit(route, *args).status_code == 404
