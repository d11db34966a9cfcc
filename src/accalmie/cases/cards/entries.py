"""Opening a card, marking and correcting: small commands that may arrive twice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from accalmie.cases.access.models import Account
from accalmie.cases.access.policy import Act, require
from accalmie.cases.access.roles import Actor
from accalmie.cases.cards.models import Card, CardEntry
from accalmie.cases.cards.statuses import Status, Step, check_step
from accalmie.cases.days import belgian_day
from accalmie.cases.journal.acts import event, record
from accalmie.cases.memberships.locks import hold_workers
from accalmie.cases.memberships.queries import payer_of
from accalmie.cases.parties.models import Employer, Worker
from accalmie.facts.cards import CardForm, Mark
from accalmie.facts.days import Month


class OutsideMonth(ValueError):
    """A mark was made on a day that the card does not hold."""


class MarkStands(ValueError):
    """Another mark stands on that day already; it can be corrected, with a reason."""

    def __init__(self, entry: CardEntry) -> None:
        self.entry = entry
        super().__init__(f"{entry.mark} stands on {entry.day}")


class NoReason(ValueError):
    """A correction says why."""


class KeyTaken(ValueError):
    """The key of an entry belongs to another entry."""


@transaction.atomic
def open_card(
    *,
    worker: Worker,
    employer: Employer,
    month: Month,
    by: Actor,
    at: datetime,
    inactive_days: Sequence[date] = (),
) -> Card:
    """Return the electronic card of this worker, employer and month; open it if there is none.

    ``inactive_days`` are the worker's usual days of inactivity in the month. Raises ``NotAllowed``.
    """
    card = Card(
        worker=worker,
        employer=employer,
        month=month,
        form=CardForm.ELECTRONIC,
        inactive_days=[day.isoformat() for day in sorted(inactive_days) if day in month.period],
        opened_at=at,
        payment_organisation_id=payer_of(worker_id=worker.id, month=month),
    )
    require(by=by, act=Act.MARK_CARD, target=card, on=belgian_day(at))
    hold_workers(workers=[worker.id])
    found = Card.objects.filter(worker=worker, employer=employer, month=month).first()
    if found is not None:
        return found
    card.save(force_insert=True)
    record(events=[card_event(Step.OPEN_CARD, card, by, at)])
    return card


@transaction.atomic
def mark(
    *,
    key: UUID,
    card: Card,
    day: date,
    mark: Mark,
    device_at: datetime,
    by: Actor,
    at: datetime,
    work_starts_at: datetime | None = None,
) -> CardEntry:
    """Mark a day. The same command twice is one entry.

    Raises ``NotAllowed``, ``NotPossibleNow`` once the card is sent, ``OutsideMonth``,
    ``MarkStands`` and ``KeyTaken``.
    """
    card = locked(card)
    require(by=by, act=Act.MARK_CARD, target=card, on=belgian_day(at))
    known = known_entry(key, card, day, mark)
    if known is not None:
        return known
    check_step(step=Step.MARK, status=Status(card.status))
    _check_day(card, day)
    for entry in standing_entries(card=card, day=day):
        if not _can_stand_together(Mark(entry.mark), mark):
            raise MarkStands(entry)
    entry = _add(card, key, day, mark, device_at, by, at, work_starts_at, None, "")
    record(events=[card_event(Step.MARK, card, by, at, day=day.isoformat(), mark=mark.value)])
    return entry


@transaction.atomic
def correct(
    *,
    key: UUID,
    card: Card,
    corrects: UUID,
    mark: Mark,
    reason: str,
    device_at: datetime,
    by: Actor,
    at: datetime,
    work_starts_at: datetime | None = None,
) -> CardEntry:
    """Put another mark in the place of an entry, which is kept; ``unemployed`` makes it blank.

    Raises ``NotAllowed``, ``NotPossibleNow`` once the card is sent, ``NoReason``, ``MarkStands``
    when the entry was corrected before, and ``KeyTaken``.
    """
    card = locked(card)
    require(by=by, act=Act.MARK_CARD, target=card, on=belgian_day(at))
    replaced = CardEntry.objects.get(pk=corrects, card=card)
    known = known_entry(key, card, replaced.day, mark)
    if known is not None:
        return known
    check_step(step=Step.CORRECT, status=Status(card.status))
    if not reason.strip():
        raise NoReason("a correction says why")
    newer = CardEntry.objects.filter(corrects=replaced).first()
    if newer is not None:
        raise MarkStands(newer)
    entry = _add(
        card, key, replaced.day, mark, device_at, by, at, work_starts_at, replaced, reason.strip()
    )
    record(
        events=[
            card_event(
                Step.CORRECT,
                card,
                by,
                at,
                day=replaced.day.isoformat(),
                mark=mark.value,
                before=str(replaced.mark),
            )
        ]
    )
    return entry


def standing_entries(*, card: Card, day: date) -> list[CardEntry]:
    """The entries of a day that no later one corrected and that are no blank, oldest first."""
    return list(
        CardEntry.objects.filter(card=card, day=day, corrected_by__isnull=True)
        .exclude(mark=Mark.UNEMPLOYED)
        .order_by("sequence")
    )


def locked(card: Card) -> Card:
    """The row of the card, held until the end of the transaction."""
    return Card.objects.select_for_update(of=("self",)).get(pk=card.pk)


def known_entry(key: UUID, card: Card, day: date, mark: Mark) -> CardEntry | None:
    """The entry of this key when the command came before; raises ``KeyTaken`` for another one."""
    found = CardEntry.objects.filter(pk=key).first()
    if found is None:
        return None
    if (found.card_id, found.day, found.mark) != (card.id, day, mark.value):
        raise KeyTaken("the key belongs to another entry")
    return found


def card_event(step: Step, card: Card, by: Actor, at: datetime, **data: str):
    """The event of an act on a card."""
    return event(
        act=step,
        by=by,
        at=at,
        subject_kind="card",
        subject=card.id,
        data={"month": str(card.month), **data},
    )


def _add(
    card: Card,
    key: UUID,
    day: date,
    mark: Mark,
    device_at: datetime,
    by: Actor,
    at: datetime,
    work_starts_at: datetime | None,
    corrects: CardEntry | None,
    reason: str,
) -> CardEntry:
    return CardEntry.objects.create(
        id=key,
        card=card,
        sequence=card.entries.count() + 1,
        day=day,
        mark=mark,
        device_at=device_at,
        received_at=at,
        work_starts_at=work_starts_at,
        corrects=corrects,
        reason=reason,
        by=by if isinstance(by, Account) else None,
    )


def _check_day(card: Card, day: date) -> None:
    if day not in card.month.period:
        raise OutsideMonth(f"{day} lies outside {card.month}")


def _can_stand_together(standing: Mark, new: Mark) -> bool:
    """A day of the other of two lasting jobs may carry a second mark; nothing else may."""
    if new is Mark.UNEMPLOYED or standing is new:
        return False
    return Mark.OTHER_REGULAR_EMPLOYER in (standing, new)
