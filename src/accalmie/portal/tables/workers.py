"""Rows of a table as workers of a firm, each with the mistakes in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from accalmie.facts.staff import ListedWorker
from accalmie.portal.tables import cells
from accalmie.portal.tables.cells import Fault
from accalmie.portal.tables.columns import WORKERS, Column, Layout, layout_of
from accalmie.portal.tables.refusals import Refusal, Why
from accalmie.portal.tables.table import Row, Table

_LONGEST = {Column.NAME: 60, Column.FIRST_NAME: 60, Column.ESTABLISHMENT: 120, Column.SECTION: 60}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """A fault with its place; ``written`` is what stands in the cell, ``told`` the other row."""

    row: int
    column: Column
    fault: Fault
    written: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadWorkers:
    """What a table says: the usable rows, the mistakes in the others, the columns not used."""

    rows: tuple[ListedWorker, ...]
    mistakes: tuple[Mistake, ...]
    unused: tuple[str, ...]


def read_workers(table: Table) -> ReadWorkers | Refusal:
    """The workers of a table; of a number that stands twice, the first row counts."""
    layout, before = layout_of(table, wanted=WORKERS)
    if Column.NISS not in layout.values():
        return Refusal(why=Why.NO_NUMBERS)
    rows: list[ListedWorker] = []
    mistakes: list[Mistake] = []
    seen: dict[str, int] = {}
    for row in table.rows[before:]:
        found, wrong = _read(row, layout)
        if not wrong and found.niss in seen:
            wrong = [_twice(found, seen[found.niss])]
        seen.setdefault(found.niss, found.row)
        mistakes += wrong
        if not wrong:
            rows.append(found)
    unused = _unused(table, layout, before)
    return ReadWorkers(rows=tuple(rows), mistakes=tuple(mistakes), unused=unused)


def told_in(row: Row, layout: Layout) -> dict[Column, str]:
    """What the cells of a row hold, by column; empty cells are left out."""
    return {
        column: row.cells[place]
        for place, column in layout.items()
        if place < len(row.cells) and row.cells[place]
    }


def _read(row: Row, layout: Layout) -> tuple[ListedWorker, list[Mistake]]:
    told = told_in(row, layout)
    wrong = list(_too_long(row, told))
    values: dict[Column, object] = {}
    readers = {
        Column.NISS: cells.number_of,
        Column.STATUS: cells.status,
        Column.COMMITTEE: cells.committee,
        Column.SINCE: cells.day_of,
        Column.UNTIL: cells.day_of,
        Column.LANGUAGE: cells.language,
    }
    for column, read in readers.items():
        if column not in told and column is not Column.NISS:
            continue
        value = read(told.get(column, ""))
        if isinstance(value, Fault):
            written = told.get(column, "")
            wrong.append(Mistake(row=row.number, column=column, fault=value, written=written))
        else:
            values[column] = value
    since, until = values.get(Column.SINCE), values.get(Column.UNTIL)
    if isinstance(since, date) and isinstance(until, date) and until < since:
        fault = Fault.UNTIL_BEFORE_SINCE
        wrong.append(
            Mistake(row=row.number, column=Column.UNTIL, fault=fault, written=told[Column.UNTIL])
        )
    return _row(row.number, told, values), wrong


def _row(number: int, told: Mapping[Column, str], values: Mapping[Column, object]) -> ListedWorker:
    return ListedWorker(
        row=number,
        niss=values.get(Column.NISS, ""),
        name=told.get(Column.NAME, ""),
        first_name=told.get(Column.FIRST_NAME, ""),
        is_employee=values.get(Column.STATUS),
        joint_committee=values.get(Column.COMMITTEE, ""),
        establishment=told.get(Column.ESTABLISHMENT, ""),
        section=told.get(Column.SECTION, ""),
        since=values.get(Column.SINCE),
        until=values.get(Column.UNTIL),
        language=values.get(Column.LANGUAGE),
    )


def _too_long(row: Row, told: Mapping[Column, str]) -> Iterator[Mistake]:
    for column, most in _LONGEST.items():
        if len(told.get(column, "")) > most:
            yield Mistake(
                row=row.number,
                column=column,
                fault=Fault.TOO_LONG,
                written=told[column][:40],
                told=str(most),
            )


def _twice(found: ListedWorker, first: int) -> Mistake:
    return Mistake(row=found.row, column=Column.NISS, fault=Fault.TWICE, told=str(first))


def _unused(table: Table, layout: Layout, before: int) -> tuple[str, ...]:
    if not before:
        return ()
    headings = table.rows[before - 1].cells
    return tuple(text[:40] for place, text in enumerate(headings) if text and place not in layout)
