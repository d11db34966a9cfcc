"""Who sees what of a worker's month: one table, asked by every page of the board.

Everybody sees each light, whose turn it is and until when. Why it is so, and the money, are for
those whom it concerns: an employer learns nothing of the claim, of the card or of amounts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from accalmie.cases.access.models import Account
from accalmie.cases.access.policy import Act, require
from accalmie.cases.access.roles import Role
from accalmie.cases.board.models import BoardRow
from accalmie.facts.pieces import Piece, PieceName


class Sight(StrEnum):
    """How much of a piece is shown: all of it, or its state, owner and last day only."""

    FULL = "full"
    LIGHT = "light"


_ALL = dict.fromkeys(PieceName, Sight.FULL)
_EMPLOYERS = {
    PieceName.COMMUNICATION: Sight.FULL,
    PieceName.FIRST_DAY: Sight.FULL,
    PieceName.SCENARIO_2: Sight.FULL,
    PieceName.CLAIM: Sight.LIGHT,
    PieceName.SCENARIO_5: Sight.FULL,
    PieceName.CARD: Sight.LIGHT,
    PieceName.C1: Sight.LIGHT,
}

REDACTION: Mapping[Role, Mapping[PieceName, Sight]] = {
    Role.WORKER: _ALL,
    Role.PAYER: _ALL,
    Role.OFFICER: _ALL,
    Role.EMPLOYER: _EMPLOYERS,
    Role.SECRETARIAT: _EMPLOYERS,
}
"""How much of each piece a role sees; a role that does not stand here sees no board."""

SEES_MONEY = frozenset({Role.WORKER, Role.PAYER})
"""The roles that see amounts and the day of payment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownMonth:
    """A worker's month as one role sees it; amounts are None where they are not for him."""

    row: BoardRow
    lights: tuple[Piece, ...]
    net_cents: int | None
    paid_cents: int | None
    paid_on: date | None


def shown(*, row: BoardRow, to: Account, on: date) -> ShownMonth:
    """A row as an account may see it on a day; raises ``NotAllowed``."""
    require(by=to, act=Act.CONSULT_BOARD, target=row, on=on)
    role = Role(to.role)
    sights = REDACTION[role]
    sees_money = role in SEES_MONEY
    return ShownMonth(
        row=row,
        lights=tuple(_seen(piece, sights[piece.name]) for piece in row.lights),
        net_cents=row.net_cents if sees_money else None,
        paid_cents=row.paid_cents if sees_money else None,
        paid_on=row.paid_on if sees_money else None,
    )


def _seen(piece: Piece, sight: Sight) -> Piece:
    return piece if sight is Sight.FULL else replace(piece, findings=())
