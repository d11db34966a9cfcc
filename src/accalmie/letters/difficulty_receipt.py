"""The receipt of a notice of difficulty (C106A): its number, the day, what was told, what follows.

It recognises nobody and says so. The rows come in the language of the letter from whoever shows
the notice, so that the page and the paper use the same words.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from accalmie.facts.codec import to_json
from accalmie.facts.difficulty import DifficultyNotice
from accalmie.facts.languages import Language
from accalmie.facts.parties import EmployerId
from accalmie.law import words
from accalmie.letters.blocks import (
    Answer,
    Attachment,
    Block,
    Cell,
    Heading,
    Items,
    Letter,
    Note,
    Paragraph,
    Table,
    Verdict,
)
from accalmie.letters.correspondents import (
    Addressee,
    OfficeHead,
    address_lines,
    addressee_lines,
    employer_number,
    head_lines,
)
from accalmie.letters.phrases import phrases
from accalmie.letters.typesetting import typeset

ATTACHMENT = "difficulty.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class DifficultyReceiptContent:
    """Everything that the receipt tells.

    ``office`` is the competent one, None where it is not known yet; ``received_at`` is in the time
    of Brussels; ``rows`` are names with lines, in ``language``; ``first_communication_on`` is the
    day from which the first communication may leave.
    """

    notice: DifficultyNotice
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    ticket: str
    received_at: datetime
    first_communication_on: date
    office: OfficeHead | None
    employer: Addressee
    number: EmployerId
    language: Language


def render(content: DifficultyReceiptContent) -> bytes:
    """The tagged PDF of the receipt, with the notice inside as JSON."""
    return typeset(letter_of(content))


def letter_of(content: DifficultyReceiptContent) -> Letter:
    """The receipt as blocks of a letter."""
    common, say = phrases("common").say, phrases("difficulty_receipt").say
    language, office = content.language, content.office or OfficeHead(name="")
    day = words.plain_day(content.received_at.date(), language)
    place = office.address.city if office.address else ""
    reference = (
        common("place_and_day", language, place=place, day=day) if place else day,
        employer_number(content.number, language),
        content.ticket,
    )
    facts = to_json(content.notice)
    return Letter(
        language=language,
        title=say("title", language),
        made_at=content.received_at,
        head=head_lines(office, language),
        addressee=addressee_lines(content.employer, language),
        reference=tuple(part for part in reference if part),
        blocks=tuple(_blocks(content)),
        foot_left=(say("foot", language, ticket=content.ticket),),
        foot_right=(common("foot_program", language),),
        page=common("foot_page", language),
        attachment=Attachment(
            name=ATTACHMENT,
            media_type="application/json",
            description=say("data_description", language),
            content=json.dumps(facts, ensure_ascii=False, indent=1, sort_keys=True).encode(),
        ),
    )


def _blocks(content: DifficultyReceiptContent) -> Iterator[Block]:
    common, say = phrases("common").say, phrases("difficulty_receipt").say
    language = content.language
    received = say(
        "received",
        language,
        day=words.long_day(content.received_at.date(), language),
        time=words.clock(content.received_at),
    )
    yield Verdict(text=f"{received} {say('not_an_answer', language)}", answer=Answer.OK)
    yield Paragraph(text=common("salutation", language))
    yield Heading(text=say("section_number", language))
    yield Paragraph(text=say("number", language, ticket=content.ticket))
    yield Heading(text=say("section_content", language))
    yield Table(
        heads=(say("field", language), say("value", language)),
        widths=(1, 2.4),
        rows=tuple((Cell(lines=(name,)), Cell(lines=lines)) for name, lines in content.rows),
    )
    yield Heading(text=say("section_next", language))
    day = words.long_day(content.first_communication_on, language)
    yield Items(
        items=(
            _examined(content),
            say("next_communication", language, day=day),
            say("next_not_recognised", language),
        )
    )
    yield Note(text=say("data_inside", language, name=ATTACHMENT))


def _examined(content: DifficultyReceiptContent) -> str:
    say, language, office = phrases("difficulty_receipt").say, content.language, content.office
    if office is None:
        return say("next_office_sought", language)
    where = ", ".join((office.name, *address_lines(office.address, language)))
    return say("next_examined", language, office=where)
