"""ONSS: registration number of an employer, definitive (7 + 2 digits) or provisional (8 + 2).

The two last digits are 96 minus the remainder of a hundred times the stem by 97.

Source: ONSS glossary 2023/3, zones 00011 and 00621, bounds of the domain (high).
"""

from stdnum.exceptions import InvalidChecksum, InvalidFormat, InvalidLength, ValidationError
from stdnum.util import clean

_DEFINITIVE_DIGITS = 9
_PROVISIONAL_DIGITS = 10


def compact(number: str) -> str:
    """Strip separators; a short number gets its leading zeros back."""
    return clean(number, " .-").strip().zfill(_DEFINITIVE_DIGITS)


def validate(number: str) -> str:
    """Return the nine or ten digits, or raise ``ValidationError``."""
    digits = compact(number)
    if len(digits) not in (_DEFINITIVE_DIGITS, _PROVISIONAL_DIGITS):
        raise InvalidLength()
    if not (digits.isascii() and digits.isdigit()):
        raise InvalidFormat()
    if len(digits) == _PROVISIONAL_DIGITS and digits[0] != "5":
        raise InvalidFormat()
    if _check(int(digits[:-2])) != int(digits[-2:]):
        raise InvalidChecksum()
    return digits


def is_valid(number: str) -> bool:
    """Tell whether the number passes its check."""
    try:
        validate(number)
    except ValidationError:
        return False
    return True


def is_provisional(number: str) -> bool:
    """Tell whether it is a provisional number (ten digits)."""
    return len(compact(number)) == _PROVISIONAL_DIGITS


def format(number: str) -> str:
    """Write it with its check digits apart: ``1999998-37``."""
    digits = compact(number)
    return f"{digits[:-2]}-{digits[-2:]}"


def with_check_digits(stem: str) -> str:
    """Complete seven or eight digits with their check digits (used for fictitious employers)."""
    return f"{stem}{_check(int(stem)):02d}"


def _check(stem: int) -> int:
    return 96 - 100 * stem % 97
