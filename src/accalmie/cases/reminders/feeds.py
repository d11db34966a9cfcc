"""The feed of a calendar: making its address, taking it back, finding it again."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from django.db import transaction
from django.db.models import F

from accalmie.cases.access import policy
from accalmie.cases.access.models import Account
from accalmie.cases.access.policy import Act
from accalmie.cases.access.relations import EVERYTHING
from accalmie.cases.days import belgian_day
from accalmie.cases.journal.acts import event, record
from accalmie.cases.reminders.models import Feed
from accalmie.cases.reminders.secrets import digest_of, drawn

READS_AN_HOUR = 60
"""Calendars ask every few hours; who asks each minute is a fault."""

_HOUR = timedelta(hours=1)


class Read(StrEnum):
    """What came of a request for a feed."""

    FOUND = "found"
    NO_SUCH = "no_such"
    TOO_OFTEN = "too_often"


@transaction.atomic
def make(*, account: Account, at: datetime) -> str:
    """Make a new address and kill the one before; return the secret, which is shown this once."""
    policy.require(by=account, act=Act.FOLLOW_DEADLINES, target=EVERYTHING, on=belgian_day(at))
    # The account is the lock: two presses at once are one after the other.
    Account.objects.select_for_update(of=("self",)).get(id=account.id)
    _revoke(account, at)
    secret = drawn()
    feed = Feed.objects.create(
        account=account, digest=digest_of(secret=secret), made_at=at, counted_from=at
    )
    _tell("make_feed", feed, account, at)
    return secret


@transaction.atomic
def revoke(*, account: Account, at: datetime) -> None:
    """Kill the address; without one nothing changes."""
    _revoke(account, at)


def open_feed_of(*, account: Account) -> Feed | None:
    """The feed in use."""
    return Feed.objects.filter(account=account, revoked_at__isnull=True).first()


def read(*, secret: str, at: datetime) -> tuple[Read, Account | None]:
    """Whose feed it is. Wrong, revoked and closed ones take the same way and look the same."""
    feed = (
        Feed.objects.filter(
            digest=digest_of(secret=secret), revoked_at__isnull=True, account__is_active=True
        )
        .select_related("account")
        .first()
    )
    if feed is None:
        return Read.NO_SUCH, None
    rows = Feed.objects.filter(id=feed.id)
    if at - feed.counted_from >= _HOUR:
        rows.update(counted_from=at, reads=1)
    elif feed.reads >= READS_AN_HOUR:
        return Read.TOO_OFTEN, None
    else:
        rows.update(reads=F("reads") + 1)
    return Read.FOUND, feed.account


def _revoke(account: Account, at: datetime) -> None:
    feed = open_feed_of(account=account)
    if feed is None:
        return
    feed.revoked_at = at
    feed.save(update_fields=["revoked_at"])
    _tell("revoke_feed", feed, account, at)


def _tell(act: str, feed: Feed, account: Account, at: datetime) -> None:
    record(events=[event(act=act, by=account, at=at, subject_kind="feed", subject=feed.id)])
