"""A C106A to be printed, signed and sent by registered letter: from the firm to its office."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from accalmie.facts.difficulty import InstrumentSort
from accalmie.letters.blocks import Block, Heading, Items, Letter, Note, Paragraph, Signature
from accalmie.letters.correspondents import address_lines, addressee_lines, employer_number
from accalmie.letters.difficulty_sheet import Sheet, table_of
from accalmie.letters.phrases import phrases
from accalmie.letters.typesetting import typeset


@dataclass(frozen=True, slots=True, kw_only=True)
class DifficultyFormContent:
    """The notice as it was sent through the portal, at ``sent_at`` in the time of Brussels."""

    sheet: Sheet
    sent_at: datetime


def render(content: DifficultyFormContent) -> bytes:
    """The tagged PDF of the form; the same content gives the same bytes."""
    return typeset(letter_of(content))


def letter_of(content: DifficultyFormContent) -> Letter:
    """The form as blocks of a letter: the firm writes, the office is the addressee."""
    common, say = phrases("common").say, phrases("difficulty_form").say
    sheet = content.sheet
    language = sheet.language
    office = phrases("common").say("service", language)
    return Letter(
        language=language,
        title=say("title", language),
        made_at=content.sent_at,
        head=(*addressee_lines(sheet.employer, language), employer_number(sheet.number, language)),
        addressee=(
            common("institution", language),
            *(line for line in (sheet.head.name, office) if line),
            *address_lines(sheet.head.address, language),
        ),
        reference=(say("registered", language), sheet.ticket),
        blocks=tuple(_blocks(sheet)),
        foot_left=(phrases("difficulty_receipt").say("foot", language, ticket=sheet.ticket),),
        foot_right=(common("foot_program", language),),
        page=common("foot_page", language),
    )


def _blocks(sheet: Sheet) -> Iterator[Block]:
    say, language = phrases("difficulty_form").say, sheet.language
    yield Paragraph(text=say("declared", language))
    yield table_of(sheet)
    yield Heading(text=say("section_joined", language))
    items = [say("joined_proofs", language), say("joined_instrument", language)]
    if sheet.notice.instrument.sort is InstrumentSort.COMPANY_PLAN:
        items.append(say("joined_plan", language))
    yield Items(items=tuple(items))
    yield Paragraph(text=say("copy", language))
    yield Signature(before=say("signature", language), name=say("line", language))
    yield Note(text=say("same", language, ticket=sheet.ticket))
