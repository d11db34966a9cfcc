"""However a list is written, it is read back the same; whatever is sent, nothing breaks."""

from __future__ import annotations

import io
from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from accalmie.facts.ids import niss
from accalmie.facts.languages import Language
from accalmie.facts.staff import ListedWorker
from accalmie.portal.tables import reading
from accalmie.portal.tables.cells import Fault
from accalmie.portal.tables.columns import HEADINGS, WORKERS, Column
from accalmie.portal.tables.refusals import Refusal, Why
from accalmie.portal.tables.table import Table
from accalmie.portal.tables.workers import ReadWorkers, read_workers
from accalmie.portal.tables.writing import model_sheet
from tests.portal.tables import written
from tests.portal.tables.written import LIMITS, number_of

ANNA, BRAM = number_of(0), number_of(1)


def read(content: bytes) -> ReadWorkers:
    table = reading.read_file(content, limits=LIMITS)
    assert isinstance(table, Table), table
    found = read_workers(table)
    assert isinstance(found, ReadWorkers), found
    return found


@settings(max_examples=150)
@given(
    workers=written.workers(),
    order=written.ORDERS,
    language=st.sampled_from(Language),
    separator=st.sampled_from(written.SEPARATORS),
    encoding=st.sampled_from(written.ENCODINGS),
    number=st.sampled_from(("bare", "card", "blanks")),
    day=st.sampled_from(written.DAY_FORMS),
)
def test_text_is_read_back_however_it_is_written(
    workers: list[ListedWorker],
    order: list[Column],
    language: Language,
    separator: str,
    encoding: str,
    number: str,
    day: str,
) -> None:
    rows = [written.cells_of(one, number=number, day=day) for one in workers]
    text = written.as_text(rows, language=language, order=order, separator=separator)
    found = read(text.encode(encoding))

    assert found.mistakes == ()
    assert list(found.rows) == workers


@settings(max_examples=25)
@given(workers=written.workers(), order=written.ORDERS, language=st.sampled_from(Language))
def test_a_workbook_is_read_back(
    workers: list[ListedWorker], order: list[Column], language: Language
) -> None:
    rows: list[list[object]] = [[HEADINGS[column][language] for column in order]]
    for one in workers:
        cells: dict[Column, object] = dict(written.cells_of(one, number="bare", day="%d/%m/%Y"))
        cells[Column.SINCE] = one.since
        cells[Column.UNTIL] = one.until and datetime.combine(one.until, time())
        rows.append([cells[column] for column in order])
    found = read(written.as_workbook(rows))

    assert found.mistakes == ()
    assert list(found.rows) == workers


@settings(max_examples=300)
@given(content=st.one_of(st.binary(max_size=400), st.text(max_size=200).map(str.encode)))
def test_whatever_bytes_come_there_is_a_table_or_a_reason(content: bytes) -> None:
    table = reading.read_file(content, limits=LIMITS)
    if isinstance(table, Table):
        assert isinstance(read_workers(table), ReadWorkers | Refusal)
    else:
        assert table.why in Why


@settings(max_examples=200)
@given(where=st.integers(0, 10_000), byte=st.integers(0, 255), cut=st.booleans())
def test_a_broken_workbook_breaks_nothing(where: int, byte: int, cut: bool) -> None:
    whole = written.as_workbook([["NISS", "Nom"], [ANNA, "Exemple"]])
    place = where % len(whole)
    broken = whole[:place] if cut else whole[:place] + bytes([byte]) + whole[place + 1 :]
    table = reading.read_file(broken, limits=LIMITS)
    if isinstance(table, Table):
        read_workers(table)


def test_a_list_without_headings_is_understood_by_what_stands_in_it() -> None:
    lines = f"{ANNA};Exemple;Anna;ouvrier;124;05/01/2026\n{BRAM};Voorbeeld;Bram;bediende;200;\n"
    first, second = read(lines.encode()).rows

    assert (first.niss, first.name, first.first_name) == (ANNA, "Exemple", "Anna")
    assert (first.is_employee, first.joint_committee) == (False, "124")
    assert first.since == date(2026, 1, 5)
    assert (second.is_employee, second.since) == (True, None)


