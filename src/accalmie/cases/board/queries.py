"""Named questions about the board; each answers a page from one index."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from django.db.models import Count, Q, QuerySet

from accalmie.cases.access.clients import client_keys
from accalmie.cases.access.models import Account
from accalmie.cases.access.policy import Act, functions_of
from accalmie.cases.access.reach import reach_of
from accalmie.cases.access.roles import Role
from accalmie.cases.board.models import BoardRow, Reminder, Standing
from accalmie.cases.parties.places import worked_in
from accalmie.facts.days import Month
from accalmie.facts.pieces import Owner


def board_of(*, account: Account, month: Month, on: date) -> QuerySet[BoardRow]:
    """The worker-months of a month that an account may see, by time limit."""
    return (
        BoardRow.objects.filter(_visible(account, on), month=month)
        .select_related("worker", "employer", "office")
        .order_by("due", "id")
    )


def held_by(*, rows: QuerySet[BoardRow], owner: Owner) -> QuerySet[BoardRow]:
    """Those in which this party has the next move."""
    return rows.filter(owner=owner)


def standing_at(*, rows: QuerySet[BoardRow], standing: Standing) -> QuerySet[BoardRow]:
    """Those that stand at one point."""
    return rows.filter(standing=standing)


def counts_of(*, account: Account, month: Month, on: date) -> dict[Standing, int]:
    """How many worker-months of a month stand where, every standing named."""
    rows = (
        BoardRow.objects.filter(_visible(account, on), month=month)
        .values_list("standing")
        .annotate(number=Count("id"))
        .order_by("standing")
    )
    found = {Standing(standing): number for standing, number in rows}
    return {standing: found.get(standing, 0) for standing in Standing}


def months_of_worker(*, account: Account, on: date) -> QuerySet[BoardRow]:
    """All months that an account may see, the newest first (a worker's own page)."""
    return (
        BoardRow.objects.filter(_visible(account, on))
        .select_related("worker", "employer", "office")
        .order_by("-month", "due", "id")
    )


def reminders_for(*, account: Account, on: date) -> QuerySet[Reminder]:
    """The reminders addressed to this account's party, the newest first."""
    owners = {
        Role.EMPLOYER: Owner.EMPLOYER,
        Role.SECRETARIAT: Owner.EMPLOYER,
        Role.WORKER: Owner.WORKER,
        Role.PAYER: Owner.PAYMENT_ORGANISATION,
        Role.OFFICER: Owner.OFFICE,
    }
    owner = owners.get(Role(account.role))
    return (
        Reminder.objects.filter(_visible(account, on), owner=owner or "")
        .select_related("worker", "employer")
        .order_by("-reminded_at", "-id")
    )


def reminders_of(*, row: BoardRow) -> QuerySet[Reminder]:
    """The reminders already sent about a worker-month, the newest first."""
    return Reminder.objects.filter(
        worker_id=row.worker_id, employer_id=row.employer_id, month=row.month
    ).order_by("-reminded_at", "-id")


def _visible(account: Account, on: date) -> Q:
    opened_by = functions_of(act=Act.CONSULT_BOARD)
    match Role(account.role):
        case Role.WORKER:
            return Q(worker_id=account.worker_id)
        case Role.PAYER:
            return Q(payment_organisation_id=account.payment_organisation_id)
        case Role.EMPLOYER:
            reach = reach_of(by=account, functions=opened_by)
            own = Q(employer_id=account.employer_id)
            return own if reach.is_whole else own & worked_in(reach.establishments)
        case Role.SECRETARIAT:
            return Q(employer_id__in=client_keys(account=account, on=on, functions=opened_by))
        case Role.OFFICER:
            return Q(office_id=account.office_id) | Q(office__isnull=True)
        case Role.ADMIN | Role.AUDITOR | Role.BATCH_SENDER | Role.SYSTEM:
            return Q(pk__in=[])
        case role:
            assert_never(role)
