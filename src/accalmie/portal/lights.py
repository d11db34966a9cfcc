"""The pieces of a worker's month as shapes and words, the same for everybody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accalmie.facts.pieces import Piece, PieceName, PieceState
from accalmie.law import words
from accalmie.law.benefits_wording import term
from accalmie.portal.languages import current_language
from accalmie.portal.statuses import Shape

SHAPES: Mapping[PieceState, Shape] = {
    PieceState.IN_ORDER: Shape.OK,
    PieceState.EXPECTED: Shape.WAIT,
    PieceState.URGENT: Shape.DUE,
    PieceState.MISSING: Shape.STOP,
    PieceState.TO_EXAMINE: Shape.LOOK,
    PieceState.NOT_NEEDED: Shape.NONE,
}
ORDER = (
    PieceName.COMMUNICATION,
    PieceName.FIRST_DAY,
    PieceName.SCENARIO_2,
    PieceName.SCENARIO_5,
    PieceName.CARD,
    PieceName.CLAIM,
)
"""The order of the columns: the employer's pieces, then the worker's.

A C1 that is asked for beside the claim has no column: the light of the claim shows it.
"""
_GRAVEST_FIRST = (
    PieceState.MISSING,
    PieceState.TO_EXAMINE,
    PieceState.URGENT,
    PieceState.EXPECTED,
    PieceState.IN_ORDER,
    PieceState.NOT_NEEDED,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Light:
    """One piece: its shape, its short and its whole name, its state in a word."""

    shape: Shape
    short: str
    name: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The head of a column of lights."""

    short: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A line of the legend."""

    shape: Shape
    word: str


def short_names() -> dict[PieceName, str]:
    """The names of the pieces where there is little room."""
    return {
        PieceName.COMMUNICATION: _("Com."),
        PieceName.FIRST_DAY: _("1st day"),
        PieceName.SCENARIO_2: _("DRS 2"),
        PieceName.SCENARIO_5: _("DRS 5"),
        PieceName.CARD: _("Card"),
        PieceName.CLAIM: pgettext("short", "Claim"),
    }


def heads() -> tuple[Head, ...]:
    """The heads of the six columns."""
    short = short_names()
    return tuple(Head(short=short[name], name=piece_name(name)) for name in ORDER)


def lights(pieces: Iterable[Piece]) -> tuple[Light, ...]:
    """The six lights in the order of the columns."""
    states = {piece.name: piece.state for piece in pieces}
    if PieceName.C1 in states:
        both = (states[PieceName.CLAIM], states[PieceName.C1])
        states[PieceName.CLAIM] = min(both, key=_GRAVEST_FIRST.index)
    short = short_names()
    return tuple(
        Light(
            shape=SHAPES[states[name]],
            short=short[name],
            name=piece_name(name),
            state=state_word(states[name]),
        )
        for name in ORDER
    )


def light(piece: Piece) -> Light:
    """One piece alone."""
    name = piece_name(piece.name)
    return Light(shape=SHAPES[piece.state], short=name, name=name, state=state_word(piece.state))


def in_order(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces one by one, in the order of the columns; the C1 last, where it is asked for."""
    by_name = {piece.name: piece for piece in pieces}
    return [by_name[name] for name in (*ORDER, PieceName.C1) if name in by_name]


def legend() -> tuple[Key, ...]:
    """Every shape with its word."""
    return tuple(Key(shape=shape, word=state_word(state)) for state, shape in SHAPES.items())


def piece_name(name: PieceName) -> str:
    """The whole name of a piece, as it begins a line."""
    text = piece_term(name)
    return text[:1].upper() + text[1:]


def piece_term(name: PieceName) -> str:
    """The name of a piece inside a sentence."""
    return term("piece", name.value, current_language())


def state_word(state: PieceState) -> str:
    """The state of a piece in a word."""
    return term("piece_state", state.value, current_language())


def sentence_of(pieces: Iterable[Piece], state: PieceState) -> tuple[str, ...]:
    """The names of the pieces in a state."""
    return tuple(
        term("piece", piece.name.value, current_language())
        for piece in pieces
        if piece.state is state
    )


def named(names: tuple[str, ...]) -> str:
    """Several pieces in a row."""
    return words.enumeration(names, current_language())
