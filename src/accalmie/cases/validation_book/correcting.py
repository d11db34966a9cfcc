"""Corrections and cancellations as new versions, and the duplicate of a lost card."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from accalmie.cases.access.models import Account
from accalmie.cases.access.policy import Act, require
from accalmie.cases.communications import tickets
from accalmie.cases.days import belgian_day
from accalmie.cases.journal.acts import record
from accalmie.cases.keys import new_key
from accalmie.cases.memberships.locks import hold_workers
from accalmie.cases.parties.acts import workers_named
from accalmie.cases.validation_book.entering import NotEnterable, ask, entry_event, version_of
from accalmie.cases.validation_book.examining import Wanted, examine
from accalmie.cases.validation_book.models import Doubt, Entry, EntryVersion, Question
from accalmie.cases.validation_book.statuses import Status, Step, check_step
from accalmie.facts.communications import Channel
from accalmie.facts.communications import Version as VersionKind
from accalmie.facts.days import Month
from accalmie.facts.ids.ticket import DECLARATIONS


class NothingChanged(ValueError):
    """A correction says what stands there already."""


@transaction.atomic
def correct_entry(
    *,
    entry: Entry,
    niss: str,
    month: Month,
    card_number: str,
    reason: str,
    by: Account,
    at: datetime,
) -> EntryVersion:
    """Correct an entry as its next version; the earlier ones stay as they were.

    Raises ``NotAllowed``, ``NotPossibleNow``, ``NothingChanged``, ``NotEnterable`` where another
    entry stands in the way, and ``ValueError`` without a reason.
    """
    entry = _held(entry)
    require(by=by, act=Act.CORRECT_ENTRY, target=entry, on=belgian_day(at))
    check_step(step=Step.CORRECT, status=Status(entry.status))
    _check_reason(reason)
    wanted = Wanted(employer=entry.employer, niss=niss, month=month, card_number=card_number)
    if (entry.worker.niss, entry.month, entry.card_number) == (niss, month, card_number):
        raise NothingChanged(str(entry.id))
    workers = workers_named(niss=[niss])
    hold_workers(workers=[*workers.values(), entry.worker_id])
    (examined,) = examine(cards=[wanted], apart_from=entry)
    if examined.fault is not None:
        raise NotEnterable([examined])
    entry.worker_id, entry.month, entry.card_number = workers[niss], month, card_number
    try:
        with transaction.atomic():
            version = _next_version(entry, VersionKind.CHANGE, reason, by, at)
    except IntegrityError as error:
        # Somebody else entered this number meanwhile; now it is seen.
        raise NotEnterable(examine(cards=[wanted], apart_from=entry)) from error
    _settle_questions(entry, examined.doubts, reason, by, at)
    ask(entries=[(entry, examined.doubts)], at=at)
    record(events=[entry_event(Step.CORRECT, version, by, at)])
    return version


@transaction.atomic
def cancel_entry(*, entry: Entry, reason: str, by: Account, at: datetime) -> EntryVersion:
    """Cancel an entry as its last version; its number is free again.

    Raises ``NotAllowed``, ``NotPossibleNow``, and ``ValueError`` without a reason.
    """
    entry = _held(entry)
    require(by=by, act=Act.CORRECT_ENTRY, target=entry, on=belgian_day(at))
    check_step(step=Step.CANCEL, status=Status(entry.status))
    _check_reason(reason)
    entry.status = Status.CANCELLED
    version = _next_version(entry, VersionKind.CANCELLATION, reason, by, at)
    _settle_questions(entry, (), reason, by, at)
    record(events=[entry_event(Step.CANCEL, version, by, at)])
    return version


@transaction.atomic
def replace_card(
    *, entry: Entry, card_number: str, reason: str, by: Account, at: datetime
) -> Entry:
    """Enter the duplicate that the office gave for a lost card; the lost number stays used.

    ``may_get_duplicate`` of the law tells the officer before whether it may be refused. The same
    duplicate twice is one. Raises ``NotAllowed``, ``NotPossibleNow``, ``NotEnterable`` where the
    number is used, and ``ValueError`` without a reason.
    """
    entry = _held(entry)
    require(by=by, act=Act.REPLACE_CARD, target=entry, on=belgian_day(at))
    known = Entry.objects.filter(replaces=entry, card_number=card_number).first()
    if known is not None:
        return known
    check_step(step=Step.REPLACE, status=Status(entry.status))
    _check_reason(reason)
    hold_workers(workers=[entry.worker_id])
    wanted = Wanted(
        employer=entry.employer, niss=entry.worker.niss, month=entry.month, card_number=card_number
    )
    entry.status = Status.REPLACED
    entry.save(update_fields=["status"])
    (examined,) = examine(cards=[wanted])
    if examined.fault is not None:
        raise NotEnterable([examined])
    duplicate = Entry(
        id=new_key(),
        worker_id=entry.worker_id,
        employer=entry.employer,
        month=entry.month,
        card_number=card_number,
        replaces=entry,
        entered_at=at,
    )
    (ticket,) = tickets.grant(system=DECLARATIONS, count=1)
    version = version_of(
        entry=duplicate,
        number=1,
        kind=VersionKind.ORIGINAL,
        ticket=ticket,
        by=by,
        at=at,
        channel=Channel.PORTAL,
        reason=reason,
    )
    duplicate.latest_id = version.id
    duplicate.save(force_insert=True)
    version.save()
    record(events=[entry_event(Step.REPLACE, version, by, at)])
    return duplicate


def _held(entry: Entry) -> Entry:
    """The entry as it stands now; of two acts at once, the second waits here."""
    return (
        Entry.objects.select_for_update(of=("self",))
        .select_related("employer", "worker", "latest")
        .get(pk=entry.pk)
    )


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise ValueError("a correction gives its reason")


def _next_version(
    entry: Entry, kind: VersionKind, reason: str, by: Account, at: datetime
) -> EntryVersion:
    (ticket,) = tickets.grant(system=DECLARATIONS, count=1)
    version = version_of(
        entry=entry,
        number=entry.latest.number + 1,
        kind=kind,
        ticket=ticket,
        by=by,
        at=at,
        channel=Channel.PORTAL,
        reason=reason.strip(),
    )
    version.save()
    entry.latest = version
    entry.save()
    return version


def _settle_questions(
    entry: Entry, doubts: tuple[Doubt, ...], reason: str, by: Account, at: datetime
) -> None:
    """Close the questions that no longer stand, with the reason of the correction as answer."""
    gone = Question.objects.filter(entry=entry, closed_at__isnull=True).exclude(doubt__in=doubts)
    gone.update(closed_at=at, closed_by=by, answer=reason.strip())
