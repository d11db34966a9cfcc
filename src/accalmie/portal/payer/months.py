"""Months to pay: every worker-month of the own members, by time limit, with its six lights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accalmie.cases.access.models import Account
from accalmie.cases.access.roles import Role
from accalmie.cases.board import queries
from accalmie.cases.board.models import BoardRow, Reminder, Standing
from accalmie.facts.days import Month
from accalmie.facts.pieces import Owner
from accalmie.law import words
from accalmie.portal import filters, lights
from accalmie.portal.access.gate import for_roles
from accalmie.portal.filters import Choice, Filter
from accalmie.portal.languages import current_language
from accalmie.portal.lights import Light
from accalmie.portal.paging import slice_of
from accalmie.portal.payer import standings
from accalmie.portal.payer.owners import owner_word, owners_of
from accalmie.portal.statuses import Shape, Status

MONTHS_OFFERED = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One worker, one employer, one month."""

    worker: str
    employer: str
    url: str
    lights: tuple[Light, ...]
    status: Status
    owner: str
    until: date | None
    until_about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """How many months stand at one point; ``url`` shows only these."""

    status: Status
    number: str
    url: str
    is_chosen: bool


@for_roles(Role.PAYER)
@require_safe
def months(request: HttpRequest) -> HttpResponse:
    """The months of the members, the earliest time limit first."""
    today = settings.CLOCK().date()
    offered = months_with_rows(account=request.user)
    chosen = Filter(
        search_label="",
        text="",
        choices=(
            month_choice(
                request,
                offered,
                default_month(account=request.user, offered=offered, today=today),
            ),
            owner_choice(request),
            standing_choice(request),
        ),
    )
    month = Month.parse(chosen.value("month"))
    rows = queries.board_of(account=request.user, month=month, on=today)
    found = rows
    if owner := chosen.value("owner"):
        found = queries.held_by(rows=found, owner=Owner(owner))
    if standing := chosen.value("standing"):
        found = queries.standing_at(rows=found, standing=Standing(standing))
    return render(
        request,
        "portal/payer/months.html",
        {
            "month": words.month_name(month, current_language()),
            "year": month.year,
            "counters": _counters(request.user, month, today, chosen),
            "filter": chosen,
            "heads": lights.heads(),
            "legend": lights.legend(),
            "slice": slice_of(
                request=request,
                found=_with_reminders(found),
                shown=lambda row: _row(row, today=today),
            ),
        },
    )


def months_with_rows(*, account: Account) -> tuple[Month, ...]:
    """The newest months in which a member was unemployed; each found by one seek of the index."""
    mine = BoardRow.objects.filter(
        payment_organisation_id=account.payment_organisation_id
    ).order_by("-month")
    found: list[Month] = []
    while len(found) < MONTHS_OFFERED:
        older = mine.filter(month__lt=found[-1]) if found else mine
        month = older.values_list("month", flat=True).first()
        if month is None:
            break
        found.append(month)
    return tuple(found)


def default_month(*, account: Account, offered: tuple[Month, ...], today: date) -> Month:
    """The newest month that has ended and in which the payment organisation has the next move."""
    ended = [month for month in offered if month.last_day < today]
    if not ended:
        return next(iter(offered), Month.of(today))
    mine = BoardRow.objects.filter(
        payment_organisation_id=account.payment_organisation_id,
        owner=Owner.PAYMENT_ORGANISATION,
        month__in=ended,
    ).order_by("-month")
    return mine.values_list("month", flat=True).first() or ended[0]


def month_choice(request: HttpRequest, offered: tuple[Month, ...], default: Month) -> Choice:
    """Which month; the default one stands first in what is asked of nobody."""
    shown = tuple(sorted({*offered, default}, reverse=True))
    asked = request.GET.get("month", "")
    wanted = asked if asked in {str(month) for month in shown} else str(default)
    return Choice(
        name="month",
        label=_("Month"),
        options=tuple(
            filters.Option(
                value=str(month),
                word=words.month_name(month, current_language()),
                is_chosen=str(month) == wanted,
            )
            for month in shown
        ),
    )


def owner_choice(request: HttpRequest) -> Choice:
    """Whose turn it is."""
    options = [("", _("everybody"))]
    options += [(owner.value, owner_word(owner)) for owner in OWNERS]
    return filters.choice(name="owner", label=_("Whose turn"), options=options, asked=request.GET)


OWNERS = (Owner.PAYMENT_ORGANISATION, Owner.EMPLOYER, Owner.WORKER, Owner.OFFICE)


def standing_choice(request: HttpRequest) -> Choice:
    """Where the month stands."""
    options = [("", _("all"))]
    options += [(standing.value, status.word) for standing, status in points().items()]
    return filters.choice(name="standing", label=_("State"), options=options, asked=request.GET)


def points() -> Mapping[Standing, Status]:
    """Where a month may stand, in the order of the counters."""
    return {
        Standing.READY: Status(shape=Shape.OK, word=_("Ready")),
        Standing.MISSING: Status(shape=Shape.STOP, word=_("A piece is missing")),
        Standing.URGENT: Status(shape=Shape.DUE, word=_("Time limit near")),
        Standing.TO_EXAMINE: Status(shape=Shape.LOOK, word=_("To be looked at")),
        Standing.EXPECTED: Status(shape=Shape.WAIT, word=_("Under way")),
        Standing.PAID: Status(shape=Shape.OK, word=_("Paid")),
    }


def _counters(account: Account, month: Month, today: date, chosen: Filter) -> tuple[Counter, ...]:
    counts = queries.counts_of(account=account, month=month, on=today)
    return tuple(
        Counter(
            status=status,
            number=words.number(counts[standing], current_language()),
            url=f"?month={month}&standing={standing.value}",
            is_chosen=chosen.value("standing") == standing.value,
        )
        for standing, status in points().items()
    )


def _with_reminders(rows: QuerySet[BoardRow]) -> QuerySet[BoardRow]:
    """Each row with whether somebody was reminded already."""
    sent = Reminder.objects.filter(
        worker_id=OuterRef("worker_id"),
        employer_id=OuterRef("employer_id"),
        month=OuterRef("month"),
    )
    return rows.annotate(is_reminded=Exists(sent))


def _row(row: BoardRow, *, today: date) -> Row:
    pieces = row.lights
    owners = owners_of(pieces) or owner_word(Owner(row.owner) if row.owner else None)
    return Row(
        worker=str(row.worker),
        employer=str(row.employer),
        url=reverse("portal:payer_month", args=[row.id]),
        lights=lights.lights(pieces),
        status=standings.status_of(row=row, pieces=pieces),
        owner=owners,
        until=row.until,
        until_about=standings.until_of(row=row, today=today, is_reminded=row.is_reminded),
    )
