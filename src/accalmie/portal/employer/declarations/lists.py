"""The list of declarations: what is still to be declared, then what was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpRequest
from django.urls import reverse

from accalmie.cases.board.models import BoardRow
from accalmie.cases.declarations.models import Declaration
from accalmie.cases.declarations.queries import declarations_visible_to
from accalmie.cases.declarations.statuses import Scenario
from accalmie.cases.reminders.dues import board_rows
from accalmie.facts.days import Month
from accalmie.facts.pieces import Owner, PieceName
from accalmie.law import words
from accalmie.portal import titles
from accalmie.portal.employer.declarations import shown
from accalmie.portal.languages import current_language
from accalmie.portal.paging import slice_of
from accalmie.portal.statuses import Status

TO_DECLARE_SHOWN = 50
_ROUTES = {
    PieceName.SCENARIO_2: (Scenario.CONSTAT, "declare_right"),
    PieceName.SCENARIO_5: (Scenario.HOURS, "declare_hours"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ToDeclare:
    """A declaration that is due or will be."""

    whom: str
    employer: str
    what: str
    month: str
    kind: str
    since: date
    is_possible: bool
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One declaration in the list."""

    status: Status
    whom: str
    employer: str
    what: str
    month: str
    kind: str
    ticket: str
    received_at: datetime
    url: str


def list_page(*, request: HttpRequest, today: date) -> dict[str, object]:
    """Everything on the page of the list; an address may ask for one month or one scenario."""
    rows = board_rows(account=request.user, today=today)
    waiting = [
        one
        for one in _to_declare(_started(rows, today), today, request.GET.get("scenario", ""))
        if request.GET.get("month", one.month_code) == one.month_code
    ]
    waiting.sort(key=lambda one: (one.shown.since, one.shown.whom))
    found = declarations_visible_to(account=request.user, on=today)
    return {
        "to_declare": [one.shown for one in waiting[:TO_DECLARE_SHOWN]],
        "more": max(0, len(waiting) - TO_DECLARE_SHOWN),
        "slice": slice_of(request=request, found=found, shown=_row),
    }


def _started(rows: Sequence[BoardRow], today: date) -> list[BoardRow]:
    """The months in which the unemployment has begun."""
    return [row for row in rows if row.first_day <= today]


@dataclass(frozen=True, slots=True)
class _Waiting:
    month_code: str
    shown: ToDeclare


def _to_declare(rows: Sequence[BoardRow], today: date, asked: str) -> Iterator[_Waiting]:
    language = current_language()
    for row in rows:
        for piece in row.lights:
            route = _ROUTES.get(piece.name)
            if route is None or not piece.blocks_payment or piece.owner is not Owner.EMPLOYER:
                continue
            scenario, name = route
            if asked in set(Scenario) and asked != scenario:
                continue
            since = row.first_day if scenario is Scenario.CONSTAT else _after(row.month)
            yield _Waiting(
                str(row.month),
                ToDeclare(
                    whom=str(row.worker),
                    employer=str(row.employer),
                    what=shown.name_of(scenario),
                    month=words.month_name(row.month, language),
                    kind=titles.kind_short_name(row.kind),
                    since=since,
                    is_possible=since <= today,
                    url=reverse(f"portal:{name}", args=[row.id]),
                ),
            )


def _after(month: Month) -> date:
    return month.plus(1).first_day


def _row(declaration: Declaration) -> Row:
    return Row(
        status=shown.status_of(declaration),
        whom=str(declaration.worker),
        employer=str(declaration.employer),
        what=shown.name_of(Scenario(declaration.scenario)),
        month=words.month_name(declaration.month, current_language()),
        kind=titles.kind_short_name(declaration.kind),
        ticket=declaration.latest.ticket,
        received_at=declaration.received_at,
        url=reverse("portal:declaration", args=[declaration.id]),
    )
