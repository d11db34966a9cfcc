"""The part of the letter that is particular to a communication that is in order."""

from __future__ import annotations

from collections.abc import Sequence

from accalmie.facts.communications import Subject, Version
from accalmie.facts.rulers import BarStyle
from accalmie.law import words
from accalmie.law.kinds import kind_of
from accalmie.letters.answers import Answered
from accalmie.letters.blocks import Answer, Block, Items, Paragraph, Picture, Verdict
from accalmie.letters.decision_content import DecisionContent, Section, number_of
from accalmie.letters.phrases import phrases


def verdict(content: DecisionContent, each: Sequence[Answered], sections: list[Section]) -> Verdict:
    """What is accepted, and where to read what comes next."""
    del each
    say, language = phrases("decision").say, content.language
    period, first_day = content.communication.period, content.communication.first_day
    is_cancellation = content.communication.version is Version.CANCELLATION
    if period is not None and not is_cancellation:
        first, last = (words.long_day(day, language) for day in (period.first_day, period.last_day))
        accepted = say("verdict_period", language, first=first, last=last)
    elif first_day is not None and not is_cancellation:
        first = words.long_day(first_day, language)
        accepted = say("verdict_day", language, first=first)
    else:
        accepted = say("verdict_accepted", language)
    point = number_of("next", sections)
    follows = say("verdict_next", language, point=point) if point and not is_cancellation else ""
    return Verdict(text=" ".join(filter(None, (accepted, follows))), answer=Answer.OK)


def sections(content: DecisionContent, each: Sequence[Answered]) -> list[Section]:
    """What is accepted, drawn, and what the employer still has to do."""
    say, language = phrases("decision").say, content.language
    blocks: list[Block] = []
    if content.decision.message:
        blocks.append(Paragraph(lead=say("message", language), text=content.decision.message))
    if any(one.met is False for one in each):
        blocks.append(Paragraph(text=say("accepted_despite", language)))
    if content.ruler.lanes:
        blocks.append(Picture(ruler=content.ruler))
    blocks.append(Paragraph(text=say("payers_informed", language)))
    accepted = Section(
        key="accepted", title=say("section_accepted", language), blocks=tuple(blocks)
    )
    follows = Section(key="next", title=say("section_next", language), blocks=(_next(content),))
    return [accepted, follows]


def _next(content: DecisionContent) -> Block:
    say, language = phrases("decision").say, content.language
    if content.communication.version is Version.CANCELLATION:
        return Paragraph(text=say("next_nothing", language))
    return Items(items=tuple(_duties(content)))


def _duties(content: DecisionContent) -> list[str]:
    say, language = phrases("decision").say, content.language
    subject = content.communication.subject
    due = kind_of(content.communication.kind).communications
    duties = []
    if Subject.FIRST_EFFECTIVE_DAY in due and subject is not Subject.FIRST_EFFECTIVE_DAY:
        duties.append(_first_day_each_month(content))
    duties += [say(name, language) for name in ("next_card", "next_scenario_2", "next_scenario_5")]
    work = [bar for lane in content.ruler.lanes for bar in lane.bars if bar.style is BarStyle.WORK]
    if work:
        first, last = (
            words.long_day(day, language)
            for day in (work[0].period.first_day, work[0].period.last_day)
        )
        duties.append(say("next_work", language, first=first, last=last))
    duties.append(say("next_change", language))
    return duties


def _first_day_each_month(content: DecisionContent) -> str:
    """The duty with its window, where the kind has one (LCT art. 51 § 3quater)."""
    say, language = phrases("decision").say, content.language
    duty = say("next_first_effective_day", language)
    values, on = kind_of(content.communication.kind).values, content.decision.decided_on
    limits = [values.get(f"first_day_working_days_{side}") for side in ("before", "after")]
    if any(limit is None or limit.rows[0].first_day > on for limit in limits):
        return duty
    before, after = (
        words.count(limit.on(on).value, "working_days", language) for limit in limits if limit
    )
    return f"{duty} {say('next_window', language, before=before, after=after)}"
