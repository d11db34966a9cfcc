"""Number of an establishment unit: ten digits from 2 to 8, checked like an enterprise number.

Source: crossroads bank for enterprises, numbering of units (medium).
"""

from stdnum.exceptions import InvalidChecksum, InvalidFormat, InvalidLength, ValidationError
from stdnum.util import clean


def compact(number: str) -> str:
    """Strip blanks, dots and hyphens."""
    return clean(number, " .-").strip()


def validate(number: str) -> str:
    """Return the ten digits, or raise ``ValidationError``."""
    digits = compact(number)
    if len(digits) != 10:
        raise InvalidLength()
    if not (digits.isascii() and digits.isdigit()) or digits[0] not in "2345678":
        raise InvalidFormat()
    if 97 - int(digits[:8]) % 97 != int(digits[8:]):
        raise InvalidChecksum()
    return digits


def is_valid(number: str) -> bool:
    """Tell whether the number passes its check."""
    try:
        validate(number)
    except ValidationError:
        return False
    return True


def format(number: str) -> str:
    """Write it as on official papers: ``2.999.000.112``."""
    digits = compact(number)
    return f"{digits[0]}.{digits[1:4]}.{digits[4:7]}.{digits[7:]}"


def with_check_digits(stem: str) -> str:
    """Complete eight digits with their two check digits (used for fictitious units)."""
    return f"{stem}{97 - int(stem) % 97:02d}"
