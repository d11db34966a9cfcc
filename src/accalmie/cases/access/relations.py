"""How somebody stands to what he wants to act on."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Protocol, assert_never, runtime_checkable
from uuid import UUID

from accalmie.cases.access.functions import Opening
from accalmie.cases.access.models import Account, mandates_on
from accalmie.cases.access.roles import Actor, BatchSender, Role


class Relation(StrEnum):
    """The closest tie between an actor and a target."""

    OWN = "own"
    MANDATED = "mandated"
    SENT = "sent"
    NONE = "none"


class Target(Protocol):
    """What the policy asks of a thing that somebody wants to act on."""

    @property
    def employer_id(self) -> UUID | None:
        """The employer concerned."""
        ...

    @property
    def office_id(self) -> UUID | None:
        """The competent office; None where it is nobody's yet."""
        ...

    def is_sent_by(self, sender_id: UUID) -> bool:
        """Tell whether this sender sent it."""
        ...

    def concerns_worker(self, worker_id: UUID) -> bool:
        """Tell whether the worker is concerned."""
        ...

    def concerns_payer(self, payment_organisation_id: UUID) -> bool:
        """Tell whether a member of the payment organisation is concerned."""
        ...


@runtime_checkable
class OfSender(Protocol):
    """A target that belongs to a sender himself: his users, his mandates."""

    def belongs_to_sender(self, sender_id: UUID) -> bool:
        """Tell whether it is this sender's."""
        ...


class _Everything:
    """The target of acts that concern no single thing (the journal, the accounts)."""

    employer_id = None
    office_id = None

    def is_sent_by(self, sender_id: UUID) -> bool:
        return False

    def concerns_worker(self, worker_id: UUID) -> bool:
        return False

    def concerns_payer(self, payment_organisation_id: UUID) -> bool:
        return False


EVERYTHING: Target = _Everything()


def relation_between(*, by: Actor, target: Target, on: date, opened_by: Opening) -> Relation:
    """Return the closest relation on a day.

    Mandates are those in force on that day for one of the functions ``opened_by``.
    """
    if isinstance(by, BatchSender):
        return _tie(Relation.SENT, target.is_sent_by(by.sender.id))
    if not isinstance(by, Account):
        return Relation.OWN
    match Role(by.role):
        case Role.EMPLOYER:
            return _tie(Relation.OWN, target.employer_id == by.employer_id)
        case Role.SECRETARIAT:
            return _relation_of_secretariat(by, target, on, opened_by)
        case Role.OFFICER:
            # What no table routes to an office waits in front of all of them.
            is_own = target.office_id in (None, by.office_id)
            return _tie(Relation.OWN, is_own)
        case Role.PAYER:
            return _tie(Relation.OWN, target.concerns_payer(by.payment_organisation_id))
        case Role.WORKER:
            return _tie(Relation.OWN, target.concerns_worker(by.worker_id))
        case Role.ADMIN | Role.AUDITOR:
            return Relation.NONE
        case Role.BATCH_SENDER | Role.SYSTEM:
            return Relation.NONE
        case role:
            assert_never(role)


def _tie(relation: Relation, holds: bool) -> Relation:
    return relation if holds else Relation.NONE


def _relation_of_secretariat(by: Account, target: Target, on: date, opened_by: Opening) -> Relation:
    if isinstance(target, OfSender) and target.belongs_to_sender(by.sender_id):
        return Relation.OWN
    mandates = mandates_on(on).opening(functions=opened_by).filter(sender_id=by.sender_id)
    if target.employer_id and mandates.filter(employer_id=target.employer_id).exists():
        return Relation.MANDATED
    return _tie(Relation.SENT, target.is_sent_by(by.sender_id))
