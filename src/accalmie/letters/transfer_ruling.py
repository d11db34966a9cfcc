"""The letter by which the director rules on a disputed change of payment organisation.

It goes to the worker. The amount of the debt is between him and the former organisation, so the
letter, which both organisations can read, does not name it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from accalmie.facts.days import Month
from accalmie.facts.languages import Language
from accalmie.law import words
from accalmie.law.citations import source_text
from accalmie.law.loading import common_values
from accalmie.letters.appeals import appeal_to_court
from accalmie.letters.blocks import (
    Answer,
    Attachment,
    Block,
    Heading,
    Letter,
    Note,
    Paragraph,
    Signature,
    Source,
    Verdict,
)
from accalmie.letters.correspondents import Addressee, OfficeHead, addressee_lines, head_lines
from accalmie.letters.phrases import phrases
from accalmie.letters.typesetting import typeset

ATTACHMENT = "ruling.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class RulingContent:
    """Everything that the letter tells; ``ruled_at`` is in the time of Brussels.

    ``effect_on`` is the first day with the new organisation, None where the worker stays.
    """

    former: str
    new: str
    asked_on: date
    opposed_on: date
    disputed_on: date
    reason: str
    effect_on: date | None
    ruled_at: datetime
    ruled_by: str
    office: OfficeHead
    worker: Addressee
    language: Language


def render(content: RulingContent) -> bytes:
    """The tagged PDF of the letter, with its facts inside as JSON."""
    return typeset(letter_of(content))


def letter_of(content: RulingContent) -> Letter:
    """The letter as blocks."""
    common, say, language = phrases("common").say, phrases("transfer_ruling").say, content.language
    day = words.plain_day(content.ruled_at.date(), language)
    place = content.office.address.city if content.office.address else ""
    return Letter(
        language=language,
        title=say("title", language),
        made_at=content.ruled_at,
        head=head_lines(content.office, language),
        addressee=addressee_lines(content.worker, language),
        reference=(common("place_and_day", language, place=place, day=day) if place else day,),
        blocks=tuple(_blocks(content)),
        foot_left=(say("foot", language),),
        foot_right=(common("foot_program", language),),
        page=common("foot_page", language),
        attachment=Attachment(
            name=ATTACHMENT,
            media_type="application/json",
            description=say("data_description", language),
            content=json.dumps(_facts(content), ensure_ascii=False, indent=1).encode(),
        ),
    )


def _facts(content: RulingContent) -> dict[str, object]:
    effect = content.effect_on
    return {
        "former": content.former,
        "new": content.new,
        "asked_on": content.asked_on.isoformat(),
        "opposed_on": content.opposed_on.isoformat(),
        "disputed_on": content.disputed_on.isoformat(),
        "ruled_on": content.ruled_at.date().isoformat(),
        "goes_through": effect is not None,
        "effect_on": None if effect is None else effect.isoformat(),
        "reason": content.reason,
    }


def _blocks(content: RulingContent) -> Iterator[Block]:
    common, say, language = phrases("common").say, phrases("transfer_ruling").say, content.language
    names = {"former": content.former, "new": content.new}
    if content.effect_on is None:
        yield Verdict(text=say("stays", language, former=content.former), answer=Answer.STOP)
    else:
        month = words.month_name(Month.of(content.effect_on), language)
        text = say("goes", language, new=content.new, month=month)
        yield Verdict(text=text, answer=Answer.OK)
    yield Paragraph(text=common("salutation", language))
    days = {
        "asked": words.long_day(content.asked_on, language),
        "opposed": words.long_day(content.opposed_on, language),
        "disputed": words.long_day(content.disputed_on, language),
    }
    yield Paragraph(text=say("told", language, **names, **days))
    yield Heading(text=say("section_why", language))
    yield Paragraph(text=say("reason", language, reason=content.reason))
    row = common_values("claim_limits").transfer_ruling_days.on(content.disputed_on)
    yield Source(text=source_text(row.source, language), confidence=row.confidence)
    yield Heading(text=say("section_next", language))
    yield Paragraph(text=say("next_stays" if content.effect_on is None else "next_goes", language))
    yield Heading(text=phrases("decision").say("section_appeal", language))
    yield from appeal_to_court(
        places=(content.worker.address,), decided_on=content.ruled_at.date(), language=language
    )
    yield Signature(before=say("signed_for", language), name=content.ruled_by)
    yield Note(text=say("data_inside", language, name=ATTACHMENT))
