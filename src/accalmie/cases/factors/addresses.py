"""E-mail addresses, confirmed by who opens the link that went there."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.db import transaction

from accalmie.cases.access.models import Account
from accalmie.cases.factors.models import MailConfirmation
from accalmie.cases.factors.sealing import Seals
from accalmie.cases.factors.telling import tell

LIVES = timedelta(hours=24)
_PURPOSE = "mail confirmation"


def confirmed_address(*, account: Account) -> str:
    """The address to which the account's e-mails may go; empty where none is confirmed."""
    is_confirmed = (
        account.email
        and account.confirmations.filter(address=account.email, confirmed_at__isnull=False).exists()
    )
    return account.email if is_confirmed else ""


@transaction.atomic
def ask(*, account: Account, address: str, seals: Seals, at: datetime) -> str:
    """A link for a new address, in clear for the e-mail only; an earlier link is dead."""
    account.confirmations.filter(confirmed_at__isnull=True).delete()
    token = secrets.token_urlsafe(32)
    MailConfirmation.objects.create(
        account=account,
        address=address,
        digest=seals.digest(purpose=_PURPOSE, text=token),
        asked_at=at,
        expires_at=at + LIVES,
    )
    return token


@transaction.atomic
def confirm(*, account: Account, token: str, seals: Seals, at: datetime) -> bool:
    """Let the address of a link be that of the account, once and in time."""
    asked = MailConfirmation.objects.filter(
        account=account,
        digest=seals.digest(purpose=_PURPOSE, text=token),
        confirmed_at__isnull=True,
        expires_at__gt=at,
    ).first()
    if asked is None:
        return False
    account.confirmations.exclude(pk=asked.pk).delete()
    asked.confirmed_at = at
    asked.save(update_fields=["confirmed_at"])
    Account.objects.filter(pk=account.pk).update(email=asked.address)
    tell(act="confirm_address", account=account, by=account, at=at)
    return True
