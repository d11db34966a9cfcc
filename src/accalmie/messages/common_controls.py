"""Controls that several messages share: numbers, places, committees, months."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache

from accalmie.facts.days import Month
from accalmie.facts.ids import bce, niss, onss
from accalmie.messages import references
from accalmie.messages.forms import Group
from accalmie.messages.reading import Report

LOWEST_ONSS, LOWEST_PPL = 100_006, 197

Get = Callable[[str], str | None]

day_of = lru_cache(maxsize=4096)(date.fromisoformat)
"""The day that a text names. A file is written on one day or a few."""


def check_numbers_of_employer(form: Group, get: Get, report: Report) -> tuple[str | None, ...]:
    """Check the numbers under the link; return ONSS and enterprise number, None for none."""
    if form.values.get("Link") is None:
        return None, None
    own_onss = checked_number(form, get, "Link/NOSSRegistrationNbr", "00011", report)
    own_bce = checked_number(form, get, "Link/CompanyID", "00014", report)
    ppl = get("Link/NOSSLPARegistrationNbr")
    if ppl is not None and 0 < int(ppl) < LOWEST_PPL:
        report("00109-008", form, "Link/NOSSLPARegistrationNbr")
    if own_onss is None and own_bce is None and not int(ppl or 0):
        zone, name = ("00011", "NOSSRegistrationNbr")
        if ppl is not None:
            zone, name = ("00109", "NOSSLPARegistrationNbr")
        report(f"{zone}-008", form, f"Link/{name}")
    return own_onss, own_bce


def checked_number(form: Group, get: Get, place: str, zone: str, report: Report) -> str | None:
    """Check an employer's number; return it at full length, None for 0 or absent."""
    text = get(place)
    if text is None:
        return None
    known = _KNOWN.get((zone, text))
    if known is None:
        if len(_KNOWN) > _KNOWN_AT_MOST:
            _KNOWN.clear()
        known = _KNOWN[zone, text] = _examined(zone, text)
    number, error = known
    if error is not None:
        report(f"{zone}-{error}", form, place)
    return number


def _examined(zone: str, text: str) -> tuple[str | None, str | None]:
    if not text.strip("0"):
        return None, None
    if zone == "00011":
        number = text.zfill(9)
        if int(number) < LOWEST_ONSS:
            return number, "008"
        return number, None if onss.is_valid(number) else "004"
    number = text.zfill(10)
    return number, None if bce.is_valid(number) else "004"


# A file names the same few employers over and over.
_KNOWN: dict[tuple[str, str], tuple[str | None, str | None]] = {}
_KNOWN_AT_MOST = 10_000


def check_worker(form: Group, place: str, report: Report) -> None:
    """Check the number of the one worker of a form."""
    worker = form.get(place)
    if worker is not None and not niss.is_valid(worker):
        report("00024-004", form, place)


def check_belgian_place(form: Group, at: str, report: Report) -> None:
    """Check that the postal code at a place exists and serves the municipality."""
    code, name = form.get(f"{at}/ZIPCode"), form.get(f"{at}/City")
    if code is None or (name is not None and references.is_place_of(code, name)):
        return
    if not references.is_belgian_postal_code(code):
        report("00520-008", form, f"{at}/ZIPCode")
    elif name is not None:
        report("00522-160", form, f"{at}/City")


def check_committee(form: Group, place: str, on: date | None, report: Report) -> None:
    """Check that a joint committee is known, and existed on a day."""
    number = form.get(place)
    if number is None:
        return
    if not references.is_committee(number):
        report("00046-008", form, place)
    elif on is not None and not references.was_committee_on(number, on):
        report("00046-035", form, place)


def whole_month(first: str | None, last: str | None) -> Month | None:
    """The calendar month that two days span exactly, None where they do not."""
    if first is None or last is None:
        return None
    month = Month.of(day_of(first))
    is_whole = (month.first_day, month.last_day) == (day_of(first), day_of(last))
    return month if is_whole else None
