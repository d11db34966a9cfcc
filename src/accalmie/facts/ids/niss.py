"""NISS: identification number of social security (national register or bis register).

Eleven digits: birth date YYMMDD, order number, and two check digits that are 97 minus
the remainder of the first nine by 97; for births from 2000 the nine digits are preceded
by a 2. A bis number has its month raised by 20 (sex unknown) or 40 (sex known).

python-stdnum's ``be.nn`` reads today's date to choose the century; a number's validity
must not depend on the day of reading, so the two check rules stand here.

Source: ONSS glossary 2023/3, zone 00024; check on published examples (high).
"""

from datetime import date

from stdnum.exceptions import InvalidChecksum, InvalidFormat, InvalidLength, ValidationError
from stdnum.util import clean

_MODULUS = 97
_BORN_FROM_2000 = 2_000_000_000
_BIS_MONTHS_RAISED_BY = (20, 40)


def compact(number: str) -> str:
    """Strip blanks, dots and hyphens."""
    # Messages carry millions of bare numbers; there is nothing to strip from those.
    if number.isascii() and number.isdigit():
        return number
    return clean(number, " .-").strip()


def validate(number: str) -> str:
    """Return the eleven digits, or raise ``ValidationError``."""
    digits = compact(number)
    if len(digits) != 11:
        raise InvalidLength()
    if not (digits.isascii() and digits.isdigit()):
        raise InvalidFormat()
    if not has_right_check(digits):
        raise InvalidChecksum()
    return digits


def has_right_check(digits: str) -> bool:
    """Tell whether eleven digits, known to be eleven digits, end in one of the two checks."""
    stem, check = divmod(int(digits), 100)
    return check == _check(stem) or check == _check(_BORN_FROM_2000 + stem)


def is_valid(number: str) -> bool:
    """Tell whether the number passes its check."""
    try:
        validate(number)
    except ValidationError:
        return False
    return True


def is_bis(number: str) -> bool:
    """Tell whether the number is of the bis register, by its raised month."""
    month = int(compact(number)[2:4])
    # Month 0 stands for an unknown birth date.
    return any(raised <= month <= raised + 12 for raised in _BIS_MONTHS_RAISED_BY)


def birth_date(number: str) -> date | None:
    """The birth date inside the number, None where it is unknown or no day of the calendar."""
    digits = compact(number)
    is_from_2000 = _check(int(digits[:9])) != int(digits[9:])
    month = int(digits[2:4])
    raised = next((by for by in (40, 20) if month > by), 0)
    try:
        return date(
            int(digits[:2]) + (2000 if is_from_2000 else 1900), month - raised, int(digits[4:6])
        )
    except ValueError:
        return None


def format(number: str) -> str:
    """Write it as on the identity card: ``85.01.14-997.84``."""
    digits = compact(number)
    return f"{digits[:2]}.{digits[2:4]}.{digits[4:6]}-{digits[6:9]}.{digits[9:]}"


def with_check_digits(stem: str, *, born_from_2000: bool = False) -> str:
    """Complete nine digits with their two check digits (used for fictitious persons)."""
    return f"{stem}{_check(int(stem) + (_BORN_FROM_2000 if born_from_2000 else 0)):02d}"


def _check(stem: int) -> int:
    return _MODULUS - stem % _MODULUS
