"""Many cards pasted at once: one a line, whatever stands between worker, number and month.

Lines of the earlier service (``number#name#first name#card#MM/YYYY``) are read like those of a
spreadsheet; names are passed over, for the number says who it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from accalmie.facts.days import Month
from accalmie.facts.ids import niss

MOST_LINES = 2_000

_CARD = re.compile(r"(?<![A-Za-z0-9])([A-Za-z]{2})[ -]?([0-9]{7})(?![0-9])")
_NISS = re.compile(
    r"(?<![0-9])([0-9]{2}[. ]?[0-9]{2}[. ]?[0-9]{2}[-. ]?[0-9]{3}[-. ]?[0-9]{2})(?![0-9])"
)
_MONTH_FIRST = re.compile(r"(?<![0-9])(0?[1-9]|1[0-2])[/.-]([0-9]{4})(?![0-9])")
_YEAR_FIRST = re.compile(r"(?<![0-9])([0-9]{4})[/.-](0[1-9]|1[0-2])(?![0-9])")


class Missing(StrEnum):
    """What cannot be read in a line."""

    WORKER = "worker"
    CHECK_DIGITS = "check_digits"
    CARD = "card"
    MONTH = "month"


class TooMany(ValueError):
    """More lines than are taken at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One pasted line: ``number`` counts from one, what could not be read is empty or None."""

    number: int
    text: str
    niss: str
    card_number: str
    month: Month | None
    missing: tuple[Missing, ...]


def read(*, text: str, month: Month | None) -> list[Line]:
    """Read pasted lines; ``month`` stands for those that name none.

    Lines without any digit are headings and are passed over. Raises ``TooMany``.
    """
    lines = [
        (number, line.strip())
        for number, line in enumerate(text.splitlines(), start=1)
        if any(character.isdigit() for character in line)
    ]
    if len(lines) > MOST_LINES:
        raise TooMany(str(len(lines)))
    return [_line(number, line, month) for number, line in lines]


def _line(number: int, text: str, month: Month | None) -> Line:
    missing: list[Missing] = []
    card = _CARD.search(text)
    if card is None:
        missing.append(Missing.CARD)
    # What is read is blanked out, so that no digit is read twice.
    rest = _without(text, card)
    worker = _NISS.search(rest)
    digits = re.sub(r"[^0-9]", "", worker[1]) if worker else ""
    if not digits:
        missing.insert(0, Missing.WORKER)
    elif not niss.is_valid(digits):
        missing.insert(0, Missing.CHECK_DIGITS)
    found = _month(_without(rest, worker)) or month
    if found is None:
        missing.append(Missing.MONTH)
    return Line(
        number=number,
        text=text,
        niss=digits,
        card_number=(card[1] + card[2]).upper() if card else "",
        month=found,
        missing=tuple(missing),
    )


def _without(text: str, found: re.Match[str] | None) -> str:
    return text if found is None else f"{text[: found.start()]}|{text[found.end() :]}"


def _month(text: str) -> Month | None:
    found = _MONTH_FIRST.search(text)
    if found:
        return Month(int(found[2]), int(found[1]))
    found = _YEAR_FIRST.search(text)
    return Month(int(found[1]), int(found[2])) if found else None
