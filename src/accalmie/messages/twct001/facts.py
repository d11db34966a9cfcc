"""TWCT001 ↔ facts, both ways. Reading expects a form without blocking anomalies.

What the message cannot carry is not invented: the day on which the workers were told, the days
worked per week, excluded days. A simplified cancellation names only the risk, so its kind is the
first kind of that risk; the version that it cancels tells the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from accalmie.facts.communications import (
    BadWeather,
    Communication,
    Details,
    FirstEffectiveDay,
    ForceMajeure,
    PlannedSuspension,
    SocialAction,
    TechnicalAccident,
)
from accalmie.facts.parties import Address, Agency, Contact, EmployerId, NamedWorker, Sender
from accalmie.messages.forms import Group
from accalmie.messages.layout import Layout, instant_of
from accalmie.messages.references import is_belgium
from accalmie.messages.twct001.codes import (
    ECONOMIC_REASON,
    EMPLOYEE,
    KIND,
    LANGUAGE,
    REGIME,
    RISK_BLOCK,
    SUBJECT,
    TECHNICAL,
    TECHNICAL_REASON,
    VERSION,
    WORKER,
    is_white_collar,
    risk_of,
)

_RISK = "RiskIdentification/IdentificationOfRisk"
_PPL = "NOSSLPAEmployerDeclarationLink"
_REFERENCES = {("1", "1"): "own_reference", ("3", "2"): "replaces", ("6", "2"): "corrects"}


def communication_of(group: Group) -> Communication:
    """Read a form as a communication; raises ``ValueError`` or ``KeyError`` on a faulty form."""
    get = group.get
    risk = _needed(group, _RISK)
    block = RISK_BLOCK[risk]
    period = f"{block}/TempUnemploymentPeriod"
    source = get("Link/TemporaryEmploymentAgency/CommunicationSourceIndicator")
    references = {
        name: found.get("ReferenceNbr")
        for found in group.each("Reference")
        if (name := _reference_name(found))
    }
    return Communication(
        kind=_kind(group, risk, block),
        subject=SUBJECT[risk],
        version=VERSION[_needed(group, "AttestationStatus")],
        employer=employer_of(group),
        language=LANGUAGE[_needed(group, "DclInformation/LanguageCodePdf")],
        created_at=instant_of(group),
        first_day=_day(get(f"{period}/TempUnemploymentStartingDate")),
        last_day=_day(get(f"{period}/TempUnemploymentEndingDate")),
        details=_details(group, risk, block) if group.is_present(block) else None,
        workers=tuple(_worker(person) for person in group.each("Link/NaturalPerson")),
        section=get("Link/DepartmentIdentification/DepartmentName"),
        seat=_address(group, "Link/OperationalOffice"),
        contact=_contact(group, "Link/CoordinatesContactPerson"),
        sender=_sender(group, "Link/Sender"),
        is_from_user_of_agency_workers=source == "1",
        agency=_agency(group, "Link/TemporaryEmploymentAgency") if source == "1" else None,
        remark=get("CommentDeclaration/CommentOfDeclaration") or "",
        own_reference=references.get("own_reference"),
        replaces=references.get("replaces"),
        corrects=references.get("corrects"),
    )


def employer_of(group: Group) -> EmployerId:
    """The numbers under which the form names the employer; 0 stands for none."""
    return EmployerId(
        bce=_number(group.get("Link/CompanyID"), 10),
        onss=_number(group.get("Link/NOSSRegistrationNbr"), 9),
        ppl=_number(group.get("Link/NOSSLPARegistrationNbr"), 8),
        is_in_trusteeship=group.get("Link/Trusteeship") == "1",
    )


def _needed(group: Group, place: str) -> str:
    text = group.get(place)
    if text is None:
        raise ValueError(f"{place} is missing")
    return text


def _reference_name(found: Group) -> str | None:
    return _REFERENCES.get((found.get("ReferenceType") or "", found.get("ReferenceOrigin") or ""))


def _kind(group: Group, risk: str, block: str) -> str:
    if risk in KIND:
        return KIND[risk]
    if group.get(f"{block}/EffectiveUnemploymentReason") == TECHNICAL_REASON:
        return TECHNICAL
    committee = group.get(f"{block}/JointCommissionNbr")
    level = group.get(f"{block}/JointCommissionLevel")
    return EMPLOYEE if is_white_collar(committee, level) else WORKER


def _details(group: Group, risk: str, block: str) -> Details:
    def get(name: str) -> str | None:
        return group.get(f"{block}/{name}")

    match risk:
        case "001":
            return PlannedSuspension(
                regime=REGIME[_needed(group, f"{block}/RegimeTempUnemp")],
                joint_committee=_needed(group, f"{block}/JointCommissionNbr"),
                level=get("JointCommissionLevel"),
                reason=get("ReasonTempUnemp") or "",
                undertakes_not_to_subcontract=get("DeclarationOnHonour") == "1",
            )
        case "002":
            return BadWeather(
                weather=_needed(group, f"{block}/BadWeather"),
                work_and_reason=_needed(group, f"{block}/WorkAndReason"),
                site=_address(group, f"{block}/SiteAddress"),
            )
        case "003":
            return TechnicalAccident(
                accident_on=date.fromisoformat(_needed(group, f"{block}/DateTechnicalAccident")),
                nature=_needed(group, f"{block}/TechnicalAccident"),
            )
        case "004":
            return ForceMajeure(reason=_needed(group, f"{block}/MajorForceReason"))
        case "005":
            return FirstEffectiveDay(
                joint_committee=get("JointCommissionNbr"),
                level=get("JointCommissionLevel"),
                site=_address(group, f"{block}/SiteAddress"),
            )
    return SocialAction(
        joint_committee=get("JointCommissionNbr"),
        level=get("JointCommissionLevel"),
        reason_code=get("SocialActionUnemployment/UnemploymentReason"),
        comment=get("SocialActionUnemployment/CommentOfDeclaration") or "",
        details=get("SocialActionUnemployment/SocialActionDetails") or "",
    )


def _worker(person: Group) -> NamedWorker:
    return NamedWorker(
        niss=_needed(person, "INSS"),
        sequence=int(_needed(person, "NaturalPersonSequenceNbr")),
        reference=person.get("NaturalPersonUserReference") or "",
        last_day=_day(person.get("IndividualUnempPeriod/IndividualUnempEndingDate")),
    )


def _address(group: Group, at: str) -> Address | None:
    if not group.is_present(at):
        return None
    country = group.get(f"{at}/Country")
    return Address(
        street=group.get(f"{at}/Street") or "",
        house_number=group.get(f"{at}/HouseNbr") or "",
        box=group.get(f"{at}/PostBox") or "",
        postal_code=_needed(group, f"{at}/ZIPCode"),
        city=_needed(group, f"{at}/City"),
        country=None if country is None or is_belgium(country) else country.lstrip("0"),
    )


def _contact(group: Group, at: str) -> Contact | None:
    if not group.is_present(at):
        return None
    return Contact(
        name=group.get(f"{at}/Name") or "",
        first_name=group.get(f"{at}/FirstName") or "",
        address=_address(group, f"{at}/Address"),
        phone=group.get(f"{at}/Communication/PhoneNbr") or "",
        mobile=group.get(f"{at}/Communication/GSMNbr") or "",
        fax=group.get(f"{at}/Communication/FaxNbr") or "",
        email=group.get(f"{at}/Communication/EmailAddress") or "",
    )


def _sender(group: Group, at: str) -> Sender | None:
    address = _address(group, at)
    if address is None:
        return None
    return Sender(denomination=_needed(group, f"{at}/Denomination"), address=address)


def _agency(group: Group, at: str) -> Agency:
    return Agency(
        denomination=_needed(group, f"{at}/Denomination"),
        bce=_number(group.get(f"{at}/CompanyID"), 10),
        onss=_number(group.get(f"{at}/NOSSRegistrationNbr"), 9),
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _number(text: str | None, digits: int) -> str | None:
    """A number at its full length; 0 says that the sender gives none."""
    return None if text is None or not text.strip("0") else text.zfill(digits)


def group_of(communication: Communication) -> Group:
    """Lay a communication out as a form; raises ``ValueError`` for what TWCT001 cannot say."""
    form = Layout()
    c = communication
    if c.created_at is None:
        raise ValueError("a message needs the instant at which it was made")
    risk = risk_of(c.kind, c.subject)
    status = _code(VERSION, c.version)
    form.put_head(identification="TWCT001", created_at=c.created_at, status=status, type_form="SU")
    form.put("DclInformation/LanguageCodePdf", _code(LANGUAGE, c.language))
    form.put(_RISK, risk)
    form.lists["Reference"] = [
        Group({"ReferenceType": type_, "ReferenceOrigin": origin, "ReferenceNbr": number})
        for (type_, origin), name in _REFERENCES.items()
        if (number := getattr(c, name)) is not None
    ]
    _put_employer(form, c.employer)
    _put_address(form, "Link/OperationalOffice", c.seat)
    _put_contact(form, "Link/CoordinatesContactPerson", c.contact)
    if c.sender is not None:
        form.put("Link/Sender/Denomination", c.sender.denomination)
        _put_address(form, "Link/Sender", c.sender.address)
    _put_agency(form, "Link/TemporaryEmploymentAgency", c)
    form.lists["Link/NaturalPerson"] = [
        _person(worker, at) for at, worker in enumerate(c.workers, start=1)
    ]
    form.put("Link/DepartmentIdentification/DepartmentName", c.section)
    if c.details is not None:
        _put_details(form, RISK_BLOCK[risk], c, c.details)
        period = f"{RISK_BLOCK[risk]}/TempUnemploymentPeriod"
        form.put(f"{period}/TempUnemploymentStartingDate", _iso(c.first_day))
        form.put(f"{period}/TempUnemploymentEndingDate", _iso(c.last_day))
    form.put("CommentDeclaration/CommentOfDeclaration", c.remark or None)
    return form.group()


def _put_employer(form: Layout, employer: EmployerId) -> None:
    form.values["Link"] = "EmployerDeclarationLink" if employer.ppl is None else _PPL
    if employer.ppl is None:
        form.put("Link/NOSSRegistrationNbr", employer.onss or "0")
        form.put("Link/Trusteeship", "1" if employer.is_in_trusteeship else "0")
    else:
        form.put("Link/NOSSLPARegistrationNbr", employer.ppl)
    form.put("Link/CompanyID", employer.bce or "0")


def _put_address(form: Layout, at: str, address: Address | None) -> None:
    if address is None:
        return
    form.put(f"{at}/Street", address.street or None)
    form.put(f"{at}/HouseNbr", address.house_number or None)
    form.put(f"{at}/PostBox", address.box or None)
    form.put(f"{at}/ZIPCode", address.postal_code)
    form.put(f"{at}/City", address.city)
    form.put(f"{at}/Country", address.country)


def _put_contact(form: Layout, at: str, contact: Contact | None) -> None:
    if contact is None:
        return
    form.values[at] = ""
    form.put(f"{at}/Name", contact.name or None)
    form.put(f"{at}/FirstName", contact.first_name or None)
    _put_address(form, f"{at}/Address", contact.address)
    form.put(f"{at}/Communication/PhoneNbr", contact.phone or None)
    form.put(f"{at}/Communication/GSMNbr", contact.mobile or None)
    form.put(f"{at}/Communication/FaxNbr", contact.fax or None)
    form.put(f"{at}/Communication/EmailAddress", contact.email or None)


def _put_agency(form: Layout, at: str, communication: Communication) -> None:
    is_from_user = communication.is_from_user_of_agency_workers
    form.put(f"{at}/CommunicationSourceIndicator", "1" if is_from_user else "0")
    agency = communication.agency
    if agency is not None:
        form.put(f"{at}/Denomination", agency.denomination)
        form.put(f"{at}/NOSSRegistrationNbr", agency.onss or "0")
        form.put(f"{at}/CompanyID", agency.bce or "0")


def _person(worker: NamedWorker, at: int) -> Group:
    form = Layout()
    form.put("NaturalPersonSequenceNbr", str(worker.sequence or at))
    form.put("INSS", worker.niss)
    form.put("NaturalPersonUserReference", worker.reference or None)
    form.put("IndividualUnempPeriod/IndividualUnempEndingDate", _iso(worker.last_day))
    return form.group()


def _put_details(form: Layout, at: str, communication: Communication, details: Details) -> None:
    match details:
        case PlannedSuspension():
            form.put(f"{at}/RegimeTempUnemp", _code(REGIME, details.regime))
            form.put(f"{at}/ReasonTempUnemp", details.reason)
            if details.undertakes_not_to_subcontract:
                form.put(f"{at}/DeclarationOnHonour", "1")
        case BadWeather():
            form.put(f"{at}/BadWeather", details.weather)
            form.put(f"{at}/WorkAndReason", details.work_and_reason)
            _put_address(form, f"{at}/SiteAddress", details.site)
        case TechnicalAccident():
            form.put(f"{at}/DateTechnicalAccident", details.accident_on.isoformat())
            form.put(f"{at}/TechnicalAccident", details.nature)
        case ForceMajeure():
            form.put(f"{at}/MajorForceReason", details.reason)
        case FirstEffectiveDay():
            is_technical = communication.kind == TECHNICAL
            reason = TECHNICAL_REASON if is_technical else ECONOMIC_REASON
            form.put(f"{at}/EffectiveUnemploymentReason", reason)
            _put_address(form, f"{at}/SiteAddress", details.site)
        case SocialAction():
            reasons = f"{at}/SocialActionUnemployment"
            form.values.update({at: "", reasons: ""})
            form.put(f"{reasons}/UnemploymentReason", details.reason_code)
            form.put(f"{reasons}/CommentOfDeclaration", details.comment or None)
            form.put(f"{reasons}/SocialActionDetails", details.details or None)
    if isinstance(details, PlannedSuspension | FirstEffectiveDay | SocialAction):
        form.put(f"{at}/JointCommissionNbr", details.joint_committee)
        form.put(f"{at}/JointCommissionLevel", details.level)


def _code(table: Mapping[str, StrEnum], meaning: StrEnum) -> str:
    """The code that stands for a meaning; raises ``ValueError`` where the message has none."""
    for code, its_meaning in table.items():
        if its_meaning is meaning:
            return code
    raise ValueError(f"TWCT001 has no code for {meaning}")


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
