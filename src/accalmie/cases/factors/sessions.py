"""Where somebody is signed in, and ending it there."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet

from accalmie.cases.access.models import Account
from accalmie.cases.factors.models import OpenSession, Way
from accalmie.cases.factors.telling import tell

KEPT = timedelta(days=30)
"""How long it is remembered where somebody was signed in once."""


def open_session(
    *, account: Account, session_key: str, device: tuple[str, str], way: Way, at: datetime
) -> OpenSession:
    """Write where somebody signs in; ``device`` is the family of browser and of system."""
    browser, system = device
    OpenSession.objects.filter(account=account, used_at__lt=at - KEPT).delete()
    return OpenSession.objects.create(
        account=account,
        session_key=session_key,
        browser=browser,
        system=system,
        way=way,
        begun_at=at,
        used_at=at,
    )


def note_use(*, session_id: UUID, session_key: str, at: datetime) -> None:
    """Write when a session was used last, and under which key it goes on."""
    OpenSession.objects.filter(id=session_id, ended_at__isnull=True).update(
        used_at=at, session_key=session_key
    )


def sessions_of(*, account: Account) -> QuerySet[OpenSession]:
    """Where an account is signed in now, the last used first."""
    living = Session.objects.values("session_key")
    return OpenSession.objects.filter(
        account=account, ended_at__isnull=True, session_key__in=living
    ).order_by("-used_at", "-id")


@transaction.atomic
def end_sessions(*, account: Account, found: QuerySet[OpenSession], at: datetime) -> int:
    """End sessions of one's own: their browsers meet the sign-in page. Returns how many ended."""
    rows = found.filter(account=account, ended_at__isnull=True)
    keys = list(rows.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    ended = OpenSession.objects.filter(account=account, session_key__in=keys, ended_at=None)
    number = ended.update(ended_at=at)
    if number:
        tell(act="end_sessions", account=account, by=account, at=at)
    return number


def others_than(*, account: Account, session_key: str | None) -> QuerySet[OpenSession]:
    """All sessions of an account but one."""
    return OpenSession.objects.filter(account=account, ended_at__isnull=True).exclude(
        session_key=session_key or ""
    )
