"""What TWCT001 asks of a form beyond its structure (ONSS glossary 2023/3).

Dates that the message limits are limits of the channel, not of the law; they are counted from the
creation date that the form itself carries.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from accalmie.facts.days import same_date_after
from accalmie.facts.ids import bce, niss, onss
from accalmie.messages import references
from accalmie.messages.forms import Group
from accalmie.messages.reading import Report, check_presence
from accalmie.messages.register import CheckDigitPolicy, Register
from accalmie.messages.specification import Specification, Words, load
from accalmie.messages.twct001.codes import RISK_BLOCK, is_white_collar
from accalmie.messages.twct001.register_controls import check_register

_FIRST_START, _LAST_START = date(2004, 1, 1), date(2099, 12, 31)
_DAYS_AROUND_CREATION = 7
_DAYS_AFTER_ACCIDENT = 7
_LONGEST_DAYS = {"001": 366, "003": 92, "004": 92, "006": 366}
_SOCIAL_ACTION_MONTHS_BACK = 6
_MONTHS_AHEAD = 12
_LOWEST_ONSS, _LOWEST_PPL = 100_006, 197

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Checks:
    """What a reading takes into account beside the form.

    ``received_on`` allows the controls that compare with the day of receipt; ``register`` those on
    earlier communications; ``warned_by_law`` gives, for a form, the codes that the law's dated
    values call for without blocking (notice period 00199-270, maximum 00754-271).
    """

    check_digits: CheckDigitPolicy = CheckDigitPolicy.BLOCKING
    received_on: date | None = None
    register: Register | None = None
    warned_by_law: Callable[[Group], tuple[str, ...]] | None = None


def controls(checks: Checks) -> Callable[[Group, Report], None]:
    """Bind the controls to what they take into account."""
    specification = load("TWCT001")

    def check(form: Group, report: Report) -> None:
        risk = form.get("RiskIdentification/IdentificationOfRisk") or ""
        status = form.get("AttestationStatus") or ""
        words = words_of(form, risk, status)
        check_presence(specification, words, form, report)
        _check_references(form, status, report)
        _check_employer(form, report)
        _check_addresses(form, report)
        block = RISK_BLOCK.get(risk, "")
        starts_on = _check_dates(form, risk, status, block, report)
        _check_persons(specification, words, form, block, report)
        _check_committee(form, block, starts_on, report)
        if checks.received_on is not None:
            _check_creation(form, checks.received_on, report)
        if checks.register is not None:
            check_register(form, risk, status, checks.register, report)
        if checks.warned_by_law is not None and block and form.is_present(block):
            for code in checks.warned_by_law(form):
                name = "Starting" if code.startswith("00199") else "Ending"
                report(code, form, f"{block}/TempUnemploymentPeriod/TempUnemployment{name}Date")

    return check


def words_of(form: Group, risk: str, status: str) -> Words:
    """The words about a form that the presence rules of the specification use."""
    words = [f"risk_{risk}", _STATUS.get(status, "")]
    is_present = form.is_present
    if status == "3" and not any(map(is_present, _FULL_CONTENT)):
        words.append("simplified")
    if form.lists.get(_PERSON):
        words.append("persons")
    if is_present("Link/DepartmentIdentification"):
        words.append("department")
    if is_present(f"{_CONTACT}/Address"):
        words.append("contact_address")
    if form.get(f"{_AGENCY}/CommunicationSourceIndicator") == "1":
        words.append("from_user")
    if risk == "005":
        words.append(f"reason_{form.get('Link/EffectiveUnemployment/EffectiveUnemploymentReason')}")
    if is_present("Link/TempUnempSocialAction/SocialActionUnemployment/UnemploymentReason"):
        words.append("reason_code")
    # The committees 126, 132, 144, 145 and 211 need a level only for their level 050, which cannot
    # be told from a form that gives none.
    if risk in ("001", "006") and (
        form.get(f"{RISK_BLOCK[risk]}/JointCommissionNbr") or ""
    ).startswith("3"):
        words.append("level_needed")
    return frozenset(words)


def _check_references(form: Group, status: str, report: Report) -> None:
    seen = set()
    tickets = 0
    for found in form.each("Reference"):
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


def _check_employer(form: Group, report: Report) -> None:
    own = _check_numbers(form, "Link", report)
    ppl = form.get("Link/NOSSLPARegistrationNbr")
    if ppl is not None and 0 < int(ppl) < _LOWEST_PPL:
        report("00109-008", form, "Link/NOSSLPARegistrationNbr")
    if own == (None, None) and not int(ppl or 0):
        place = "Link/NOSSLPARegistrationNbr" if ppl is not None else "Link/NOSSRegistrationNbr"
        report("00109-008" if ppl is not None else "00011-008", form, place)
    if form.get(f"{_AGENCY}/CommunicationSourceIndicator") == "1":
        agency_onss, agency_bce = _check_numbers(form, _AGENCY, report)
        if agency_onss is not None and agency_onss == own[0]:
            report("00011-041", form, f"{_AGENCY}/NOSSRegistrationNbr")
        if agency_bce is not None and agency_bce == own[1]:
            report("00014-451", form, f"{_AGENCY}/CompanyID")


def _check_numbers(form: Group, at: str, report: Report) -> tuple[str | None, str | None]:
    """Check the two numbers at a place; return them at full length, None for 0 or absent."""
    numbers: list[str | None] = []
    for name, zone, digits, is_valid in (
        ("NOSSRegistrationNbr", "00011", 9, onss.is_valid),
        ("CompanyID", "00014", 10, bce.is_valid),
    ):
        text = form.get(f"{at}/{name}")
        number = text.zfill(digits) if text is not None and text.strip("0") else None
        if number is not None and zone == "00011" and int(number) < _LOWEST_ONSS:
            report("00011-008", form, f"{at}/{name}")
        elif number is not None and not _is_valid(number, is_valid):
            report(f"{zone}-004", form, f"{at}/{name}")
        numbers.append(number)
    return numbers[0], numbers[1]


def _is_valid(number: str, check: Callable[[str], bool]) -> bool:
    known = _KNOWN.get(number)
    if known is None:
        if len(_KNOWN) > _KNOWN_AT_MOST:
            _KNOWN.clear()
        known = _KNOWN[number] = check(number)
    return known


# A file names the same few employers over and over.
_KNOWN: dict[str, bool] = {}
_KNOWN_AT_MOST = 10_000


def _check_addresses(form: Group, report: Report) -> None:
    for at in ("Link/OperationalOffice", "Link/Sender"):
        if form.is_present(at):
            _check_belgian(form, at, report)
    places = [f"{_CONTACT}/Address"]
    places += [f"{RISK_BLOCK[risk]}/SiteAddress" for risk in ("002", "005")]
    for at in places:
        if not form.is_present(at):
            continue
        country = form.get(f"{at}/Country")
        if references.is_belgium(country):
            if not form.is_present(f"{at}/Country") or country is not None:
                _check_belgian(form, at, report)
        elif country is not None and not references.is_country(country):
            report("00523-008", form, f"{at}/Country")


def _check_belgian(form: Group, at: str, report: Report) -> None:
    code, name = form.get(f"{at}/ZIPCode"), form.get(f"{at}/City")
    if code is None:
        return
    if not references.is_belgian_postal_code(code):
        report("00520-008", form, f"{at}/ZIPCode")
    elif name is not None and not references.is_place_of(code, name):
        report("00522-160", form, f"{at}/City")


def _check_persons(
    specification: Specification, words: Words, form: Group, block: str, report: Report
) -> None:
    persons = form.each(_PERSON)
    if not persons:
        return
    numbers: set[int] = set()
    workers: set[str] = set()
    for person in persons:
        values = person.values
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
        if values.get("IndividualUnempPeriod") is not None:
            check_presence(specification, words, person, report, _PERSON)
            _check_own_end(form, person, block, report)


def _check_own_end(form: Group, person: Group, block: str, report: Report) -> None:
    place = "IndividualUnempPeriod/IndividualUnempEndingDate"
    ends_on = person.get(place)
    first = form.get(f"{block}/TempUnemploymentPeriod/TempUnemploymentStartingDate")
    last = form.get(f"{block}/TempUnemploymentPeriod/TempUnemploymentEndingDate")
    # Days written 2026-11-21 sort as text.
    if ends_on and ((first and ends_on < first) or (last and ends_on > last)):
        report("00768-097", person, place)


def _check_committee(form: Group, block: str, starts_on: date | None, report: Report) -> None:
    number = form.get(f"{block}/JointCommissionNbr")
    if number is None:
        return
    if not references.is_committee(number):
        report("00046-008", form, f"{block}/JointCommissionNbr")
    elif starts_on is not None and not references.was_committee_on(number, starts_on):
        report("00046-035", form, f"{block}/JointCommissionNbr")
    level = form.get(f"{block}/JointCommissionLevel")
    if level is not None and number[0] == "3" and level > "099":
        report("00762-020", form, f"{block}/JointCommissionLevel")


def _check_dates(form: Group, risk: str, status: str, block: str, report: Report) -> date | None:
    """Check start and end against the creation date; return the start."""
    period = f"{block}/TempUnemploymentPeriod"
    first = form.get(f"{period}/TempUnemploymentStartingDate")
    created = form.get("FormCreationDate")
    if first is None or created is None:
        return None
    start, creation = date.fromisoformat(first), date.fromisoformat(created)
    if not _is_start_accepted(form, risk, status, start, creation):
        report("00199-008", form, f"{period}/TempUnemploymentStartingDate")
    if risk == "003":
        _check_accident(form, block, start, creation, report)
    last = form.get(f"{period}/TempUnemploymentEndingDate")
    if last is not None:
        end = date.fromisoformat(last)
        longest = _LONGEST_DAYS.get(risk)
        committee = form.get(f"{block}/JointCommissionNbr")
        level = form.get(f"{block}/JointCommissionLevel")
        if (
            end < start
            or (longest is not None and (end - start).days > longest)
            or (risk == "001" and end.year != start.year and is_white_collar(committee, level))
        ):
            report("00754-098", form, f"{period}/TempUnemploymentEndingDate")
    return start


def _is_start_accepted(form: Group, risk: str, status: str, start: date, creation: date) -> bool:
    if not _FIRST_START <= start <= _LAST_START or start > same_date_after(creation, _MONTHS_AHEAD):
        return False
    is_original = status == "0"
    match risk:
        case "001":
            return not is_original or start >= creation
        case "002" | "005":
            return not is_original or abs(start - creation) <= timedelta(_DAYS_AROUND_CREATION)
        case "004":
            return start <= creation
        case "006":
            return start >= same_date_after(creation, -_SOCIAL_ACTION_MONTHS_BACK)
    return True


def _check_accident(form: Group, block: str, start: date, creation: date, report: Report) -> None:
    text = form.get(f"{block}/DateTechnicalAccident")
    if text is None:
        return
    accident_on = date.fromisoformat(text)
    if accident_on > creation:
        report("00766-008", form, f"{block}/DateTechnicalAccident")
    if start < accident_on + timedelta(_DAYS_AFTER_ACCIDENT):
        report("00199-008", form, f"{block}/TempUnemploymentPeriod/TempUnemploymentStartingDate")


def _check_creation(form: Group, received_on: date, report: Report) -> None:
    """Created this year or last year, never in the future (zone 00218)."""
    text = form.get("FormCreationDate")
    if text is None:
        return
    creation = date.fromisoformat(text)
    if creation > received_on or creation.year < received_on.year - 1:
        report("00218-008", form, "FormCreationDate")


__all__ = ["Checks", "controls", "words_of"]
