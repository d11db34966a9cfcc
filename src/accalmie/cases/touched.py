"""Worker-months that an act touched, told upwards in the act's own transaction.

The board stands above everything and must follow every act at once, yet nothing below may import
it. So acts tell here what they touched, and the board says once, when it starts, who listens.
Without a listener (a lower app used alone) nothing follows, and nothing is lost: the board can
always be rebuilt from the state.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accalmie.facts.days import Month


@dataclass(frozen=True, slots=True)
class WorkerMonth:
    """One worker with one employer in one month."""

    worker_id: UUID
    employer_id: UUID
    month: Month


@dataclass(frozen=True, slots=True)
class Communication:
    """The case of a communication: all worker-months that it covers."""

    case_id: UUID


Touched = WorkerMonth | Communication
Listener = Callable[[list[Touched], datetime], None]

_listeners: list[Listener] = []


def listen(listener: Listener) -> None:
    """Say who follows; the same listener is kept once."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell(*, touched: Iterable[Touched], at: datetime) -> None:
    """Tell what an act touched; call it inside the act's transaction, at its end."""
    things = list(dict.fromkeys(touched))
    if not things:
        return
    for listener in _listeners:
        listener(things, at)
