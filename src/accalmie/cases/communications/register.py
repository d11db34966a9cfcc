"""The register of communications, as whoever reads messages asks it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from accalmie.cases.communications.models import Decision, RefusedForm, Version
from accalmie.cases.communications.risks import risk_of
from accalmie.cases.parties.models import Employer
from accalmie.facts.communications import Channel, Subject
from accalmie.facts.communications import Version as VersionKind
from accalmie.facts.parties import EmployerId


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """What a ticket was granted to, as the controls of a message want it."""

    employer: EmployerId
    risk: str
    seat_postal_code: str | None
    original_last_day: date | None
    channel: Channel
    is_cancellation: bool = False
    is_cancelled: bool = False
    is_latest: bool = True
    was_refused: bool = False


class CommunicationsRegister:
    """Answers from the tables; remembers per employer, so use one for a portion of a file."""

    def __init__(self) -> None:
        self._received: dict[EmployerId, set[tuple[str, datetime]]] = {}
        self._known: dict[EmployerId, bool | None] = {}

    def earlier(self, ticket: str) -> Earlier | None:
        """Return what a ticket was granted to, None when it was never granted."""
        found = (
            Version.objects.filter(ticket=ticket)
            .select_related("case__employer", "case__latest")
            .first()
        )
        if found is None:
            return _refused_form(ticket)
        case = found.case
        original = case.versions.get(number=1)
        return Earlier(
            employer=found.communication.employer,
            risk=risk_of(kind=case.kind, subject=Subject(case.subject)),
            seat_postal_code=case.seat_postal_code or None,
            original_last_day=original.last_day,
            channel=Channel(found.channel),
            is_cancellation=found.kind == VersionKind.CANCELLATION,
            is_cancelled=case.latest.kind == VersionKind.CANCELLATION,
            is_latest=case.latest_id == found.id,
            was_refused=_was_refused(found),
        )

    def knows(self, employer: EmployerId) -> bool | None:
        """Tell whether the employer is known; None for others: no register of all is at hand."""
        if employer not in self._known:
            numbers = _numbers(employer)
            is_known = bool(numbers) and Employer.objects.filter(numbers).exists()
            self._known[employer] = True if is_known else None
        return self._known[employer]

    def has_received(self, *, employer: EmployerId, own_reference: str, created_at: str) -> bool:
        """Tell whether this very form was lodged before (same sender's mark and instant)."""
        if employer not in self._received:
            self._received[employer] = _marks(employer)
        return (own_reference, datetime.fromisoformat(created_at)) in self._received[employer]


def _refused_form(ticket: str) -> Earlier | None:
    form = RefusedForm.objects.filter(ticket=ticket).select_related("employer").first()
    if form is None:
        return None
    return Earlier(
        employer=form.employer.numbers if form.employer else EmployerId(),
        risk="",
        seat_postal_code=None,
        original_last_day=None,
        channel=Channel.BATCH,
        was_refused=True,
    )


def _was_refused(version: Version) -> bool:
    """Whether the office refused it; before its publication nobody may know."""
    last = (
        Decision.objects.filter(version=version, publications__isnull=False)
        .order_by("-decided_at", "-id")
        .first()
    )
    return last is not None and last.result == "refused"


def _numbers(employer: EmployerId) -> Q:
    given = {"bce": employer.bce, "onss": employer.onss, "ppl": employer.ppl}
    wanted = Q()
    for field, number in given.items():
        if number is not None:
            wanted |= Q(**{field: number})
    return wanted


def _marks(employer: EmployerId) -> set[tuple[str, datetime]]:
    numbers = _numbers(employer)
    if not numbers:
        return set()
    rows = Version.objects.filter(
        case__employer__in=Employer.objects.filter(numbers), channel=Channel.BATCH
    ).exclude(own_reference="")
    return {
        (mark, datetime.fromisoformat(facts["created_at"]))
        for mark, facts in rows.values_list("own_reference", "facts")
        if facts.get("created_at")
    }
