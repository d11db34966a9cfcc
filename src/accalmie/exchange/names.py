"""The names of exchanged files, as the batch channel of the social security writes them.

``FI.TWCT.123456.20261121.00001.R.1.1``: sent file, content, sender, day, sequence, environment,
parts and part. Beside it stand ``FS`` (signature), ``GO`` (start) and ``TD`` (cancel).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.db import connection

_NAME = re.compile(
    r"(?P<role>FI|FS|GO|TD)\.(?P<content>[A-Z]{4})\.(?P<sender>[0-9]{6})\.(?P<day>[0-9]{8})"
    r"\.(?P<sequence>[0-9A-Za-z]{1,6})\.(?P<letter>[A-Z])(?:\.(?P<parts>[0-9]+))?"
    r"(?:\.(?P<part>[0-9]+))?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileName:
    """A name taken apart; ``role`` is FI, FS, GO or TD."""

    role: str
    content: str
    sender: str
    day: str
    sequence: str
    letter: str
    is_in_parts: bool

    @property
    def set_key(self) -> tuple[str, ...]:
        """What the files of one set have in common."""
        return (self.content, self.sender, self.day, self.sequence, self.letter)


def parse(name: str) -> FileName | None:
    """Take a name apart; None for a name of another shape."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    return FileName(
        role=found["role"],
        content=found["content"],
        sender=found["sender"],
        day=found["day"],
        sequence=found["sequence"],
        letter=found["letter"],
        is_in_parts=(found["parts"] or "1") != "1",
    )


def go_name_of(file_name: str) -> str:
    """The name by which answers refer to a set: that of its GO file; other names stay."""
    parsed = parse(file_name)
    if parsed is None or parsed.role != "FI":
        return file_name
    return ".".join(["GO", *parsed.set_key, "1"])


def new_outbound_name(*, content: str, number: str, on: date, letter: str) -> str:
    """A new name ``FO.ACRF.999999.20261121.00001.T``; call it inside the transaction of the row."""
    day = on.strftime("%Y%m%d")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO exchange_outboundserial (code, next_serial) VALUES (%s, 2) "
            "ON CONFLICT (code) DO UPDATE SET next_serial = "
            "exchange_outboundserial.next_serial + 1 RETURNING next_serial - 1",
            [f"{content}.{day}"],
        )
        (serial,) = cursor.fetchone()
    return f"FO.{content}.{number}.{day}.{_sequence(serial)}.{letter}"


_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _sequence(serial: int) -> str:
    """Five characters: digits as long as they last, then also letters."""
    if serial < 100_000:
        return f"{serial:05d}"
    rest, written = serial - 100_000 + 10 * 36**4, ""
    while rest:
        rest, sign = divmod(rest, 36)
        written = _SIGNS[sign] + written
    return written
