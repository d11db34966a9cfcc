"""XLSX: looked at before it is opened, then read as a table.

A workbook is a ZIP archive, which may unpack to a thousand times its size. So the declared sizes
are added up first, then every part is unpacked piece by piece without being kept, and only then a
reader gets it. Formulas are refused rather than believed: what stands in the file is the result of
the last calculation of some other program.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from datetime import date, datetime, time, timedelta

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from accalmie.portal.tables.refusals import Limits, Refusal, Why
from accalmie.portal.tables.table import Row, Table

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_PIECE = 1 << 20
_ALWAYS_HARMLESS = 4 << 20
"""Bytes below which the ratio says nothing: small sheets of equal rows pack very well."""

_MOST_PARTS = 2_000
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_PACKED = 0x1
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"


def read_old_container(content: bytes) -> Refusal:
    """An OLE file: a workbook with a password, or one of before 2007."""
    is_encrypted = _ENCRYPTED_STREAM in content
    return Refusal(why=Why.ENCRYPTED if is_encrypted else Why.OLD_WORKBOOK)


def read_workbook(content: bytes, *, limits: Limits) -> Table | Refusal:
    """The first visible sheet of a workbook that holds something."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        refusal = _unpacked_in_mind(archive, len(content), limits)
        if refusal is not None:
            return refusal
        return _read(content, archive, limits)
    except _BROKEN:
        return Refusal(why=Why.DAMAGED)


def _unpacked_in_mind(archive: zipfile.ZipFile, sent: int, limits: Limits) -> Refusal | None:
    """What speaks against opening an archive; None where nothing does."""
    parts = archive.infolist()
    if any(part.flag_bits & _PACKED for part in parts):
        return Refusal(why=Why.ENCRYPTED)
    most = min(limits.unpacked_bytes, max(_ALWAYS_HARMLESS, sent * limits.unpacking_ratio))
    declared = sum(part.file_size for part in parts)
    if declared > most or len(parts) > _MOST_PARTS:
        return Refusal(why=Why.UNPACKS_TOO_LARGE, told=str(limits.unpacked_bytes >> 20))
    names = {part.filename for part in parts}
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return Refusal(why=Why.MACROS)
    if "xl/workbook.xml" not in names:
        return Refusal(why=Why.OTHER_FORMAT)
    # A part that holds more or less than it declares fails its check here.
    for part in parts:
        with archive.open(part) as stream:
            while stream.read(_PIECE):
                pass
    return None


def _read(content: bytes, archive: zipfile.ZipFile, limits: Limits) -> Table | Refusal:
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = [
            sheet.name
            for sheet in workbook.sheets_metadata
            if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
        ]
        for name in names:
            refusal = _looked_through(archive, name, limits)
            if refusal is not None:
                return refusal
            rows = _rows_of(workbook, name)
            if rows:
                return Table(rows=rows)
    except (CalamineError, etree.XMLSyntaxError, KeyError):
        return Refusal(why=Why.DAMAGED)
    except BaseException as error:
        # The reader is written in Rust: what it did not foresee comes as a panic, no Exception.
        if type(error).__name__ != "PanicException":
            raise
        return Refusal(why=Why.DAMAGED)
    return Refusal(why=Why.EMPTY)


def _looked_through(archive: zipfile.ZipFile, name: str, limits: Limits) -> Refusal | None:
    """Formulas, and cells so far out that the sheet would fill the memory."""
    rows = 0
    with archive.open(_part_of(archive, name)) as stream:
        for _event, element in _elements(stream):
            match etree.QName(element).localname:
                case "f":
                    return Refusal(why=Why.FORMULA, told=_place(element))
                case "c" if len(element) and _column(_place(element)) > limits.columns:
                    return Refusal(why=Why.TOO_MANY_COLUMNS, told=str(limits.columns))
                case "row":
                    rows += 1 if _holds_something(element) else 0
                    # One row more for the headings; the number counts too, for gaps are filled.
                    far = int(element.get("r", "0")) > 20 * limits.rows and len(element)
                    if rows > limits.rows + 1 or far:
                        return Refusal(why=Why.TOO_MANY_ROWS, told=str(limits.rows))
                    element.clear()
                    while element.getprevious() is not None:
                        del element.getparent()[0]
    return None


def _elements(stream: io.BufferedIOBase) -> etree.iterparse:
    tags = [f"{{{space}}}{tag}" for space in (_MAIN, _STRICT) for tag in ("f", "c", "row")]
    return etree.iterparse(
        stream,
        events=("end",),
        tag=tags,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
    )


def _holds_something(row: etree._Element) -> bool:
    return any(len(cell) for cell in row)


def _place(element: etree._Element) -> str:
    """The cell of an element: ``B7``."""
    is_cell = etree.QName(element).localname == "c"
    cell = element if is_cell else element.getparent()
    return "" if cell is None else cell.get("r", "")


def _column(place: str) -> int:
    number = 0
    for letter in place.upper():
        if "A" <= letter <= "Z":
            number = number * 26 + ord(letter) - 64
    return number


def _part_of(archive: zipfile.ZipFile, name: str) -> str:
    """The part of the archive that holds a sheet; raises ``KeyError``."""
    sheets = _tree(archive, "xl/workbook.xml")
    keys = {
        sheet.get("name"): value
        for sheet in sheets.iter("{*}sheet")
        for attribute, value in sheet.attrib.items()
        if etree.QName(attribute).localname == "id"
    }
    links = _tree(archive, "xl/_rels/workbook.xml.rels")
    targets = {link.get("Id"): link.get("Target", "") for link in links.iter("{*}Relationship")}
    target = targets[keys[name]]
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _tree(archive: zipfile.ZipFile, part: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
    return etree.fromstring(archive.read(part), parser)


def _rows_of(workbook: CalamineWorkbook, name: str) -> tuple[Row, ...]:
    sheet = workbook.get_sheet_by_name(name)
    lines = sheet.to_python(skip_empty_area=False)
    for first, last in sheet.merged_cell_ranges or ():
        _fill(lines, first, last)
    texts = ((number, tuple(_text(c) for c in line)) for number, line in enumerate(lines, start=1))
    return tuple(Row(number=number, cells=cells) for number, cells in texts if any(cells))


def _fill(lines: list[list[object]], first: tuple[int, int], last: tuple[int, int]) -> None:
    """What is merged downwards holds for each of its rows; a title over columns stays one cell."""
    top, left = first
    if top >= len(lines) or left >= len(lines[top]) or last[1] != left:
        return
    for row in range(top + 1, min(last[0] + 1, len(lines))):
        lines[row][left] = lines[top][left]


def _text(cell: object) -> str:
    match cell:
        case bool():
            return "1" if cell else "0"
        case datetime():
            return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
        case date():
            return cell.isoformat()
        case float() if cell.is_integer():
            return str(int(cell))
        case float():
            return repr(round(cell, 6))
        case time() | timedelta():
            return str(cell)
        case _:
            return " ".join(str(cell).split())
