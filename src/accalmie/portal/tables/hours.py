"""Rows of a table as hours of unemployment: one row a worker and a day, gathered by worker."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from accalmie.facts.days import Month
from accalmie.portal.tables import cells
from accalmie.portal.tables.cells import Fault
from accalmie.portal.tables.columns import HOURS, Column, layout_of
from accalmie.portal.tables.refusals import Refusal, Why
from accalmie.portal.tables.table import Row, Table
from accalmie.portal.tables.workers import Mistake, told_in

_FIGURES = (Column.HOURS, Column.Q, Column.S, Column.DAYS_PER_WEEK)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOfHours:
    """Hours of one day; ``code`` is empty where the row tells none."""

    day: date
    hours: Decimal
    code: str = ""


@dataclass(slots=True, kw_only=True)
class WorkerHours:
    """The month of one worker as the rows tell it; ``row`` is the first of them."""

    row: int
    niss: str
    days: list[DayOfHours] = field(default_factory=list)
    told: dict[str, str] = field(default_factory=dict)
    """Q, S, days a week, joint committee and first day of the occupation, as text."""

    mistakes: list[Mistake] = field(default_factory=list)


def read_hours(table: Table, *, month: Month, codes: frozenset[str]) -> list[WorkerHours] | Refusal:
    """The hours of each worker of a table in one month; a row with a mistake names its worker.

    ``codes`` are the codes of a day that exist.
    """
    layout, before = layout_of(table, wanted=HOURS)
    if Column.NISS not in layout.values():
        return Refusal(why=Why.NO_NUMBERS)
    if not {Column.DAY, Column.HOURS} <= set(layout.values()):
        return Refusal(why=Why.NO_HOURS)
    found: dict[str, WorkerHours] = {}
    for row in table.rows[before:]:
        told = told_in(row, layout)
        number = cells.number_of(told.get(Column.NISS, ""))
        wrong: list[Mistake] = []
        key = told.get(Column.NISS, "")
        if isinstance(number, Fault):
            wrong.append(_mistake(row, Column.NISS, number, key))
            key = key or f"row {row.number}"
        else:
            key = number
        worker = found.setdefault(key, WorkerHours(row=row.number, niss=key))
        values = _values(row, told, month, codes, wrong)
        worker.mistakes += wrong
        if not wrong:
            _add(worker, row, values)
    return list(found.values())


def _values(
    row: Row, told: dict[Column, str], month: Month, codes: frozenset[str], wrong: list[Mistake]
) -> dict[Column, object]:
    """What the cells say; what they should not say goes into ``wrong``."""
    values: dict[Column, object] = {}
    readers = {
        Column.DAY: cells.day_of,
        Column.SINCE: cells.day_of,
        Column.COMMITTEE: cells.committee,
        **dict.fromkeys(_FIGURES, cells.figure),
    }
    for column, read in readers.items():
        if column in told:
            value = read(told[column])
            if isinstance(value, Fault):
                wrong.append(_mistake(row, column, value, told[column]))
            else:
                values[column] = value
    if Column.DAY not in told:
        wrong.append(_mistake(row, Column.DAY, Fault.DAY_MISSING, ""))
    if Column.HOURS not in told:
        wrong.append(_mistake(row, Column.HOURS, Fault.HOURS_MISSING, ""))
    day = values.get(Column.DAY)
    if isinstance(day, date) and Month.of(day) != month:
        wrong.append(_mistake(row, Column.DAY, Fault.OTHER_MONTH, told[Column.DAY]))
    code = told.get(Column.CODE, "").replace(",", ".")
    if code and code not in codes:
        wrong.append(_mistake(row, Column.CODE, Fault.CODE, told[Column.CODE]))
    values[Column.CODE] = code
    return values


def _add(worker: WorkerHours, row: Row, values: dict[Column, object]) -> None:
    day, hours, code = values[Column.DAY], values[Column.HOURS], str(values[Column.CODE])
    if any(one.day == day and one.code == code for one in worker.days):
        worker.mistakes.append(_mistake(row, Column.DAY, Fault.TWICE, str(day)))
        return
    if hours:
        worker.days.append(DayOfHours(day=day, hours=hours, code=code))
    rest = (Column.Q, Column.S, Column.DAYS_PER_WEEK, Column.COMMITTEE, Column.SINCE)
    for column in rest:
        if column in values:
            worker.told.setdefault(column.value, str(values[column]))


def _mistake(row: Row, column: Column, fault: Fault, written: str) -> Mistake:
    return Mistake(row=row.number, column=column, fault=fault, written=written)
