"""The chain: one digest per event, each bound to everything before it."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date

from accalmie.cases.journal.models import Event

START = "0" * 64
"""What the first link follows."""


def digest_of(event: Event) -> str:
    """The SHA-256 of an event, written the same way on every database."""
    fields = {
        "id": str(event.id),
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "act": event.act,
        "actor_kind": event.actor_kind,
        "actor": None if event.actor is None else str(event.actor),
        "subject_kind": event.subject_kind,
        "subject": None if event.subject is None else str(event.subject),
        "ticket": event.ticket,
        "person": event.person,
        "data": event.data,
    }
    written = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(written.encode("ascii")).hexdigest()


def link(chain: str, event_digest: str) -> str:
    """The chain after one more event."""
    return hashlib.sha256(bytes.fromhex(chain) + bytes.fromhex(event_digest)).hexdigest()


def head_statement(day: date, position: int, chain: str) -> bytes:
    """What is signed at the end of a day: the day, how many events, and the chain."""
    return f"accalmie journal {day.isoformat()} {position} {chain}".encode("ascii")
