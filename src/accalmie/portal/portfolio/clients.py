"""What each client of a secretariat asks for today, read in a few queries for all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Count, Max, Min, Q

from accalmie.cases.access.clients import client_keys
from accalmie.cases.access.models import Account, mandates_on
from accalmie.cases.access.policy import Act, functions_of
from accalmie.cases.board.queries import months_of_worker
from accalmie.cases.communications.models import Case
from accalmie.cases.communications.statuses import Status as CaseStatus
from accalmie.cases.days import BRUSSELS
from accalmie.cases.parties.models import Employer
from accalmie.facts.days import Month
from accalmie.facts.pieces import Owner

REFUSED_FOR = timedelta(days=62)
"""A refusal older than this is history, as on the page of one employer."""

MONTHS_BACK = 6
LOOK_AHEAD = timedelta(days=14)
DUE_SOON = timedelta(days=14)
ENDS_SOON = timedelta(days=31)

AT_THE_OFFICE = (
    CaseStatus.RECEIVED,
    CaseStatus.TO_EXAMINE,
    CaseStatus.REFUSAL_PROPOSED,
    CaseStatus.DECIDED,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """One client: what lies with him, what lies at the office, and until when one may act.

    ``late`` and ``due`` count workers' months in which the employer has the next move, past its
    day or before it; ``first_due`` is the earliest day among those to come. ``mandate_until`` is
    None where a mandate has no end.
    """

    employer: Employer
    late: int
    due: int
    first_due: date | None
    refused: int
    at_the_office: int
    last_sent_at: datetime | None
    mandate_until: date | None

    def is_due_soon(self, *, on: date) -> bool:
        """Tell whether something must be done within two weeks."""
        return self.first_due is not None and self.first_due <= on + DUE_SOON

    def ends_soon(self, *, on: date) -> bool:
        """Tell whether the mandate ends within a month."""
        return self.mandate_until is not None and self.mandate_until <= on + ENDS_SOON

    @property
    def urgency(self) -> tuple:
        """What sorts the list: the most pressing first, then the name."""
        return (
            not self.late,
            not self.refused,
            self.first_due or date.max,
            not self.at_the_office,
            self.employer.name,
            self.employer.id,
        )


def clients_by_urgency(*, account: Account, on: date) -> list[Client]:
    """All clients of a secretariat on a day, in four queries whatever their number."""
    until = _mandates(account, on)
    employers = Employer.objects.filter(
        pk__in=mandates_on(on).filter(sender_id=account.sender_id).values("employer_id")
    ).order_by("name", "id")
    months, cases = _months(account, on), _cases(account, on)
    found = [
        Client(
            employer=employer,
            **months.get(employer.id, _NO_MONTHS),
            **cases.get(employer.id, _NO_CASES),
            mandate_until=until.get(employer.id),
        )
        for employer in employers
    ]
    return sorted(found, key=lambda client: client.urgency)


_NO_MONTHS = {"late": 0, "due": 0, "first_due": None}
_NO_CASES = {"refused": 0, "at_the_office": 0, "last_sent_at": None}


def _mandates(account: Account, on: date) -> dict[UUID, date | None]:
    """Until when somebody may act for each client: the latest end, none where one is open."""
    ends: dict[UUID, date] = {}
    mandates = mandates_on(on).filter(sender_id=account.sender_id).order_by("id")
    for mandate in mandates:
        end = mandate.ends_on or date.max
        ends[mandate.employer_id] = max(end, ends.get(mandate.employer_id, end))
    return {key: None if end == date.max else end for key, end in ends.items()}


def _months(account: Account, on: date) -> Mapping[UUID, dict]:
    rows = months_of_worker(account=account, on=on).filter(
        owner=Owner.EMPLOYER,
        until__isnull=False,
        month__gte=Month.of(on).plus(-MONTHS_BACK),
        month__lte=Month.of(on + LOOK_AHEAD),
    )
    counted = (
        rows.order_by()
        .values("employer_id")
        .annotate(
            late=Count("id", filter=Q(until__lt=on)),
            due=Count("id", filter=Q(until__gte=on)),
            first_due=Min("until", filter=Q(until__gte=on)),
        )
        .order_by("employer_id")
    )
    return {row.pop("employer_id"): row for row in counted}


def _cases(account: Account, on: date) -> Mapping[UUID, dict]:
    since = datetime.combine(on - REFUSED_FOR, time(), BRUSSELS)
    # Of clients only: what was sent for others long ago needs no look at each version here.
    clients = client_keys(account=account, on=on, functions=functions_of(act=Act.CONSULT))
    counted = (
        Case.objects.filter(employer_id__in=clients)
        .values("employer_id")
        .annotate(
            refused=Count("id", filter=Q(status=CaseStatus.REFUSED, received_at__gte=since)),
            at_the_office=Count("id", filter=Q(status__in=AT_THE_OFFICE)),
            last_sent_at=Max("received_at"),
        )
        .order_by("employer_id")
    )
    return {row.pop("employer_id"): row for row in counted}
