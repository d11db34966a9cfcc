"""The one table that says who may do what, and the one question that asks it."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from accalmie.cases.access.relations import Relation, Target, relation_between
from accalmie.cases.access.roles import Actor, Role

log = logging.getLogger(__name__)


class Act(StrEnum):
    """What somebody may want to do."""

    LODGE = "lodge"
    AMEND = "amend"
    CANCEL = "cancel"
    CONSULT = "consult"
    CONSULT_EXAMINATION = "consult_examination"
    EXAMINE = "examine"
    PROPOSE_REFUSAL = "propose_refusal"
    DECIDE = "decide"
    CONFIRM_REFUSAL = "confirm_refusal"
    RETURN_TO_FIRST_OFFICER = "return_to_first_officer"
    PUBLISH = "publish"
    CONSULT_PAYER_RECORD = "consult_payer_record"
    TELL_CLOSED_DAYS = "tell_closed_days"
    RECOGNISE_CONDITION = "recognise_condition"
    READ_JOURNAL = "read_journal"
    VERIFY_JOURNAL = "verify_journal"
    MANAGE_ACCOUNTS = "manage_accounts"


class NotAllowed(PermissionError):
    """The policy says no: which role, which act, in which relation."""

    def __init__(self, role: Role, act: Act, relation: Relation) -> None:
        self.role, self.act, self.relation = role, act, relation
        super().__init__(f"{role.value} may not {act.value} (relation: {relation.value})")


_OWN = frozenset({Relation.OWN})

_SENT = frozenset({Relation.SENT})
_MANDATED = frozenset({Relation.MANDATED})
_MANDATED_OR_SENT = frozenset({Relation.MANDATED, Relation.SENT})
_ANY = frozenset(Relation)

_OFFICE = (
    Act.CONSULT_EXAMINATION,
    Act.EXAMINE,
    Act.PROPOSE_REFUSAL,
    Act.DECIDE,
    Act.CONFIRM_REFUSAL,
    Act.RETURN_TO_FIRST_OFFICER,
    Act.RECOGNISE_CONDITION,
)

POLICY: Mapping[tuple[Role, Act], frozenset[Relation]] = {
    **{
        (Role.EMPLOYER, act): _OWN
        for act in (Act.LODGE, Act.AMEND, Act.CANCEL, Act.CONSULT, Act.TELL_CLOSED_DAYS)
    },
    **{
        (Role.SECRETARIAT, act): _MANDATED
        for act in (Act.LODGE, Act.AMEND, Act.CANCEL, Act.TELL_CLOSED_DAYS)
    },
    # Who sent a communication sees what became of it, even when the mandate has ended since.
    (Role.SECRETARIAT, Act.CONSULT): _MANDATED_OR_SENT,
    **{(Role.OFFICER, act): _OWN for act in (Act.CONSULT, *_OFFICE)},
    # Registered letters are typed in by the office.
    **{(Role.OFFICER, act): _OWN for act in (Act.LODGE, Act.AMEND, Act.CANCEL)},
    (Role.PAYER, Act.CONSULT_PAYER_RECORD): _OWN,
    (Role.WORKER, Act.CONSULT): _OWN,
    (Role.ADMIN, Act.MANAGE_ACCOUNTS): _ANY,
    (Role.AUDITOR, Act.READ_JOURNAL): _ANY,
    (Role.AUDITOR, Act.VERIFY_JOURNAL): _ANY,
    # The channel of the social security checks mandates before a file reaches the office.
    **{(Role.BATCH_SENDER, act): _ANY for act in (Act.LODGE, Act.AMEND, Act.CANCEL)},
    (Role.BATCH_SENDER, Act.CONSULT): _SENT,
    **{
        (Role.SYSTEM, act): _OWN
        for act in (Act.EXAMINE, Act.DECIDE, Act.PUBLISH, Act.VERIFY_JOURNAL)
    },
}
"""Who may do what, in which relation; what does not stand here is refused."""


def is_allowed(*, by: Actor, act: Act, target: Target, on: date) -> bool:
    """Tell whether the policy says yes, on a day."""
    allowed = POLICY.get((Role(by.role), act), frozenset())
    return bool(allowed) and relation_between(by=by, target=target, on=on) in allowed


def require(*, by: Actor, act: Act, target: Target, on: date) -> None:
    """Raise ``NotAllowed`` unless the policy says yes; a refusal is logged."""
    role = Role(by.role)
    relation = relation_between(by=by, target=target, on=on)
    if relation not in POLICY.get((role, act), frozenset()):
        log.warning(
            "act not allowed",
            extra={"actor": str(by.actor_id), "role": role.value, "act": act.value},
        )
        raise NotAllowed(role, act, relation)
