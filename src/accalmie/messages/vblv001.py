"""VBLV001: the paper control cards entered in the validation book. Only originals exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from accalmie.facts.days import Month
from accalmie.facts.validationbook import CardRegistration
from accalmie.messages.checks import Checks
from accalmie.messages.common_controls import (
    check_belgian_place,
    check_numbers_of_employer,
    check_worker,
    day_of,
    whole_month,
)
from accalmie.messages.door import LIMITS, Limits
from accalmie.messages.forms import Group
from accalmie.messages.layout import Layout, instant_of
from accalmie.messages.parties import (
    address_of,
    contact_of,
    employer_of,
    iso,
    put_address,
    put_contact,
    put_employer,
    sender_of,
)
from accalmie.messages.reading import Controls, FormRead, Report, read_message
from accalmie.messages.register import CheckDigitPolicy
from accalmie.messages.specification import load
from accalmie.messages.writing import write_forms

_WORKER = "Link/NaturalPerson"
_PERIOD = "Link/ReferencePeriod"
_CARD = "Link/ControlCard"
_RISK = "RiskIdentification/IdentificationOfRisk"
_MONTHS_AHEAD = 13


def read(
    source: Path | BinaryIO,
    *,
    check_digits: CheckDigitPolicy = CheckDigitPolicy.BLOCKING,
    limits: Limits = LIMITS,
) -> Iterator[FormRead[CardRegistration]]:
    """Read a file of the validation book; raises ``intake.UnusableFile``."""
    return read_message(
        source,
        controls=controls,
        build=facts_of,
        severities={"004": check_digits.value},
        limits=limits,
    )


def write(registrations: Iterable[CardRegistration]) -> bytes:
    """Write registrations as one file."""
    return write_forms(load("VBLV001"), map(group_of, registrations))


def controls(form: Group, report: Report) -> None:
    """Numbers, places, and one whole month from that of the creation to the thirteenth after."""
    check_numbers_of_employer(form, form.getter(), report)
    check_worker(form, f"{_WORKER}/INSS", report)
    for at in ("Link/OperationalOffice", "Link/Sender"):
        if form.is_present(at):
            check_belgian_place(form, at, report)
    created = form.get("FormCreationDate")
    first, last = form.get(f"{_PERIOD}/RefStartingDate"), form.get(f"{_PERIOD}/RefEndingDate")
    if first is None or last is None or created is None:
        return
    month, earliest = Month.of(day_of(first)), Month.of(day_of(created))
    if day_of(first) != month.first_day or not earliest <= month <= earliest.plus(_MONTHS_AHEAD):
        report("00074-008", form, f"{_PERIOD}/RefStartingDate")
    elif whole_month(first, last) is None:
        report("00075-098", form, f"{_PERIOD}/RefEndingDate")


def controls_of(checks: Checks) -> Controls:
    """The controls of this message; none of them depends on what else is known."""
    del checks
    return controls


def facts_of(form: Group) -> CardRegistration:
    """Read one form; raises ``ValueError`` or ``KeyError`` on a faulty one."""
    seat = address_of(form, "Link/OperationalOffice")
    if seat is None:
        raise ValueError("the seat of exploitation is missing")
    references = form.get("Reference/ReferenceNbr")
    return CardRegistration(
        employer=employer_of(form),
        niss=form.values[f"{_WORKER}/INSS"] or "",
        month=Month.of(day_of(form.values[f"{_PERIOD}/RefStartingDate"] or "")),
        card_number=form.values[f"{_CARD}/C32ANbr"] or "",
        seat=seat,
        contact=contact_of(form, "Link/CoordinatesContactPerson"),
        sender=sender_of(form, "Link/Sender"),
        social_secretariat=form.get(f"{_CARD}/SocialSecretariatNumber"),
        worker_reference=form.get(f"{_WORKER}/NaturalPersonUserReference") or "",
        created_at=instant_of(form),
        own_reference=references,
        remark=form.get("CommentDeclaration/CommentOfDeclaration") or "",
    )


def group_of(registration: CardRegistration) -> Group:
    """Lay a registration out as a form; raises ``ValueError`` without an instant of creation."""
    form, r = Layout(), registration
    if r.created_at is None:
        raise ValueError("a message needs the instant at which it was made")
    form.put_head(identification="VBLV001", created_at=r.created_at, status="0", type_form="SU")
    form.put(_RISK, "001")
    if r.own_reference is not None:
        form.put("Reference/ReferenceType", "1")
        form.put("Reference/ReferenceOrigin", "1")
        form.put("Reference/ReferenceNbr", r.own_reference)
    put_employer(form, r.employer)
    put_address(form, "Link/OperationalOffice", r.seat)
    put_contact(form, "Link/CoordinatesContactPerson", r.contact)
    if r.sender is not None:
        form.put("Link/Sender/Denomination", r.sender.denomination)
        put_address(form, "Link/Sender", r.sender.address)
    form.put(f"{_WORKER}/NaturalPersonSequenceNbr", "1")
    form.put(f"{_WORKER}/INSS", r.niss)
    form.put(f"{_WORKER}/NaturalPersonUserReference", r.worker_reference or None)
    form.put(f"{_PERIOD}/RefStartingDate", iso(r.month.first_day))
    form.put(f"{_PERIOD}/RefEndingDate", iso(r.month.last_day))
    form.put(f"{_CARD}/C32ANbr", r.card_number)
    form.put(f"{_CARD}/SocialSecretariatNumber", r.social_secretariat)
    form.put("CommentDeclaration/CommentOfDeclaration", r.remark or None)
    return form.group()
