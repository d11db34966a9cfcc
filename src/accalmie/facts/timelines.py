"""The timeline of the actors: who did what and who owes what, described before it is drawn.

The portal shows the same entries as a list beside the drawing. Texts are already in one language.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from accalmie.facts.languages import Language


class EntryState(StrEnum):
    """Whether an act was done, is still to come, or stops the case."""

    DONE = "done"
    NEXT = "next"
    STOP = "stop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One lane: ``code`` is what the entries name, ``label`` is what people read."""

    code: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One act of one actor on one day; ``text`` is as short as a drawing needs it."""

    day: date
    actor: str
    text: str
    state: EntryState


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The whole drawing; ``description`` tells its message, the lanes stand in reading order."""

    title: str
    description: str
    lanes: tuple[Actor, ...]
    entries: tuple[Entry, ...]
    today: date | None = None
    language: Language = Language.FR

    def __post_init__(self) -> None:
        codes = {lane.code for lane in self.lanes}
        for entry in self.entries:
            if entry.actor not in codes:
                raise ValueError(f"{entry.actor!r} has no lane; lanes are {', '.join(codes)}")
