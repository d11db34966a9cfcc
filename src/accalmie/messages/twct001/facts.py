"""TWCT001 ↔ facts, both ways. Reading expects a form without blocking anomalies.

What the message cannot carry is not invented: the day on which the workers were told, the days
worked per week, excluded days. A simplified cancellation names only the risk, so its kind is the
first kind of that risk; the version that it cancels tells the rest.
"""

from __future__ import annotations

from datetime import date

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
from accalmie.facts.parties import Agency, NamedWorker
from accalmie.messages.forms import Group
from accalmie.messages.layout import Layout, instant_of
from accalmie.messages.parties import (
    address_of,
    code_of,
    contact_of,
    employer_of,
    iso,
    number_of,
    put_address,
    put_contact,
    put_employer,
    sender_of,
)
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
        seat=address_of(group, "Link/OperationalOffice"),
        contact=contact_of(group, "Link/CoordinatesContactPerson"),
        sender=sender_of(group, "Link/Sender"),
        is_from_user_of_agency_workers=source == "1",
        agency=_agency(group, "Link/TemporaryEmploymentAgency") if source == "1" else None,
        remark=get("CommentDeclaration/CommentOfDeclaration") or "",
        own_reference=references.get("own_reference"),
        replaces=references.get("replaces"),
        corrects=references.get("corrects"),
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
                site=address_of(group, f"{block}/SiteAddress"),
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
                site=address_of(group, f"{block}/SiteAddress"),
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


def _agency(group: Group, at: str) -> Agency:
    return Agency(
        denomination=_needed(group, f"{at}/Denomination"),
        bce=number_of(group.get(f"{at}/CompanyID"), 10),
        onss=number_of(group.get(f"{at}/NOSSRegistrationNbr"), 9),
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def group_of(communication: Communication) -> Group:
    """Lay a communication out as a form; raises ``ValueError`` for what TWCT001 cannot say."""
    form = Layout()
    c = communication
    if c.created_at is None:
        raise ValueError("a message needs the instant at which it was made")
    risk = risk_of(c.kind, c.subject)
    status = code_of(VERSION, c.version)
    form.put_head(identification="TWCT001", created_at=c.created_at, status=status, type_form="SU")
    form.put("DclInformation/LanguageCodePdf", code_of(LANGUAGE, c.language))
    form.put(_RISK, risk)
    form.lists["Reference"] = [
        Group({"ReferenceType": type_, "ReferenceOrigin": origin, "ReferenceNbr": number})
        for (type_, origin), name in _REFERENCES.items()
        if (number := getattr(c, name)) is not None
    ]
    put_employer(form, c.employer)
    put_address(form, "Link/OperationalOffice", c.seat)
    put_contact(form, "Link/CoordinatesContactPerson", c.contact)
    if c.sender is not None:
        form.put("Link/Sender/Denomination", c.sender.denomination)
        put_address(form, "Link/Sender", c.sender.address)
    _put_agency(form, "Link/TemporaryEmploymentAgency", c)
    form.lists["Link/NaturalPerson"] = [
        _person(worker, at) for at, worker in enumerate(c.workers, start=1)
    ]
    form.put("Link/DepartmentIdentification/DepartmentName", c.section)
    if c.details is not None:
        _put_details(form, RISK_BLOCK[risk], c, c.details)
        period = f"{RISK_BLOCK[risk]}/TempUnemploymentPeriod"
        form.put(f"{period}/TempUnemploymentStartingDate", iso(c.first_day))
        form.put(f"{period}/TempUnemploymentEndingDate", iso(c.last_day))
    form.put("CommentDeclaration/CommentOfDeclaration", c.remark or None)
    return form.group()


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
    form.put("IndividualUnempPeriod/IndividualUnempEndingDate", iso(worker.last_day))
    return form.group()


def _put_details(form: Layout, at: str, communication: Communication, details: Details) -> None:
    match details:
        case PlannedSuspension():
            form.put(f"{at}/RegimeTempUnemp", code_of(REGIME, details.regime))
            form.put(f"{at}/ReasonTempUnemp", details.reason)
            if details.undertakes_not_to_subcontract:
                form.put(f"{at}/DeclarationOnHonour", "1")
        case BadWeather():
            form.put(f"{at}/BadWeather", details.weather)
            form.put(f"{at}/WorkAndReason", details.work_and_reason)
            put_address(form, f"{at}/SiteAddress", details.site)
        case TechnicalAccident():
            form.put(f"{at}/DateTechnicalAccident", details.accident_on.isoformat())
            form.put(f"{at}/TechnicalAccident", details.nature)
        case ForceMajeure():
            form.put(f"{at}/MajorForceReason", details.reason)
        case FirstEffectiveDay():
            is_technical = communication.kind == TECHNICAL
            reason = TECHNICAL_REASON if is_technical else ECONOMIC_REASON
            form.put(f"{at}/EffectiveUnemploymentReason", reason)
            put_address(form, f"{at}/SiteAddress", details.site)
        case SocialAction():
            reasons = f"{at}/SocialActionUnemployment"
            form.values.update({at: "", reasons: ""})
            form.put(f"{reasons}/UnemploymentReason", details.reason_code)
            form.put(f"{reasons}/CommentOfDeclaration", details.comment or None)
            form.put(f"{reasons}/SocialActionDetails", details.details or None)
    if isinstance(details, PlannedSuspension | FirstEffectiveDay | SocialAction):
        form.put(f"{at}/JointCommissionNbr", details.joint_committee)
        form.put(f"{at}/JointCommissionLevel", details.level)
