"""What the papers about a C106A have in common: who, which notice, what it told.

The rows come in the language of the paper from whoever shows the notice, so that the page and the
paper use the same words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from accalmie.facts.difficulty import DifficultyNotice
from accalmie.facts.languages import Language
from accalmie.facts.parties import EmployerId
from accalmie.law import words
from accalmie.letters.blocks import Cell, Table
from accalmie.letters.correspondents import Addressee, OfficeHead, address_lines, employer_number
from accalmie.letters.phrases import phrases


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A notice with its employer and its office.

    ``office`` is the competent one, None where it is not known yet. ``rows`` are names with lines,
    in ``language``.
    """

    notice: DifficultyNotice
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    ticket: str
    office: OfficeHead | None
    employer: Addressee
    number: EmployerId
    language: Language

    @property
    def head(self) -> OfficeHead:
        """The office that stands at the head of a letter; nameless where none is known."""
        return self.office or OfficeHead(name="")

    @property
    def office_line(self) -> str:
        """The office and its address on one line; empty where none is known."""
        if self.office is None:
            return ""
        return ", ".join((self.office.name, *address_lines(self.office.address, self.language)))


def reference_of(sheet: Sheet, *, on: date) -> tuple[str, ...]:
    """Place and day, the number of the employer, the number of the notice."""
    day = words.plain_day(on, sheet.language)
    place = sheet.head.address.city if sheet.head.address else ""
    where = phrases("common").say("place_and_day", sheet.language, place=place, day=day)
    parts = (where if place else day, employer_number(sheet.number, sheet.language), sheet.ticket)
    return tuple(part for part in parts if part)


def table_of(sheet: Sheet) -> Table:
    """What the notice tells, line by line."""
    say, language = phrases("difficulty_receipt").say, sheet.language
    return Table(
        heads=(say("field", language), say("value", language)),
        widths=(1, 2.4),
        rows=tuple((Cell(lines=(name,)), Cell(lines=lines)) for name, lines in sheet.rows),
    )
