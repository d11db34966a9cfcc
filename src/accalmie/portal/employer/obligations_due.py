"""What an employer must do: one entry per thing, workers who wait for the same put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import assert_never

from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from accalmie.cases.access.models import Account
from accalmie.cases.access.policy import Act, is_allowed_somewhere
from accalmie.cases.board.models import BoardRow
from accalmie.cases.communications import queries
from accalmie.cases.declarations.models import Request
from accalmie.cases.declarations.queries import requests_visible_to
from accalmie.cases.reminders.dues import Waiting, begun, is_to_come, waiting_for
from accalmie.facts.pieces import Owner, Piece, PieceName, PieceState
from accalmie.law import words
from accalmie.portal import titles
from accalmie.portal.employer import lists
from accalmie.portal.languages import current_language
from accalmie.portal.statuses import Shape, Status

REQUESTS_SHOWN = 5
_DAYS_THAT_PRESS = timedelta(days=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """Something to do; ``day`` is where it stands in the drawing, ``when`` says it in words.

    ``url`` and ``act`` are empty where the reader's rights leave it to a colleague.
    """

    status: Status
    day: date
    when: str
    title: str
    why: str
    url: str
    act: str
    firm: str
    ticket: str = ""

    @property
    def is_main(self) -> bool:
        """Tell whether it is to be done now."""
        return self.status.shape in (Shape.STOP, Shape.DUE)


def obligations_of(
    *, request: HttpRequest, rows: Sequence[BoardRow], today: date
) -> tuple[Obligation, ...]:
    """Everything that lies with the employer, the most pressing first."""
    mine = queries.cases_visible_to(account=request.user, on=today)
    refused = tuple(_refused(due, today) for due in lists.refused_dues(mine=mine, today=today))
    closed = _closed_to(request.user)
    pieces = [
        _piece(waiting, today, closed)
        for waiting in waiting_for(rows=begun(rows, today), owners=(Owner.EMPLOYER,))
        # What was refused stands above, with its remedies.
        if not (waiting.piece.name is PieceName.COMMUNICATION and refused)
        and not is_to_come(waiting, today)
    ]
    asked = _asked(requests_visible_to(account=request.user, on=today), rows, today, closed)
    found = [*refused, *asked, *pieces]
    return tuple(sorted(found, key=lambda one: (_RANK[one.status.shape], one.day)))


_OPENED_BY = {
    Act.LODGE: (PieceName.COMMUNICATION, PieceName.FIRST_DAY),
    Act.LODGE_DECLARATION: (PieceName.SCENARIO_2, PieceName.SCENARIO_5),
}


def _closed_to(account: Account) -> frozenset[PieceName]:
    """The pieces that the reader's own rights do not let him send, wherever it be."""
    return frozenset(
        name
        for act, names in _OPENED_BY.items()
        if not is_allowed_somewhere(by=account, act=act)
        for name in names
    )


_RANK = {Shape.STOP: 0, Shape.DUE: 1, Shape.TODO: 2}


def whom(rows: Sequence[BoardRow]) -> str:
    """The one worker by name, several as a number."""
    if len(rows) == 1 and str(rows[0].worker):
        return str(rows[0].worker)
    return ngettext("%(number)s worker", "%(number)s workers", len(rows)) % {
        "number": words.number(len(rows), current_language())
    }


def _refused(due: lists.Due, today: date) -> Obligation:
    return Obligation(
        status=due.status,
        day=today,
        when=due.when,
        title=_("Put right: %(what)s") % {"what": due.title},
        why=due.why,
        url=due.url,
        act=_("See what you can do"),
        firm=due.firm,
        ticket=due.ticket,
    )


def _piece(waiting: Waiting, today: date, closed: frozenset[PieceName]) -> Obligation:
    piece, row = waiting.piece, waiting.rows[0]
    day = piece.until
    if piece.name is PieceName.SCENARIO_5:
        day = waiting.month.plus(1).first_day
        status, when = _from(day, today)
    elif day is None:
        day, (status, when) = today, (_status(Shape.DUE, _("To do")), _("as soon as possible"))
    else:
        status, when = _until(day, today)
    title, why, url, act = _words(waiting, row)
    if piece.name in closed:
        url = act = ""
    return Obligation(
        status=status,
        day=max(day, today),
        when=when,
        title=title,
        why=why,
        url=url,
        act=act,
        firm=str(row.employer),
    )


