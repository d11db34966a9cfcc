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
from accalmie.cases.keys import new_key


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
    _check_in_transaction()
    Event.objects.bulk_create(events, batch_size=500)


def _check_in_transaction() -> None:
    if not connection.in_atomic_block:
        raise OutsideTransaction("an event is written in the transaction of its act")


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
    look = event(
        act="look", by=by, at=at, subject_kind=subject_kind, subject=subject, ticket=ticket
    )
    looked_at = list(persons)
    if not looked_at:
        record(events=[look])
        return
    _check_in_transaction()
    _insert_for_each(look, looked_at)


def _insert_for_each(look: Event, persons: Iterable[str]) -> None:
    """The same event once for each person, under a key of its own.

    A list of workers has thousands of them: what they share is prepared for the database once.
    """
    key, told = Event._meta.pk, Event._meta.get_field("person")
    shared = {
        field.column: field.get_db_prep_save(getattr(look, field.attname), connection)
        for field in Event._meta.concrete_fields
    }
    rows = [
        tuple(
            (
                shared
                | {key.column: key.get_db_prep_save(new_key(), connection), told.column: person}
            ).values()
        )
        for person in persons
    ]
    quote = connection.ops.quote_name
    columns, places = ", ".join(map(quote, shared)), ", ".join(["%s"] * len(shared))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {quote(Event._meta.db_table)} ({columns}) VALUES ({places})", rows
        )
