"""The words of the messages in the four languages, one table a file beside the specifications."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from accalmie.facts.languages import Language
from accalmie.law.dated import read_yaml, texts
from accalmie.messages.specification import SPEC

Table = Mapping[str, Mapping[Language, str]]


def glossary() -> Table:
    """What each zone and block is, by its name."""
    return _table("glossary.yaml")


def errors() -> Table:
    """What each type of error says, by its three digits."""
    return _table("anomalies.yaml")


def refusals() -> Table:
    """Why a file is refused at the door, by the word of ``intake.UnusableFile``."""
    return _table("refusals.yaml")


@cache
def _table(file: str) -> Table:
    return {key: texts(file, key, raw) for key, raw in read_yaml(SPEC / file).items()}
