"""Entries and orders as lists and pages show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from accalmie.cases.card_stock.models import CardOrder
from accalmie.cases.card_stock.statuses import Status as OrderStatus
from accalmie.cases.validation_book.models import Entry
from accalmie.cases.validation_book.queries import versions_of
from accalmie.cases.validation_book.statuses import Status as EntryStatus
from accalmie.facts.communications import Version
from accalmie.facts.ids import control_card
from accalmie.facts.validationbook import OrderedCard
from accalmie.law import words
from accalmie.portal import looks
from accalmie.portal.facts_shown import Row
from accalmie.portal.languages import current_language
from accalmie.portal.statuses import Status
from accalmie.portal.validation_book.worded import (
    card_name,
    entry_status,
    order_status,
    version_kind,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    """One entry in a list."""

    status: Status
    card_number: str
    worker: str
    employer: str
    month: str
    entered_at: datetime
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownVersion:
    """One version of an entry."""

    at: datetime
    what: str
    ticket: str
    worker: str
    month: str
    card_number: str
    reason: str
    is_latest: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRow:
    """One order in a list."""

    status: Status
    cards: str
    count: str
    holder: str
    numbers: tuple[str, ...]
    ordered_at: datetime
    url: str


def entry_row(entry: Entry, *, route: str) -> EntryRow:
    """An entry, leading to a page of its own."""
    return EntryRow(
        status=entry_status(EntryStatus(entry.status), open_questions=entry.open_questions),
        card_number=control_card.format(entry.card_number),
        worker=name_of(entry),
        employer=str(entry.employer),
        month=words.month_name(entry.month, current_language()),
        entered_at=entry.entered_at,
        url=reverse(f"portal:{route}", args=[entry.id]),
    )


def name_of(entry: Entry) -> str:
    """The worker's name; where only the number is known, that he has none."""
    return str(entry.worker) or _("name not known")


def shown_versions(entry: Entry) -> list[ShownVersion]:
    """The versions, the newest first."""
    return [
        ShownVersion(
            at=version.received_at,
            what=version_kind(Version(version.kind)),
            ticket=version.ticket,
            worker=str(version.worker),
            month=words.month_name(version.month, current_language()),
            card_number=control_card.format(version.card_number),
            reason=version.reason,
            is_latest=version.id == entry.latest_id,
        )
        for version in versions_of(entry=entry)
    ]


def order_row(order: CardOrder, *, route: str) -> OrderRow:
    """An order, leading to a page of its own."""
    return OrderRow(
        status=order_status(OrderStatus(order.status)),
        cards=card_name(OrderedCard(order.cards)),
        count=words.number(order.count, current_language()),
        holder=str(order.holder),
        numbers=numbers_of(order),
        ordered_at=order.ordered_at,
        url=reverse(f"portal:{route}", args=[order.id]),
    )


def numbers_of(order: CardOrder) -> tuple[str, ...]:
    """The first and the last number granted; empty as long as none were."""
    if not hasattr(order, "granted"):
        return ()
    return control_card.format(order.granted.first), control_card.format(order.granted.last)


def order_rows(order: CardOrder) -> list[Row]:
    """What was ordered, and what became of it."""
    language = current_language()
    told = [
        (_("Cards"), card_name(OrderedCard(order.cards))),
        (_("How many"), words.number(order.count, language)),
        (_("Joint committee"), order.joint_committee or _("not stated")),
        (_("Needed from"), words.long_day(order.needed_from, language)),
    ]
    if order.remark:
        told.append((_("Remark"), order.remark))
    if numbers := numbers_of(order):
        told.append((_("Numbers granted"), " – ".join(numbers)))
        delivery = getattr(order.granted, "delivery", None)
        if delivery is not None:
            told.append((_("Delivered on"), words.long_day(delivery.delivered_on, language)))
    if order.reason:
        told.append((_("Reason of the refusal"), order.reason))
    return [Row(name=name, lines=(line,)) for name, line in told]


def record_looks(request: HttpRequest, entries: Iterable[Entry]) -> None:
    """Write in the journal that somebody saw these entries, and whose they are."""
    for entry in entries:
        looks.record_subject(
            request,
            subject_kind="book_entry",
            subject=entry.id,
            ticket=entry.latest.ticket,
            niss=(entry.worker.niss,),
        )
