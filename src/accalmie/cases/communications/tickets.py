"""Tickets: unique numbers, also when many are granted at once and by several processes.

PostgreSQL counts by a sequence, so that nobody waits for anybody; an act that is rolled back leaves
a gap, which means nothing. SQLite has one writer at a time, so a row counts.
"""

from __future__ import annotations

from django.db import connection

from accalmie.facts.ids import ticket

SYSTEMS = (ticket.TEMPORARY_UNEMPLOYMENT, ticket.FILES)


def grant(*, system: str, count: int) -> list[str]:
    """Return that many new tickets of an issuing system; call it inside the act's transaction."""
    return [ticket.from_serial(system, serial) for serial in _serials(system, count)]


def sequence_of(system: str) -> str:
    """The name of the sequence on PostgreSQL."""
    return f"communications_ticket_{system.lower()}"


def _serials(system: str, count: int) -> list[int]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(%s::regclass) FROM generate_series(1, %s)",
                [sequence_of(system), count],
            )
            return [serial for (serial,) in cursor.fetchall()]
        cursor.execute(
            "INSERT INTO communications_ticketserial (system, next_serial) VALUES (%s, 1 + %s) "
            "ON CONFLICT (system) DO UPDATE SET next_serial = next_serial + %s "
            "RETURNING next_serial",
            [system, count, count],
        )
        (following,) = cursor.fetchone()
        return list(range(following - count, following))
