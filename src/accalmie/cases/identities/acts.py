"""Linking a person to accounts, and opening one for a worker whom the register knows."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from accalmie.cases.access.models import Account
from accalmie.cases.access.roles import SYSTEM, Role
from accalmie.cases.identities.models import Identity
from accalmie.cases.journal.acts import event, record
from accalmie.cases.parties.models import Worker

_PURPOSE = b"electronic identity:"
"""Keeps this digest apart from those that other parts make of the same number with the same key."""


def digest_of(*, niss: str, key: str) -> str:
    """The keyed digest under which an identity is kept."""
    return hmac.new(key.encode(), _PURPOSE + niss.encode(), hashlib.sha256).hexdigest()


def accounts_opened_by(*, niss: str, key: str) -> QuerySet[Account]:
    """The accounts in use that this person may open, workers' accounts first."""
    return Account.objects.filter(
        identities__digest=digest_of(niss=niss, key=key), is_active=True
    ).order_by("-role", "username")


@transaction.atomic
def link(*, account: Account, niss: str, key: str, at: datetime) -> Identity:
    """Let the person behind a national number open an account; the same link twice is one."""
    digest = digest_of(niss=niss, key=key)
    found = Identity.objects.filter(account=account).first()
    if found is not None and found.digest == digest:
        return found
    identity = Identity.objects.create(account=account, digest=digest)
    _tell("link_identity", account, at)
    return identity


@transaction.atomic
def open_worker_account(*, niss: str, key: str, at: datetime) -> Account | None:
    """Open the account of a worker at his first sign-in; None for somebody nobody knows.

    The account has no password: only the electronic identity opens it.
    """
    worker = Worker.objects.filter(niss=niss).first()
    if worker is None:
        return None
    account = Account.objects.filter(worker=worker, role=Role.WORKER).first()
    if account is None:
        account = Account.objects.create_account(
            username=f"w{worker.id.hex[-20:]}",
            password=None,
            role=Role.WORKER,
            display_name=str(worker),
            language=worker.language,
            worker=worker,
        )
        _tell("open_account", account, at)
    if not account.is_active:
        return None
    link(account=account, niss=niss, key=key, at=at)
    return account


def _tell(act: str, account: Account, at: datetime) -> None:
    record(events=[event(act=act, by=SYSTEM, at=at, subject_kind="account", subject=account.id)])
