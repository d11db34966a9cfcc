"""Sealing: new events join the chain in batches, and the end of the chain is signed.

Acts do not wait for each other here: each writes its event in its own transaction, and this job
gives the committed ones their place. Two such jobs at once cannot both take a place: the second
fails on the key of the seals and starts again.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import IntegrityError, transaction

from accalmie.cases.days import belgian_day
from accalmie.cases.journal import chain
from accalmie.cases.journal.models import Event, Head, Seal

BATCH = 2000

Sign = Callable[[bytes], bytes]
"""Makes an Ed25519 signature of 64 bytes."""


def seal(*, at: datetime) -> int:
    """Seal every event not yet sealed, oldest first; return how many."""
    sealed = 0
    while True:
        try:
            added = _seal_batch(at)
        except IntegrityError:
            # Another job sealed meanwhile: its seals are read anew.
            continue
        if not added:
            return sealed
        sealed += added


def sign_head(*, at: datetime, sign: Sign, public_key: bytes) -> Head | None:
    """Sign the end of the chain for the day; None while nothing is sealed.

    When the end was signed that day before, that head is returned.
    """
    last = Seal.objects.order_by("-position").first()
    if last is None:
        return None
    day = belgian_day(at)
    signed = Head.objects.filter(day=day, position=last.position).first()
    if signed is not None:
        return signed
    return Head.objects.create(
        day=day,
        position=last.position,
        chain=last.chain,
        signed_at=at,
        public_key=public_key.hex(),
        signature=sign(chain.head_statement(day, last.position, last.chain)).hex(),
    )


@transaction.atomic
def _seal_batch(at: datetime) -> int:
    last = Seal.objects.order_by("-position").first()
    position, value = (last.position, last.chain) if last else (0, chain.START)
    seals = []
    for event in Event.objects.filter(seal__isnull=True).order_by("at", "id")[:BATCH]:
        position, digest = position + 1, chain.digest_of(event)
        value = chain.link(value, digest)
        seals.append(
            Seal(position=position, event=event, event_digest=digest, chain=value, sealed_at=at)
        )
    Seal.objects.bulk_create(seals, batch_size=400)
    return len(seals)
