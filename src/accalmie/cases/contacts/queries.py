"""Named questions about messages; every order is explicit and unique."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from accalmie.cases.access.models import Account
from accalmie.cases.access.roles import Role
from accalmie.cases.contacts.models import ContactMessage


def messages_of(*, account: Account) -> QuerySet[ContactMessage]:
    """The messages of an officer's office and those that no table routes, the newest first."""
    if Role(account.role) is not Role.OFFICER:
        return ContactMessage.objects.none()
    mine = Q(office_id=account.office_id) | Q(office__isnull=True)
    return (
        ContactMessage.objects.filter(mine)
        .select_related("office", "closed_by")
        .order_by("-received_at", "-id")
    )


def open_messages_of(*, account: Account) -> QuerySet[ContactMessage]:
    """Those that wait for an answer, the oldest first."""
    found = messages_of(account=account).filter(closed_at__isnull=True)
    return found.order_by("received_at", "id")
