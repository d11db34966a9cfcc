"""The joint committees to choose from: those of the firm, then the official list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from accalmie.messages import references

NONE = "999"
"""The code for an employer without joint committee."""


def is_known(number: str) -> bool:
    """Tell whether a committee is or was in the official list."""
    return number == NONE or references.is_committee(_as_listed(number))


def suggested(*, own: Sequence[str], on: date) -> tuple[str, ...]:
    """What the field offers while one types: the firm's own first, then all of the day."""
    return tuple(dict.fromkeys([*own, *_on(on.year, on.month)]))


@lru_cache(maxsize=8)
def _on(year: int, month: int) -> tuple[str, ...]:
    day = date(year, month, 1)
    return tuple(
        number for number in references.committees() if references.was_committee_on(number, day)
    )


def _as_listed(number: str) -> str:
    """The first two groups: what follows is a regime of the firm's own sector."""
    return ".".join(number.split(".")[:2])
