"""Fields of the claim: a day in three boxes, an account number."""

from __future__ import annotations

import re
from datetime import date

from django import forms
from django.utils.translation import gettext as _
from stdnum import bic as bic_numbers
from stdnum import iban as iban_numbers
from stdnum.exceptions import (
    InvalidChecksum,
    InvalidComponent,
    InvalidFormat,
    InvalidLength,
)

_WRITTEN = re.compile(r"^\s*(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})\s*$")
BELGIUM = "BE"


class ThreeBoxes(forms.MultiWidget):
    """Day, month and year; a whole date may be pasted into the first box."""

    def __init__(self) -> None:
        box = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__([forms.TextInput(attrs=box) for _box in range(3)])

    def decompress(self, value: date | None) -> list[str]:
        """The three boxes of a day."""
        return [str(value.day), str(value.month), str(value.year)] if value else ["", "", ""]

    def value_from_datadict(self, data, files, name) -> list[str]:
        """The three boxes as they came, a pasted date spread over them."""
        boxes = [str(data.get(f"{name}_{n}", "")).strip() for n in range(3)]
        pasted = _WRITTEN.match(boxes[0]) if not any(boxes[1:]) else None
        return list(pasted.groups()) if pasted else boxes


class Day(forms.Field):
    """A day that must be given."""

    widget = ThreeBoxes

    def to_python(self, value: list[str] | None) -> date | None:
        """The day of three boxes."""
        boxes = value or ["", "", ""]
        if not any(boxes):
            return None
        try:
            day, month, year = (int(box) for box in boxes)
            return date(year, month, day)
        except (ValueError, OverflowError) as error:
            raise forms.ValidationError(
                _("This day does not exist. Write day, month and year: 9 11 2026.")
            ) from error


def checked_iban(written: str) -> str:
    """An account number without spaces; what is wrong with it is said in words."""
    number = iban_numbers.compact(written)
    try:
        # The list of banks inside the library grows old; length and check digits do not.
        return iban_numbers.validate(number, check_country=False)
    except InvalidLength as error:
        raise forms.ValidationError(
            _("The account number is too short or too long. A Belgian one has 16 characters.")
        ) from error
    except InvalidChecksum as error:
        raise forms.ValidationError(
            _("The account number has a mistake: its check digits do not fit. Compare each group.")
        ) from error
    except (InvalidFormat, InvalidComponent) as error:
        raise forms.ValidationError(
            _("Write the account number as on your bank card: BE68 5390 0754 7034.")
        ) from error


def checked_bic(written: str) -> str:
    """The code of a bank, without spaces."""
    if not bic_numbers.is_valid(written):
        raise forms.ValidationError(
            _("The code of the bank (BIC) has 8 or 11 characters, for example BNPAFRPP.")
        )
    return bic_numbers.compact(written)
