"""Number of a paper control card C3.2A: two letters and seven digits, without check digit.

A first letter N or F shows that the ONEM granted the number.

Source: ONSS glossary 2023/3, message VBLV001, zone C32ANbr (high).
"""

import re

from stdnum.exceptions import InvalidFormat, InvalidLength, ValidationError
from stdnum.util import clean

_SHAPE = re.compile(r"[A-Z]{2}[0-9]{7}")


def compact(number: str) -> str:
    """Strip blanks and hyphens, in capitals."""
    return clean(number, " -").strip().upper()


def validate(number: str) -> str:
    """Return the nine characters, or raise ``ValidationError``."""
    card = compact(number)
    if len(card) != 9:
        raise InvalidLength()
    if not _SHAPE.fullmatch(card):
        raise InvalidFormat()
    return card


def is_valid(number: str) -> bool:
    """Tell whether the number has the shape of a card number."""
    try:
        validate(number)
    except ValidationError:
        return False
    return True


def format(number: str) -> str:
    """Write it as printed: ``NA 1000101``."""
    card = compact(number)
    return f"{card[:2]} {card[2:]}"


def is_of_office(number: str) -> bool:
    """Tell whether the ONEM granted the number: it then begins with N or F."""
    return compact(number)[:1] in ("N", "F")
