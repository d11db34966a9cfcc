"""What one form holds: the texts of its zones by place, repeated blocks as lists of groups.

A place is the path of names inside the form, ``Link/OperationalOffice/Street``; a choice goes by
its common word. A repeated block opens a group of its own, with places counted from there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, overload

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

    def getter(self) -> Callable[[str], str | None]:
        """``get`` as a function, the fastest that serves: for controls on every form of a file."""
        return self.get if self.faulty else self.values.get

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


class Rows(Sequence[Group]):
    """The occurrences of a repeated block as plain rows of texts; groups are made on demand.

    A communication names up to 2000 workers, and most readings only want their numbers.
    """

    __slots__ = ("_make", "_places", "_rows")

    def __init__(
        self,
        places: Sequence[str],
        rows: list[tuple[str | None, ...]],
        make: Callable[[Sequence[str | None]], Group],
    ) -> None:
        self._places, self._rows, self._make = places, rows, make

    def column(self, place: str) -> list[str | None]:
        """The texts at one place, row by row; empty or None where absent."""
        at = self._places.index(place)
        return [row[at] for row in self._rows]

    @overload
    def __getitem__(self, index: int) -> Group: ...

    @overload
    def __getitem__(self, index: slice) -> list[Group]: ...

    def __getitem__(self, index: int | slice) -> Group | list[Group]:
        if isinstance(index, slice):
            return [self._make(row) for row in self._rows[index]]
        return self._make(self._rows[index])

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Group]:
        return map(self._make, self._rows)
