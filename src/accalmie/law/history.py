"""Reading the earlier communications of an employer: which still stand, which concern whom."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from accalmie.facts.communications import (
    Communication,
    PlannedSuspension,
    Regime,
    Subject,
    Version,
)
from accalmie.facts.findings import Lodged, Outcome
from accalmie.law.kinds.kind import Situation


def standing(history: tuple[Lodged, ...]) -> Iterator[Lodged]:
    """The communications that stand: neither cancelled, nor refused, nor replaced.

    A refused change replaces nothing: what it wanted to change still stands.
    """
    accepted = [one for one in history if one.outcome is not Outcome.NOT_IN_ORDER]
    replaced = {one.communication.replaces for one in accepted}
    for lodged in accepted:
        is_cancellation = lodged.communication.version is Version.CANCELLATION
        if not (lodged.is_cancelled or is_cancellation or lodged.ticket in replaced):
            yield lodged


def original_of(situation: Situation) -> Lodged | None:
    """The communication that a change or a cancellation concerns, when it is known."""
    return by_ticket(situation.circumstances.history, situation.communication.replaces)


def by_ticket(history: tuple[Lodged, ...], ticket: str | None) -> Lodged | None:
    """The communication of a ticket, when it is known."""
    return next((lodged for lodged in history if lodged.ticket == ticket), None)


def earlier(situation: Situation, subject: Subject) -> list[Lodged]:
    """The standing earlier communications of a subject, without the one that this one replaces."""
    communication = situation.communication
    return [
        lodged
        for lodged in standing(situation.circumstances.history)
        if lodged.communication.subject is subject
        and lodged.ticket not in (communication.replaces, communication.corrects)
    ]


def earlier_suspensions(situation: Situation, *regimes: Regime, since: date) -> list[Lodged]:
    """The standing planned suspensions of the same kind and overlapping people, oldest first.

    ``since`` leaves out those that ended before it.
    """
    found = [
        lodged
        for lodged in earlier(situation, Subject.PLANNED_SUSPENSION)
        # The cheap questions first: a large firm has tens of thousands of communications.
        if lodged.communication.kind == situation.communication.kind
        and lodged.communication.last_day is not None
        and lodged.communication.last_day >= since
        and share_people(lodged.communication, situation.communication) is not False
        and isinstance(lodged.communication.details, PlannedSuspension)
        and lodged.communication.details.regime in regimes
        and lodged.communication.period is not None
    ]
    return sorted(found, key=lambda lodged: lodged.communication.first_day or date.min)


def share_people(one: Communication, other: Communication) -> bool | None:
    """Tell whether two communications concern a same worker; None where nobody can know.

    A section and a list of names cannot be compared, since a section does not tell its people.
    """
    if one.workers and other.workers:
        fewer, more = sorted((one.workers, other.workers), key=len)
        people = {worker.niss for worker in fewer}
        return any(worker.niss in people for worker in more)
    if one.section and other.section:
        return one.section == other.section
    return None


def nisses(communication: Communication) -> frozenset[str]:
    """The numbers of the workers named."""
    return frozenset(worker.niss for worker in communication.workers)
