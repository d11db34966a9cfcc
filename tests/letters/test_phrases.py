"""The sentences of the letters: three languages, the same blanks, nothing left over."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from accalmie.facts.languages import OFFICIAL, Language
from accalmie.letters import phrases
from accalmie.letters.phrases import NotALetterLanguage, PhrasesFileError

FILES = sorted(path.stem for path in phrases.TEXTS.glob("*.yaml"))
SOURCES = Path(phrases.__file__).parent


@pytest.mark.parametrize("name", FILES)
def test_every_file_of_sentences_loads(name: str) -> None:
    assert len(phrases.phrases(name)) > 3


@pytest.mark.parametrize("name", FILES)
def test_languages_do_not_share_their_sentences_by_mistake(name: str) -> None:
    for sentence in phrases.phrases(name).values():
        if any(len(text.split()) > 3 for text in sentence.values()):
            assert len({*sentence.values()}) == len(OFFICIAL)


@pytest.mark.parametrize("name", FILES)
def test_french_sets_a_blank_before_high_punctuation(name: str) -> None:
    for sentence in phrases.phrases(name).values():
        assert not re.search(r"\w[:;?!»](?!\d)", sentence[Language.FR])
        assert not re.search(r"\s[:;?!]", sentence[Language.NL])


FAULTS = {
    "a language is missing": "greeting: {fr: Bonjour, nl: Dag}",
    "a foreign language": "greeting: {fr: Bonjour, nl: Dag, de: Guten Tag, en: Hello}",
    "an empty text": "greeting: {fr: Bonjour, nl: Dag, de: ' '}",
    "a text that YAML reads as no": "greeting: {fr: Non, nl: no, de: Nein}",
    "other blanks": "greeting: {fr: '{name}', nl: '{name}', de: '{names}'}",
    "no mapping": "- greeting",
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
def test_a_faulty_file_is_refused(fault: str, tmp_path: Path) -> None:
    file = tmp_path / "faulty.yaml"
    file.write_text(fault, "utf-8")
    with pytest.raises(PhrasesFileError, match="faulty"):
        phrases.load(file)


def test_no_letter_in_english() -> None:
    with pytest.raises(NotALetterLanguage):
        phrases.phrases("common").say("service", Language.EN)


def test_a_forgotten_blank_does_not_pass() -> None:
    with pytest.raises(KeyError):
        phrases.phrases("common").say("foot_ticket", Language.FR)


def test_french_punctuation_is_set_with_no_break_spaces() -> None:
    said = phrases.spaced("Fait : « oui » ; non ?", Language.FR)
    assert said == "Fait\u00a0: «\u00a0oui\u00a0»\u00a0; non\u00a0?"
