"""What the employer asked, in whole sentences."""

from __future__ import annotations

from accalmie.facts.communications import (
    Communication,
    PlannedSuspension,
    TechnicalAccident,
    Version,
)
from accalmie.facts.languages import Language
from accalmie.law import words
from accalmie.law.kinds import kind_of
from accalmie.letters.phrases import phrases


def asked(communication: Communication, language: Language) -> str:
    """What was announced, for when and for whom."""
    sentences = (
        *_what(communication, language),
        *_when(communication, language),
        *_for_whom(communication, language),
    )
    return " ".join(sentences)


def _what(communication: Communication, language: Language) -> tuple[str, ...]:
    say = phrases("asked").say
    earlier = communication.replaces or ""
    if communication.version is Version.CANCELLATION:
        return (say("cancellation", language, ticket=earlier),)
    details = communication.details
    if isinstance(details, PlannedSuspension):
        first = say(details.regime.value, language)
    else:
        kind = kind_of(communication.kind).short_names[language]
        name = communication.subject.value
        blanks = {"kind": kind} if name == "first_effective_day" else {}
        first = say(name, language, **blanks)
    sentences = [first]
    if communication.version is Version.CHANGE:
        sentences.append(say("change", language, ticket=earlier))
    if isinstance(details, TechnicalAccident):
        day = words.long_day(details.accident_on, language)
        sentences.append(say("accident_on", language, day=day))
    return tuple(sentences)


def _when(communication: Communication, language: Language) -> tuple[str, ...]:
    say = phrases("asked").say
    period = communication.period
    if period is not None and period.calendar_days > 1:
        first, last = (words.long_day(day, language) for day in (period.first_day, period.last_day))
        days = words.count_days(period.calendar_days, language)
        return (say("period", language, first=first, last=last, days=days),)
    if communication.first_day is not None:
        first = words.long_day(communication.first_day, language)
        return (say("first_day", language, first=first),)
    return ()


def _for_whom(communication: Communication, language: Language) -> tuple[str, ...]:
    say = phrases("asked").say
    count = len(communication.workers)
    if count == 1:
        return (say("workers_one", language),)
    if count:
        return (say("workers_many", language, count=words.number(count, language)),)
    if communication.section:
        return (say("section", language, section=communication.section),)
    return ()
