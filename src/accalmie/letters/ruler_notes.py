"""Where the notes under the bars of one lane stand: never over each other, never outside.

Each note would like to begin at its day; failing that it ends with it, or stands centred under it,
or is pushed back into the drawing. Where all of this collides, the note goes one row down.
The notes that matter most choose first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from accalmie.letters import typeset

GAP = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A note to place: the edges of its day, and how early it may choose (0 first)."""

    text: str
    classes: str
    weight: int
    rank: int
    day_left: float
    day_right: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A note in its place: ``x`` belongs to ``anchor``, ``left`` and ``right`` are its extent."""

    text: str
    classes: str
    x: float
    anchor: str
    row: int
    left: float
    right: float


def arrange(
    wishes: Sequence[Wish], *, size: float, left: float, right: float
) -> tuple[Placed, ...]:
    """Place every note between ``left`` and ``right``; a longer one is shortened."""
    placed: list[Placed] = []
    for wish in sorted(wishes, key=lambda wish: (wish.rank, wish.day_left, wish.text)):
        text = typeset.shortened(wish.text, size=size, weight=wish.weight, room=right - left)
        if text:
            length = typeset.width(text, size=size, weight=wish.weight)
            placed.append(_first_free(wish, text, length, left, right, placed))
    return tuple(placed)


def _first_free(
    wish: Wish, text: str, length: float, left: float, right: float, taken: list[Placed]
) -> Placed:
    row = 0
    while True:
        for anchor, x, start in _places(wish, length, left, right):
            place = Placed(
                text=text,
                classes=wish.classes,
                x=x,
                anchor=anchor,
                row=row,
                left=start,
                right=start + length,
            )
            if not any(_collide(place, other) for other in taken):
                return place
        row += 1


def _places(
    wish: Wish, length: float, left: float, right: float
) -> Iterator[tuple[str, float, float]]:
    middle = (wish.day_left + wish.day_right) / 2
    wanted = (
        ("start", wish.day_left, wish.day_left),
        ("end", wish.day_right, wish.day_right - length),
        ("middle", middle, middle - length / 2),
    )
    inside = [place for place in wanted if place[2] >= left and place[2] + length <= right]
    if inside:
        yield from inside
        return
    start = min(max(wish.day_left, left), right - length)
    yield "start", start, start


def _collide(one: Placed, other: Placed) -> bool:
    return one.row == other.row and one.left < other.right + GAP and other.left < one.right + GAP
