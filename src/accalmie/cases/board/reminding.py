"""Reminding whoever has the next move, in his language."""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from django.db import transaction

from accalmie.cases.access.models import Account
from accalmie.cases.access.policy import Act, require
from accalmie.cases.access.roles import Actor
from accalmie.cases.board.models import BoardRow, Reminder
from accalmie.cases.days import belgian_day
from accalmie.cases.journal.acts import event, record
from accalmie.facts.languages import Language
from accalmie.facts.pieces import Owner, Piece
from accalmie.law.piece_wording import reminder_text


class NobodyToRemind(ValueError):
    """No piece of this month blocks it."""


@transaction.atomic
def remind(*, row: BoardRow, by: Actor, at: datetime) -> list[Reminder]:
    """Remind everybody whose piece blocks the month, at most once a day for each piece.

    Raises ``NotAllowed`` and ``NobodyToRemind``. Returns the reminders of today, old and new.
    """
    on = belgian_day(at)
    require(by=by, act=Act.REMIND, target=row, on=on)
    blocking = [piece for piece in row.lights if piece.blocks_payment and piece.owner is not None]
    if not blocking:
        raise NobodyToRemind("nothing blocks this month")
    today = {
        reminder.piece: reminder
        for reminder in Reminder.objects.filter(
            worker_id=row.worker_id,
            employer_id=row.employer_id,
            month=row.month,
            reminded_on=on,
        )
    }
    new = [_reminder(row, piece, by, at) for piece in blocking if piece.name not in today]
    Reminder.objects.bulk_create(new)
    record(
        events=[
            event(
                act="remind",
                by=by,
                at=at,
                subject_kind="reminder",
                subject=reminder.id,
                data={"piece": str(reminder.piece), "owner": str(reminder.owner)},
            )
            for reminder in new
        ]
    )
    return [*today.values(), *new]


def _reminder(row: BoardRow, piece: Piece, by: Actor, at: datetime) -> Reminder:
    assert piece.owner is not None
    language = _language(row, piece.owner)
    return Reminder(
        worker_id=row.worker_id,
        employer_id=row.employer_id,
        month=row.month,
        payment_organisation_id=row.payment_organisation_id,
        office_id=row.office_id,
        piece=piece.name,
        owner=piece.owner,
        until=piece.until,
        language=language,
        text=reminder_text(piece=piece, month=row.month, language=language),
        reminded_at=at,
        reminded_on=belgian_day(at),
        by=by if isinstance(by, Account) else None,
    )


def _language(row: BoardRow, owner: Owner) -> Language:
    """The language of the one who is reminded."""
    match owner:
        case Owner.WORKER:
            return Language(row.worker.language)
        case Owner.EMPLOYER | Owner.OFFICE | Owner.PAYMENT_ORGANISATION:
            return Language(row.employer.language)
        case _:
            assert_never(owner)
