"""Named questions about drafts; every order is explicit and unique."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from accalmie.cases.access.models import Account
from accalmie.cases.communications import queries as communications
from accalmie.cases.communications.models import Version
from accalmie.cases.drafts.models import Draft, Letter
from accalmie.cases.parties.models import Office


def open_drafts_of(*, account: Account, on: date) -> QuerySet[Draft]:
    """The drafts of the employers for whom an account may act, the newest saving first."""
    employers = communications.employers_of(account=account, on=on)
    return (
        Draft.objects.filter(employer__in=employers, sent_at__isnull=True, letter__isnull=True)
        .select_related("employer", "saved_by", "replaces", "cancels")
        .order_by("-saved_at", "-id")
    )


def letters_typed_at(*, office: Office) -> QuerySet[Draft]:
    """The letters that are being typed in at an office, the newest saving first."""
    return (
        Draft.objects.filter(letter__office=office, sent_at__isnull=True)
        .select_related("employer", "saved_by", "letter", "replaces", "cancels")
        .order_by("-saved_at", "-id")
    )


def letter_of(*, version: Version) -> Letter | None:
    """The letter in which a version came; None where it came another way."""
    return Letter.objects.filter(draft__versions=version).order_by("draft_id").first()
