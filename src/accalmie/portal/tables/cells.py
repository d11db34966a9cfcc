"""What stands in one cell: a number, a day, a word; or which mistake is in it."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from accalmie.facts.ids import ValidationError, niss
from accalmie.facts.languages import Language


class Fault(StrEnum):
    """What is wrong with one cell or one row; the pages have a sentence for each."""

    NISS_MISSING = "niss_missing"
    NISS_SHAPE = "niss_shape"
    NISS_CHECK = "niss_check"
    TWICE = "twice"
    DAY_SHAPE = "day_shape"
    DAY_YEAR = "day_year"
    DAY_IMPOSSIBLE = "day_impossible"
    UNTIL_BEFORE_SINCE = "until_before_since"
    STATUS = "status"
    COMMITTEE = "committee"
    LANGUAGE = "language"
    TOO_LONG = "too_long"
    DAY_MISSING = "day_missing"
    HOURS_MISSING = "hours_missing"
    FIGURE = "figure"
    CODE = "code"
    OTHER_MONTH = "other_month"


_SIGNS = str.maketrans("", "", " .-/_\u00a0\u202f'")
_SHAPE_OF_NISS = re.compile(r"\d{11}")
_EXCEL_LOSES = 2
"""Leading zeros that a spreadsheet drops when it takes a national number for a figure."""

_YEAR_FIRST = re.compile(r"(\d{4})[-./ ](\d{1,2})[-./ ](\d{1,2})(?:[ T]00:00(?::00)?)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4}|\d{2})")
_WITHOUT_SIGNS = re.compile(r"(\d{2})(\d{2})(\d{4})")
_YEARS = range(1900, 2100)

_STATUSES = {
    False: {
        "ouvrier", "ouvriere", "ouvriers", "o", "arbeider", "arbeidster", "a", "arbeiter",
        "arbeiterin", "manual", "manual worker", "worker", "blue collar", "bc", "handarbeider",
    },
    True: {
        "employe", "employee", "employes", "e", "bediende", "b", "angestellter", "angestellte",
        "angestellt", "white collar", "wc", "clerk",
    },
}  # fmt: skip


def number_of(written: str) -> str | Fault:
    """The eleven digits of a national number; zeros that a spreadsheet dropped are put back."""
    digits = written.translate(_SIGNS)
    if not digits:
        return Fault.NISS_MISSING
    if not (digits.isascii() and digits.isdigit()) or not 11 - _EXCEL_LOSES <= len(digits) <= 11:
        return Fault.NISS_SHAPE
    try:
        return niss.validate(digits.zfill(11))
    except ValidationError:
        return Fault.NISS_CHECK


def has_shape_of_niss(written: str) -> bool:
    """Tell whether it may be meant as a national number."""
    is_whole = _SHAPE_OF_NISS.fullmatch(written.translate(_SIGNS)) is not None
    return is_whole or not isinstance(number_of(written), Fault)


def has_shape_of_day(written: str) -> bool:
    """Tell whether it may be meant as a day."""
    return any(shape.fullmatch(written) for shape in (_YEAR_FIRST, _DAY_FIRST, _WITHOUT_SIGNS))


def day_of(written: str) -> date | Fault:
    """A day in one of the accepted forms: the day comes before the month, the year is in full."""
    if found := _YEAR_FIRST.fullmatch(written):
        year, month, day = found.groups()
    elif found := _DAY_FIRST.fullmatch(written) or _WITHOUT_SIGNS.fullmatch(written):
        day, month, year = found.groups()
    else:
        return Fault.DAY_SHAPE
    if len(year) == 2 or int(year) not in _YEARS:
        return Fault.DAY_YEAR
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return Fault.DAY_IMPOSSIBLE


def status(written: str) -> bool | Fault:
    """True for an employee, False for a manual worker."""
    word = _plain(written)
    for is_employee, words in _STATUSES.items():
        if word in words:
            return is_employee
    return Fault.STATUS


def committee(written: str) -> str | Fault:
    """A joint committee as it is written: 124, 149.01, 140.03.01; a figure keeps its zeros."""
    found = re.fullmatch(r"(?:CP|PC|PK|JC)?\s*([1-9]\d{2})(?:[.,](\d{1,2}))?(?:[.,](\d{2}))?",
                         written.strip(), re.IGNORECASE)  # fmt: skip
    if found is None:
        return Fault.COMMITTEE
    # 140.1 in a spreadsheet was 140.10: what ends in zero loses it.
    parts = (found[1], found[2] and found[2].ljust(2, "0"), found[3])
    return ".".join(part for part in parts if part)


def language(written: str) -> Language | Fault:
    """A language by its code or its name."""
    word = _plain(written)[:2]
    codes = {"fr": Language.FR, "nl": Language.NL, "ne": Language.NL, "vl": Language.NL,
             "de": Language.DE, "du": Language.DE, "al": Language.DE, "ge": Language.DE,
             "en": Language.EN, "an": Language.EN}  # fmt: skip
    return codes.get(word, Fault.LANGUAGE)


def figure(written: str) -> Decimal | Fault:
    """A number that is not below zero, with a comma or a point, or hours and minutes: 7:36."""
    text = written.replace("\u00a0", "").replace(" ", "")
    if found := re.fullmatch(r"(\d{1,3})[:h](\d{2})(?::00)?", text):
        if int(found[2]) > 59:
            return Fault.FIGURE
        return (Decimal(found[1]) + Decimal(found[2]) / 60).quantize(Decimal("0.01"))
    try:
        found_number = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return Fault.FIGURE
    if not found_number.is_finite() or not 0 <= found_number < 1000:
        return Fault.FIGURE
    if found_number != round(found_number, 2):
        return Fault.FIGURE
    return found_number


def _plain(written: str) -> str:
    plain = unicodedata.normalize("NFKD", written.casefold())
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(re.findall(r"[a-z]+", letters))
