"""PPL: number of a provincial or local authority (formerly ONSSAPL), eight digits.

The check digits look like the remainder of the first six digits by 97; the lower bound of
the official domain does not follow that rule, so a doubtful number is a warning, never a refusal.

Source: ONSS glossary 2023/3, zone 00109 (domain: high; check rule: low).
"""

from stdnum.exceptions import InvalidComponent, InvalidFormat, InvalidLength, ValidationError
from stdnum.util import clean

_LOWEST, _HIGHEST = 197, 99_999_926


def compact(number: str) -> str:
    """Strip separators; a short number gets its leading zeros back."""
    return clean(number, " .-").strip().zfill(8)


def validate(number: str) -> str:
    """Return the eight digits inside the official domain, or raise ``ValidationError``."""
    digits = compact(number)
    if len(digits) != 8:
        raise InvalidLength()
    if not (digits.isascii() and digits.isdigit()):
        raise InvalidFormat()
    if not _LOWEST <= int(digits) <= _HIGHEST:
        raise InvalidComponent()
    return digits


def is_valid(number: str) -> bool:
    """Tell whether the number lies in the official domain."""
    try:
        validate(number)
    except ValidationError:
        return False
    return True


def has_usual_check_digits(number: str) -> bool:
    """Tell whether the last two digits follow the rule seen on known numbers (a warning only)."""
    digits = compact(number)
    return int(digits[:6]) % 97 == int(digits[6:])


def format(number: str) -> str:
    """Write it with its check digits apart: ``010600-27``."""
    digits = compact(number)
    return f"{digits[:6]}-{digits[6:]}"
