"""The wish to be reminded by e-mail: asked, confirmed once by who reads the address, stopped."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from accalmie.cases.access import policy
from accalmie.cases.access.models import Account
from accalmie.cases.access.policy import Act
from accalmie.cases.access.relations import EVERYTHING
from accalmie.cases.days import belgian_day
from accalmie.cases.journal.acts import event, record
from accalmie.cases.reminders.models import Wish
from accalmie.cases.reminders.secrets import digest_of, drawn

LINK_LIVES = timedelta(days=2)
"""How long the link of the confirmation opens: a choice of this software."""


class LinkDead(ValueError):
    """The link was used, its time is over, or it never existed."""


@transaction.atomic
def ask(*, account: Account, address: str, at: datetime) -> tuple[Wish, str]:
    """Note the wish and stop the one before; return it with the secret of its link.

    The caller puts the e-mail with the link in line, in the same transaction.
    """
    policy.require(by=account, act=Act.FOLLOW_DEADLINES, target=EVERYTHING, on=belgian_day(at))
    Account.objects.select_for_update(of=("self",)).get(id=account.id)
    _stop(open_wish_of(account=account), at)
    secret = drawn()
    wish = Wish.objects.create(
        account=account,
        address=address,
        asked_at=at,
        digest=digest_of(secret=secret),
        expires_at=at + LINK_LIVES,
    )
    _tell("ask_reminders", wish, at)
    return wish, secret


def waiting_for_link(*, secret: str, at: datetime) -> Wish | None:
    """The wish that a link would confirm; None where the link is dead."""
    return Wish.objects.filter(
        digest=digest_of(secret=secret), stopped_at__isnull=True, expires_at__gt=at
    ).first()


@transaction.atomic
def confirm(*, secret: str, at: datetime) -> Wish:
    """Confirm a wish by its link, once. Raises ``LinkDead``."""
    wish = waiting_for_link(secret=secret, at=at)
    # One statement decides who is first.
    is_first = wish is not None and Wish.objects.filter(id=wish.id, digest=wish.digest).update(
        digest="", confirmed_at=at
    )
    if wish is None or not is_first:
        raise LinkDead
    wish.refresh_from_db()
    _tell("confirm_reminders", wish, at)
    return wish


@transaction.atomic
def stop(*, wish_id: UUID, at: datetime) -> None:
    """Stop reminders; stopped twice is stopped once. The account may ask anew."""
    _stop(Wish.objects.filter(id=wish_id, stopped_at__isnull=True).first(), at)


def open_wish_of(*, account: Account) -> Wish | None:
    """The wish in force, confirmed or not."""
    return Wish.objects.filter(account=account, stopped_at__isnull=True).first()


def confirmed() -> list[UUID]:
    """The keys of the wishes that are in force and confirmed, of accounts in use."""
    found = Wish.objects.filter(
        confirmed_at__isnull=False, stopped_at__isnull=True, account__is_active=True
    )
    return list(found.order_by("id").values_list("id", flat=True))


def _stop(wish: Wish | None, at: datetime) -> None:
    if wish is None:
        return
    Wish.objects.filter(id=wish.id).update(stopped_at=at, digest="")
    _tell("stop_reminders", wish, at)


def _tell(act: str, wish: Wish, at: datetime) -> None:
    told = event(act=act, by=wish.account, at=at, subject_kind="wish", subject=wish.id)
    record(events=[told])
