"""Model sheets: headings in the reader's language, and cells formatted for what goes there."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from accalmie.facts.languages import Language
from accalmie.portal.tables.columns import HEADINGS, Column

_WIDTH = 22
_AS_TEXT = "@"
_AS_DAY = "dd/mm/yyyy"
_DAYS = (Column.SINCE, Column.UNTIL, Column.DAY)
_FORMATTED_ROWS = 200


def model_sheet(
    *, columns: Sequence[Column], language: Language, rows: Sequence[Sequence[object]]
) -> bytes:
    """An XLSX file with headings and rows; numbers stand as text, days as days."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = HEADINGS[columns[0]][language]
    sheet.append([HEADINGS[column][language] for column in columns])
    for row in rows:
        sheet.append(list(row))
    for place, column in enumerate(columns, start=1):
        sheet.cell(row=1, column=place).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = _WIDTH
        form = _AS_DAY if column in _DAYS else _AS_TEXT
        for number in range(2, max(len(rows) + 2, _FORMATTED_ROWS)):
            cell = sheet.cell(row=number, column=place)
            # A figure stays a figure: only what is empty or text is formatted as text.
            if cell.value is None or isinstance(cell.value, (str, date)):
                cell.number_format = form
    sheet.freeze_panes = "A2"
    made = io.BytesIO()
    workbook.save(made)
    return made.getvalue()
