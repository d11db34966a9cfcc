"""Named questions about tasks; every order is explicit and unique."""

from __future__ import annotations

from typing import assert_never

from django.db.models import Q, QuerySet

from accalmie.cases.access.models import Account
from accalmie.cases.access.roles import Role
from accalmie.cases.tasks.models import Task
from accalmie.facts.pieces import Owner


def tasks_of(*, account: Account) -> QuerySet[Task]:
    """What an account may see, answered or not, the newest first."""
    return (
        Task.objects.filter(_visible(account))
        .select_related("worker", "employer", "closed_by")
        .order_by("-opened_at", "-id")
    )


def open_tasks_of(*, account: Account) -> QuerySet[Task]:
    """What waits for this account, the oldest first."""
    return tasks_of(account=account).filter(closed_at__isnull=True).order_by("opened_at", "id")


def _visible(account: Account) -> Q:
    match Role(account.role):
        case Role.PAYER:
            return Q(
                owner=Owner.PAYMENT_ORGANISATION,
                payment_organisation_id=account.payment_organisation_id,
            )
        case Role.OFFICER:
            mine = Q(office_id=account.office_id) | Q(office__isnull=True)
            return Q(owner=Owner.OFFICE) & mine
        case (
            Role.EMPLOYER
            | Role.SECRETARIAT
            | Role.WORKER
            | Role.ADMIN
            | Role.AUDITOR
            | Role.BATCH_SENDER
            | Role.SYSTEM
        ):
            return Q(pk__in=[])
        case role:
            assert_never(role)
