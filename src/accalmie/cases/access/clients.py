"""The employers for whom a secretariat acts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from accalmie.cases.access.functions import Opening
from accalmie.cases.access.models import Account, Mandate, mandates_on
from accalmie.cases.access.reach import reach_of
from accalmie.cases.parties.models import Employer


def client_keys(*, account: Account, on: date, functions: Opening) -> QuerySet[Mandate, Any]:
    """The keys of the clients whose mandate, and the user's rights, open one of these functions.

    Where the account acts for one client, no other stands in it.
    """
    if not reach_of(by=account, functions=functions).is_whole:
        return Mandate.objects.none().values("employer_id")
    mandates = mandates_on(on).opening(functions=functions).filter(sender_id=account.sender_id)
    return mandates.filter(narrowed(account=account)).values("employer_id")


def narrowed(*, account: Account) -> Q:
    """The client for whom an account acts at the moment; no condition where it acts for all."""
    if account.acting_for_id is None:
        return Q()
    return Q(employer_id=account.acting_for_id)


def clients_of(*, account: Account, on: date) -> QuerySet[Employer]:
    """All clients of a secretariat on a day, for whatever function, by name."""
    mandates = mandates_on(on).filter(sender_id=account.sender_id)
    return Employer.objects.filter(pk__in=mandates.values("employer_id")).order_by("name", "id")
