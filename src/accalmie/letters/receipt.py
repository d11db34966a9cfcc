"""The receipt of a communication: its unique number, the instant, what was received, what follows.

A receipt is no decision and says so. ``of`` gathers the facts, ``render`` makes the PDF.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from accalmie.facts.codec import to_json
from accalmie.facts.communications import (
    BadWeather,
    Channel,
    Communication,
    FirstEffectiveDay,
    ForceMajeure,
    PlannedSuspension,
    SocialAction,
    TechnicalAccident,
)
from accalmie.facts.languages import Language
from accalmie.law import words
from accalmie.law.kinds import kind_of
from accalmie.letters.asked import asked
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

ATTACHMENT = "communication.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptContent:
    """Everything that the receipt tells."""

    communication: Communication
    ticket: str
    received_at: datetime
    channel: Channel
    office: OfficeHead
    employer: Addressee
    language: Language


def of(
    *,
    communication: Communication,
    ticket: str,
    received_at: datetime,
    channel: Channel,
    office: OfficeHead,
    employer: Addressee,
    language: Language,
) -> ReceiptContent:
    """Gather what the receipt tells; ``received_at`` is the instant in the time of Brussels."""
    return ReceiptContent(
        communication=communication,
        ticket=ticket,
        received_at=received_at,
        channel=channel,
        office=office,
        employer=employer,
        language=language,
    )


def render(content: ReceiptContent) -> bytes:
    """The tagged PDF of the receipt, with the communication inside as JSON."""
    return typeset(letter_of(content))


def letter_of(content: ReceiptContent) -> Letter:
    """The receipt as blocks of a letter."""
    common, say = phrases("common").say, phrases("receipt").say
    language, received_at = content.language, content.received_at
    day = words.plain_day(received_at.date(), language)
    place = content.office.address.city if content.office.address else ""
    facts = to_json(content.communication)
    return Letter(
        language=language,
        title=say("title", language),
        made_at=received_at,
        head=head_lines(content.office, language),
        addressee=addressee_lines(content.employer, language),
        reference=tuple(
            part
            for part in (
                common("place_and_day", language, place=place, day=day) if place else day,
                employer_number(content.communication.employer, language),
                content.ticket,
            )
            if part
        ),
        blocks=tuple(_blocks(content)),
        foot_left=(common("foot_ticket", language, ticket=content.ticket),),
        foot_right=(common("foot_program", language),),
        page=common("foot_page", language),
        attachment=Attachment(
            name=ATTACHMENT,
            media_type="application/json",
            description=say("data_description", language),
            content=json.dumps(facts, ensure_ascii=False, indent=1, sort_keys=True).encode(),
        ),
    )


def _received(content: ReceiptContent) -> str:
    """When it was received; of a letter or a fax the day is known, not the hour."""
    say, language = phrases("receipt").say, content.language
    day = words.long_day(content.received_at.date(), language)
    if content.channel in (Channel.REGISTERED_LETTER, Channel.FAX):
        return say("received_on_paper", language, day=day)
    return say("received", language, day=day, time=words.clock(content.received_at))


def _blocks(content: ReceiptContent) -> Iterator[Block]:
    common, say, language = phrases("common").say, phrases("receipt").say, content.language
    yield Verdict(text=f"{_received(content)} {say('not_a_decision', language)}", answer=Answer.OK)
    yield Paragraph(text=common("salutation", language))
    yield Paragraph(text=asked(content.communication, language))
    yield Heading(text=say("section_number", language))
    yield Paragraph(text=say("number", language, ticket=content.ticket))
    yield Heading(text=say("section_content", language))
    yield Table(
        heads=(say("field", language), say("value", language)),
        widths=(1, 2.4),
        rows=tuple(
            (Cell(lines=(say(name, language),)), Cell(lines=lines))
            for name, lines in _fields(content)
            if any(lines)
        ),
    )
    yield Heading(text=say("section_next", language))
    office = ", ".join((content.office.name, *address_lines(content.office.address, language)))
    yield Items(
        items=(
            say("next_examined", language, office=office),
            say("next_decision", language),
            say("next_change", language),
            say("next_late", language),
        )
    )
    yield Note(text=say("data_inside", language, name=ATTACHMENT))


def _fields(content: ReceiptContent) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every field that the sender filled in, by the name of its label."""
    communication, language = content.communication, content.language
    say = phrases("receipt").say
    version = f"version_{communication.version.value}"
    blanks = {} if version == "version_original" else {"ticket": communication.replaces or ""}
    yield "kind", (kind_of(communication.kind).names[language],)
    yield "version", (say(version, language, **blanks),)
    for name in ("notified_on", "first_day", "last_day"):
        day = getattr(communication, name)
        yield name, (words.long_day(day, language),) if day else ()
    yield from _details(communication, language)
    count = len(communication.workers)
    yield "workers", (words.number(count, language),) if count else ()
    yield "section", (communication.section or "",)
    yield "seat", address_lines(communication.seat, language)
    yield "own_reference", (communication.own_reference or "",)
    yield "remark", (communication.remark,)


def _details(
    communication: Communication, language: Language
) -> Iterator[tuple[str, tuple[str, ...]]]:
    details = communication.details
    match details:
        case None:
            return
        case PlannedSuspension():
            yield "committee", (details.joint_committee,)
            yield "reason", (details.reason,)
        case BadWeather():
            yield "weather", (details.weather,)
            yield "work_and_reason", (details.work_and_reason,)
            yield "site", address_lines(details.site, language)
        case TechnicalAccident():
            yield "accident_on", (words.long_day(details.accident_on, language),)
            yield "accident_nature", (details.nature,)
        case ForceMajeure():
            yield "reason", (details.reason,)
        case FirstEffectiveDay():
            yield "committee", (details.joint_committee or "",)
            yield "site", address_lines(details.site, language)
        case SocialAction():
            yield "comment", (details.comment, details.details)
            yield "site", address_lines(details.site, language)
        case _:
            assert_never(details)
