"""What lies with others, told so that nobody need ask, and never more than he may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from accalmie.cases.board.models import BoardRow
from accalmie.cases.communications import queries
from accalmie.cases.days import belgian_day
from accalmie.cases.reminders.dues import waiting_for
from accalmie.facts.communications import Subject
from accalmie.facts.days import Month
from accalmie.facts.pieces import Owner, PieceName
from accalmie.law import words
from accalmie.portal import titles
from accalmie.portal.employer.lists import STATUS_GROUPS
from accalmie.portal.employer.obligations_due import is_missing, whom
from accalmie.portal.languages import current_language
from accalmie.portal.statuses import Shape, Status

CASES_SHOWN = 5
PIECES_SHOWN = 8
_OTHERS = (Owner.WORKER, Owner.PAYMENT_ORGANISATION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """Something that another has to do."""

    status: Status
    when: str
    title: str
    why: str
    url: str
    firm: str
    ticket: str = ""


def elsewhere(
    *, request: HttpRequest, rows: Sequence[BoardRow], today: date
) -> tuple[Elsewhere, ...]:
    """The communications at the office, then what workers and payment organisations still do."""
    return (*_at_the_office(request, today), *_with_others(rows, today))


def _at_the_office(request: HttpRequest, today: date) -> list[Elsewhere]:
    language = current_language()
    cases = queries.cases_visible_to(account=request.user, on=today).filter(
        status__in=STATUS_GROUPS["at_the_office"]
    )
    return [
        Elsewhere(
            status=Status(shape=Shape.WAIT, word=_("At the office")),
            when=_("since %(day)s")
            % {"day": words.short_day(belgian_day(case.received_at), language)},
            title=titles.title(
                subject=Subject(case.subject),
                first_day=case.first_day,
                last_day=case.last_day,
                worker_count=case.worker_count,
            ),
            why=_("%(office)s. Nothing to do for you.") % {"office": case.office.name(language)}
            if case.office
            else _("Nothing to do for you."),
            url=reverse("portal:communication", args=[case.id]),
            firm=str(case.employer),
            ticket=case.latest.ticket,
        )
        for case in cases[:CASES_SHOWN]
    ]


def _with_others(rows: Sequence[BoardRow], today: date) -> list[Elsewhere]:
    language = current_language()
    past = [row for row in rows if row.month < Month.of(today)]
    found = []
    for waiting in waiting_for(rows=past, owners=_OTHERS):
        piece = waiting.piece
        if not is_missing(piece) or piece.owner is None:
            continue
        told = {"whom": whom(waiting.rows), "month": words.month_name(waiting.month, language)}
        title, why = _words(piece.name, told)
        found.append(
            Elsewhere(
                status=Status(shape=Shape.WAIT, word=_at(piece.owner)),
                when=_("until %(day)s") % {"day": words.short_day(piece.until, language)}
                if piece.until
                else words.month_name(waiting.month, language),
                title=title,
                why=why,
                url=reverse("portal:month", args=[waiting.rows[0].id])
                if len(waiting.rows) == 1
                else "",
                firm=str(waiting.rows[0].employer),
            )
        )
    alike = {(one.title, one.when, one.firm): one for one in found}
    return list(alike.values())[:PIECES_SHOWN]


def _at(owner: Owner) -> str:
    match owner:
        case Owner.WORKER:
            return _("With the worker")
        case Owner.PAYMENT_ORGANISATION:
            return _("With the payment organisation")
        case Owner.OFFICE:
            return _("At the office")
        case Owner.EMPLOYER:
            return _("With you")
        case _unknown:
            assert_never(_unknown)


def _words(name: PieceName, told: dict[str, str]) -> tuple[str, str]:
    match name:
        case PieceName.CARD:
            return (
                _("Control card of %(month)s: %(whom)s") % told,
                _("You do not see the card, only that it is not settled."),
            )
        case PieceName.CLAIM | PieceName.C1:
            return (
                _("Claim for benefit: %(whom)s") % told,
                _("You do not see the claim, only that it is not settled."),
            )
        case (
            PieceName.COMMUNICATION
            | PieceName.FIRST_DAY
            | PieceName.SCENARIO_2
            | PieceName.SCENARIO_5
        ):
            return (
                _("Papers of %(month)s: %(whom)s") % told,
                _("Somebody else has the next move."),
            )
        case _unknown:
            assert_never(_unknown)
