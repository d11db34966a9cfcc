"""A table as it stands: rows of text, each with the number that its reader sees beside it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row; ``number`` is its line or row, counted from one.

    Days of a spreadsheet are ISO text, whole numbers carry no decimals.
    """

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The rows that hold something, in their order."""

    rows: tuple[Row, ...]
