"""Named questions about drafts; every order is explicit and unique."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from accalmie.cases.access.models import Account
from accalmie.cases.communications import queries as communications
from accalmie.cases.drafts.models import Draft


def open_drafts_of(*, account: Account, on: date) -> QuerySet[Draft]:
    """The drafts of the employers for whom an account may act, the newest saving first."""
    employers = communications.employers_of(account=account, on=on)
    return (
        Draft.objects.filter(employer__in=employers, sent_at__isnull=True)
        .select_related("employer", "saved_by", "replaces", "cancels")
        .order_by("-saved_at", "-id")
    )
