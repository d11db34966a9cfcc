"""What the one who has the next move is told of a missing piece."""

from __future__ import annotations

from datetime import date

import pytest

from accalmie.facts.days import Month
from accalmie.facts.languages import Language
from accalmie.facts.pieces import Owner, Piece, PieceName, PieceState
from accalmie.law.piece_wording import reminder_text
from accalmie.law.words import NO_BREAK

MONTH = Month(2026, 11)
LIMIT = date(2026, 11, 30)


def piece(name: PieceName, state: PieceState, until: date | None) -> Piece:
    return Piece(name=name, state=state, owner=Owner.EMPLOYER, until=until, blocks_payment=True)


@pytest.mark.parametrize(
    ("state", "until", "end"),
    [
        (PieceState.URGENT, LIMIT, "To be done by Mon 30.11.2026 at the latest."),
        (PieceState.EXPECTED, LIMIT, "To be done by Mon 30.11.2026 at the latest."),
        (PieceState.MISSING, LIMIT, "The time limit ended on Mon 30.11.2026."),
        (PieceState.MISSING, None, "Without it the month cannot be paid."),
    ],
)
def test_a_reminder_tells_the_limit_or_the_consequence(
    state: PieceState, until: date | None, end: str
) -> None:
    told = reminder_text(
        piece=piece(PieceName.COMMUNICATION, state, until), month=MONTH, language=Language.EN
    )
    told = told.replace(NO_BREAK, " ")
    begin = "Temporary unemployment of November 2026: "
    assert told == f"{begin}the communication of the unemployment to the ONEM is missing. {end}"


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("name", list(PieceName))
def test_every_piece_has_a_reminder(name: PieceName, language: Language) -> None:
    told = reminder_text(
        piece=piece(name, PieceState.URGENT, LIMIT), month=MONTH, language=language
    )
    assert "2026" in told
    assert "{" not in told
