"""The letter by which the office recognises a firm as in difficulty, or says why it does not.

The facts travel inside, with what the law compared, so that the answer can be checked by software.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from accalmie.facts.codec import to_json
from accalmie.facts.findings import Confidence
from accalmie.law import words
from accalmie.law.citations import source_text
from accalmie.law.kinds.economic_employee.preliminary import Comparison
from accalmie.letters.appeals import appeal_to_court
from accalmie.letters.blocks import (
    Answer,
    Attachment,
    Block,
    Heading,
    Items,
    Letter,
    Note,
    Paragraph,
    Signature,
    Source,
    Verdict,
)
from accalmie.letters.correspondents import addressee_lines, head_lines
from accalmie.letters.difficulty_sheet import Sheet, reference_of, table_of
from accalmie.letters.phrases import phrases
from accalmie.letters.typesetting import typeset

ATTACHMENT = "answer.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class DifficultyAnswerContent:
    """Everything that the answer tells.

    ``answered_at`` is in the time of Brussels. ``posted_on`` is the day of the registered letter
    and ``first_communication_on`` follows from it; both None where no letter is known, then
    ``waiting_days`` after it. ``compared`` is None where no percentage decides. ``source`` is the
    text on which the recognition rests.
    """

    sheet: Sheet
    received_on: date
    posted_on: date | None
    is_recognised: bool
    reason: str
    compared: Comparison | None
    first_communication_on: date | None
    waiting_days: int
    answered_at: datetime
    answered_by: str
    source: str
    confidence: Confidence


def render(content: DifficultyAnswerContent) -> bytes:
    """The tagged PDF of the answer, with its facts inside as JSON."""
    return typeset(letter_of(content))


def letter_of(content: DifficultyAnswerContent) -> Letter:
    """The answer as blocks of a letter."""
    common, say = phrases("common").say, phrases("difficulty_answer").say
    sheet = content.sheet
    language = sheet.language
    facts = json.dumps(_facts(content), ensure_ascii=False, indent=1, sort_keys=True)
    return Letter(
        language=language,
        title=say("title", language),
        made_at=content.answered_at,
        head=head_lines(sheet.head, language),
        addressee=addressee_lines(sheet.employer, language),
        reference=reference_of(sheet, on=content.answered_at.date()),
        blocks=tuple(_blocks(content)),
        foot_left=(phrases("difficulty_receipt").say("foot", language, ticket=sheet.ticket),),
        foot_right=(common("foot_program", language),),
        page=common("foot_page", language),
        attachment=Attachment(
            name=ATTACHMENT,
            media_type="application/json",
            description=say("data_description", language),
            content=facts.encode(),
        ),
    )


def _facts(content: DifficultyAnswerContent) -> dict[str, object]:
    return {
        "ticket": content.sheet.ticket,
        "notice": to_json(content.sheet.notice),
        "received_on": content.received_on.isoformat(),
        "posted_on": _written(content.posted_on),
        "is_recognised": content.is_recognised,
        "reason": content.reason,
        "answered_on": content.answered_at.date().isoformat(),
        "compared": content.compared and to_json(content.compared),
        "first_communication_on": _written(content.first_communication_on),
        "source": content.source,
    }


def _written(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _blocks(content: DifficultyAnswerContent) -> Iterator[Block]:
    common, say = phrases("common").say, phrases("difficulty_answer").say
    sheet = content.sheet
    language = sheet.language
    verdict = "recognised" if content.is_recognised else "not_recognised"
    shape = Answer.OK if content.is_recognised else Answer.STOP
    yield Verdict(text=say(verdict, language), answer=shape)
    yield Paragraph(text=common("salutation", language))
    yield Paragraph(text=_asked(content))
    if not content.is_recognised:
        yield Heading(text=say("section_why", language))
        yield Paragraph(text=say("reason", language, reason=content.reason))
    yield Heading(text=say("section_content", language))
    yield table_of(sheet)
    if content.compared is not None:
        yield Paragraph(text=_compared(content.compared, content))
    yield Source(text=source_text(content.source, language), confidence=content.confidence)
    yield Heading(text=say("section_next", language))
    yield Items(items=tuple(_next(content)))
    if not content.is_recognised:
        yield Heading(text=phrases("decision").say("section_appeal", language))
        yield from appeal_to_court(
            places=(sheet.employer.address,),
            decided_on=content.answered_at.date(),
            language=language,
        )
    yield Signature(
        before=phrases("decision").say("signed_for", language), name=content.answered_by
    )
    yield Note(text=say("data_inside", language, name=ATTACHMENT))


def _asked(content: DifficultyAnswerContent) -> str:
    say, sheet = phrases("difficulty_answer").say, content.sheet
    language = sheet.language
    received = words.long_day(content.received_on, language)
    if content.posted_on is None:
        return say("asked", language, ticket=sheet.ticket, day=received)
    posted = words.long_day(content.posted_on, language)
    return say("asked_by_letter", language, ticket=sheet.ticket, day=received, posted=posted)


def _compared(compared: Comparison, content: DifficultyAnswerContent) -> str:
    language = content.sheet.language
    # Cut, not rounded: 9.999 per cent is less than ten.
    found = compared.percentage.quantize(Decimal("0.01"), rounding="ROUND_FLOOR")
    return phrases("difficulty_answer").say(
        "enough" if compared.is_enough else "not_enough",
        language,
        found=words.number(found, language),
        needed=words.number(compared.needed, language),
    )


def _next(content: DifficultyAnswerContent) -> Iterator[str]:
    say, language = phrases("difficulty_answer").say, content.sheet.language
    if not content.is_recognised:
        yield say("next_new_form", language)
        yield say("next_not_in_order", language)
        return
    if content.first_communication_on is None:
        days = words.count_days(content.waiting_days, language)
        yield say("next_after_letter", language, days=days)
    else:
        day = words.long_day(content.first_communication_on, language)
        yield say("next_communication", language, day=day)
    yield say("next_prolonged", language)
