"""A declaration of the employer printed for the worker: hours of a month, or a right found.

The copy is written in the language of the employer's seat.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from accalmie.facts.codec import to_json
from accalmie.facts.days import Month
from accalmie.facts.declarations import (
    UNKNOWN_REPLACEMENT,
    ConstatDeclaration,
    HoursDeclaration,
    ReplacedHoliday,
)
from accalmie.facts.languages import Language
from accalmie.facts.parties import Address
from accalmie.facts.payments import Wage
from accalmie.law import words
from accalmie.law.benefits_wording import term
from accalmie.law.kinds import REGISTRY, kind_of
from accalmie.letters.blocks import (
    Attachment,
    Block,
    Cell,
    Heading,
    Letter,
    Paragraph,
    Table,
)
from accalmie.letters.correspondents import Addressee, addressee_lines, employer_number
from accalmie.letters.phrases import phrases
from accalmie.letters.typesetting import typeset

ATTACHMENT = "declaration.json"
DeclarationFact = HoursDeclaration | ConstatDeclaration


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintContent:
    """Everything that the print tells; ``received_at`` is in the time of Brussels."""

    declaration: DeclarationFact
    ticket: str
    received_at: datetime
    month: Month
    employer: Addressee
    worker: str
    worker_address: Address | None
    language: Language


def render(content: PrintContent) -> bytes:
    """The tagged PDF of the print, with the declaration inside as JSON."""
    return typeset(letter_of(content))


def letter_of(content: PrintContent) -> Letter:
    """The print as blocks of a letter."""
    common, say = phrases("common").say, phrases("hours_declaration").say
    language, declaration = content.language, content.declaration
    month = words.month_name(content.month, language)
    is_hours = isinstance(declaration, HoursDeclaration)
    return Letter(
        language=language,
        title=say("title_hours" if is_hours else "title_constat", language, month=month),
        made_at=content.received_at,
        head=addressee_lines(content.employer, language),
        addressee=addressee_lines(
            Addressee(name=content.worker, address=content.worker_address), language
        ),
        reference=(
            words.plain_day(content.received_at.date(), language),
            employer_number(declaration.employer, language),
            content.ticket,
        ),
        blocks=tuple(_blocks(content)),
        foot_left=(say("ticket", language, ticket=content.ticket),),
        foot_right=(common("foot_program", language),),
        page=common("foot_page", language),
        attachment=Attachment(
            name=ATTACHMENT,
            media_type="application/json",
            description=say("data_description", language),
            content=json.dumps(
                to_json(declaration), ensure_ascii=False, indent=1, sort_keys=True
            ).encode(),
        ),
    )


def _blocks(content: PrintContent) -> Iterator[Block]:
    say, language = phrases("hours_declaration").say, content.language
    day = words.long_day(content.received_at.date(), language)
    yield Paragraph(text=phrases("common").say("salutation", language))
    yield Paragraph(text=say("sent", language, day=day))
    yield Heading(text=say("section_facts", language))
    yield Table(
        heads=(say("fact", language), say("value", language)),
        widths=(1.3, 2.0),
        rows=tuple(
            (Cell(lines=(say(name, language),)), Cell(lines=lines))
            for name, lines in _facts(content.declaration, language)
            if any(lines)
        ),
    )
    if isinstance(content.declaration, HoursDeclaration):
        yield Heading(text=say("section_days", language))
        yield _days(content.declaration, language)
    yield Paragraph(text=say("wrong", language))


def _facts(
    declaration: DeclarationFact, language: Language
) -> Iterator[tuple[str, tuple[str, ...]]]:
    kinds = declaration.kinds if isinstance(declaration, HoursDeclaration) else (declaration.kind,)
    yield "kind", tuple(kind_of(kind).names[language] for kind in kinds)
    if isinstance(declaration, ConstatDeclaration) and declaration.first_day is not None:
        yield "first_day", (words.long_day(declaration.first_day, language),)
    occupation = declaration.occupation
    if occupation is not None:
        yield "hired_on", (words.plain_day(occupation.first_day, language),)
        yield "committee", (occupation.joint_committee,)
        q, s = _hours(occupation.q, language), _hours(occupation.s, language)
        yield "weekly_hours", (f"{q} / {s}",)
    if declaration.wage is not None:
        yield "wage", (_wage(declaration.wage, language),)
    if isinstance(declaration, HoursDeclaration):
        yield "holiday", tuple(_holiday(one, language) for one in declaration.holidays)
    yield "reason", (declaration.reason,)
    yield "remark", (declaration.remark,)


def _days(declaration: HoursDeclaration, language: Language) -> Table:
    say = phrases("hours_declaration").say
    names = {kind.day_code: kind.short_names[language] for kind in REGISTRY.values()}
    rows = [
        (
            Cell(lines=(words.short_day(one.day, language, with_year=True),)),
            Cell(lines=(f"{names.get(one.code, '')} ({one.code})".strip(),)),
            Cell(lines=(_hours(one.hours, language),)),
        )
        for one in sorted(declaration.days, key=lambda one: (one.day, one.code))
    ]
    total = sum((one.hours for one in declaration.days), Decimal(0))
    last = (
        Cell(lines=(say("total", language),)),
        Cell(lines=("",)),
        Cell(lines=(_hours(total, language),)),
    )
    return Table(
        heads=tuple(say(name, language) for name in ("day", "code", "hours")),
        widths=(1.0, 2.0, 0.8),
        rows=(*rows, last),
        has_figures=True,
        right=(2,),
        has_total=True,
    )


def _hours(hours: Decimal, language: Language) -> str:
    return f"{words.number(hours, language)}{words.NO_BREAK}{term('unit', 'hours', language)}"


def _wage(wage: Wage, language: Language) -> str:
    amount = words.price(wage.amount, language)
    return phrases("hours_declaration").say(f"unit_{wage.unit.value}", language, amount=amount)


def _holiday(one: ReplacedHoliday, language: Language) -> str:
    say = phrases("hours_declaration").say
    day = words.short_day(one.holiday, language)
    if one.replaced_on == UNKNOWN_REPLACEMENT:
        return say("not_known_yet", language, day=day)
    if one.replaced_on == one.holiday:
        return say("not_replaced", language, day=day)
    other = words.short_day(one.replaced_on, language)
    return say("replaced", language, day=day, other=other)
