"""The part of the letter that is particular to a communication that is not in order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from accalmie.facts.communications import Communication, Version
from accalmie.facts.days import Period
from accalmie.facts.findings import Assessment
from accalmie.facts.languages import Language
from accalmie.law import words
from accalmie.law.kinds import kind_of
from accalmie.law.remedies import Remedy
from accalmie.law.wording import FindingText, finding_text
from accalmie.letters.answers import Answered
from accalmie.letters.blocks import (
    Answer,
    Block,
    Cell,
    Items,
    Note,
    Paragraph,
    Picture,
    Reason,
    Table,
    Verdict,
)
from accalmie.letters.decision_content import DecisionContent, Section, number_of
from accalmie.letters.phrases import phrases

LATE_RULES = ("announced_in_time", "sent_on_day_of_notice")


def verdict(content: DecisionContent, each: Sequence[Answered], sections: list[Section]) -> Verdict:
    """In two sentences: what is wrong by how much, and that it can be mended."""
    say, language = phrases("decision").say, content.language
    sentences = [_what_is_wrong(content, each)]
    point = number_of("remedies", sections)
    if point:
        name = "verdict_two_remedies" if len(content.remedies) == 2 else "verdict_remedies"
        sentences.append(say(name, language, point=point))
    return Verdict(text=" ".join(sentences), answer=Answer.STOP)


def sections(content: DecisionContent, each: Sequence[Answered]) -> list[Section]:
    """The rules that are not met, what that means, what can be done."""
    made = [_reasons(content, each), _meaning(content)]
    remedies = _remedies(content, each)
    return [*made, remedies] if remedies.blocks else made


def _failed(each: Sequence[Answered]) -> list[Answered]:
    return [one for one in each if one.met is False]


def _days_too_early(content: DecisionContent) -> int:
    asked, possible = content.communication.first_day, _earliest(content)
    return (possible - asked).days if asked and possible else 0


def _days_too_long(content: DecisionContent) -> int:
    asked, possible = content.communication.last_day, content.decision.assessment.latest_last_day
    return (asked - possible).days if asked and possible else 0


def _earliest(content: DecisionContent) -> date | None:
    return content.decision.assessment.earliest_first_day


def _what_is_wrong(content: DecisionContent, each: Sequence[Answered]) -> str:
    say, language, failed = phrases("decision").say, content.language, _failed(each)
    early, long = _days_too_early(content), _days_too_long(content)
    if len(failed) == 1 and early > 0:
        return say("verdict_too_early", language, days=words.count_days(early, language))
    if len(failed) == 1 and long > 0:
        return say("verdict_too_long", language, days=words.count_days(long, language))
    if len(failed) == 1:
        rule = _text(failed[0], content).short
        return say("verdict_one_rule", language, rule=rule)
    if failed:
        count = words.number(len(failed), language)
        return say("verdict_many_rules", language, count=count)
    return say("verdict_refused", language)


def _reasons(content: DecisionContent, each: Sequence[Answered]) -> Section:
    say, language, failed = phrases("decision").say, content.language, _failed(each)
    blocks: list[Block] = []
    for one in failed:
        text = _text(one, content)
        blocks.append(
            Reason(
                answer=say(one.phrase, language),
                rule=text.rule,
                because=text.because,
                source=text.source,
                confidence=one.finding.confidence,
            )
        )
    if not failed:
        blocks.append(Paragraph(text=say("reason_by_officer", language)))
    if content.decision.message:
        blocks.append(Paragraph(lead=say("message", language), text=content.decision.message))
    if content.ruler.lanes:
        blocks.append(Picture(ruler=content.ruler))
    rows = _steps(content)
    if rows:
        heads = tuple(say(name, language) for name in ("step", "step_asked", "step_allowed"))
        blocks.append(Table(heads=heads, widths=(1.4, 1, 1.15), rows=rows, has_figures=True))
    if len(failed) == 1:
        blocks += _what_would_change_it(content)
    names = {0: "section_reason", 1: "section_one_rule"}
    title = say(names.get(len(failed), "section_many_rules"), language)
    return Section(key="reasons", title=title, blocks=tuple(blocks))


def _what_would_change_it(content: DecisionContent) -> list[Block]:
    say, language = phrases("decision").say, content.language
    earliest, latest = _earliest(content), content.decision.assessment.latest_last_day
    if earliest and _days_too_early(content) > 0:
        day = words.long_day(earliest, language)
        return [Paragraph(text=say("only_first_day", language, day=day))]
    if latest and _days_too_long(content) > 0:
        day = words.long_day(latest, language)
        return [Paragraph(text=say("only_last_day", language, day=day))]
    return []


def _steps(content: DecisionContent) -> tuple[tuple[Cell, ...], ...]:
    """Each step with the day asked and the day allowed, where both are known."""
    say, language = phrases("decision").say, content.language
    communication, assessment = content.communication, content.decision.assessment
    notified_on, earliest = communication.notified_on, assessment.earliest_first_day
    rows: list[tuple[str, str, str]] = []
    if notified_on:
        day = words.short_day(notified_on, language)
        rows.append((say("step_notice", language), day, day))
    if (
        notified_on
        and earliest
        and communication.first_day
        and communication.first_day > notified_on
    ):
        asked, needed = (
            words.count_days((day - notified_on).days - 1, language)
            for day in (communication.first_day, earliest)
        )
        rows.append((say("step_between", language), asked, say("at_least", language, days=needed)))
    if earliest and communication.first_day:
        possible = say("at_the_earliest", language, day=words.short_day(earliest, language))
        asked = words.short_day(communication.first_day, language)
        rows.append((say("step_first_day", language), asked, possible))
    if assessment.latest_last_day and communication.last_day:
        day = words.short_day(assessment.latest_last_day, language)
        possible = say("at_the_latest", language, day=day)
        asked = words.short_day(communication.last_day, language)
        rows.append((say("step_last_day", language), asked, possible))
    return tuple(tuple(Cell(lines=(text,)) for text in row) for row in rows)


def _meaning(content: DecisionContent) -> Section:
    say, language = phrases("decision").say, content.language
    sentences = [say("meaning_no_allowance", language)]
    wage = days_of_wage(content.communication, content.decision.assessment)
    if wage is not None:
        first, last = (words.long_day(day, language) for day in (wage.first_day, wage.last_day))
        days = words.count_days(wage.calendar_days, language)
        sentences = [say("meaning_wage", language, days=days, first=first, last=last)]
    if content.communication.version is Version.CANCELLATION:
        sentences = [say("meaning_cancellation", language)]
    blocks = (Paragraph(text=" ".join(sentences)),)
    return Section(key="meaning", title=say("section_meaning", language), blocks=blocks)


def days_of_wage(communication: Communication, assessment: Assessment) -> Period | None:
    """Days of normal wage after a late or short notice (LCT art. 51 § 7); None where none are."""
    is_late = any(one.rule in LATE_RULES and one.met is False for one in assessment.findings)
    limits = kind_of(communication.kind).values.get("late_notice_wage_calendar_days")
    first_day = communication.first_day
    if not is_late or limits is None or first_day is None or first_day < limits.rows[0].first_day:
        return None
    days = limits.on(first_day).value
    return Period(first_day, first_day + timedelta(days=days - 1)) if days else None


def _remedies(content: DecisionContent, each: Sequence[Answered]) -> Section:
    say, language = phrases("decision").say, content.language
    blocks: list[Block] = []
    if content.remedies:
        names = ("remedy", "remedy_wage", "remedy_suspension", "remedy_then")
        heads = tuple(say(name, language) for name in names)
        rows = tuple(_remedy_row(remedy, language) for remedy in content.remedies)
        blocks.append(Table(heads=heads, widths=(2.8, 1.1, 1.1, 1.25), rows=rows, has_figures=True))
    else:
        told = (remedy for one in _failed(each) for remedy in _text(one, content).remedies)
        items = tuple(dict.fromkeys(told))
        blocks += [Items(items=items)] if items else []
    if not blocks and content.communication.version is not Version.CANCELLATION:
        blocks.append(Paragraph(text=say("remedy_resend", language)))
    if blocks:
        blocks.append(Note(text=say("remedy_where", language, ticket=content.ticket)))
    title = say("section_remedies", language)
    return Section(key="remedies", title=title, blocks=tuple(blocks))


def _remedy_row(remedy: Remedy, language: Language) -> tuple[Cell, ...]:
    say = phrases("decision").say
    wage: tuple[str, ...] = (say("remedy_none", language),)
    if remedy.wage is not None:
        days = words.count(remedy.wage_working_days, "working_days", language)
        wage = (f"{words.span(remedy.wage, language)},", days)
    length = words.count_days(remedy.suspension.calendar_days, language)
    follows = say("remedy_without_work", language)
    if remedy.work_week_from is not None:
        day = words.short_day(remedy.work_week_from, language)
        follows = say("remedy_work", language, day=day)
    return (
        Cell(lines=(remedy.title(language),), more=remedy.explanation(language)),
        Cell(lines=wage),
        Cell(lines=(f"{words.span(remedy.suspension, language)},", length)),
        Cell(lines=(follows,)),
    )


def _text(one: Answered, content: DecisionContent) -> FindingText:
    return finding_text(one.finding, kind=content.communication.kind, language=content.language)
