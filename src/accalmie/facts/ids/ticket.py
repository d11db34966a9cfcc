"""Ticket: the unique number granted to a declaration, thirteen characters of 34.

The alphabet is the digits and the letters without I and O. Two characters name the issuing
system, eight carry the serial number, two are ``00``; the last is a check: the first twelve
read in base 34, remainder by 31, zero being written X.

Source: deduced from published tickets, 14 of 18 fit (medium). Hence a wrong check character
on a ticket of somebody else is a warning, never a refusal.
"""

from stdnum.exceptions import InvalidChecksum, InvalidFormat, InvalidLength, ValidationError
from stdnum.util import clean

ALPHABET = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"

TEMPORARY_UNEMPLOYMENT = "3A"
DECLARATIONS = "34"
FILES = "38"

_BASE = len(ALPHABET)
_CHECK_MODULUS = 31
_SERIAL_CHARACTERS = 8
_SUFFIX = "00"


def compact(number: str) -> str:
    """Strip blanks, in capitals."""
    return clean(number, " ").strip().upper()


def validate(number: str) -> str:
    """Return the thirteen characters, or raise ``ValidationError``."""
    ticket = compact(number)
    if len(ticket) != 13:
        raise InvalidLength()
    if any(character not in ALPHABET for character in ticket):
        raise InvalidFormat()
    if _check(ticket[:12]) != ticket[12]:
        raise InvalidChecksum()
    return ticket


def is_valid(number: str) -> bool:
    """Tell whether the ticket passes its check character."""
    try:
        validate(number)
    except ValidationError:
        return False
    return True


def format(number: str) -> str:
    """Write it without blanks, in capitals."""
    return compact(number)


def from_serial(system: str, serial: int) -> str:
    """Make the ticket of a serial number (0 to 34⁸ − 1) of an issuing system."""
    if not 0 <= serial < _BASE**_SERIAL_CHARACTERS:
        raise InvalidLength()
    characters = ""
    for _ in range(_SERIAL_CHARACTERS):
        serial, remainder = divmod(serial, _BASE)
        characters = ALPHABET[remainder] + characters
    stem = system + characters + _SUFFIX
    return stem + _check(stem)


def _check(stem: str) -> str:
    value = 0
    for character in stem:
        value = value * _BASE + ALPHABET.index(character)
    return ALPHABET[value % _CHECK_MODULUS or _CHECK_MODULUS]
