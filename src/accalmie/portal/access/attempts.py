"""Wrong passwords are counted on the account; after too many, it is closed for a while."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F

from accalmie.cases.access.models import Account

ATTEMPTS_BEFORE_LOCK = 10
LOCKED_FOR = timedelta(minutes=15)


def is_locked(*, account: Account, at: datetime) -> bool:
    """Tell whether the account is closed at this instant."""
    return account.locked_until is not None and at < account.locked_until


def count_failure(*, account: Account, at: datetime) -> None:
    """Count one wrong password; the last one permitted closes the account."""
    rows = Account.objects.filter(id=account.id)
    rows.update(failed_attempts=F("failed_attempts") + 1)
    rows.filter(failed_attempts__gte=ATTEMPTS_BEFORE_LOCK).update(
        failed_attempts=0, locked_until=at + LOCKED_FOR
    )


def forget_failures(*, account: Account) -> None:
    """Begin to count anew after a right password."""
    Account.objects.filter(id=account.id).exclude(failed_attempts=0, locked_until=None).update(
        failed_attempts=0, locked_until=None
    )
