"""Named questions about control cards; every order is explicit and unique."""

from __future__ import annotations

from typing import assert_never

from django.db.models import Q, QuerySet

from accalmie.cases.access.models import Account
from accalmie.cases.access.roles import Role
from accalmie.cases.cards.models import Card, CardEntry, LateReport


def cards_visible_to(*, account: Account) -> QuerySet[Card]:
    """The cards that an account may consult, the newest month first."""
    return (
        Card.objects.filter(_visible(account))
        .select_related("worker", "employer")
        .order_by("-month", "employer__name", "id")
    )


def entries_of(*, card: Card) -> QuerySet[CardEntry]:
    """All entries of a card as they arrived, also those that were corrected."""
    return card.entries.select_related("by", "corrects").order_by("sequence")


def late_reports_visible_to(*, account: Account) -> QuerySet[LateReport]:
    """What workers reported after sending their cards, the newest first."""
    return (
        LateReport.objects.filter(_visible(account))
        .select_related("card__worker", "card__employer")
        .order_by("-reported_at", "-id")
    )


def _visible(account: Account) -> Q:
    match Role(account.role):
        case Role.WORKER:
            return Q(worker_id=account.worker_id)
        case Role.PAYER:
            return Q(payment_organisation_id=account.payment_organisation_id)
        case Role.OFFICER:
            return Q()
        case (
            Role.EMPLOYER
            | Role.SECRETARIAT
            | Role.ADMIN
            | Role.AUDITOR
            | Role.BATCH_SENDER
            | Role.SYSTEM
        ):
            return Q(pk__in=[])
        case role:
            assert_never(role)
