"""The facts of a communication as rows: a name, and one line or several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

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
from accalmie.facts.ids import bce, onss, ppl
from accalmie.facts.parties import Address, EmployerId
from accalmie.facts.payments import Wage
from accalmie.law import words
from accalmie.portal import money
from accalmie.portal.languages import current_language


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A fact with its name; the first line is the strongest. ``url`` leads to the rest of it."""

    name: str
    lines: tuple[str, ...]
    url: str = ""
    act: str = ""


NAMES_SHOWN = 60
"""More names in a row nobody reads: the others stand in a list of their own, by pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The workers named: the first ones, how many they are in all, where the list of all is.

    ``persons`` are the numbers of those whose names are shown.
    """

    first: tuple[str, ...]
    number: int
    url: str = ""
    persons: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """``A, B and C``; of many the first ones and how many more."""
        language, more = current_language(), self.number - len(self.first)
        if more <= 0:
            return words.enumeration(self.first, language)
        told = ngettext("and %(number)s more", "and %(number)s more", more)
        return f"{', '.join(self.first)} {told % {'number': words.number(more, language)}}"

    @property
    def row(self) -> Row:
        """The row of the workers."""
        name = _("Workers")
        if not self.url or self.number <= len(self.first):
            return Row(name=name, lines=(self.words,))
        act = _("See all %(number)s workers") % {
            "number": words.number(self.number, current_language())
        }
        return Row(name=name, lines=(self.words,), url=self.url, act=act)


def named_all(names: Iterable[str]) -> Named:
    """Names that are shown all, however many."""
    told = tuple(names)
    return Named(first=told, number=len(told))


def rows_of(
    *, communication: Communication, received_at: datetime, channel: Channel, workers: Named
) -> tuple[Row, ...]:
    """Everything that was communicated, in the order in which one reads it."""
    return tuple(
        fact
        if isinstance(fact, Row)
        else Row(name=fact[0], lines=tuple(line for line in fact[1] if line))
        for fact in _facts(communication, received_at, channel, workers)
        if isinstance(fact, Row) or any(fact[1])
    )


def employer_lines(*, name: str, numbers: EmployerId) -> tuple[str, ...]:
    """The employer with his numbers."""
    written = []
    if numbers.bce:
        written.append(_("enterprise %(number)s") % {"number": bce.format(numbers.bce)})
    if numbers.onss:
        written.append(_("ONSS %(number)s") % {"number": onss.format(numbers.onss)})
    if numbers.ppl:
        written.append(_("PPL %(number)s") % {"number": ppl.format(numbers.ppl)})
    return (name, *written) if name else tuple(written)


def address_line(address: Address) -> str:
    """An address on one line."""
    street = " ".join(part for part in (address.street, address.house_number, address.box) if part)
    city = f"{address.postal_code} {address.city}".strip()
    return f"{street}, {city}" if street else city


def channel_words(channel: Channel) -> str:
    """By which way it came."""
    match channel:
        case Channel.PORTAL:
            return _("on these pages")
        case Channel.BATCH:
            return _("in a file")
        case Channel.REST:
            return _("from software")
        case Channel.REGISTERED_LETTER:
            return _("by registered letter")
        case Channel.FAX:
            return _("by fax")
        case _unknown:
            assert_never(_unknown)


def hour_words(received_at: datetime, channel: Channel) -> str:
    """The hour of receipt; empty for a letter or a fax, of which only the day is known."""
    is_on_paper = channel in (Channel.REGISTERED_LETTER, Channel.FAX)
    return "" if is_on_paper else words.clock(received_at)


def _received_words(received_at: datetime, channel: Channel) -> str:
    day = words.long_day(received_at.date(), current_language())
    hour = hour_words(received_at, channel)
    return _("%(day)s at %(time)s") % {"day": day, "time": hour} if hour else day


def _facts(
    communication: Communication, received_at: datetime, channel: Channel, workers: Named
) -> Iterator[Row | tuple[str, tuple[str, ...]]]:
    language = current_language()
    if communication.notified_on:
        yield _("Workers told"), (words.long_day(communication.notified_on, language),)
    yield (
        _("Received"),
        (
            _received_words(received_at, channel),
            channel_words(channel),
        ),
    )
    period = communication.period
    if period is not None:
        yield (
            _("Period"),
            (
                words.span(period, language, with_year=True),
                words.count_days(period.calendar_days, language),
            ),
        )
    elif communication.first_day:
        yield _("First day"), (words.long_day(communication.first_day, language),)
    yield from _details(communication)
    if workers.first:
        yield workers.row
    if communication.section:
        yield _("Section"), (communication.section,)
    if communication.seat:
        yield _("Seat of exploitation"), (address_line(communication.seat),)
    if communication.agency:
        yield _("Agency"), (communication.agency.denomination,)
    if communication.own_reference:
        yield _("Your reference"), (communication.own_reference,)
    if communication.contact:
        contact = communication.contact
        person = f"{contact.first_name} {contact.name}".strip()
        yield _("Contact"), (person, contact.phone or contact.mobile, contact.email)
    if communication.remark:
        yield _("Remark of the employer"), (communication.remark,)


def _details(communication: Communication) -> Iterator[tuple[str, tuple[str, ...]]]:
    match communication.details:
        case None:
            return
        case PlannedSuspension() as planned:
            yield _joint_committee(planned.joint_committee, planned.level)
            yield _("Reason"), (planned.reason,)
            if planned.undertakes_not_to_subcontract:
                yield _("Undertaking"), (_("The work is not given to others meanwhile"),)
        case BadWeather() as bad:
            yield _("Weather"), (bad.weather,)
            yield _("Work, and why it cannot be done"), (bad.work_and_reason,)
            yield from _site(bad.site)
        case TechnicalAccident() as accident:
            yield (
                _("Accident"),
                (
                    words.long_day(accident.accident_on, current_language()),
                    accident.nature,
                ),
            )
        case ForceMajeure() as force_majeure:
            yield _("Reason"), (force_majeure.reason,)
        case FirstEffectiveDay() as effective:
            if effective.joint_committee:
                yield _joint_committee(effective.joint_committee, effective.level)
            yield from _site(effective.site)
        case SocialAction() as action:
            if action.joint_committee:
                yield _joint_committee(action.joint_committee, action.level)
            yield _("Reason"), (action.comment, action.details)
            yield from _site(action.site)
        case _unknown:
            assert_never(_unknown)


def _joint_committee(number: str, level: str | None) -> tuple[str, tuple[str, ...]]:
    return _("Joint committee"), (
        number,
        _("level %(number)s") % {"number": level} if level else "",
    )


def _site(site: Address | None) -> Iterator[tuple[str, tuple[str, ...]]]:
    if site is not None:
        yield _("Place of work"), (address_line(site),)


def wage_in_words(wage: Wage) -> str:
    """A wage with what it is paid for."""
    units = {
        "hour": _("an hour"),
        "day": _("a day"),
        "week": _("a week"),
        "month": _("a month"),
        "year": _("a year"),
        "cycle": _("a cycle"),
    }
    return f"{words.price(money.short(wage.amount), current_language())} {units[wage.unit.value]}"
