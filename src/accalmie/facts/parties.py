"""Who takes part: employers, agencies, workers named in a communication, addresses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A postal address. ``country`` is the annex 5 code, None for Belgium."""

    street: str = ""
    house_number: str = ""
    box: str = ""
    postal_code: str
    city: str
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """The person whom the office may call about a communication."""

    name: str = ""
    first_name: str = ""
    address: Address | None = None
    phone: str = ""
    mobile: str = ""
    fax: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who sends on behalf of the employer, or a further denomination and address."""

    denomination: str
    address: Address


@dataclass(frozen=True, slots=True, kw_only=True)
class EmployerId:
    """How a message names an employer: at least one number is given.

    ``onss`` is the ONSS number, ``ppl`` the one of a provincial or local authority;
    ``is_in_trusteeship`` tells a declaration made by the trustee of a bankrupt firm.
    """

    bce: str | None = None
    onss: str | None = None
    ppl: str | None = None
    is_in_trusteeship: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """The temporary work agency, named when the user of agency workers communicates."""

    denomination: str
    bce: str | None = None
    onss: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedWorker:
    """A worker as a communication names him.

    ``last_day`` is his own end where it differs from the general one (economic causes only);
    ``reference`` is the sender's own mark for him.
    """

    niss: str
    sequence: int | None = None
    reference: str = ""
    last_day: date | None = None
