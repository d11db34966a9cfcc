"""Where a worker's month stands, in a shape and a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import assert_never

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accalmie.cases.board.models import BoardRow, Standing
from accalmie.facts.pieces import Owner, Piece, PieceName, PieceState
from accalmie.law import words
from accalmie.portal import lights
from accalmie.portal.languages import current_language
from accalmie.portal.statuses import Shape, Status


def status_of(*, row: BoardRow, pieces: Sequence[Piece]) -> Status:
    """The state of a month as one shape and a few words."""
    standing = Standing(row.standing)
    match standing:
        case Standing.READY:
            return Status(shape=Shape.OK, word=_("Ready to be paid"))
        case Standing.PAID:
            return Status(shape=Shape.OK, word=_paid(row))
        case Standing.MISSING:
            return Status(shape=Shape.STOP, word=_missing(pieces))
        case Standing.URGENT:
            return Status(shape=Shape.DUE, word=_urgent(pieces))
        case Standing.TO_EXAMINE:
            return Status(shape=Shape.LOOK, word=_to_examine(row))
        case Standing.EXPECTED:
            return Status(shape=Shape.WAIT, word=_expected(row, pieces))
        case _unknown:
            assert_never(_unknown)


def until_of(*, row: BoardRow, today: date, is_reminded: bool) -> str:
    """What stands under the last day: how near it is, or that a reminder left."""
    if row.until is None:
        return ""
    days = (row.until - today).days
    if days < 0:
        return _("past")
    if row.standing == Standing.READY:
        return _("last day to pay")
    if is_reminded:
        return _("reminder sent")
    return {0: _("today"), 1: _("tomorrow")}.get(days, "")


def _paid(row: BoardRow) -> str:
    if row.paid_on is None:
        return _("Ordered from the bank") if row.paid_cents else _("Nothing to pay")
    return _("Paid on %(day)s") % {"day": words.short_day(row.paid_on, current_language())}


def _missing(pieces: Sequence[Piece]) -> str:
    names = lights.sentence_of(pieces, PieceState.MISSING)
    if len(names) == 1:
        return _("Missing: %(piece)s") % {"piece": names[0]}
    return ngettext("%(count)s piece is missing", "%(count)s pieces are missing", len(names)) % {
        "count": words.number(len(names), current_language())
    }


def _urgent(pieces: Sequence[Piece]) -> str:
    names = lights.sentence_of(pieces, PieceState.URGENT)
    return _("Time limit near: %(pieces)s") % {"pieces": lights.named(names)}


def _expected(row: BoardRow, pieces: Sequence[Piece]) -> str:
    if row.owner == Owner.OFFICE:
        return _("Being examined")
    names = lights.sentence_of(pieces, PieceState.EXPECTED)
    return _("Expected: %(pieces)s") % {"pieces": lights.named(names)}


def _to_examine(row: BoardRow) -> str:
    if row.piece in (PieceName.CARD, PieceName.SCENARIO_5):
        return _("Card and declaration 5 disagree")
    if row.owner == Owner.OFFICE:
        return _("The office looks at it")
    if row.paid_cents and row.paid_cents > (row.net_cents or 0):
        return _("More was paid than is due")
    return _("To be looked at")
