"""The validation book: which paper control card was given to which worker for which month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from accalmie.facts.days import Month
from accalmie.facts.parties import Address, Contact, EmployerId, Sender


@dataclass(frozen=True, slots=True, kw_only=True)
class CardRegistration:
    """One card C3.2A entered in the book: one worker, one employer, one month (VBLV001).

    ``social_secretariat`` is the number of the secretariat that holds the stock of cards;
    ``worker_reference`` the sender's own mark for the worker. ``seat`` is the seat of exploitation.
    """

    employer: EmployerId
    niss: str
    month: Month
    card_number: str
    seat: Address
    contact: Contact | None = None
    sender: Sender | None = None
    social_secretariat: str | None = None
    worker_reference: str = ""
    created_at: datetime | None = None
    own_reference: str | None = None
    remark: str = ""
