"""Text as a table: which encoding, which separator, which quotes."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from accalmie.portal.tables.columns import columns_named
from accalmie.portal.tables.refusals import Limits, Refusal, Why
from accalmie.portal.tables.table import Row, Table

SEPARATORS = (";", "\t", "|", "#", ",")
"""In the order in which a doubt is settled: the comma last, for it stands in names and numbers."""

_LOOKED_AT = 30
_SPECIAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SEPARATOR_TOLD = re.compile(r'"?sep=(.)"?')
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decoded(content: bytes) -> str | Refusal:
    """The text of a file: by its mark, else UTF-16 by its zero bytes, else UTF-8, else cp1252."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _checked(content[len(mark) :], encoding)
    if content[1:2] == b"\0":
        return _checked(content, "utf-16-le")
    if content[:1] == b"\0":
        return _checked(content, "utf-16-be")
    try:
        return _clean(content.decode("utf-8"))
    except UnicodeDecodeError:
        return _checked(content, "cp1252")


def _checked(content: bytes, encoding: str) -> str | Refusal:
    try:
        return _clean(content.decode(encoding))
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return Refusal(why=Why.ENCODING, told=str(line))


def _clean(text: str) -> str | Refusal:
    return Refusal(why=Why.NOT_TEXT) if _SPECIAL.search(text) else text


def split(text: str, *, limits: Limits) -> Table | Refusal:
    """The rows of a text; the separator is the one with which it makes most sense."""
    first, _, rest = text.partition("\n")
    told = _SEPARATOR_TOLD.fullmatch(first.strip())
    skipped = 1 if told else 0
    body = rest if told else text
    separator = told[1] if told else _separator_of(body)
    rows: list[Row] = []
    for number, cells in _lines(body, separator):
        if any(cells):
            rows.append(Row(number=number + skipped, cells=cells))
        if len(rows) > limits.rows + 1:
            return Refusal(why=Why.TOO_MANY_ROWS, told=str(limits.rows))
        if len(cells) > limits.columns:
            return Refusal(why=Why.TOO_MANY_COLUMNS, told=str(limits.columns))
    return Table(rows=tuple(rows)) if rows else Refusal(why=Why.EMPTY)


def _lines(text: str, separator: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Each row with the line on which it begins; a quote left open ends with its line."""
    try:
        yield from _quoted(text, separator)
    except csv.Error:
        for number, line in enumerate(text.splitlines(), start=1):
            yield number, tuple(cell.strip().strip('"').strip() for cell in line.split(separator))


def _quoted(text: str, separator: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    # Collected first: the fault of the last line is known before the first row is given away.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    found = []
    began = 1
    for cells in reader:
        found.append((began, tuple(" ".join(cell.split()) for cell in cells)))
        began = reader.line_num + 1
    yield from found


def _separator_of(text: str) -> str:
    """The separator that yields most known headings, then most rows of one and the same width."""
    lines = [line for line in text.splitlines()[: 4 * _LOOKED_AT] if line.strip()][:_LOOKED_AT]
    sample = "\n".join(lines)
    return max(SEPARATORS, key=lambda separator: _sense(sample, separator))


def _sense(sample: str, separator: str) -> tuple[int, int]:
    rows = [cells for _, cells in _lines(sample, separator)]
    headings = max((columns_named(cells) for cells in rows), default=0)
    widths = Counter(len(cells) for cells in rows if len(cells) > 1)
    return headings, max(widths.values(), default=0)
