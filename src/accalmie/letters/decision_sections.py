"""The parts that every decision letter has: opening, rules checked, appeal, closing."""

from __future__ import annotations

from collections.abc import Sequence

from accalmie.facts.communications import PlannedSuspension
from accalmie.law import words
from accalmie.law.kinds import kind_of
from accalmie.law.wording import finding_text
from accalmie.letters.answers import Answered
from accalmie.letters.appeals import appeal_to_court
from accalmie.letters.asked import asked
from accalmie.letters.blocks import Block, Cell, Note, Paragraph, Signature, Table
from accalmie.letters.correspondents import employer_number
from accalmie.letters.decision_content import DecisionContent, Section
from accalmie.letters.phrases import phrases

ATTACHMENT = "assessment.json"


def reference(content: DecisionContent) -> tuple[str, ...]:
    """Place and day, then what the letter is about."""
    common, language = phrases("common").say, content.language
    day = words.plain_day(content.decision.decided_on, language)
    place = content.office.address.city if content.office.address else ""
    communication = content.communication
    details = communication.details
    committee = details.joint_committee if isinstance(details, PlannedSuspension) else ""
    parts = (
        common("place_and_day", language, place=place, day=day) if place else day,
        employer_number(communication.employer, language),
        common("committee", language, number=committee) if committee else "",
        kind_of(communication.kind).names[language],
        content.ticket,
    )
    return tuple(part for part in parts if part)


def opening(content: DecisionContent, each: Sequence[Answered]) -> list[Block]:
    """The salutation, what was asked, how many rules were checked."""
    salutation = phrases("common").say("salutation", content.language)
    told = f"{asked(content.communication, content.language)} {_checked_count(content, each)}"
    return [Paragraph(text=salutation), Paragraph(text=told.strip())]


def _checked_count(content: DecisionContent, each: Sequence[Answered]) -> str:
    say, language = phrases("decision").say, content.language
    count, failed = len(each), sum(one.met is False for one in each)
    blanks = {"count": words.number(count, language)}
    match count, failed:
        case 0, _:
            return ""
        case 1, 1:
            return say("checked_one_not_met", language)
        case _, 1:
            return say("checked_one_failed", language, **blanks)
        case _, n if n > 1:
            blanks["failed"] = words.number(n, language)
            return say("checked_many_failed", language, **blanks)
        case _ if any(one.met is None for one in each):
            return say("checked_seen", language, **blanks)
        case 1, 0:
            return say("checked_one_met", language)
        case _:
            return say("checked_all_met", language, **blanks)


def checked(content: DecisionContent, each: Sequence[Answered]) -> Section:
    """Every rule with its answer, the facts and the source."""
    say, language = phrases("decision").say, content.language
    inside = say("data_inside", language, name=ATTACHMENT)
    names = ("rule", "answer", "because", "source_and_confidence")
    table = Table(
        heads=tuple(say(name, language) for name in names),
        widths=(1.3, 0.95, 1.75, 1.95),
        rows=tuple(_checked_row(one, content) for one in each),
    )
    return Section(
        key="checked",
        title=say("section_checked", language),
        blocks=(table, Note(text=f"{say('bars', language)} {inside}")),
    )


def _checked_row(one: Answered, content: DecisionContent) -> tuple[Cell, ...]:
    language = content.language
    text = finding_text(one.finding, kind=content.communication.kind, language=language)
    answer = phrases("decision").say(one.phrase, language)
    return (
        Cell(lines=(text.short,)),
        Cell(lines=(answer,), answer=one.shape),
        Cell(lines=(text.because,)),
        Cell(
            lines=(text.source.replace(" · ", f"{words.NO_BREAK}· "),),
            confidence=one.finding.confidence,
        ),
    )


def appeal(content: DecisionContent) -> Section:
    """Before which court, until when, how; and that the office can be called."""
    say, language = phrases("decision").say, content.language
    blocks: list[Block] = list(
        appeal_to_court(
            # The courts of the seat, else of the employer's address.
            places=(content.communication.seat, content.employer.address),
            decided_on=content.decision.decided_on,
            language=language,
        )
    )
    sentences = [say("appeal_worker", language)]
    if content.office.phone:
        sentences.append(say("call", language, phone=content.office.phone))
    blocks.append(Paragraph(text=" ".join(sentences)))
    return Section(key="appeal", title=say("section_appeal", language), blocks=tuple(blocks))


def closing(content: DecisionContent) -> list[Block]:
    """Who decided and who reread, or that nobody had to."""
    say, language, decision = phrases("decision").say, content.language, content.decision
    if decision.decided_by:
        reread = say("reread_by", language, name=decision.reread_by) if decision.reread_by else ""
        signed = Signature(
            before=say("signed_for", language), name=decision.decided_by, after=reread
        )
    else:
        signed = Signature(before=say("automatic", language), name="")
    return [signed]
