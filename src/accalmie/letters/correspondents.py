"""Who writes and who receives: the head of the office and the addressee, as lines of a letter."""

from __future__ import annotations

from dataclasses import dataclass

from accalmie.facts.ids import bce, onss
from accalmie.facts.languages import Language
from accalmie.facts.parties import Address, EmployerId
from accalmie.letters.phrases import phrases


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeHead:
    """The office that writes, named in the language of the letter."""

    name: str
    address: Address | None = None
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """The employer to whom the letter goes."""

    name: str
    address: Address | None = None


def head_lines(office: OfficeHead, language: Language) -> tuple[str, ...]:
    """The institution, the office, its service, its address and its telephone."""
    say = phrases("common").say
    address = ", ".join(address_lines(office.address, language))
    lines = (say("institution", language), office.name, say("service", language), address)
    return tuple(line for line in (*lines, office.phone) if line)


def addressee_lines(addressee: Addressee, language: Language) -> tuple[str, ...]:
    """The name and the address of the employer."""
    return (addressee.name, *address_lines(addressee.address, language))


def address_lines(address: Address | None, language: Language) -> tuple[str, ...]:
    """Street with number and box, then postal code with city; empty where nothing is known."""
    if address is None:
        return ()
    street = " ".join(filter(None, (address.street, address.house_number)))
    if address.box:
        street = phrases("common").say("box", language, street=street, box=address.box)
    city = " ".join(filter(None, (address.postal_code, address.city)))
    return tuple(filter(None, (street, city)))


def employer_number(employer: EmployerId, language: Language) -> str:
    """The number by which the employer is known: enterprise number, else ONSS, else PPL."""
    say = phrases("common").say
    if employer.bce:
        return say("enterprise", language, number=bce.format(employer.bce))
    if employer.onss:
        return say("onss", language, number=onss.format(employer.onss))
    return employer.ppl or ""
