"""The registered letter of a C106A: its posting told by the employer, its arrival by the office."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from accalmie.cases.access.models import Account
from accalmie.cases.access.policy import Act, require
from accalmie.cases.conditions.models import Notice, Posting
from accalmie.cases.days import belgian_day
from accalmie.cases.journal.acts import event, record

SUBJECT_KIND = "difficulty_notice"


class AlreadyTold(ValueError):
    """The posting, or the arrival, of this letter was told before."""


class NotYet(ValueError):
    """A day that lies ahead, or an arrival before the posting."""


@transaction.atomic
def tell_posting(*, notice: Notice, posted_on: date, by: Account, at: datetime) -> Posting:
    """The employer tells on which day he sent the C106A by registered letter.

    Raises ``NotAllowed``, ``NotYet`` and ``AlreadyTold``.
    """
    require(by=by, act=Act.LODGE, target=notice, on=belgian_day(at))
    if posted_on > belgian_day(at):
        raise NotYet(posted_on.isoformat())
    locked = _locked(notice)
    if locked.postings.exists():
        raise AlreadyTold(notice.ticket)
    return written(notice=locked, posted_on=posted_on, arrived_on=None, by=by, at=at)


@transaction.atomic
def record_arrival(
    *, notice: Notice, posted_on: date, arrived_on: date, by: Account, at: datetime
) -> Posting:
    """The office records the registered letter that it has, with the day on its postmark.

    Raises ``NotAllowed``, ``NotYet`` and ``AlreadyTold``.
    """
    require(by=by, act=Act.RECOGNISE_CONDITION, target=notice, on=belgian_day(at))
    if not posted_on <= arrived_on <= belgian_day(at):
        raise NotYet(arrived_on.isoformat())
    locked = _locked(notice)
    if locked.postings.filter(arrived_on__isnull=False).exists():
        raise AlreadyTold(notice.ticket)
    return written(notice=locked, posted_on=posted_on, arrived_on=arrived_on, by=by, at=at)


def written(
    *, notice: Notice, posted_on: date, arrived_on: date | None, by: Account, at: datetime
) -> Posting:
    """Write a posting with its event; inside a transaction."""
    posting = Posting.objects.create(
        notice=notice, posted_on=posted_on, arrived_on=arrived_on, told_at=at, told_by=by
    )
    days = {"posted_on": posted_on.isoformat()}
    if arrived_on is not None:
        days["arrived_on"] = arrived_on.isoformat()
    told = event(
        act="tell_posting" if arrived_on is None else "record_arrival",
        by=by,
        at=at,
        subject_kind=SUBJECT_KIND,
        subject=notice.id,
        ticket=notice.ticket,
        data=days,
    )
    record(events=[told])
    return posting


def _locked(notice: Notice) -> Notice:
    """The notice, so that of two who tell at once the second finds what the first told."""
    return Notice.objects.select_for_update(of=("self",)).get(pk=notice.pk)
