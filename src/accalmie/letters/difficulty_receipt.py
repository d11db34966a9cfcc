"""The receipt of a notice of difficulty (C106A): its number, the day, what was told, what follows.

It recognises nobody and says so.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from accalmie.facts.codec import to_json
from accalmie.law import words
from accalmie.letters.blocks import (
    Answer,
    Attachment,
    Block,
    Heading,
    Items,
    Letter,
    Note,
    Paragraph,
    Verdict,
)
from accalmie.letters.correspondents import addressee_lines, head_lines
from accalmie.letters.difficulty_sheet import Sheet, reference_of, table_of
from accalmie.letters.phrases import phrases
from accalmie.letters.typesetting import typeset

ATTACHMENT = "difficulty.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class DifficultyReceiptContent:
    """Everything that the receipt tells.

    ``received_at`` is in the time of Brussels. ``first_communication_on`` is the day from which the
    first communication may leave, None as long as no registered letter is known; then it may
    ``waiting_days`` after that letter.
    """

    sheet: Sheet
    received_at: datetime
    first_communication_on: date | None
    waiting_days: int


def render(content: DifficultyReceiptContent) -> bytes:
    """The tagged PDF of the receipt, with the notice inside as JSON."""
    return typeset(letter_of(content))


def letter_of(content: DifficultyReceiptContent) -> Letter:
    """The receipt as blocks of a letter."""
    common, say = phrases("common").say, phrases("difficulty_receipt").say
    sheet = content.sheet
    language = sheet.language
    facts = to_json(sheet.notice)
    return Letter(
        language=language,
        title=say("title", language),
        made_at=content.received_at,
        head=head_lines(sheet.head, language),
        addressee=addressee_lines(sheet.employer, language),
        reference=reference_of(sheet, on=content.received_at.date()),
        blocks=tuple(_blocks(content)),
        foot_left=(say("foot", language, ticket=sheet.ticket),),
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
    sheet = content.sheet
    language = sheet.language
    received = say(
        "received",
        language,
        day=words.long_day(content.received_at.date(), language),
        time=words.clock(content.received_at),
    )
    yield Verdict(text=f"{received} {say('not_an_answer', language)}", answer=Answer.OK)
    yield Paragraph(text=common("salutation", language))
    yield Heading(text=say("section_number", language))
    yield Paragraph(text=say("number", language, ticket=sheet.ticket))
    yield Heading(text=say("section_content", language))
    yield table_of(sheet)
    yield Heading(text=say("section_next", language))
    yield Items(items=tuple(_next(content)))
    yield Note(text=say("data_inside", language, name=ATTACHMENT))


def _next(content: DifficultyReceiptContent) -> Iterator[str]:
    say, sheet = phrases("difficulty_receipt").say, content.sheet
    language, day = sheet.language, content.first_communication_on
    if day is None:
        days = words.count_days(content.waiting_days, language)
        yield say("next_letter", language)
        yield say("next_after_letter", language, days=days)
    if sheet.office is None:
        yield say("next_office_sought", language)
    else:
        yield say("next_examined", language, office=sheet.office_line)
    if day is not None:
        yield say("next_communication", language, day=words.long_day(day, language))
    yield say("next_not_recognised", language)
