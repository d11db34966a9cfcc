"""Which deadlines an account is to be told this morning, and noting that it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import assert_never

from accalmie.cases.access.models import Account
from accalmie.cases.mails.models import Mail
from accalmie.cases.reminders.dues import Due, dues_of
from accalmie.cases.reminders.models import Occasion, Told

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToTell:
    """A deadline and why it is told now."""

    due: Due
    occasion: Occasion


def to_tell(*, account: Account, today: date) -> list[ToTell]:
    """What this account was not told yet: the day before, once it is late, once it can be done.

    A morning that was missed is made up for on the day itself.
    """
    found = [
        ToTell(due=due, occasion=occasion)
        for due in dues_of(account=account, today=today)
        if (occasion := _occasion(due, today)) is not None
    ]
    known = set(
        Told.objects.filter(
            account=account, deadline__in={one.due.key for one in found}
        ).values_list("employer_id", "deadline", "occasion")
    )
    return [
        one for one in found if (one.due.employer_id, one.due.key, one.occasion.value) not in known
    ]


def note(*, account: Account, told: Sequence[ToTell], mail: Mail, at: datetime) -> None:
    """Note what an e-mail tells, in the transaction that puts it in line.

    A deadline that was told already breaks the constraint, and with it the whole transaction.
    """
    Told.objects.bulk_create(
        Told(
            account=account,
            employer_id=one.due.employer_id,
            deadline=one.due.key,
            occasion=one.occasion,
            told_at=at,
            mail=mail,
        )
        for one in told
    )


def _occasion(due: Due, today: date) -> Occasion | None:
    if due.until is not None:
        if due.until < today:
            return Occasion.LATE
        return Occasion.BEFORE if due.until - today <= _ONE_DAY else None
    if due.opens_on is not None and due.opens_on <= today:
        return Occasion.OPEN
    return None


def heading_order(occasion: Occasion) -> int:
    """Late first, then what is due, then what can be done."""
    match occasion:
        case Occasion.LATE:
            return 0
        case Occasion.BEFORE:
            return 1
        case Occasion.OPEN:
            return 2
        case _unknown:
            assert_never(_unknown)
