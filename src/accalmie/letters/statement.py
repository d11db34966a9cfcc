"""The statement that a payment organisation gives a worker: one payment, explained step by step.

It tells the daily amount, the number of allowances and what was withheld (AR 25.11.1991 art. 162).
``render`` makes the PDF; the same content gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import assert_never

from accalmie.facts.codec import to_json
from accalmie.facts.languages import Language
from accalmie.facts.parties import Address
from accalmie.facts.payments import MonthResult
from accalmie.law import words
from accalmie.letters.blocks import (
    Answer,
    Attachment,
    Block,
    Cell,
    Heading,
    Letter,
    Note,
    Paragraph,
    Table,
    Verdict,
)
from accalmie.letters.correspondents import address_lines
from accalmie.letters.phrases import phrases
from accalmie.letters.trace import TraceLine, lines_of
from accalmie.letters.typesetting import typeset

ATTACHMENT = "month.json"


class Given(StrEnum):
    """How far the payment is."""

    PROPOSED = "proposed"
    ORDERED = "ordered"
    PAID = "paid"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementContent:
    """Everything that the statement tells.

    ``amount`` is this payment, ``given_before`` what the month had already given, both in euro.
    ``on`` is the day of payment, or the day asked of the bank. ``hours_line`` tells how the hours
    that count came from those declared; empty where nothing was taken away.
    """

    payer: str
    worker: str
    address: Address | None
    employer: str
    result: MonthResult
    given: Given
    amount: Decimal
    given_before: Decimal
    on: date
    account: str
    is_provisional: bool
    law_version: str
    made_at: datetime
    language: Language
    hours_line: str = ""


def render(content: StatementContent) -> bytes:
    """The tagged PDF of the statement, with the month inside as JSON."""
    return typeset(letter_of(content))


def letter_of(content: StatementContent) -> Letter:
    """The statement as blocks of a letter."""
    common, say, language = phrases("common").say, phrases("statement").say, content.language
    month = words.month_name(content.result.month, language)
    facts = to_json(content.result)
    return Letter(
        language=language,
        title=say("title", language, month=month),
        made_at=content.made_at,
        head=(content.payer, say("service", language)),
        addressee=(content.worker, *address_lines(content.address, language)),
        reference=(words.plain_day(content.made_at.date(), language), content.employer, month),
        blocks=tuple(_blocks(content)),
        foot_left=(),
        foot_right=(common("foot_law", language, version=content.law_version),),
        page=common("foot_page", language),
        attachment=Attachment(
            name=ATTACHMENT,
            media_type="application/json",
            description=say("data_description", language),
            content=json.dumps(facts, ensure_ascii=False, indent=1, sort_keys=True).encode(),
        ),
    )


def masked(account: str) -> str:
    """An account number of which only the two ends show: a statement lies on kitchen tables."""
    return f"{account[:4]} … {account[-4:]}" if len(account) > 8 else account


def _blocks(content: StatementContent) -> Iterator[Block]:
    common, say, language = phrases("common").say, phrases("statement").say, content.language
    yield Verdict(text=_verdict(content), answer=_answer(content.given))
    yield Paragraph(text=common("salutation", language))
    yield Paragraph(text=say("opening", language, employer=content.employer))
    if content.is_provisional:
        yield Paragraph(text=say("provisional", language))
    yield Heading(text=say("section_steps", language))
    lines = lines_of(trace=content.result.trace, language=language)
    yield steps_table(
        lines=tuple(line for line in lines if not line.is_beside),
        language=language,
        hours_line=content.hours_line,
    )
    yield Note(text=f"{say('bars', language)} {say('data_inside', language, name=ATTACHMENT)}")
    if content.given_before:
        yield Heading(text=say("section_earlier", language))
        net = content.result.net or Decimal(0)
        yield Paragraph(
            text=say(
                "earlier",
                language,
                net=words.amount(net, language),
                given=words.amount(content.given_before, language),
                amount=words.amount(content.amount, language),
            )
        )
    yield Heading(text=say("section_elsewhere", language))
    yield Paragraph(text=say("supplement", language))
    yield Paragraph(text=say("ask", language))
    beside = tuple(line for line in lines if line.is_beside)
    if beside:
        yield Heading(text=say("section_values", language))
        yield steps_table(lines=beside, language=language)


def steps_table(*, lines: tuple[TraceLine, ...], language: Language, hours_line: str = "") -> Table:
    """The steps of a computation as a table: name, calculation, result, source with its bars."""
    say = phrases("statement").say
    names = ("step", "calculation", "result", "source")
    return Table(
        heads=tuple(say(name, language) for name in names),
        widths=(1.55, 1.75, 1.1, 1.6),
        rows=tuple(
            (
                Cell(lines=(line.name,)),
                Cell(lines=(_how(line, hours_line),)),
                Cell(lines=(line.value,)),
                Cell(lines=(line.source,), confidence=line.confidence if line.source else None),
            )
            for line in lines
        ),
        has_figures=True,
        right=(2,),
        has_total=bool(lines) and lines[-1].is_total,
    )


def _how(line: TraceLine, hours_line: str) -> str:
    if line.key == "hours_of_unemployment" and hours_line:
        return hours_line
    return line.how


def _verdict(content: StatementContent) -> str:
    say, language = phrases("statement").say, content.language
    amount = words.amount(content.amount, language)
    match content.given:
        case Given.PAID | Given.ORDERED:
            day = words.plain_day(content.on, language)
            account = masked(content.account)
            return say(content.given.value, language, amount=amount, day=day, account=account)
        case Given.PROPOSED | Given.RETURNED | Given.WITHDRAWN:
            return say(content.given.value, language, amount=amount)
        case _:
            assert_never(content.given)


def _answer(given: Given) -> Answer:
    match given:
        case Given.PAID:
            return Answer.OK
        case Given.RETURNED | Given.WITHDRAWN:
            return Answer.STOP
        case Given.PROPOSED | Given.ORDERED:
            return Answer.LOOK
        case _:
            assert_never(given)
