"""BCE: enterprise number of the crossroads bank for enterprises.

Ten digits, the first 0 or 1; the last two are 97 minus the remainder of the first eight
by 97. A number of nine digits has lost its leading zero.

Source: ONSS glossary 2023/3, zone 00014 (high).
"""

from stdnum.be import vat
from stdnum.exceptions import ValidationError


def compact(number: str) -> str:
    """Strip separators and a country prefix, and restore a lost leading zero."""
    return vat.compact(number)


def validate(number: str) -> str:
    """Return the ten digits, or raise ``ValidationError``."""
    return vat.validate(number)


def is_valid(number: str) -> bool:
    """Tell whether the number passes its check."""
    try:
        validate(number)
    except ValidationError:
        return False
    return True


def format(number: str) -> str:
    """Write it as on official papers: ``0999.000.129``."""
    digits = compact(number)
    return f"{digits[:4]}.{digits[4:7]}.{digits[7:]}"


def with_check_digits(stem: str) -> str:
    """Complete eight digits with their two check digits (used for fictitious employers)."""
    return f"{stem}{97 - int(stem) % 97:02d}"
