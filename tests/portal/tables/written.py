"""Lists of workers written in every form that is accepted."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date

from hypothesis import strategies as st
from openpyxl import Workbook

from accalmie.facts.ids import niss
from accalmie.facts.languages import Language
from accalmie.facts.staff import ListedWorker
from accalmie.portal.tables.columns import HEADINGS, WORKERS, Column
from accalmie.portal.tables.refusals import Limits

LIMITS = Limits(
    sent_bytes=10_000_000,
    unpacked_bytes=200_000_000,
    unpacking_ratio=100,
    rows=10_000,
    columns=60,
)
DAY_FORMS = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d", "%d%m%Y")
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1252")
SEPARATORS = (";", ",", "\t", "|", "#")


def number_of(position: int) -> str:
    """The national number of nobody, another one for each position."""
    year, rest = 60 + position % 39, position // 39
    month, rest = 1 + rest % 12, rest // 12
    day, order = 1 + rest % 28, 1 + 2 * (rest // 28)
    return niss.with_check_digits(f"{year:02d}{month:02d}{day:02d}{order:03d}")


letters = st.text("abcdéèêëïöüçñßABCDÉ'’- ;,|\"", min_size=1, max_size=12).map(
    lambda text: " ".join(f"x{text}".split())
)


@st.composite
def workers(draw: st.DrawFn) -> list[ListedWorker]:
    """Between one and eight workers, each with everything that a row can tell."""
    positions = draw(st.lists(st.integers(0, 20_000), min_size=1, max_size=8, unique=True))
    found = []
    for row, position in enumerate(positions, start=2):
        since = draw(st.dates(date(1970, 1, 1), date(2026, 12, 31)))
        until = draw(st.one_of(st.none(), st.dates(since, date(2099, 12, 31))))
        found.append(
            ListedWorker(
                row=row,
                niss=number_of(position),
                name=draw(letters),
                first_name=draw(letters),
                is_employee=draw(st.booleans()),
                joint_committee=draw(st.sampled_from(("124", "149.01", "200", "140.03.01"))),
                establishment=draw(st.sampled_from(("2999000112", "Usine"))),
                section=draw(letters),
                since=since,
                until=until,
                language=draw(st.sampled_from(Language)),
            )
        )
    return found


def cells_of(one: ListedWorker, *, number: str, day: str) -> dict[Column, str]:
    """What stands in the cells of a worker; ``number`` and ``day`` say how these are written."""
    digits = one.niss
    numbers = {"bare": digits, "card": niss.format(digits), "blanks": f"{digits[:6]} {digits[6:]}"}
    return {
        Column.NISS: numbers[number],
        Column.NAME: one.name,
        Column.FIRST_NAME: one.first_name,
        Column.STATUS: "bediende" if one.is_employee else "ouvrier",
        Column.COMMITTEE: one.joint_committee,
        Column.ESTABLISHMENT: one.establishment,
        Column.SECTION: one.section,
        Column.SINCE: one.since.strftime(day) if one.since else "",
        Column.UNTIL: one.until.strftime(day) if one.until else "",
        Column.LANGUAGE: one.language.value if one.language else "",
    }


def as_text(
    rows: Sequence[dict[Column, str]],
    *,
    language: Language,
    order: Sequence[Column],
    separator: str,
) -> str:
    """A table as text with its headings; quotes stand where a cell needs them."""
    made = io.StringIO(newline="")
    writer = csv.writer(made, delimiter=separator)
    writer.writerow([HEADINGS[column][language] for column in order])
    writer.writerows([[row[column] for column in order] for row in rows])
    return made.getvalue()


def as_workbook(rows: Sequence[Sequence[object]]) -> bytes:
    """Rows as an XLSX file."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Blad1")
    for row in rows:
        sheet.append(list(row))
    made = io.BytesIO()
    workbook.save(made)
    return made.getvalue()


ORDERS = st.permutations(WORKERS)
