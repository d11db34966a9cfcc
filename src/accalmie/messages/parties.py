"""How messages name employers, addresses and contacts, both ways."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from accalmie.facts.parties import Address, Contact, EmployerId, Sender
from accalmie.messages.forms import Group
from accalmie.messages.layout import Layout
from accalmie.messages.references import is_belgium

_PPL = "NOSSLPAEmployerDeclarationLink"


def employer_of(group: Group) -> EmployerId:
    """The numbers under which the form names the employer; 0 stands for none."""
    return EmployerId(
        bce=number_of(group.get("Link/CompanyID"), 10),
        onss=number_of(group.get("Link/NOSSRegistrationNbr"), 9),
        ppl=number_of(group.get("Link/NOSSLPARegistrationNbr"), 8),
        is_in_trusteeship=group.get("Link/Trusteeship") == "1",
    )


def address_of(group: Group, at: str) -> Address | None:
    """The address at a place, None where there is none."""
    if not group.is_present(at):
        return None
    country = group.get(f"{at}/Country")
    return Address(
        street=group.get(f"{at}/Street") or "",
        house_number=group.get(f"{at}/HouseNbr") or "",
        box=group.get(f"{at}/PostBox") or "",
        postal_code=group.values[f"{at}/ZIPCode"] or "",
        city=group.values[f"{at}/City"] or "",
        country=None if country is None or is_belgium(country) else country.lstrip("0"),
    )


def contact_of(group: Group, at: str) -> Contact | None:
    """The contact at a place, None where there is none."""
    if not group.is_present(at):
        return None
    return Contact(
        name=group.get(f"{at}/Name") or "",
        first_name=group.get(f"{at}/FirstName") or "",
        address=address_of(group, f"{at}/Address"),
        phone=group.get(f"{at}/Communication/PhoneNbr") or "",
        mobile=group.get(f"{at}/Communication/GSMNbr") or "",
        fax=group.get(f"{at}/Communication/FaxNbr") or "",
        email=group.get(f"{at}/Communication/EmailAddress") or "",
    )


def sender_of(group: Group, at: str) -> Sender | None:
    """The sender at a place, None where there is none."""
    address = address_of(group, at)
    if address is None:
        return None
    return Sender(denomination=group.values[f"{at}/Denomination"] or "", address=address)


def number_of(text: str | None, digits: int) -> str | None:
    """A number at its full length; 0 says that the sender gives none."""
    return None if text is None or not text.strip("0") else text.zfill(digits)


def put_employer(form: Layout, employer: EmployerId) -> None:
    """Put the numbers of the employer under the link that they call for."""
    form.values["Link"] = "EmployerDeclarationLink" if employer.ppl is None else _PPL
    if employer.ppl is None:
        form.put("Link/NOSSRegistrationNbr", employer.onss or "0")
        form.put("Link/Trusteeship", "1" if employer.is_in_trusteeship else "0")
    else:
        form.put("Link/NOSSLPARegistrationNbr", employer.ppl)
    form.put("Link/CompanyID", employer.bce or "0")


def put_address(form: Layout, at: str, address: Address | None) -> None:
    """Put an address at a place; None puts nothing."""
    if address is None:
        return
    form.put(f"{at}/Street", address.street or None)
    form.put(f"{at}/HouseNbr", address.house_number or None)
    form.put(f"{at}/PostBox", address.box or None)
    form.put(f"{at}/ZIPCode", address.postal_code)
    form.put(f"{at}/City", address.city)
    form.put(f"{at}/Country", address.country)


def put_contact(form: Layout, at: str, contact: Contact | None) -> None:
    """Put a contact at a place; None puts nothing."""
    if contact is None:
        return
    form.values[at] = ""
    form.put(f"{at}/Name", contact.name or None)
    form.put(f"{at}/FirstName", contact.first_name or None)
    put_address(form, f"{at}/Address", contact.address)
    form.put(f"{at}/Communication/PhoneNbr", contact.phone or None)
    form.put(f"{at}/Communication/GSMNbr", contact.mobile or None)
    form.put(f"{at}/Communication/FaxNbr", contact.fax or None)
    form.put(f"{at}/Communication/EmailAddress", contact.email or None)


def code_of(table: Mapping[str, StrEnum], meaning: StrEnum) -> str:
    """The code that stands for a meaning; raises ``ValueError`` where the message has none."""
    for code, its_meaning in table.items():
        if its_meaning is meaning:
            return code
    raise ValueError(f"the message has no code for {meaning}")


def iso(day: date | None) -> str | None:
    """A day as messages write it."""
    return None if day is None else day.isoformat()
