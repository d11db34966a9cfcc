"""DEFI001: the office's final decision, a PDF in Base64 inside a GenericXmlDocument.

That the result code stands in BusinessDescription, in the namespace of the specification, is a
reading of this project (confidence: low): no published example shows it.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from lxml import etree

from accalmie.facts.decisions import Result
from accalmie.facts.languages import Language
from accalmie.facts.parties import EmployerId
from accalmie.messages.checks import Checks
from accalmie.messages.door import LIMITS, Limits
from accalmie.messages.forms import Group
from accalmie.messages.layout import Layout, instant_of
from accalmie.messages.reading import Controls, FormRead, Report, read_message
from accalmie.messages.specification import load
from accalmie.messages.writing import write_forms

_LANGUAGE = {Language.NL: "1", Language.FR: "2", Language.DE: "3", Language.EN: "4"}
_RESULT = {Result.REFUSED: "0", Result.ACCEPTED: "1"}
_DATA = "Data"
_TECHNICAL = "DocumentDescription/TechnicalDescription"
_BUSINESS = "DocumentDescription/BusinessDescription"
_CONTENT = "Document/DocumentBase64"


class NotIntact(ValueError):
    """A document whose digest is not the one that was announced with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalDecision:
    """One decision as sent: its own ticket, the ticket of the communication, the letter.

    ``own_reference`` is the sender's mark on the communication, when he gave one.
    """

    created_at: datetime
    ticket: str
    communication_ticket: str
    result: Result
    language: Language
    pdf: bytes
    file_name: str = ""
    own_reference: str | None = None
    employer: EmployerId | None = None


def write(decision: FinalDecision) -> bytes:
    """Write one decision as a file."""
    specification = load("GenericXmlDocument")
    business = load("DEFI")
    namespace = business.namespace or ""
    result = etree.Element(f"{{{namespace}}}{business.root.name}", nsmap={"defi": namespace})
    etree.SubElement(result, f"{{{namespace}}}ResultCode").text = _RESULT[decision.result]
    return write_forms(specification, [_group_of(decision)], enclosed={_BUSINESS: result})


def read(source: Path | BinaryIO, *, limits: Limits = LIMITS) -> Iterator[FormRead[FinalDecision]]:
    """Read a file of decisions; raises ``intake.UnusableFile``."""
    return read_message(source, controls=controls, build=facts_of, severities={}, limits=limits)


def controls(form: Group, report: Report) -> None:
    """Nothing beyond the structure: the envelope serves many streams."""


def controls_of(checks: Checks) -> Controls:
    """The controls of this message; none of them depends on what else is known."""
    del checks
    return controls


def facts_of(form: Group) -> FinalDecision:
    """Read one form as a decision; raises ``NotIntact`` or ``ValueError`` when it is none."""
    if form.get("Identification") != "DEFI001":
        raise ValueError(f"{form.get('Identification')} is no final decision")
    references = {
        (found.get("ReferenceType"), found.get("ReferenceOrigin")): found.get("ReferenceNbr")
        for found in form.each("Reference")
    }
    if not form.each(_DATA):
        raise ValueError("a final decision carries a document")
    data = form.each(_DATA)[0]
    pdf = base64.b64decode(data.values[_CONTENT] or "", validate=False)
    announced = data.get(f"{_TECHNICAL}/IntegrityCheck/Value")
    if announced is not None and announced.lower() != hashlib.sha256(pdf).hexdigest():
        raise NotIntact("the document does not match its SHA-256 digest")
    employers = form.each("ReferenceData/EmployerId")
    return FinalDecision(
        created_at=instant_of(form),
        ticket=references.get(("1", "2")) or "",
        communication_ticket=references.get(("0", "2")) or "",
        own_reference=references.get(("0", "1")),
        result=_result_of(data),
        language=_language_of(data),
        pdf=pdf,
        file_name=data.get(f"{_TECHNICAL}/FileName") or "",
        employer=EmployerId(
            bce=employers[0].get("CompanyID"),
            onss=employers[0].get("NOSSRegistrationNbr"),
            ppl=employers[0].get("NOSSLPARegistrationNbr"),
        )
        if employers
        else None,
    )


def _language_of(data: Group) -> Language:
    code = data.get(f"{_TECHNICAL}/Language")
    for language, its_code in _LANGUAGE.items():
        if its_code == code:
            return language
    raise ValueError(f"{code!r} is no language of a letter")


def _result_of(data: Group) -> Result:
    business = load("DEFI")
    code = data.element.findtext(f".//{{{business.namespace}}}ResultCode")
    for result, its_code in _RESULT.items():
        if its_code == code:
            return result
    raise ValueError(f"{code!r} is no result of a decision")


def _group_of(decision: FinalDecision) -> Group:
    form = Layout()
    form.put_head(
        identification="DEFI001", created_at=decision.created_at, status="0", type_form="FA"
    )
    references = (
        ("1", "2", decision.ticket),
        ("0", "2", decision.communication_ticket),
        ("0", "1", decision.own_reference),
    )
    form.lists["Reference"] = [
        Group({"ReferenceType": type_, "ReferenceOrigin": origin, "ReferenceNbr": number})
        for type_, origin, number in references
        if number is not None
    ]
    if decision.employer is not None:
        form.around("ReferenceData/EmployerId")
        employer = Layout()
        employer.put("NOSSRegistrationNbr", decision.employer.onss)
        employer.put("NOSSLPARegistrationNbr", decision.employer.ppl)
        employer.put("CompanyID", decision.employer.bce)
        form.lists["ReferenceData/EmployerId"] = [employer.group()]
    form.lists[_DATA] = [_document(decision)]
    return form.group()


def _document(decision: FinalDecision) -> Group:
    data = Layout()
    data.put(f"{_TECHNICAL}/MimeType", "application/pdf")
    data.put(f"{_TECHNICAL}/CharacterFormat", "Base64")
    data.put(f"{_TECHNICAL}/Language", _LANGUAGE[decision.language])
    data.put(f"{_TECHNICAL}/FileName", decision.file_name or None)
    data.put(f"{_TECHNICAL}/IntegrityCheck/IntegrityMethod", "SHA-256")
    data.put(f"{_TECHNICAL}/IntegrityCheck/Value", hashlib.sha256(decision.pdf).hexdigest())
    data.put(_BUSINESS, "")
    data.values["Document"] = "DocumentNonXML"
    data.put(_CONTENT, base64.b64encode(decision.pdf).decode("ascii"))
    return data.group()
