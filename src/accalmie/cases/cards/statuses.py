"""The life of a control card: open until it is sent, then closed to entries."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Status(StrEnum):
    """Where a card stands; the values are stored."""

    OPEN = "open"
    SENT = "sent"


class Step(StrEnum):
    """The acts on a card; each is a function of ``acts`` with the same name."""

    OPEN_CARD = "open_card"
    MARK = "mark"
    CORRECT = "correct"
    SEND = "send"
    REPORT_LATE_EVENT = "report_late_event"
    REGISTER_PAPER_CARD = "register_paper_card"


TRANSITIONS: Mapping[Step, tuple[frozenset[Status], frozenset[Status]]] = {
    Step.OPEN_CARD: (frozenset(), frozenset({Status.OPEN})),
    Step.MARK: (frozenset({Status.OPEN}), frozenset({Status.OPEN})),
    Step.CORRECT: (frozenset({Status.OPEN}), frozenset({Status.OPEN})),
    Step.SEND: (frozenset({Status.OPEN}), frozenset({Status.SENT})),
    Step.REPORT_LATE_EVENT: (frozenset({Status.SENT}), frozenset({Status.SENT})),
    Step.REGISTER_PAPER_CARD: (frozenset(), frozenset({Status.SENT})),
}
"""From which statuses an act may start, and to which it leads."""


class NotPossibleNow(ValueError):
    """The card does not stand where the act may start."""

    def __init__(self, step: Step, status: Status) -> None:
        self.step, self.status = step, status
        super().__init__(f"{step.value} is not possible while the card is {status.value}")


def check_step(*, step: Step, status: Status) -> None:
    """Raise ``NotPossibleNow`` unless the act may start from this status."""
    if status not in TRANSITIONS[step][0]:
        raise NotPossibleNow(step, status)
