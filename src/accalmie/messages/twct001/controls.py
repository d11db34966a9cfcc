"""What TWCT001 asks of a form beyond its structure (ONSS glossary 2023/3).

Dates that the message limits are limits of the channel, not of the law; they are counted from the
creation date that the form itself carries.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import cast

from accalmie.facts.days import same_date_after
from accalmie.facts.ids import niss
from accalmie.messages import references
from accalmie.messages.checks import Checks
from accalmie.messages.common_controls import (
    Get,
    check_numbers_of_employer,
    checked_number,
    day_of,
)
from accalmie.messages.forms import Group, Rows
from accalmie.messages.reading import Report, check_presence
from accalmie.messages.specification import Specification, Words, load
from accalmie.messages.twct001.codes import RISK_BLOCK, is_white_collar
from accalmie.messages.twct001.register_controls import check_register

_FIRST_START, _LAST_START = date(2004, 1, 1), date(2099, 12, 31)
_DAYS_AROUND_CREATION = 7
_DAYS_AFTER_ACCIDENT = 7
_LONGEST_DAYS = {"001": 366, "003": 92, "004": 92, "006": 366}
_SOCIAL_ACTION_MONTHS_BACK = 6
_MONTHS_AHEAD = 12

_STATUS = {"0": "original", "1": "change", "3": "cancellation"}
_FULL_CONTENT = (
    "Link/OperationalOffice",
    "Link/CoordinatesContactPerson",
    "Link/NaturalPerson",
    "Link/DepartmentIdentification",
    *RISK_BLOCK.values(),
)
_CONTACT = "Link/CoordinatesContactPerson"
_AGENCY = "Link/TemporaryEmploymentAgency"
_PERSON = "Link/NaturalPerson"
_AGENCY_ONSS = f"{_AGENCY}/NOSSRegistrationNbr"
_AGENCY_BCE = f"{_AGENCY}/CompanyID"
_FROM_USER = f"{_AGENCY}/CommunicationSourceIndicator"
_CONTACT_ADDRESS = f"{_CONTACT}/Address"
_FIRST_DAY_REASON = f"{RISK_BLOCK['005']}/EffectiveUnemploymentReason"


@dataclass(frozen=True, slots=True)
class _Places:
    """Where a risk keeps what the controls look at."""

    block: str
    start: str
    end: str
    committee: str
    level: str
    accident: str

    @classmethod
    def of(cls, block: str) -> _Places:
        period = f"{block}/TempUnemploymentPeriod/TempUnemployment"
        return cls(
            block,
            f"{period}StartingDate",
            f"{period}EndingDate",
            f"{block}/JointCommissionNbr",
            f"{block}/JointCommissionLevel",
            f"{block}/DateTechnicalAccident",
        )


@dataclass(frozen=True, slots=True)
class _Address:
    """Where an address keeps what the controls look at."""

    block: str
    postal_code: str
    city: str
    country: str
    is_always_belgian: bool

    @classmethod
    def of(cls, block: str, *, is_always_belgian: bool) -> _Address:
        parts = (f"{block}/ZIPCode", f"{block}/City", f"{block}/Country")
        return cls(block, *parts, is_always_belgian)


_ADDRESSES = (
    _Address.of("Link/OperationalOffice", is_always_belgian=True),
    _Address.of("Link/Sender", is_always_belgian=True),
    _Address.of(_CONTACT_ADDRESS, is_always_belgian=False),
    _Address.of(f"{RISK_BLOCK['002']}/SiteAddress", is_always_belgian=False),
    _Address.of(f"{RISK_BLOCK['005']}/SiteAddress", is_always_belgian=False),
)

_PLACES = {risk: _Places.of(block) for risk, block in RISK_BLOCK.items()}


def controls(checks: Checks) -> Callable[[Group, Report], None]:
    """Bind the controls to what they take into account."""
    specification = load("TWCT001")

    def check(form: Group, report: Report) -> None:
        get = form.getter()
        risk = get("RiskIdentification/IdentificationOfRisk") or ""
        status = get("AttestationStatus") or ""
        words = words_of(form, risk, status)
        check_presence(specification, words, form, report)
        _check_references(form, status, report)
        _check_employer(form, get, report)
        _check_addresses(form, get, report)
        places = _PLACES.get(risk)
        _check_persons(specification, words, form, places, report)
        if places is not None:
            starts_on = _check_dates(form, get, risk, status, places, report)
            _check_committee(form, get, places, starts_on, report)
        if checks.received_on is not None:
            _check_creation(form, checks.received_on, report)
        if checks.register is not None:
            check_register(form, risk, status, checks.register, report)
        if checks.warned_by_law is not None and places and form.is_present(places.block):
            for code in checks.warned_by_law(form):
                report(code, form, places.start if code.startswith("00199") else places.end)

    return check


def words_of(form: Group, risk: str, status: str) -> Words:
    """The words about a form that the presence rules of the specification use."""
    values = form.values
    words = [f"risk_{risk}", _STATUS.get(status, "")]
    if status == "3" and not any(map(form.is_present, _FULL_CONTENT)):
        words.append("simplified")
    if form.lists.get(_PERSON):
        words.append("persons")
    if values.get("Link/DepartmentIdentification") is not None:
        words.append("department")
    if values.get(_CONTACT_ADDRESS) is not None:
        words.append("contact_address")
    if values.get(_FROM_USER) == "1":
        words.append("from_user")
    if risk == "005":
        words.append(f"reason_{values.get(_FIRST_DAY_REASON)}")
    if values.get("Link/TempUnempSocialAction/SocialActionUnemployment/UnemploymentReason"):
        words.append("reason_code")
    # The committees 126, 132, 144, 145 and 211 need a level only for their level 050, which cannot
    # be told from a form that gives none.
    if risk in ("001", "006") and (values.get(_PLACES[risk].committee) or "").startswith("3"):
        words.append("level_needed")
    return frozenset(words)


def _check_references(form: Group, status: str, report: Report) -> None:
    found_references = form.each("Reference")
    if status == "0" and _is_own_reference_only(found_references):
        return
    seen = set()
    tickets = 0
    for found in found_references:
        kind = found.get("ReferenceType")
        pair = kind, found.get("ReferenceOrigin")
        if pair == ("1", "2") or pair == ("6", "1"):
            report("00298-008", found, "ReferenceOrigin")
        if pair in seen:
            report("90082-006", found, "")
        seen.add(pair)
        tickets += pair == ("3", "2")
        if (status == "0" and kind == "3") or (status in ("1", "3") and kind == "6"):
            report("90082-005", found, "")
    if status in ("1", "3") and not tickets:
        report("90082-001", form, "Reference")


def _is_own_reference_only(found: Sequence[Group]) -> bool:
    """The usual case: one reference of type 1, by the sender."""
    return not found or (
        isinstance(found, Rows)
        and len(found) == 1
        and found.column("ReferenceType") == ["1"]
        and found.column("ReferenceOrigin") == ["1"]
    )


def _check_employer(form: Group, get: Get, report: Report) -> None:
    own_onss, own_bce = check_numbers_of_employer(form, get, report)
    if get(_FROM_USER) == "1":
        agency_onss = checked_number(form, get, _AGENCY_ONSS, "00011", report)
        agency_bce = checked_number(form, get, _AGENCY_BCE, "00014", report)
        if agency_onss is not None and agency_onss == own_onss:
            report("00011-041", form, _AGENCY_ONSS)
        if agency_bce is not None and agency_bce == own_bce:
            report("00014-451", form, _AGENCY_BCE)


def _check_addresses(form: Group, get: Get, report: Report) -> None:
    is_present = form.values.get
    for address in _ADDRESSES:
        if is_present(address.block) is None:
            continue
        country = is_present(address.country)
        if country is None or references.is_belgium(country) or address.is_always_belgian:
            _check_belgian(form, get, address, report)
        elif get(address.country) is not None and not references.is_country(country):
            report("00523-008", form, address.country)


def _check_belgian(form: Group, get: Get, address: _Address, report: Report) -> None:
    code, name = get(address.postal_code), get(address.city)
    if code is None or (name is not None and references.is_place_of(code, name)):
        return
    if not references.is_belgian_postal_code(code):
        report("00520-008", form, address.postal_code)
    elif name is not None:
        report("00522-160", form, address.city)


def _check_persons(
    specification: Specification,
    words: Words,
    form: Group,
    places: _Places | None,
    report: Report,
) -> None:
    persons = form.each(_PERSON)
    if not persons or (isinstance(persons, Rows) and _are_plainly_good(persons)):
        return
    numbers: set[int] = set()
    workers: set[str] = set()
    for person in persons:
        sequence, worker = person.get("NaturalPersonSequenceNbr"), person.get("INSS")
        if sequence is not None:
            if int(sequence) in numbers:
                report("00023-006", person, "NaturalPersonSequenceNbr")
            numbers.add(int(sequence))
        if worker is not None:
            if worker in workers:
                report("00024-006", person, "INSS")
            elif not niss.is_valid(worker):
                report("00024-004", person, "INSS")
            workers.add(worker)
        if person.values.get("IndividualUnempPeriod") is not None:
            check_presence(specification, words, person, report, _PERSON)
            if places is not None:
                _check_own_end(form, person, places, report)


def _are_plainly_good(persons: Rows) -> bool:
    """Tell whether nothing can be wrong: all numbers valid, none twice, no end of one's own."""
    workers = persons.column("INSS")
    sequences = persons.column("NaturalPersonSequenceNbr")
    return (
        len(set(workers)) == len(workers)
        and len({int(sequence or 0) for sequence in sequences}) == len(sequences)
        and not any(persons.column("IndividualUnempPeriod/IndividualUnempEndingDate"))
        and all(map(niss.has_right_check, cast("list[str]", workers)))
    )


