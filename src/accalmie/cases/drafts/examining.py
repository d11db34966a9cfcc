"""What the examination would say if a communication were sent at this instant."""

from __future__ import annotations

import dataclasses
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max

from accalmie.cases.communications.circumstances import (
    Surroundings,
    cases_to_read,
    surroundings_within,
)
from accalmie.cases.communications.models import (
    Case,
    Decision,
    Dispensation,
    PreliminaryCondition,
    Version,
)
from accalmie.cases.drafts.models import Letter
from accalmie.cases.parties.models import ClosedDays
from accalmie.cases.strikes.models import Striking
from accalmie.facts import codec
from accalmie.facts.communications import Channel, Communication
from accalmie.facts.findings import Assessment
from accalmie.law.conformity import assess


def assess_as_if_sent(
    *,
    communication: Communication,
    employer_id: UUID,
    at: datetime,
    cancels: Version | None = None,
    letter: Letter | None = None,
) -> Assessment:
    """The assessment of a communication that is not lodged: nothing is written.

    It is made from the same facts and circumstances as the examination after sending, hence gives
    the same answer at the same instant. ``cancels`` is left out of the history: it falls away in
    the same breath. ``letter`` tells how and when it came on paper.
    """
    version = Version(
        case=Case(employer_id=employer_id),
        facts=codec.to_json(communication),
        received_at=letter.received_at if letter else at,
        channel=letter.channel if letter else Channel.PORTAL,
        proof_of_technical_problem=letter.has_proof if letter else None,
    )
    circumstances = _surroundings(version).of(version=version)
    if cancels is not None:
        history = tuple(one for one in circumstances.history if one.ticket != cancels.ticket)
        circumstances = dataclasses.replace(circumstances, history=history)
    return assess(communication=communication, circumstances=circumstances)


@dataclass(frozen=True, slots=True)
class _Kept:
    stamp: tuple[object, ...]
    cases: frozenset[UUID] | None
    surroundings: Surroundings

    def tells(self, cases: frozenset[UUID] | None) -> bool:
        """Whether everything that is asked was read; None stands for all cases."""
        return self.cases is None or (cases is not None and cases <= self.cases)


_KEPT_AT_MOST = 16
_kept: OrderedDict[UUID, _Kept] = OrderedDict()


def forget() -> None:
    """Read everything anew at the next question: only the time that it takes changes."""
    _kept.clear()


def _surroundings(version: Version) -> Surroundings:
    """What is known of an employer: while one types, it is read anew only when it has changed.

    A large firm has thousands of communications; they are written once, so that counting tells.
    """
    employer_id = version.case.employer_id
    cases, stamp = cases_to_read(version=version), _stamp(employer_id)
    kept = _kept.pop(employer_id, None)
    if kept is None or kept.stamp != stamp or not kept.tells(cases):
        kept = _Kept(stamp, cases, surroundings_within(employer_id=employer_id, cases=cases))
    _kept[employer_id] = kept
    while len(_kept) > _KEPT_AT_MOST:
        _kept.popitem(last=False)
    return kept.surroundings


def _stamp(employer_id: UUID) -> tuple[object, ...]:
    """Changes whenever something is received, decided, recognised or told of this employer."""
    versions = Version.objects.filter(case__employer=employer_id).order_by()
    decisions = Decision.objects.filter(version__case__employer=employer_id).order_by()
    conditions = PreliminaryCondition.objects.filter(employer=employer_id).order_by("id")
    closed = ClosedDays.objects.filter(employer=employer_id).order_by("year")
    dispensations = Dispensation.objects.filter(employer=employer_id).order_by("id")
    strikes = Striking.objects.filter(employer=employer_id).order_by("id")
    return (
        *versions.aggregate(number=Count("id"), newest=Max("received_at")).values(),
        *decisions.aggregate(number=Count("id"), newest=Max("decided_at")).values(),
        tuple(conditions.with_letters().values_list("id", "is_recognised", "posted_on")),
        tuple((year, tuple(days)) for year, days in closed.values_list("year", "days")),
        tuple(dispensations.values_list("id", "first_day", "last_day")),
        tuple(strikes.values_list("id")),
    )
