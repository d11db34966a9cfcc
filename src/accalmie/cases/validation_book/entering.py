"""Entering cards: many that are typed, all or none; those of a file one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from accalmie.cases.access.models import Account
from accalmie.cases.access.policy import Act, require
from accalmie.cases.access.roles import Actor, BatchSender
from accalmie.cases.communications import tickets
from accalmie.cases.communications.lodging import Source
from accalmie.cases.days import belgian_day
from accalmie.cases.journal.acts import event, record
from accalmie.cases.keys import new_key
from accalmie.cases.memberships.locks import hold_workers
from accalmie.cases.parties.acts import workers_named
from accalmie.cases.validation_book.examining import Examined, Fault, Wanted, examine
from accalmie.cases.validation_book.models import Doubt, Entry, EntryVersion, Question
from accalmie.cases.validation_book.statuses import Step
from accalmie.facts import codec
from accalmie.facts.communications import Channel
from accalmie.facts.communications import Version as VersionKind
from accalmie.facts.ids.ticket import DECLARATIONS

_BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Lodging:
    """A card that a file tells, and where in the file it stands."""

    wanted: Wanted
    source: Source


class NotEnterable(ValueError):
    """Some of the cards cannot be entered, so none was; ``examined`` tells of each."""

    def __init__(self, examined: Sequence[Examined]) -> None:
        self.examined = tuple(examined)
        super().__init__("some cards cannot be entered")


def look_at(*, cards: Sequence[Wanted], by: Actor, at: datetime) -> list[Examined]:
    """What would become of these cards; nothing is written. Raises ``NotAllowed``."""
    _require(cards, by, at)
    return examine(cards=cards)


@transaction.atomic
def enter_cards(
    *, cards: Sequence[Wanted], by: Account, at: datetime, channel: Channel
) -> list[Entry]:
    """Enter cards, all or none; what stands there already, word for word, is left as it is.

    Returns the new entries. Raises ``NotAllowed`` and ``NotEnterable``.
    """
    _require(cards, by, at)
    workers = _held(cards)
    examined = examine(cards=cards)
    if any(one.fault not in (None, Fault.ALREADY_ENTERED) for one in examined):
        raise NotEnterable(examined)
    fresh = [one for one in examined if one.fault is None]
    try:
        with transaction.atomic():
            versions = _enter(fresh, workers, [None] * len(fresh), by, at, channel)
    except IntegrityError as error:
        # Somebody else entered one of these numbers meanwhile; now it is seen.
        raise NotEnterable(examine(cards=cards)) from error
    return [version.entry for version in versions]


@transaction.atomic
def enter_each(
    *, lodgings: Sequence[Lodging], by: BatchSender, at: datetime
) -> list[tuple[Examined, EntryVersion | None]]:
    """Enter the cards of a file, each for itself, in their order; a faulty one is left out.

    Raises ``NotAllowed``.
    """
    cards = [lodging.wanted for lodging in lodgings]
    _require(cards, by, at)
    workers = _held(cards)
    try:
        with transaction.atomic():
            return _enter_good(lodgings, workers, by, at)
    except IntegrityError:
        # Somebody else entered one of these numbers meanwhile; now it is seen, and refused.
        return _enter_good(lodgings, workers, by, at)


def _enter_good(
    lodgings: Sequence[Lodging], workers: dict[str, UUID], by: BatchSender, at: datetime
) -> list[tuple[Examined, EntryVersion | None]]:
    examined = examine(cards=[lodging.wanted for lodging in lodgings])
    good = [n for n, one in enumerate(examined) if one.fault is None]
    versions = _enter(
        [examined[n] for n in good],
        workers,
        [lodgings[n].source for n in good],
        by,
        at,
        Channel.BATCH,
    )
    made = dict(zip(good, versions, strict=True))
    return [(one, made.get(n)) for n, one in enumerate(examined)]


def version_of(
    *,
    entry: Entry,
    number: int,
    kind: VersionKind,
    ticket: str,
    by: Actor,
    at: datetime,
    channel: Channel,
    reason: str = "",
) -> EntryVersion:
    """A version as its entry stands now; not saved."""
    return EntryVersion(
        entry=entry,
        ticket=ticket,
        number=number,
        kind=kind,
        worker_id=entry.worker_id,
        month=entry.month,
        card_number=entry.card_number,
        reason=reason,
        received_at=at,
        channel=channel,
        by=by if isinstance(by, Account) else None,
        received_from=by.sender if isinstance(by, BatchSender) else None,
    )


def ask(*, entries: Sequence[tuple[Entry, Sequence[Doubt]]], at: datetime) -> None:
    """Put the doubts about entries in front of an officer; one that is open stays one."""
    known = set(
        Question.objects.filter(
            entry__in=[entry for entry, _ in entries], closed_at__isnull=True
        ).values_list("entry_id", "doubt")
    )
    Question.objects.bulk_create(
        [
            Question(entry=entry, doubt=doubt, opened_at=at)
            for entry, doubts in entries
            for doubt in doubts
            if (entry.id, doubt.value) not in known
        ],
        batch_size=_BATCH,
    )


def entry_event(step: Step, version: EntryVersion, by: Actor, at: datetime):
    """The event of an act; the number of the worker stands nowhere in it."""
    return event(
        act=step,
        by=by,
        at=at,
        subject_kind="book_entry",
        subject=version.entry_id,
        ticket=version.ticket,
        data={
            "number": version.number,
            "month": str(version.month),
            "card": version.card_number,
        },
    )


def _enter(
    examined: Sequence[Examined],
    workers: dict[str, UUID],
    sources: Sequence[Source | None],
    by: Actor,
    at: datetime,
    channel: Channel,
) -> list[EntryVersion]:
    granted = tickets.grant(system=DECLARATIONS, count=len(examined)) if examined else []
    versions = []
    for one, ticket, source in zip(examined, granted, sources, strict=True):
        wanted = one.wanted
        entry = Entry(
            id=new_key(),
            worker_id=workers[wanted.niss],
            employer=wanted.employer,
            month=wanted.month,
            card_number=wanted.card_number,
            entered_at=at,
        )
        version = version_of(
            entry=entry,
            number=1,
            kind=VersionKind.ORIGINAL,
            ticket=ticket,
            by=by,
            at=at,
            channel=channel,
        )
        version.told = None if wanted.told is None else codec.to_json(wanted.told)
        if source is not None:
            version.source_digest, version.source_form = source.digest, source.form
            version.source_offset, version.source_length = source.offset, source.length
        entry.latest_id = version.id
        versions.append(version)
    Entry.objects.bulk_create([version.entry for version in versions], batch_size=_BATCH)
    EntryVersion.objects.bulk_create(versions, batch_size=_BATCH)
    raised = [(v.entry, one.doubts) for v, one in zip(versions, examined, strict=True)]
    ask(entries=[(entry, doubts) for entry, doubts in raised if doubts], at=at)
    record(events=[entry_event(Step.ENTER, version, by, at) for version in versions])
    return versions


def _require(cards: Sequence[Wanted], by: Actor, at: datetime) -> None:
    employers = {card.employer.id: card.employer for card in cards}
    for employer in employers.values():
        require(by=by, act=Act.ENTER_CARD, target=employer, on=belgian_day(at))


def _held(cards: Sequence[Wanted]) -> dict[str, UUID]:
    """The workers' keys, held until the end: of two entries at once, the second sees the first."""
    workers = workers_named(niss=(card.niss for card in cards))
    hold_workers(workers=workers.values())
    return workers
