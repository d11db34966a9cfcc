"""The letter with a user name and a one-time password, for whoever manages the access of a firm.

The only place where the password stands in clear; no data for software travel with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from accalmie.facts.languages import Language
from accalmie.law import words
from accalmie.letters.blocks import (
    Answer,
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
from accalmie.letters.correspondents import Addressee, OfficeHead, addressee_lines, head_lines
from accalmie.letters.phrases import phrases
from accalmie.letters.typesetting import typeset


class Sort(StrEnum):
    """What the letter is for: the first connection, or a password that was forgotten."""

    FIRST = "first"
    NEW_PASSWORD = "new_password"


STEPS = {
    Sort.FIRST: ("connect", "choose", "destroy"),
    Sort.NEW_PASSWORD: ("connect", "choose_password", "factors", "destroy_password"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CodesContent:
    """Everything that the letter tells; instants in the time of Brussels."""

    sort: Sort
    user_name: str
    password: str = field(repr=False)
    expire_at: datetime
    made_at: datetime
    office: OfficeHead
    addressee: Addressee
    language: Language


def render(content: CodesContent) -> bytes:
    """The tagged PDF of the letter; raises ``NotALetterLanguage`` for English."""
    return typeset(letter_of(content))


def letter_of(content: CodesContent) -> Letter:
    """The letter as blocks."""
    common, language = phrases("common").say, content.language
    day = words.plain_day(content.made_at.date(), language)
    place = content.office.address.city if content.office.address else ""
    return Letter(
        language=language,
        title=phrases("codes").say(f"title_{content.sort.value}", language),
        made_at=content.made_at,
        head=head_lines(content.office, language),
        addressee=addressee_lines(content.addressee, language),
        reference=(common("place_and_day", language, place=place, day=day) if place else day,),
        blocks=tuple(_blocks(content)),
        foot_left=(),
        foot_right=(common("foot_program", language),),
        page=common("foot_page", language),
    )


def _blocks(content: CodesContent) -> Iterator[Block]:
    say, language = phrases("codes").say, content.language
    day = words.long_day(content.expire_at.date(), language)
    time = words.clock(content.expire_at)
    yield Verdict(
        text=say(f"once_{content.sort.value}", language, day=day, time=time), answer=Answer.LOOK
    )
    yield Paragraph(text=phrases("common").say("salutation", language))
    yield Heading(text=say("section_codes", language))
    codes = (("user_name", content.user_name), ("password", content.password))
    yield Table(
        heads=(say("field", language), say("value", language)),
        widths=(1, 2.4),
        rows=tuple(
            (Cell(lines=(say(name, language),)), Cell(lines=(code,))) for name, code in codes
        ),
        has_codes=True,
    )
    yield Heading(text=say("section_next", language))
    yield Items(items=tuple(say(step, language) for step in STEPS[content.sort]))
    yield Note(text=say("secret", language))
