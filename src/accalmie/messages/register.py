"""What a message needs to know of earlier messages: asked of whoever keeps the register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from accalmie.facts.communications import Channel
from accalmie.facts.parties import EmployerId


class CheckDigitPolicy(StrEnum):
    """What wrong check digits of an employer or worker do to a form: refuse it, or be reported."""

    BLOCKING = "B"
    REPORTED = "NP"


class TimeLimitPolicy(StrEnum):
    """What a start or an end beyond the limits of the channel does to a form.

    The glossary refuses it (B). Whoever holds that a late or odd communication is lodged and then
    decided, since a refusal at the door takes away decision and appeal, has it reported (NP).
    """

    BLOCKING = "B"
    REPORTED = "NP"


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """An earlier communication as the register knows it under its ticket.

    ``risk`` is the code in TWCT001, ``original_last_day`` the end announced by the very first
    version, ``was_refused`` tells a communication that the office or the reception refused.
    """

    employer: EmployerId
    risk: str
    seat_postal_code: str | None
    original_last_day: date | None
    channel: Channel
    is_cancellation: bool = False
    is_cancelled: bool = False
    is_latest: bool = True
    was_refused: bool = False


class Register(Protocol):
    """The register of communications, as the messages see it."""

    def earlier(self, ticket: str) -> Earlier | None:
        """Return what a ticket was granted to, None when it was never granted."""

    def knows(self, employer: EmployerId) -> bool | None:
        """Tell whether the register of employers has him; None where it cannot be asked."""

    def has_received(self, *, employer: EmployerId, own_reference: str, created_at: str) -> bool:
        """Tell whether this very form was handled before (same sender's mark and instant)."""
