"""Why a change or a cancellation cannot be attached to what it names.

These are states of things, not judgements: the answer is a value with the official code of zone
00222 (TWCT001, glossary 2023/3), and nothing is lodged.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from accalmie.cases.communications.models import RefusedForm, Version
from accalmie.cases.communications.risks import risk_of
from accalmie.cases.parties.acts import employer_named
from accalmie.facts.communications import Channel, Communication, Subject
from accalmie.facts.communications import Version as VersionKind


class Reason(StrEnum):
    """What stands in the way, each with its official code (see ``CODES``)."""

    UNKNOWN_TICKET = "unknown_ticket"
    REFUSED_FORM = "refused_form"
    OTHER_EMPLOYER = "other_employer"
    CANCELLED = "cancelled"
    SUPERSEDED = "superseded"
    OTHER_RISK = "other_risk"
    OTHER_SEAT = "other_seat"
    LODGED_ON_SCREEN = "lodged_on_screen"


CODES = {
    Reason.UNKNOWN_TICKET: "00222-234",
    Reason.REFUSED_FORM: "00222-238",
    Reason.OTHER_EMPLOYER: "00222-207",
    Reason.CANCELLED: "00222-241",
    Reason.SUPERSEDED: "00222-180",
    Reason.OTHER_RISK: "00222-181",
    Reason.OTHER_SEAT: "00222-181",
    Reason.LODGED_ON_SCREEN: "00222-181",
}


@dataclass(frozen=True, slots=True)
class Refused:
    """The answer to a change or a cancellation that cannot be attached."""

    reason: Reason

    @property
    def code(self) -> str:
        """The official code of the anomaly."""
        return CODES[self.reason]


def refusal_of(*, communication: Communication, channel: Channel) -> Refused | None:
    """Return why this change or cancellation cannot be attached, or None when it can."""
    reason = _reason(communication, channel)
    return None if reason is None else Refused(reason)


def _reason(communication: Communication, channel: Channel) -> Reason | None:
    found = (
        Version.objects.filter(ticket=communication.replaces)
        .select_related("case", "case__employer", "case__latest")
        .first()
    )
    if found is None:
        is_refused_form = RefusedForm.objects.filter(ticket=communication.replaces).exists()
        return Reason.REFUSED_FORM if is_refused_form else Reason.UNKNOWN_TICKET
    case = found.case
    if employer_named(numbers=communication.employer) != case.employer:
        return Reason.OTHER_EMPLOYER
    if case.latest.kind == VersionKind.CANCELLATION:
        return Reason.CANCELLED
    if case.latest_id != found.id:
        return Reason.SUPERSEDED
    if _risk(communication) != risk_of(kind=case.kind, subject=Subject(case.subject)):
        return Reason.OTHER_RISK
    if communication.seat and communication.seat.postal_code != case.seat_postal_code:
        return Reason.OTHER_SEAT
    if channel is Channel.BATCH and found.channel == Channel.PORTAL:
        return Reason.LODGED_ON_SCREEN
    return None


def _risk(communication: Communication) -> str:
    return risk_of(kind=communication.kind, subject=communication.subject)
