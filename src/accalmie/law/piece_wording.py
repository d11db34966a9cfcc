"""A reminder of a missing piece, in words (``law/pieces_wording.yaml``)."""

from __future__ import annotations

from accalmie.facts.days import Month
from accalmie.facts.languages import Language
from accalmie.facts.pieces import Piece, PieceState
from accalmie.law import words
from accalmie.law.loading import content_of

_FILE = "pieces_wording.yaml"


def reminder_text(*, piece: Piece, month: Month, language: Language) -> str:
    """What the one who has the next move is told: which piece, of which month, until when."""
    content = content_of(_FILE)
    named = {
        "piece": content["piece"][piece.name.value][language.value],
        "month": words.month_name(month, language),
    }
    if piece.until is None:
        return str(content["head"]["without_limit"][language.value].format(**named))
    head = "past_limit" if piece.state is PieceState.MISSING else "with_limit"
    until = words.short_day(piece.until, language, with_year=True)
    return str(content["head"][head][language.value].format(**named, until=until))