def _words(waiting: Waiting, row: BoardRow) -> tuple[str, str, str, str]:
    """Title, reason, address and the words of the button."""
    language = current_language()
    told = {
        "whom": whom(waiting.rows),
        "month": words.month_name(waiting.month, language),
        "kind": capfirst(titles.kind_short_name(waiting.kind)),
        "day": words.short_day(row.first_day, language),
    }
    is_one = len(waiting.rows) == 1
    of_month = f"{reverse('portal:declarations')}?month={waiting.month}"
    match waiting.piece.name:
        case PieceName.COMMUNICATION:
            return (
                _("Communicate the unemployment of %(whom)s") % told,
                _("No communication of this unemployment has reached the office: %(kind)s.") % told,
                f"{reverse('portal:lodging_new')}?row={row.id}",
                _("Communicate"),
            )
        case PieceName.FIRST_DAY:
            return (
                _("Communicate the first effective day of %(whom)s") % told,
                _("%(kind)s, first day %(day)s. It is communicated once a month.") % told,
                f"{reverse('portal:lodging_new')}?row={row.id}",
                _("Communicate"),
            )
        case PieceName.SCENARIO_2:
            return (
                _("Declare the right of %(whom)s (scenario 2)") % told,
                _("%(kind)s, first day %(day)s. Without it the claim cannot be decided.") % told,
                reverse("portal:declare_right", args=[row.id])
                if is_one
                else f"{of_month}&scenario=scenario_2",
                _("Declare"),
            )
        case PieceName.SCENARIO_5:
            return (
                _("Declare the hours of %(month)s of %(whom)s") % told,
                _("%(kind)s. The days known from your communications are filled in (scenario 5).")
                % told,
                reverse("portal:declare_hours", args=[row.id])
                if is_one
                else f"{of_month}&scenario=scenario_5",
                _("See the draft"),
            )
        case PieceName.CLAIM | PieceName.CARD | PieceName.C1:
            return (
                _("Something about %(whom)s waits for you") % told,
                _("The page of the month says what is missing."),
                reverse("portal:month", args=[row.id]),
                _("See the month"),
            )
        case _unknown:
            assert_never(_unknown)


def _asked(
    requests: Iterable[Request],
    rows: Sequence[BoardRow],
    today: date,
    closed: frozenset[PieceName],
) -> Iterator[Obligation]:
    """What workers asked for and did not get yet (strike and lock-out)."""
    language = current_language()
    by_month = {(row.worker_id, row.employer_id, row.month): row for row in rows}
    for request in requests.filter(answered_by__isnull=True)[:REQUESTS_SHOWN]:
        row = by_month.get((request.worker_id, request.employer_id, request.month))
        route = "declare_hours" if request.scenario == "scenario_5" else "declare_right"
        address = (
            reverse(f"portal:{route}", args=[row.id]) if row else reverse("portal:declarations")
        )
        is_closed = PieceName.SCENARIO_5 in closed
        asked_on = request.asked_at.date()
        yield Obligation(
            status=_status(Shape.DUE, _("Asked for")),
            day=today,
            when=_("since %(day)s") % {"day": words.short_day(asked_on, language)},
            title=_("Declare for %(whom)s: %(month)s")
            % {
                "whom": str(request.worker) or _("one worker"),
                "month": words.month_name(request.month, language),
            },
            why=_("%(kind)s. The worker asked for this declaration.")
            % {"kind": capfirst(titles.kind_short_name(request.kind))},
            url="" if is_closed else address,
            act="" if is_closed else _("Declare"),
            firm=str(request.employer),
        )


def _until(until: date, today: date) -> tuple[Status, str]:
    """Red only where it is late; pressing on the last days."""
    day = words.short_day(until, current_language())
    if until < today:
        return _status(Shape.STOP, _("Late")), _("since %(day)s") % {"day": day}
    if until == today:
        return _status(Shape.DUE, _("Last day")), _("today")
    if until == today + timedelta(days=1):
        return _status(Shape.DUE, _("Tomorrow")), day
    shape = Shape.DUE if until - today <= _DAYS_THAT_PRESS else Shape.TODO
    return _status(shape, _("Until")), day


def _from(day: date, today: date) -> tuple[Status, str]:
    shown = words.short_day(day, current_language())
    if day <= today:
        return _status(Shape.DUE, _("To do")), _("since %(day)s") % {"day": shown}
    return _status(Shape.TODO, pgettext("first day", "From")), shown


def _status(shape: Shape, word: str) -> Status:
    return Status(shape=shape, word=word)


def is_missing(piece: Piece) -> bool:
    """Tell whether its time is over or a person must look."""
    return piece.state in (PieceState.MISSING, PieceState.URGENT, PieceState.TO_EXAMINE)
