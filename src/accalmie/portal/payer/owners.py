"""Whose turn it is, as the payment organisation reads it."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from accalmie.facts.pieces import Owner, Piece
from accalmie.law.benefits_wording import term
from accalmie.portal.languages import current_language


def owner_word(owner: Owner | None) -> str:
    """Who has the next move."""
    if owner is None:
        return ""
    text = _owner_term(owner)
    return text[:1].upper() + text[1:]


def owners_of(pieces: Iterable[Piece]) -> str:
    """Everybody whose piece blocks the month, each once."""
    owners = dict.fromkeys(
        piece.owner for piece in pieces if piece.blocks_payment and piece.owner is not None
    )
    text = ", ".join(_owner_term(owner) for owner in owners)
    return text[:1].upper() + text[1:]


def _owner_term(owner: Owner) -> str:
    if owner is Owner.PAYMENT_ORGANISATION:
        return _("you")
    return term("owner", owner.value, current_language())
