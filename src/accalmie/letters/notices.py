"""What the employer tells his workers: one sheet to post, or one sheet for each of them.

The language is that of the establishment. No national number stands on them: they hang on a wall.
``posting`` and ``individual`` gather the words, ``render`` makes the tagged PDF.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

import typst

from accalmie.facts.communications import Communication, PlannedSuspension, Regime
from accalmie.facts.languages import Language
from accalmie.facts.parties import EmployerId
from accalmie.law import words
from accalmie.law.kinds import kind_of
from accalmie.letters.correspondents import Addressee, address_lines, employer_number
from accalmie.letters.phrases import phrases
from accalmie.letters.typeset import settable
from accalmie.letters.typesetting import FONTS, TEMPLATE, CannotTypeset

NOTICES = TEMPLATE.with_name("notices.typ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A worker as the notice names him; ``last_day`` where his own differs."""

    name: str
    city: str = ""
    last_day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A fact of the notice."""

    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One notice."""

    title: str
    addressee: tuple[str, ...]
    lead: str
    heads: tuple[str, str]
    rows: tuple[Row, ...]
    workers_title: str
    workers_heads: tuple[str, str]
    workers: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...]
    steps_title: str
    steps: tuple[str, ...]
    signatures: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notices:
    """A file of notices; ``made_at`` is written into it."""

    language: Language
    title: str
    made_at: datetime
    employer: tuple[str, ...]
    foot: str
    page: str
    sheets: tuple[Sheet, ...]


def posting(
    *,
    communication: Communication,
    ticket: str,
    employer: Addressee,
    workers: Sequence[Told],
    unnamed: int,
    language: Language,
    made_at: datetime,
) -> Notices:
    """The notice to post; ``unnamed`` are workers whose name nobody knows here."""
    say = phrases("notices").say
    remarks = [say("no_number", language, count=str(unnamed))] if unnamed else []
    sheet = _sheet(
        communication,
        language,
        title=say("title_posting", language),
        addressee=(),
        workers=tuple((_name(told), _until(told, communication, language)) for told in workers),
        remarks=tuple(remarks),
        signatures=(say("signature", language),),
    )
    return _file("file_posting", communication, ticket, employer, (sheet,), language, made_at)


def individual(
    *,
    communication: Communication,
    ticket: str,
    employer: Addressee,
    workers: Sequence[Told],
    language: Language,
    made_at: datetime,
) -> Notices:
    """A notice for each worker, in one file; raises ``ValueError`` without workers."""
    if not workers:
        raise ValueError("individual notices need workers")
    say = phrases("notices").say
    sheets = tuple(
        _sheet(
            communication,
            language,
            title=say("title_individual", language),
            addressee=tuple(line for line in (told.name, told.city) if line),
            workers=(),
            remarks=(),
            signatures=(say("signature", language), say("received", language)),
            last_day=told.last_day,
        )
        for told in workers
    )
    return _file("file_individual", communication, ticket, employer, sheets, language, made_at)


def render(notices: Notices) -> bytes:
    """The tagged PDF."""
    try:
        pdf = typst.compile(
            input=str(NOTICES),
            root=str(NOTICES.parent),
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"notices": json.dumps(_plain(notices), ensure_ascii=False)},
            pdf_standards=["ua-1"],
            timestamp=int(notices.made_at.timestamp()),
        )
    except typst.TypstError as error:
        raise CannotTypeset(str(error)) from error
    if not isinstance(pdf, bytes):
        raise CannotTypeset("the compiler gave no single PDF")
    return pdf


def _file(
    name: str,
    communication: Communication,
    ticket: str,
    employer: Addressee,
    sheets: tuple[Sheet, ...],
    language: Language,
    made_at: datetime,
) -> Notices:
    say = phrases("notices").say
    return Notices(
        language=language,
        title=say(name, language, employer=employer.name),
        made_at=made_at,
        employer=_employer_lines(employer, communication.employer, language),
        foot=say("ticket", language, ticket=ticket),
        page=say("page", language),
        sheets=sheets,
    )


