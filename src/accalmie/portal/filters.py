"""The filter above a list: a search box and a few choices, all in the address of the page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One option of a choice; the empty value stands for all."""

    value: str
    word: str
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A choice among options."""

    name: str
    label: str
    options: tuple[Option, ...]

    @property
    def value(self) -> str:
        """The value chosen, empty for all."""
        return next((option.value for option in self.options if option.is_chosen), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What the person searches."""

    search_label: str
    text: str
    choices: tuple[Choice, ...]

    def value(self, name: str) -> str:
        """The value chosen under a name, empty for all."""
        return next((choice.value for choice in self.choices if choice.name == name), "")


def choice(
    *, name: str, label: str, options: Iterable[tuple[str, str]], asked: QueryDict
) -> Choice:
    """A choice with what the address asks; an unknown value counts as the first option."""
    offered = tuple(options)
    wanted = asked.get(name, "")
    if wanted not in {value for value, _ in offered}:
        wanted = offered[0][0]
    return Choice(
        name=name,
        label=label,
        options=tuple(
            Option(value=value, word=word, is_chosen=value == wanted) for value, word in offered
        ),
    )


def text_asked(asked: QueryDict) -> str:
    """What stands in the search box: at most 60 characters, without blanks around."""
    return asked.get("q", "")[:60].strip()


def number_in(text: str) -> str:
    """The digits of what was searched, where it is a number; empty where it is a name."""
    bare = "".join(sign for sign in text if sign not in " .-/")
    return bare if bare.isascii() and bare.isdigit() else ""
