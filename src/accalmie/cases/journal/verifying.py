"""Verifying: is every event still the one that was sealed, in its place, with none gone?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import islice
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from accalmie.cases.journal import chain
from accalmie.cases.journal.models import Event, Seal


class Fault(StrEnum):
    """What is wrong at a place of the chain."""

    ALTERED = "altered"
    MISSING = "missing"
    MOVED = "moved"
    CHAIN_BROKEN = "chain_broken"
    HEAD_NOT_REACHED = "head_not_reached"
    HEAD_DIFFERS = "head_differs"
    HEAD_FORGED = "head_forged"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedHead:
    """A head as it was exported: kept outside the database, so that it can be held against it."""

    day: date
    position: int
    chain: str
    public_key: str
    signature: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstFault:
    """The first place that does not hold: which position (from 1), what, and which event."""

    position: int
    fault: Fault
    event: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """How far the chain holds. ``unsealed`` events are not yet part of it."""

    sealed: int
    unsealed: int
    heads: int
    first_fault: FirstFault | None


def verify(*, heads: Iterable[SignedHead], public_key: bytes | None) -> Verification:
    """Go through the whole chain, and hold it against the heads that were exported.

    ``public_key`` is the key that heads must be signed with; None takes the one written in each.
    Reads in portions, so that a long journal needs no more memory than a short one.
    """
    known = sorted(heads, key=lambda head: head.position)
    wanted = {head.position: [h for h in known if h.position == head.position] for head in known}
    count, fault = 0, _forged(known, public_key)
    value = chain.START
    for position, (seal, event) in enumerate(_places(), start=1):
        found = _fault_at(position, value, seal, event)
        if found is None and any(head.chain != seal.chain for head in wanted.get(position, [])):
            found = FirstFault(position=position, fault=Fault.HEAD_DIFFERS)
        if found is not None:
            fault = fault or found
            break
        count, value = position, seal.chain
    longest = known[-1].position if known else 0
    if fault is None and count < longest:
        fault = FirstFault(position=count + 1, fault=Fault.HEAD_NOT_REACHED)
    return Verification(
        sealed=count,
        unsealed=Event.objects.filter(seal__isnull=True).count(),
        heads=len(known),
        first_fault=fault,
    )


def _places() -> Iterator[tuple[Seal, Event | None]]:
    """Each seal with its event, or None where the event is gone."""
    seals = Seal.objects.order_by("position").iterator(chunk_size=_PORTION)
    while portion := list(islice(seals, _PORTION)):
        events = Event.objects.in_bulk([seal.event_id for seal in portion])
        yield from ((seal, events.get(seal.event_id)) for seal in portion)


_PORTION = 500


def _fault_at(position: int, value: str, seal: Seal, event: Event | None) -> FirstFault | None:
    if seal.position != position:
        # A place without seal: what stood here is gone.
        return FirstFault(position=position, fault=Fault.MISSING)
    if event is None:
        return FirstFault(position=position, fault=Fault.MISSING, event=seal.event_id)
    digest = chain.digest_of(event)
    if digest != seal.event_digest:
        stands_elsewhere = Seal.objects.filter(event_digest=digest).exists()
        fault = Fault.MOVED if stands_elsewhere else Fault.ALTERED
        return FirstFault(position=position, fault=fault, event=event.id)
    if chain.link(value, digest) != seal.chain:
        return FirstFault(position=position, fault=Fault.CHAIN_BROKEN, event=event.id)
    return None


def _forged(heads: list[SignedHead], public_key: bytes | None) -> FirstFault | None:
    for head in heads:
        key = public_key or bytes.fromhex(head.public_key)
        statement = chain.head_statement(head.day, head.position, head.chain)
        try:
            Ed25519PublicKey.from_public_bytes(key).verify(bytes.fromhex(head.signature), statement)
        except (InvalidSignature, ValueError):
            return FirstFault(position=head.position, fault=Fault.HEAD_FORGED)
    return None