def _sheet(
    communication: Communication,
    language: Language,
    *,
    title: str,
    addressee: tuple[str, ...],
    workers: tuple[tuple[str, str], ...],
    remarks: tuple[str, ...],
    signatures: tuple[str, ...],
    last_day: date | None = None,
) -> Sheet:
    say = phrases("notices").say
    kind = kind_of(communication.kind).names[language]
    return Sheet(
        title=title,
        addressee=addressee,
        lead=say("lead", language, kind=kind[:1].lower() + kind[1:]),
        heads=(say("field", language), say("value", language)),
        rows=tuple(row for row in _rows(communication, language, last_day) if any(row.lines)),
        workers_title=say("workers", language),
        workers_heads=(say("worker", language), say("until", language)),
        workers=workers,
        remarks=remarks,
        steps_title=say("what_to_do", language),
        steps=(say("do_card", language), say("do_claim", language)),
        signatures=signatures,
    )


def _rows(communication: Communication, language: Language, last_day: date | None) -> Iterator[Row]:
    say, details = phrases("notices").say, communication.details
    yield Row(name=say("period", language), lines=_period(communication, language, last_day))
    yield Row(name=say("days", language), lines=tuple(_days(communication, language)))
    if isinstance(details, PlannedSuspension):
        closed = tuple(words.span(one, language, with_year=True) for one in details.excluded)
        yield Row(name=say("closed", language), lines=closed)
        yield Row(name=say("reason", language), lines=(details.reason,))
    notified_on = communication.notified_on
    told = (words.long_day(notified_on, language),) if notified_on else ()
    yield Row(name=say("notified_on", language), lines=told)
    yield Row(name=say("section", language), lines=(communication.section or "",))
    yield Row(name=say("seat", language), lines=address_lines(communication.seat, language))


def _period(
    communication: Communication, language: Language, last_day: date | None
) -> tuple[str, ...]:
    say, last = phrases("notices").say, last_day or communication.last_day
    if communication.first_day is None:
        return ()
    first = words.long_day(communication.first_day, language)
    if last is None:
        return (say("from_on", language, first=first),)
    return (say("from_to", language, first=first, last=words.long_day(last, language)),)


def _days(communication: Communication, language: Language) -> Iterator[str]:
    say, details = phrases("notices").say, communication.details
    if not isinstance(details, PlannedSuspension):
        yield say("days_other", language)
        return
    yield say("days_full" if details.regime is Regime.FULL else "days_reduced", language)
    if not details.working_days or communication.first_day is None:
        return
    first = communication.first_day
    for number, count in enumerate(details.working_days):
        monday = first - timedelta(days=first.weekday()) + number * timedelta(days=7)
        day = words.bare_day(max(monday, first), with_year=True)
        yield say("week", language, day=day, count=str(count))


def _name(told: Told) -> str:
    return ", ".join(part for part in (told.name, told.city) if part)


def _until(told: Told, communication: Communication, language: Language) -> str:
    day = told.last_day or communication.last_day
    return words.bare_day(day, with_year=True) if day else ""


def _employer_lines(
    employer: Addressee, numbers: EmployerId, language: Language
) -> tuple[str, ...]:
    lines = (
        employer.name,
        *address_lines(employer.address, language),
        employer_number(numbers, language),
    )
    return tuple(line for line in lines if line)


def _plain(notices: Notices) -> dict[str, Any]:
    told = asdict(notices)
    told.pop("made_at")
    plain: dict[str, Any] = _settable(told)
    return plain


def _settable(value: Any) -> Any:
    match value:
        case str():
            return settable(str(value))
        case dict():
            return {name: _settable(one) for name, one in value.items()}
        case list() | tuple():
            return [_settable(one) for one in value]
        case _:
            return value
