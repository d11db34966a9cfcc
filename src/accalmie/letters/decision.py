"""The letter by which the office tells its decision on a communication.

``of`` gathers the facts, ``render`` makes the PDF. The same content gives the same bytes.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, time

from accalmie.facts.codec import to_json
from accalmie.facts.communications import Communication
from accalmie.facts.decisions import Decision, Result
from accalmie.facts.languages import Language
from accalmie.law import words
from accalmie.law.drawings import ruler_of
from accalmie.law.remedies import Remedy, remedies_of
from accalmie.letters import decision_accepted, decision_refused, decision_sections
from accalmie.letters.answers import answered
from accalmie.letters.blocks import Attachment, Block, Heading, Letter
from accalmie.letters.correspondents import (
    Addressee,
    OfficeHead,
    addressee_lines,
    head_lines,
)
from accalmie.letters.decision_content import DecisionContent
from accalmie.letters.phrases import phrases
from accalmie.letters.typesetting import typeset
from accalmie.letters.verification import code_of


def of(
    *,
    decision: Decision,
    communication: Communication,
    ticket: str,
    employer: Addressee,
    office: OfficeHead,
    language: Language,
) -> DecisionContent:
    """Gather what the letter tells about a decision."""
    remedies: tuple[Remedy, ...] = ()
    if decision.result is Result.REFUSED:
        remedies = remedies_of(
            communication=communication, assessment=decision.assessment, on=decision.decided_on
        )
    return DecisionContent(
        decision=decision,
        communication=communication,
        ticket=ticket,
        employer=employer,
        office=office,
        language=language,
        ruler=ruler_of(
            communication=communication, assessment=decision.assessment, language=language
        ),
        remedies=remedies,
        code=code_of(ticket=ticket, decision=decision),
    )


def render(content: DecisionContent) -> bytes:
    """The tagged PDF of the decision, with the assessment inside as JSON."""
    return typeset(letter_of(content))


def letter_of(content: DecisionContent) -> Letter:
    """The decision as blocks of a letter."""
    language, decision = content.language, content.decision
    common, say = phrases("common").say, phrases("decision").say
    received = words.plain_day(decision.assessment.received_on, language)
    title = f"title_{content.communication.version.value}_{decision.result.value}"
    return Letter(
        language=language,
        title=say(title, language, day=received),
        made_at=datetime.combine(decision.decided_on, time(), tzinfo=UTC),
        head=head_lines(content.office, language),
        addressee=addressee_lines(content.employer, language),
        reference=decision_sections.reference(content),
        blocks=tuple(_blocks(content)),
        foot_left=(
            common("foot_ticket", language, ticket=content.ticket),
            common("foot_code", language, code=content.code),
        ),
        foot_right=(common("foot_law", language, version=decision.assessment.law_version),),
        page=common("foot_page", language),
        attachment=Attachment(
            name=decision_sections.ATTACHMENT,
            media_type="application/json",
            description=say("data_description", language),
            content=assessment_json(decision),
        ),
    )


def assessment_json(decision: Decision) -> bytes:
    """The assessment as the letter carries it: JSON in UTF-8, keys in order."""
    facts = to_json(decision.assessment)
    return json.dumps(facts, ensure_ascii=False, indent=1, sort_keys=True).encode()


def _blocks(content: DecisionContent) -> list[Block]:
    each = answered(content.decision)
    is_accepted = content.decision.result is Result.ACCEPTED
    body = decision_accepted if is_accepted else decision_refused
    sections = [
        *body.sections(content, each),
        decision_sections.checked(content, each),
        decision_sections.appeal(content),
    ]
    blocks: list[Block] = [body.verdict(content, each, sections)]
    blocks += decision_sections.opening(content, each)
    for number, section in enumerate(sections, start=1):
        blocks.append(Heading(text=f"{number}. {section.title}"))
        blocks += section.blocks
    return [*blocks, *decision_sections.closing(content)]
