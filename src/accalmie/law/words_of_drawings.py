"""Short words for drawings and remedies (``law/drawings.yaml``), where there is little room."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from accalmie.facts.languages import Language
from accalmie.law.dated import texts
from accalmie.law.loading import content_of


def word(name: str, language: Language, **facts: str) -> str:
    """The text of a name, its places filled."""
    return _texts()[name][language].format(**facts)


@cache
def _texts() -> Mapping[str, Mapping[Language, str]]:
    file = "drawings.yaml"
    return {name: texts(file, name, raw) for name, raw in content_of(file).items()}
