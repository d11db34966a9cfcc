"""Writing events: inside the transaction of the act, or not at all."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.db import connection

from accalmie.cases.journal.models import Event


class Author(Protocol):
    """Who acted, as the journal writes it."""

    role: str

    @property
    def actor_id(self) -> UUID | None:
        """His key; None for the system."""
        ...


class OutsideTransaction(RuntimeError):
    """An event was to be written outside the transaction of its act."""


def event(
    *,
    act: str,
    by: Author,
    at: datetime,
    subject_kind: str,
    subject: UUID | None,
    ticket: str = "",
    person: str = "",
    data: Mapping[str, Any] | None = None,
) -> Event:
    """Describe an event; ``record`` writes it."""
    return Event(
        at=at,
        act=str(act),
        actor_kind=str(by.role),
        actor=by.actor_id,
        subject_kind=subject_kind,
        subject=subject,
        ticket=ticket,
        person=person,
        data=dict(data or {}),
    )


def record(*, events: Iterable[Event]) -> None:
    """Write events in the transaction of their act; raise ``OutsideTransaction`` without one."""
    if not connection.in_atomic_block:
        raise OutsideTransaction("an event is written in the transaction of its act")
    Event.objects.bulk_create(events, batch_size=500)


def digest_of_person(*, niss: str, key: str) -> str:
    """The keyed digest under which the journal knows a person; the number itself is not kept."""
    return hmac.new(key.encode(), niss.encode(), hashlib.sha256).hexdigest()


def record_look(
    *,
    by: Author,
    at: datetime,
    subject_kind: str,
    subject: UUID,
    ticket: str = "",
    persons: Iterable[str] = (),
) -> None:
    """Write that somebody looked at a thing, and at which persons (their digests) in it."""
    looked_at = list(persons) or [""]
    record(
        events=[
            event(
                act="look",
                by=by,
                at=at,
                subject_kind=subject_kind,
                subject=subject,
                ticket=ticket,
                person=person,
            )
            for person in looked_at
        ]
    )
