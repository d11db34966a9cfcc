"""What one form holds: the texts of its zones by place, repeated blocks as lists of groups.

A place is the path of names inside the form, ``Link/OperationalOffice/Street``; a choice goes by
its common word. A repeated block opens a group of its own, with places counted from there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

NOTHING: Mapping[str, Sequence[Group]] = {}


class Group:
    """The texts at the places of a form, or of one occurrence of a repeated block.

    ``element`` is where it was read from, when the careful path read it. ``faulty`` are places
    whose text breaks its zone's rules: ``get`` hides them, ``is_present`` does not.
    """

    __slots__ = ("element", "faulty", "lists", "values")

    def __init__(
        self,
        values: dict[str, str | None],
        lists: Mapping[str, Sequence[Group]] = NOTHING,
        element: Any = None,
        faulty: frozenset[str] | set[str] = frozenset(),
    ) -> None:
        self.values = values
        self.lists = lists
        self.element = element
        self.faulty = faulty

    def get(self, place: str) -> str | None:
        """Return the text at a place, None when absent or against the rules of its zone."""
        if self.faulty and place in self.faulty:
            return None
        return self.values.get(place)

    def raw(self, place: str) -> str | None:
        """Return the text at a place as it stands, even against the rules."""
        return self.values.get(place)

    def is_present(self, place: str) -> bool:
        """Tell whether a zone or block stands at a place."""
        return self.values.get(place) is not None or bool(self.lists.get(place))

    def each(self, place: str) -> Sequence[Group]:
        """Return the occurrences of a repeated block."""
        return self.lists.get(place, ())
