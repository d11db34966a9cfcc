"""The sentences of the letters, whole, in the three official languages.

A file under ``texts/`` maps a name to its sentence in French, Dutch and German. The loader refuses
a missing or foreign language, an empty text, and sentences whose ``{blanks}`` differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from string import Formatter

from accalmie.facts.languages import OFFICIAL, Language
from accalmie.law.dated import read_yaml

TEXTS = Path(__file__).parent / "texts"


class PhrasesFileError(ValueError):
    """A fault in a file of sentences: file, name of the sentence, and what is wrong."""


class NotALetterLanguage(LookupError):
    """A letter of the office exists in French, Dutch and German only."""


class Phrases(Mapping[str, Mapping[Language, str]]):
    """The sentences of one file."""

    def __init__(self, sentences: Mapping[str, Mapping[Language, str]]) -> None:
        self._sentences = sentences

    def __getitem__(self, name: str) -> Mapping[Language, str]:
        return self._sentences[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._sentences)

    def __len__(self) -> int:
        return len(self._sentences)

    def say(self, name: str, language: Language, /, **blanks: str) -> str:
        """A sentence with its blanks filled in."""
        if language not in OFFICIAL:
            raise NotALetterLanguage(f"no letter in {language.value!r}: choose fr, nl or de")
        return spaced(self[name][language].format(**blanks), language)


def spaced(text: str, language: Language) -> str:
    """French sets a no-break space before its high punctuation; the files have a plain one."""
    if language is not Language.FR:
        return text
    for mark in (":", ";", "?", "!", "»"):
        text = text.replace(f" {mark}", f"\u00a0{mark}")
    return text.replace("« ", "«\u00a0")


@cache
def phrases(name: str) -> Phrases:
    """The sentences of ``texts/<name>.yaml``."""
    return load(TEXTS / f"{name}.yaml")


def load(path: Path) -> Phrases:
    """Read a file of sentences; raises ``PhrasesFileError`` naming file and sentence."""
    content = read_yaml(path)
    if not isinstance(content, dict) or not content:
        raise PhrasesFileError(f"{path.name}: expected a mapping from name to sentence")
    return Phrases({name: _sentence(path.name, name, raw) for name, raw in content.items()})


def _sentence(file: str, name: str, raw: object) -> Mapping[Language, str]:
    expected = {language.value for language in OFFICIAL}
    if not isinstance(raw, dict) or set(raw) != expected:
        raise PhrasesFileError(f"{file}: {name}: expected a sentence in fr, nl and de")
    for language, text in raw.items():
        if not isinstance(text, str) or not text.strip():
            raise PhrasesFileError(f"{file}: {name}.{language}: {text!r} is no text; quote it")
    if len({frozenset(_blanks(text)) for text in raw.values()}) != 1:
        raise PhrasesFileError(f"{file}: {name}: the languages do not have the same blanks")
    return {language: raw[language.value] for language in OFFICIAL}


def _blanks(text: str) -> set[str]:
    return {blank for _, blank, _, _ in Formatter().parse(text) if blank is not None}
