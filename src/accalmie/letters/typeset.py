"""How wide a text is in Inter, and which characters Inter can set.

Widths come from the advance widths of the font (``fonts/advances.json``), without kerning and with
a reserve of one twentieth, so that a text said to fit also fits in a neighbouring font. A character
that Inter lacks counts as one em.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import Any

RESERVE = 1.05
REPLACEMENT = "?"


@cache
def _font() -> dict[str, Any]:
    text = files("accalmie.letters").joinpath("fonts", "advances.json").read_text("utf-8")
    font: dict[str, Any] = json.loads(text)
    return font


def width(text: str, *, size: float, weight: int) -> float:
    """Width of ``text`` in the unit of ``size``; ``weight`` is 400 or 600."""
    font = _font()
    advances = font["semibold" if weight >= 600 else "regular"]
    em = font["units_per_em"]
    units = sum(advances.get(character, em) for character in text)
    return float(units / em * size * RESERVE)


def shortened(text: str, *, size: float, weight: int, room: float) -> str:
    """The text, or as much of it as fits in ``room`` followed by an ellipsis."""
    if width(text, size=size, weight=weight) <= room:
        return text
    kept = text
    while kept and width(kept + "…", size=size, weight=weight) > room:
        kept = kept[:-1]
    return kept.rstrip() + "…" if kept else ""


@cache
def _not_settable() -> re.Pattern[str]:
    characters = "".join(map(re.escape, _font()["regular"]))
    return re.compile(f"[^{characters}]")


def settable(text: str) -> str:
    """The text with every character that Inter lacks replaced by a question mark.

    Line breaks and tabs become spaces; other control characters disappear.
    """
    if not _not_settable().search(text):
        return text
    advances = _font()["regular"]
    spaced = "".join(" " if character in "\n\r\t" else character for character in text)
    return "".join(
        character if character in advances else REPLACEMENT
        for character in spaced
        if character.isprintable() or character in advances
    )
