"""The validation book: which paper control card was given to which worker for which month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from accalmie.facts.days import Month
from accalmie.facts.ids import control_card
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


class OrderedCard(StrEnum):
    """The paper cards that one may want from the office.

    ``adapted_work`` is the C3.2A of adapted-work companies (joint committee 327), whose target
    group may be freed from part of the procedure.
    """

    ORDINARY = "C3.2A"
    CONSTRUCTION = "C3.2A-construction"
    ADAPTED_WORK = "C3.2A-adapted"


_SERIALS = 10_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRange:
    """Cards numbered from ``first`` to ``last``, both included, behind the same two letters.

    Raises ``ValueError`` where the ends do not belong together, and
    ``stdnum.exceptions.ValidationError`` where one is no card number.
    """

    first: str
    last: str

    def __post_init__(self) -> None:
        first, last = control_card.validate(self.first), control_card.validate(self.last)
        if first[:2] != last[:2] or first > last:
            raise ValueError(f"{self.first} to {self.last} is no range")

    @classmethod
    def of(cls, *, first: str, count: int) -> NumberRange:
        """The range of so many cards; raises ``ValueError`` where the numbers run out."""
        start = control_card.validate(first)
        serial = int(start[2:]) + count - 1
        if count < 1 or serial >= _SERIALS:
            raise ValueError(f"there are no {count} numbers from {start} on")
        return cls(first=start, last=f"{start[:2]}{serial:07d}")

    def __contains__(self, number: str) -> bool:
        return self.first <= number <= self.last

    @property
    def count(self) -> int:
        """How many cards."""
        return int(self.last[2:]) - int(self.first[2:]) + 1


def position_of(number: str) -> int:
    """The place of a card number among all: its letters as a number of base 26, then its digits."""
    card = control_card.validate(number)
    letters = (ord(card[0]) - ord("A")) * 26 + ord(card[1]) - ord("A")
    return letters * _SERIALS + int(card[2:])
