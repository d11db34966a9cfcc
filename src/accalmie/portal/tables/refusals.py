"""Why a whole file is not read, and where the limits are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Why(StrEnum):
    """The reason for which nothing of a file is read."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    UNPACKS_TOO_LARGE = "unpacks_too_large"
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    OLD_WORKBOOK = "old_workbook"
    MACROS = "macros"
    OTHER_FORMAT = "other_format"
    FORMULA = "formula"
    ENCODING = "encoding"
    NOT_TEXT = "not_text"
    NO_NUMBERS = "no_numbers"
    NO_HOURS = "no_hours"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A file that is not read; ``told`` is the cell, the row or the limit that the reason names."""

    why: Why
    told: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much is read: bytes as sent, bytes unpacked, times unpacked over sent, rows, columns."""

    sent_bytes: int
    unpacked_bytes: int
    unpacking_ratio: int
    rows: int
    columns: int
