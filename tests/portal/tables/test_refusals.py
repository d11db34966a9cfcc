"""Files of which nothing is read: each with its reason, and before it costs anything."""

from __future__ import annotations

import io
import zipfile

import pytest
from openpyxl import Workbook

from accalmie.facts.days import Month
from accalmie.portal.tables import reading
from accalmie.portal.tables.hours import read_hours
from accalmie.portal.tables.refusals import Refusal, Why
from accalmie.portal.tables.workers import read_workers
from tests.portal.tables.written import LIMITS, as_workbook, number_of

ANNA = number_of(0)
MANY = 200_000


def reason(content: bytes) -> Refusal:
    found = reading.read_file(content, limits=LIMITS)
    assert isinstance(found, Refusal)
    return found


def with_part(content: bytes, name: str, data: bytes) -> bytes:
    """A workbook with one part more."""
    made = io.BytesIO(content)
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return made.getvalue()


@pytest.fixture(scope="module")
def small() -> bytes:
    return as_workbook([["NISS", "Nom"], [ANNA, "Exemple"]])


def test_a_bomb_is_not_opened(small: bytes) -> None:
    """Three hundred million zeros pack to three hundred thousand bytes."""
    bomb = with_part(small, "xl/media/image1.bin", bytes(300_000_000))
    assert len(bomb) < 1_000_000
    assert reason(bomb).why is Why.UNPACKS_TOO_LARGE


def test_a_small_bomb_is_known_by_its_ratio(small: bytes) -> None:
    bomb = with_part(small, "xl/media/image1.bin", bytes(20_000_000))
    assert reason(bomb).why is Why.UNPACKS_TOO_LARGE


def test_a_part_that_declares_less_than_it_holds_is_damage(small: bytes) -> None:
    packed = with_part(small, "xl/media/image1.bin", bytes(3_000_000))
    size = (3_000_000).to_bytes(4, "little")
    assert packed.count(size) == 2
    assert reason(packed.replace(size, (3).to_bytes(4, "little"))).why is Why.DAMAGED


def test_a_formula_is_named_by_its_cell() -> None:
    workbook = Workbook()
    workbook.active.append(["NISS", "Commission paritaire"])
    workbook.active.append([ANNA, "=100+24"])
    made = io.BytesIO()
    workbook.save(made)
    assert reason(made.getvalue()) == Refusal(why=Why.FORMULA, told="B2")


def test_a_formula_on_another_sheet_does_no_harm() -> None:
    workbook = Workbook()
    workbook.active.append(["NISS"])
    workbook.active.append([ANNA])
    workbook.create_sheet("Aide").append(["=1+1"])
    made = io.BytesIO()
    workbook.save(made)
    table = reading.read_file(made.getvalue(), limits=LIMITS)
    assert [row.cells for row in table.rows] == [("NISS",), (ANNA,)]


def test_macros_are_refused(small: bytes) -> None:
    assert reason(with_part(small, "xl/vbaProject.bin", b"macro")).why is Why.MACROS


def test_a_workbook_with_a_password_is_told_apart_from_an_old_one() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    encrypted = ole + "EncryptedPackage".encode("utf-16-le")
    assert reason(encrypted).why is Why.ENCRYPTED
    assert reason(ole).why is Why.OLD_WORKBOOK


def test_another_archive_is_no_workbook() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("content.xml", "<office/>")
    assert reason(made.getvalue()).why is Why.OTHER_FORMAT


def test_a_cell_at_the_end_of_the_world_does_not_fill_the_memory() -> None:
    workbook = Workbook()
    workbook.active["A1"] = "NISS"
    workbook.active["XFD1048576"] = ANNA
    made = io.BytesIO()
    workbook.save(made)
    assert reason(made.getvalue()).why in (Why.TOO_MANY_COLUMNS, Why.TOO_MANY_ROWS)


def test_two_hundred_thousand_rows_are_too_many() -> None:
    text = "NISS\n" + f"{ANNA}\n" * MANY
    assert reason(text.encode()) == Refusal(why=Why.TOO_MANY_ROWS, told="10000")
    workbook = as_workbook([["NISS"], *([ANNA] for _ in range(MANY // 10))])
    assert reason(workbook) == Refusal(why=Why.TOO_MANY_ROWS, told="10000")


def test_as_many_rows_as_allowed_are_read() -> None:
    text = "NISS\n" + "\n".join(number_of(n) for n in range(LIMITS.rows))
    table = reading.read_file(text.encode(), limits=LIMITS)
    assert len(read_workers(table).rows) == LIMITS.rows


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", Why.EMPTY),
        (b" \n \n", Why.EMPTY),
        (b";;\n;;\n", Why.EMPTY),
        (b"x" * 10_000_001, Why.TOO_LARGE),
        (b"NISS\nan\x81\x8d", Why.ENCODING),
        (b"\xff\xfeN", Why.ENCODING),
        (b"\x01\x02\x03\x04", Why.NOT_TEXT),
        (b"PK\x03\x04 and nothing else", Why.DAMAGED),
        (b";" * 80 + b"x", Why.TOO_MANY_COLUMNS),
    ],
)
def test_other_reasons(content: bytes, why: Why) -> None:
    assert reason(content).why is why


def test_a_table_without_numbers_says_so() -> None:
    table = reading.read_pasted("Nom;Prénom\nExemple;Anna", limits=LIMITS)
    assert read_workers(table) == Refusal(why=Why.NO_NUMBERS)


def test_hours_need_a_day_and_hours() -> None:
    table = reading.read_pasted(f"NISS;Nom\n{ANNA};Exemple", limits=LIMITS)
    assert read_hours(table, month=Month(2026, 10), codes=frozenset()) == Refusal(why=Why.NO_HOURS)
