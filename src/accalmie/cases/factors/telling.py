"""The events of this app: each is about an account."""

from __future__ import annotations

from datetime import datetime

from accalmie.cases.access.models import Account
from accalmie.cases.access.roles import Actor
from accalmie.cases.journal.acts import event, record


def tell(*, act: str, account: Account, by: Actor, at: datetime) -> None:
    """Write an event in the transaction of its act."""
    record(events=[event(act=act, by=by, at=at, subject_kind="account", subject=account.id)])
