"""Who holds which card: by number, by worker, by month and employer; every order is unique."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Q, QuerySet

from accalmie.cases.access.models import Account
from accalmie.cases.access.roles import Role
from accalmie.cases.communications.queries import employers_of
from accalmie.cases.parties.models import Employer
from accalmie.cases.validation_book.models import Entry, EntryVersion, Question
from accalmie.facts.days import Month


def entries_visible_to(*, account: Account, on: date) -> QuerySet[Entry]:
    """The entries that an account may consult, the newest month first."""
    return (
        Entry.objects.filter(_visible(account, on))
        .select_related("worker", "employer", "latest")
        .annotate(open_questions=Count("questions", filter=Q(questions__closed_at__isnull=True)))
        .order_by("-month", "card_number", "id")
    )


def entries_by_number(*, account: Account, on: date, card_number: str) -> QuerySet[Entry]:
    """Who holds, or once held, the card of this number."""
    return entries_visible_to(account=account, on=on).filter(card_number=card_number)


def entries_by_worker(*, account: Account, on: date, niss: str) -> QuerySet[Entry]:
    """The cards of a worker."""
    return entries_visible_to(account=account, on=on).filter(worker__niss=niss)


def entries_by_month(
    *, account: Account, on: date, month: Month, employer: Employer
) -> QuerySet[Entry]:
    """The page of an employer's book for one month, by name of the worker."""
    found = entries_visible_to(account=account, on=on).filter(month=month, employer=employer)
    return found.order_by("worker__name", "worker__first_name", "card_number", "id")


def versions_of(*, entry: Entry) -> QuerySet[EntryVersion]:
    """The versions of an entry, the newest first."""
    return entry.versions.select_related("by", "received_from", "worker").order_by("-number")


def open_questions() -> QuerySet[Question]:
    """What waits for an officer of any office, the oldest first."""
    return (
        Question.objects.filter(closed_at__isnull=True)
        .select_related("entry__worker", "entry__employer")
        .order_by("opened_at", "id")
    )


def earlier_duplicate_of(*, entry: Entry) -> date | None:
    """The day of the worker's last duplicate before; None where there was none."""
    last = (
        Entry.objects.filter(worker_id=entry.worker_id, replaces__isnull=False)
        .exclude(pk=entry.pk)
        .order_by("-entered_at", "-id")
        .first()
    )
    return last.entered_at.date() if last else None


def _visible(account: Account, on: date) -> Q:
    match Role(account.role):
        case Role.EMPLOYER:
            return Q(employer_id=account.employer_id)
        case Role.SECRETARIAT:
            return Q(employer_id__in=employers_of(account=account, on=on).order_by().values("id"))
        case Role.OFFICER | Role.AUDITOR:
            return Q()
        case _:
            return Q(pk__in=[])
