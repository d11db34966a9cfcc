"""The names of the files handed out, and how answers refer to the file they answer."""

from __future__ import annotations

from datetime import date

from django.db import connection

from accalmie.messages.filenames import FileKind, NotAFileName, parse

_LONGEST_REFERENCE = 40


def reference_name_of(name: str) -> str:
    """The name by which answers refer to a file: that of the start file of its set.

    A file outside the naming rules is referred to by its own name, cut to what the answer holds.
    """
    try:
        parsed = parse(name)
    except NotAFileName:
        return name[:_LONGEST_REFERENCE]
    return str(parsed.companion(kind=FileKind.START))


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
