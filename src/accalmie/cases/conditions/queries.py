"""Named questions about notices of difficulty; every order is explicit and unique."""

from __future__ import annotations

from datetime import date

from django.db.models import F, Q, QuerySet

from accalmie.cases.access.models import Account
from accalmie.cases.communications import queries as communications
from accalmie.cases.conditions.models import Notice


def notices_visible_to(*, account: Account, on: date) -> QuerySet[Notice]:
    """The notices of the employers for whom an account may act, the newest first."""
    employers = communications.employers_of(account=account, on=on)
    return _told().filter(employer__in=employers).order_by("-sent_at", "-id")


def notices_of_office(*, account: Account) -> QuerySet[Notice]:
    """The notices of an officer's office, and those of no office: what is open, oldest first."""
    mine = Q(office__isnull=True) | Q(office_id=account.office_id)
    unanswered_first = F("answer__answered_at").asc(nulls_first=True)
    return _told().filter(mine).order_by(unanswered_first, "sent_at", "id")


def _told() -> QuerySet[Notice]:
    return Notice.objects.select_related(
        "employer", "office", "condition", "sent_by", "answer__answered_by", "draft__letter"
    )