def _check_own_end(form: Group, person: Group, places: _Places, report: Report) -> None:
    place = "IndividualUnempPeriod/IndividualUnempEndingDate"
    ends_on, first, last = person.get(place), form.get(places.start), form.get(places.end)
    # Days written 2026-11-21 sort as text.
    if ends_on and ((first and ends_on < first) or (last and ends_on > last)):
        report("00768-097", person, place)


def _check_committee(
    form: Group, get: Get, places: _Places, starts_on: date | None, report: Report
) -> None:
    number = get(places.committee)
    if number is None:
        return
    if not references.is_committee(number):
        report("00046-008", form, places.committee)
    elif starts_on is not None and not references.was_committee_on(number, starts_on):
        report("00046-035", form, places.committee)
    level = get(places.level)
    if level is not None and number[0] == "3" and level > "099":
        report("00762-020", form, places.level)


def _check_dates(
    form: Group, get: Get, risk: str, status: str, places: _Places, report: Report
) -> date | None:
    """Check start and end against the creation date; return the start."""
    first, created = get(places.start), get("FormCreationDate")
    if first is None or created is None:
        return None
    start, creation = day_of(first), day_of(created)
    if not _is_start_accepted(risk, status, start, creation):
        report("00199-008", form, places.start)
    if risk == "003":
        _check_accident(form, get, places, start, creation, report)
    last = get(places.end)
    if last is not None:
        end, longest = day_of(last), _LONGEST_DAYS.get(risk)
        if (
            end < start
            or (longest is not None and (end - start).days > longest)
            or (
                risk == "001"
                and end.year != start.year
                and is_white_collar(get(places.committee), get(places.level))
            )
        ):
            report("00754-098", form, places.end)
    return start


