"""The office's decision on a claim, for the worker: from which day, at which daily amount, why.

``render`` makes the PDF with every step of the amount; the same content gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from accalmie.facts.codec import to_json
from accalmie.facts.decisions import Result
from accalmie.facts.entitlements import EntitlementAnswer
from accalmie.facts.findings import Finding
from accalmie.facts.languages import Language
from accalmie.facts.parties import Address
from accalmie.law import words
from accalmie.law.appeal import labour_court
from accalmie.law.benefits_wording import finding_text, term, worded_rules
from accalmie.law.citations import source_text
from accalmie.law.loading import common_values
from accalmie.letters.blocks import (
    Answer,
    Attachment,
    Block,
    Cell,
    Heading,
    Letter,
    Paragraph,
    Signature,
    Source,
    Table,
    Verdict,
)
from accalmie.letters.correspondents import OfficeHead, address_lines, head_lines
from accalmie.letters.phrases import phrases
from accalmie.letters.statement import steps_table
from accalmie.letters.trace import lines_of
from accalmie.letters.typesetting import typeset

ATTACHMENT = "entitlement.json"
_OWN_WORDS = frozenset({"papers_complete", "capacity_known"})


@dataclass(frozen=True, slots=True, kw_only=True)
class EntitlementContent:
    """Everything that the decision tells; ``event`` is the code of what made the claim needed.

    ``answers`` are those of the officer, by rule; an answer goes before what the rule could tell.
    ``decided_by`` is empty where the law settled everything without a person.
    """

    result: Result
    answer: EntitlementAnswer
    answers: Mapping[str, bool]
    event: str
    worker: str
    address: Address | None
    employer: str
    payer: str
    office: OfficeHead
    claimed_on: date
    decided_on: date
    decided_by: str
    reread_by: str
    message: str
    language: Language


def render(content: EntitlementContent) -> bytes:
    """The tagged PDF of the decision, with its trace inside as JSON."""
    return typeset(letter_of(content))


def letter_of(content: EntitlementContent) -> Letter:
    """The decision as blocks of a letter."""
    common, say, language = phrases("common").say, phrases("entitlement").say, content.language
    day = words.plain_day(content.decided_on, language)
    place = content.office.address.city if content.office.address else ""
    facts = to_json(content.answer)
    return Letter(
        language=language,
        title=say(f"title_{content.result.value}", language),
        made_at=datetime.combine(content.decided_on, time(), tzinfo=UTC),
        head=head_lines(content.office, language),
        addressee=(content.worker, *address_lines(content.address, language)),
        reference=(
            common("place_and_day", language, place=place, day=day) if place else day,
            content.employer,
            content.payer,
        ),
        blocks=tuple(_blocks(content)),
        foot_left=(say("foot", language, day=words.bare_day(content.claimed_on, with_year=True)),),
        foot_right=(common("foot_law", language, version=content.answer.law_version),),
        page=common("foot_page", language),
        attachment=Attachment(
            name=ATTACHMENT,
            media_type="application/json",
            description=say("data_description", language),
            content=json.dumps(facts, ensure_ascii=False, indent=1, sort_keys=True).encode(),
        ),
    )


def _blocks(content: EntitlementContent) -> Iterator[Block]:
    common, say, language = phrases("common").say, phrases("entitlement").say, content.language
    yield _verdict(content)
    yield Paragraph(text=common("salutation", language))
    yield Paragraph(
        text=say(
            "opening",
            language,
            employer=content.employer,
            event=term("event", content.event, language),
            payer=content.payer,
        )
    )
    if content.message:
        yield Paragraph(text=content.message)
    if content.result is Result.ACCEPTED:
        yield from _amount(content)
    yield Heading(text=say("section_why", language))
    yield _checked(content)
    yield from _appeal(content)
    if content.decided_by:
        after = ""
        if content.reread_by:
            after = phrases("decision").say("reread_by", language, name=content.reread_by)
        before = phrases("decision").say("signed_for", language)
        yield Signature(before=before, name=content.decided_by, after=after)
    else:
        yield Signature(before=phrases("decision").say("automatic", language), name="")


def _verdict(content: EntitlementContent) -> Verdict:
    say, language, answer = phrases("entitlement").say, content.language, content.answer
    if content.result is Result.REFUSED or answer.first_day is None:
        return Verdict(text=say("refused", language), answer=Answer.STOP)
    day = words.plain_day(answer.first_day, language)
    if answer.daily_amount is None:
        return Verdict(text=say("accepted_without_amount", language, day=day), answer=Answer.OK)
    amount = words.amount(answer.daily_amount, language)
    return Verdict(text=say("accepted", language, day=day, amount=amount), answer=Answer.OK)


def _amount(content: EntitlementContent) -> Iterator[Block]:
    say, language, answer = phrases("entitlement").say, content.language, content.answer
    yield Heading(text=say("section_amount", language))
    yield steps_table(lines=lines_of(trace=answer.trace, language=language), language=language)
    if answer.code:
        yield Paragraph(text=say("code", language, code=answer.code))
    if answer.daily_amount_force_majeure is not None:
        amount = words.amount(answer.daily_amount_force_majeure, language)
        yield Paragraph(text=say("with_force_majeure", language, amount=amount))


def _checked(content: EntitlementContent) -> Table:
    say, language = phrases("entitlement").say, content.language
    return Table(
        heads=(
            say("rule", language),
            say("answer", language),
            phrases("statement").say("source", language),
        ),
        widths=(2.4, 1.0, 2.0),
        rows=tuple(_checked_row(finding, content) for finding in content.answer.findings),
    )


def _checked_row(finding: Finding, content: EntitlementContent) -> tuple[Cell, ...]:
    say, language = phrases("entitlement").say, content.language
    rule, because = say("other_rule", language), ""
    if finding.rule in worded_rules():
        text = finding_text(finding, language=language)
        rule, because = text.rule, text.because
    elif finding.rule in _OWN_WORDS:
        rule = say(finding.rule, language)
    word, shape = {
        True: ("yes", Answer.OK),
        False: ("no", Answer.STOP),
        None: ("look", Answer.LOOK),
    }[content.answers.get(finding.rule, finding.met)]
    return (
        Cell(lines=(rule,), more=because),
        Cell(lines=(say(word, language),), answer=shape),
        Cell(lines=(source_text(finding.source, language),), confidence=finding.confidence),
    )


def _appeal(content: EntitlementContent) -> Iterator[Block]:
    say, language = phrases("decision").say, content.language
    limit = common_values("appeal").appeal_months.on(content.decided_on)
    months = words.count(limit.value, "months", language)
    where = say("appeal_where", language)
    address = content.address
    courts = (
        labour_court(address.postal_code, content.decided_on)
        if address is not None and address.country is None
        else ()
    )
    if courts:
        names = tuple(court.name(language) for court in courts)
        where = say("appeal_courts", language, courts=words.enumeration(names, language))
    yield Heading(text=phrases("entitlement").say("section_appeal", language))
    yield Paragraph(text=f"{where} {say('appeal_how', language, months=months)}")
    yield Source(text=source_text(limit.source, language), confidence=limit.confidence)
