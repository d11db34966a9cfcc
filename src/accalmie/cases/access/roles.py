"""The roles, and who acts when nobody is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from accalmie.cases.parties.models import Sender


class Role(StrEnum):
    """What somebody is for the system; the values are stored.

    The last two have no account: a sender known by his channel, and the system itself (automatic
    decisions, nightly work).
    """

    EMPLOYER = "employer"
    SECRETARIAT = "secretariat"
    OFFICER = "officer"
    PAYER = "payer"
    WORKER = "worker"
    ADMIN = "admin"
    AUDITOR = "auditor"
    BATCH_SENDER = "batch_sender"
    SYSTEM = "system"


ACCOUNT_ROLES = tuple(role for role in Role if role not in (Role.BATCH_SENDER, Role.SYSTEM))


class Actor(Protocol):
    """Somebody who acts: an account, a batch sender, the system. Others than these never act."""

    role: str

    @property
    def actor_id(self) -> UUID | None:
        """The key written in the journal."""
        ...


@dataclass(frozen=True, slots=True)
class BatchSender:
    """A sender of files, known by the channel on which they came."""

    sender: Sender
    role: str = Role.BATCH_SENDER

    @property
    def actor_id(self) -> UUID:
        """The key of the sender."""
        return self.sender.id


@dataclass(frozen=True, slots=True)
class System:
    """The system itself."""

    role: str = Role.SYSTEM
    actor_id: UUID | None = None


SYSTEM = System()
