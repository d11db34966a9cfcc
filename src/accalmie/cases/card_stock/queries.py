"""Named questions about the stock of paper cards; every order is explicit and unique."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from accalmie.cases.access.models import Account
from accalmie.cases.access.roles import Role
from accalmie.cases.card_stock.models import CardOrder, CardRange
from accalmie.cases.card_stock.statuses import Status
from accalmie.cases.communications.queries import employers_of
from accalmie.facts.validationbook import position_of

WAITING = (Status.TO_EXAMINE, Status.TO_GRANT, Status.GRANTED)
"""What an office still has to do something about."""


def orders_of(*, account: Account, on: date) -> QuerySet[CardOrder]:
    """The orders that an account may see, the newest first."""
    return (
        CardOrder.objects.filter(_visible(account, on))
        .select_related("employer", "sender", "granted__delivery")
        .order_by("-ordered_at", "-id")
    )


def waiting_orders_of(*, account: Account, on: date) -> QuerySet[CardOrder]:
    """What waits for an office, the oldest first."""
    waiting = orders_of(account=account, on=on).filter(status__in=WAITING)
    return waiting.order_by("ordered_at", "id")


def ranges_by_number(*, numbers: Iterable[str]) -> dict[str, CardRange | None]:
    """The range in which each number was granted; None where nobody granted it."""
    positions = {number: position_of(number) for number in numbers}
    if not positions:
        return {}
    near = list(
        CardRange.objects.filter(
            first_position__lte=max(positions.values()), last_position__gte=min(positions.values())
        ).order_by("first_position")
    )
    starts = [one.first_position for one in near]
    return {number: _holding(near, starts, place) for number, place in positions.items()}


def next_free_number() -> str:
    """The number behind the last range granted, as a proposal; empty where none was granted."""
    last = CardRange.objects.order_by("-granted_at", "-id").first()
    if last is None:
        return ""
    serial = f"{int(last.last[2:]) + 1:07d}"
    return f"{last.last[:2]}{serial}" if len(serial) == len(last.last[2:]) else ""


def _holding(near: list[CardRange], starts: list[int], place: int) -> CardRange | None:
    index = bisect_right(starts, place) - 1
    if index < 0 or near[index].last_position < place:
        return None
    return near[index]


def _visible(account: Account, on: date) -> Q:
    match Role(account.role):
        case Role.EMPLOYER:
            return Q(employer_id=account.employer_id)
        case Role.SECRETARIAT:
            clients = employers_of(account=account, on=on).order_by().values("id")
            return Q(sender_id=account.sender_id) | Q(employer_id__in=clients)
        case Role.OFFICER:
            return Q(office_id=account.office_id) | Q(office__isnull=True)
        case _:
            return Q(pk__in=[])
