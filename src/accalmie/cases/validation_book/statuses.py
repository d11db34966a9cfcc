"""The life of a card entered in the validation book."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Status(StrEnum):
    """Where an entry stands; the values are stored.

    ``replaced``: the card was lost, and the office gave another one. Its number stays used.
    """

    STANDING = "standing"
    REPLACED = "replaced"
    CANCELLED = "cancelled"


class Step(StrEnum):
    """The acts on an entry; each is a function of ``acts`` with the same name."""

    ENTER = "enter_card"
    CORRECT = "correct_entry"
    CANCEL = "cancel_entry"
    REPLACE = "replace_card"


_STANDING = frozenset({Status.STANDING})

TRANSITIONS: Mapping[Step, tuple[frozenset[Status], frozenset[Status]]] = {
    Step.ENTER: (frozenset(), _STANDING),
    Step.CORRECT: (_STANDING, _STANDING),
    Step.CANCEL: (_STANDING, frozenset({Status.CANCELLED})),
    # The office enters the duplicate itself, as an entry of its own.
    Step.REPLACE: (_STANDING, frozenset({Status.REPLACED})),
}
"""From which statuses an act may start, and to which it leads."""


class NotPossibleNow(ValueError):
    """The entry does not stand where the act may start."""

    def __init__(self, step: Step, status: Status) -> None:
        self.step, self.status = step, status
        super().__init__(f"{step.value} is not possible while the entry is {status.value}")


def check_step(*, step: Step, status: Status) -> None:
    """Raise ``NotPossibleNow`` unless the act may start from this status."""
    if status not in TRANSITIONS[step][0]:
        raise NotPossibleNow(step, status)
