"""What a decision letter tells, as facts: the decision, what was asked, and who writes to whom."""

from __future__ import annotations

from dataclasses import dataclass

from accalmie.facts.communications import Communication
from accalmie.facts.decisions import Decision
from accalmie.facts.languages import Language
from accalmie.facts.rulers import Ruler
from accalmie.law.remedies import Remedy
from accalmie.letters.blocks import Block
from accalmie.letters.correspondents import Addressee, OfficeHead


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionContent:
    """Everything that the letter tells; ``remedies`` are empty where everything is in order."""

    decision: Decision
    communication: Communication
    ticket: str
    employer: Addressee
    office: OfficeHead
    language: Language
    ruler: Ruler
    remedies: tuple[Remedy, ...]
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A numbered part of the letter; ``key`` is what other parts refer to."""

    key: str
    title: str
    blocks: tuple[Block, ...]


def number_of(key: str, sections: list[Section]) -> str | None:
    """The number of a section in the letter, None where there is none."""
    for number, section in enumerate(sections, start=1):
        if section.key == key:
            return str(number)
    return None