_same_date_after = lru_cache(maxsize=4096)(same_date_after)


def _is_start_accepted(risk: str, status: str, start: date, creation: date) -> bool:
    if not _FIRST_START <= start <= _LAST_START:
        return False
    if start > _same_date_after(creation, _MONTHS_AHEAD):
        return False
    is_original = status == "0"
    match risk:
        case "001":
            return not is_original or start >= creation
        case "002" | "005":
            return not is_original or abs((start - creation).days) <= _DAYS_AROUND_CREATION
        case "004":
            return start <= creation
        case "006":
            return start >= _same_date_after(creation, -_SOCIAL_ACTION_MONTHS_BACK)
    return True


def _check_accident(
    form: Group, get: Get, places: _Places, start: date, creation: date, report: Report
) -> None:
    text = get(places.accident)
    if text is None:
        return
    accident_on = day_of(text)
    if accident_on > creation:
        report("00766-008", form, places.accident)
    if (start - accident_on).days < _DAYS_AFTER_ACCIDENT:
        report("00199-008", form, places.start)


def _check_creation(form: Group, received_on: date, report: Report) -> None:
    """Created this year or last year, never in the future (zone 00218)."""
    text = form.get("FormCreationDate")
    if text is None:
        return
    creation = day_of(text)
    if creation > received_on or creation.year < received_on.year - 1:
        report("00218-008", form, "FormCreationDate")


__all__ = ["Checks", "controls", "words_of"]