def test_the_lines_of_the_validation_book_are_read() -> None:
    lines = f"{ANNA}#Exemple#Anna#123456789#11/2026\n{BRAM}#Voorbeeld#Bram#123456790#11/2026"
    first, second = read(lines.encode()).rows

    assert (first.row, first.niss, first.name, first.first_name) == (1, ANNA, "Exemple", "Anna")
    assert second.niss == BRAM
    assert first.since is None


def test_zeros_that_a_spreadsheet_dropped_are_put_back() -> None:
    number = niss.with_check_digits("05" + number_of(0)[2:9])
    (row,) = read(written.as_workbook([["NISS"], [int(number)]])).rows
    assert row.niss == number


def test_what_is_merged_downwards_holds_for_each_row() -> None:
    workbook = Workbook()
    sheet = workbook.active
    for row in (["Personnel de novembre"], ["NISS", "Section"], [ANNA, "Atelier"], [BRAM, None]):
        sheet.append(row)
    sheet.merge_cells("A1:B1")
    sheet.merge_cells("B3:B4")
    made = io.BytesIO()
    workbook.save(made)

    assert [(row.row, row.section) for row in read(made.getvalue()).rows] == [
        (3, "Atelier"),
        (4, "Atelier"),
    ]


@pytest.mark.parametrize("language", Language)
def test_the_model_sheet_is_understood_as_it_stands(language: Language) -> None:
    rows = [[ANNA, "Exemple", "Anna", "ouvrier", "124", "", "", date(2026, 1, 5), None, "fr"]]
    found = read(model_sheet(columns=WORKERS, language=language, rows=rows))

    assert [(row.niss, row.since) for row in found.rows] == [(ANNA, date(2026, 1, 5))]
    assert found.unused == ()


@pytest.mark.parametrize(
    ("column", "cell", "fault"),
    [
        ("NISS", "", Fault.NISS_MISSING),
        ("NISS", "123", Fault.NISS_SHAPE),
        ("NISS", f"{int(ANNA) + 1:011d}", Fault.NISS_CHECK),
        ("Depuis le", "31/11/2026", Fault.DAY_IMPOSSIBLE),
        ("Depuis le", "11/21/2026", Fault.DAY_IMPOSSIBLE),
        ("Depuis le", "5/6/26", Fault.DAY_YEAR),
        ("Depuis le", "gisteren", Fault.DAY_SHAPE),
        ("Statut", "directeur", Fault.STATUS),
        ("Commission paritaire", "12", Fault.COMMITTEE),
        ("Langue", "klingon", Fault.LANGUAGE),
        ("Nom", "x" * 61, Fault.TOO_LONG),
    ],
)
def test_a_mistake_is_named_by_row_and_column(column: str, cell: str, fault: Fault) -> None:
    headings = ["NISS", "Nom", "Depuis le", "Statut", "Commission paritaire", "Langue"]
    row = {**dict.fromkeys(headings, ""), "NISS": BRAM, "Nom": "Voorbeeld", column: cell}
    other = {**row, "NISS": ANNA, "Nom": "Exemple", **({column: ""} if column != "NISS" else {})}
    text = "\n".join(
        ";".join(cells) for cells in (headings, list(other.values()), list(row.values()))
    )
    found = read(text.encode())

    assert [(one.row, HEADINGS[one.column][Language.FR]) for one in found.mistakes] == [(3, column)]
    assert [one.fault for one in found.mistakes] == [fault]
    assert [one.niss for one in found.rows] == [ANNA]


def test_a_number_that_stands_twice_counts_once_and_is_told() -> None:
    found = read(f"{ANNA}\n{BRAM}\n{ANNA}".encode())
    assert [row.niss for row in found.rows] == [ANNA, BRAM]
    assert [(one.row, one.fault, one.told) for one in found.mistakes] == [(3, Fault.TWICE, "1")]


def test_columns_that_are_not_used_are_told() -> None:
    assert read(f"NISS;Pointure\n{ANNA};42".encode()).unused == ("Pointure",)
