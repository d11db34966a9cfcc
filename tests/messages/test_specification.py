"""The specifications hold together: words, codes, places, and the XSD made from them."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from accalmie.facts.languages import Language
from accalmie.messages import door, envelope, scanning
from accalmie.messages.catalogue import READERS
from accalmie.messages.reading import _parts_by_place
from accalmie.messages.specification import (
    Block,
    SpecificationError,
    condition,
    load,
    messages,
)
from accalmie.messages.wording import errors, glossary, refusals
from accalmie.messages.xsd import xsd_of

NAMED = ("TWCT001", "ACRF", "DEFI", "VBLV001", "WECH002", "WECH005")


@pytest.mark.parametrize("message", messages())
def test_every_specification_makes_a_schema(message: str) -> None:
    etree.XMLSchema(etree.fromstring(xsd_of(load(message))))


@pytest.mark.parametrize("message", messages())
def test_every_error_has_its_words(message: str) -> None:
    for part in load(message).parts():
        assert set(part.anomalies) <= set(errors()), part.name
        assert set(part.anomalies.values()) <= {"B", "NP"}


@pytest.mark.parametrize("message", NAMED)
def test_every_part_is_named_in_four_languages(message: str) -> None:
    for part in load(message).parts():
        words = glossary()[part.name]
        assert set(words) == set(Language), part.name
        assert all(words.values())


def test_the_glossary_names_nothing_that_does_not_exist() -> None:
    known = {part.name for message in messages() for part in load(message).parts()}
    assert set(glossary()) - known - {"Link"} == set()


@pytest.mark.parametrize("message", messages())
def test_presence_rules_speak_of_places_that_exist(message: str) -> None:
    specification = load(message)
    for where, rules in specification.presence.items():
        places = _parts_by_place(specification, where)
        for rule in rules:
            assert rule.at in places, rule.at


@pytest.mark.parametrize("message", messages())
def test_numbers_have_five_digits_and_zones_a_length(message: str) -> None:
    for part in load(message).parts():
        assert len(part.number) == 5
        assert part.number.isdigit()
        assert part.number.startswith("9") is isinstance(part, Block), part.name


def test_refusals_used_are_worded_and_worded_ones_used() -> None:
    modules = (door, envelope, scanning)
    source = "".join(Path(module.__file__ or "").read_text() for module in modules)
    for code in refusals():
        assert f'"{code}"' in source, code


def test_every_message_read_has_a_specification() -> None:
    assert set(READERS) <= set(messages())


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("a", {"a"}, True),
        ("not a", {"a"}, False),
        ("a and not b", {"a"}, True),
        ("a and not (b or c)", {"a", "c"}, False),
        ("a or b", {"b"}, True),
        (None, {"a"}, False),
    ],
)
def test_conditions(text: str | None, words: set[str], expected: bool) -> None:
    assert condition(text)(frozenset(words)) is expected


def test_a_condition_is_words_and_nothing_else() -> None:
    with pytest.raises(SpecificationError):
        condition("__import__('os')")


def test_unknown_messages_are_refused_with_the_known_ones() -> None:
    with pytest.raises(SpecificationError, match="TWCT001"):
        load("../shared")
