"""A firm of adapted work that still uses paper, its workers, and cards to enter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from accalmie.cases.access.models import Account
from accalmie.cases.access.roles import Role
from accalmie.cases.card_stock import acts as stock
from accalmie.cases.card_stock.models import CardOrder, CardRange
from accalmie.cases.days import BRUSSELS
from accalmie.cases.parties.models import Employer, Employment, Worker
from accalmie.cases.validation_book import acts
from accalmie.facts.communications import Channel
from accalmie.facts.days import Month
from accalmie.facts.ids import bce, niss
from accalmie.facts.validationbook import OrderedCard
from tests.cases.situations import People, account

NOVEMBER = Month(2026, 11)
DECEMBER = Month(2026, 12)
AT = datetime(2026, 11, 18, 9, 30, tzinfo=BRUSSELS)
ZOE = niss.with_check_digits("880303997")
YVES = niss.with_check_digits("790909996")
UNKNOWN = niss.with_check_digits("910412995")


@dataclass(frozen=True, slots=True)
class Workshop:
    """The firm, who acts for it, two workers."""

    people: People
    employer: Employer
    manager: Account
    zoe: Worker
    yves: Worker


def workshop(who: People) -> Workshop:
    """Add a firm of joint committee 327.01 in the territory of the first office."""
    employer = Employer.objects.create(
        bce=bce.with_check_digits("09990007"), name="Atelier", postal_code="1000"
    )
    workers = [
        Worker.objects.create(niss=number, name=name)
        for number, name in ((ZOE, "Essai"), (YVES, "Exemple"))
    ]
    for worker in workers:
        Employment.objects.create(
            worker=worker,
            employer=employer,
            first_day=date(2020, 1, 6),
            joint_committee="327.01",
        )
    manager = account("workshop", Role.EMPLOYER, employer=employer)
    return Workshop(who, employer, manager, *workers)


def ordered(shop: Workshop, **changes: object) -> CardOrder:
    """An order of a hundred cards for the workshop."""
    told = {
        "key": uuid4(),
        "holder": shop.employer,
        "cards": OrderedCard.ADAPTED_WORK,
        "count": 100,
        "joint_committee": "327.01",
        "needed_from": AT.date(),
        "by": shop.manager,
        "at": AT,
    }
    return stock.order_cards(**{**told, **changes})


def granted(shop: Workshop, *, first: str = "FA1000101") -> CardRange:
    """A hundred cards granted to the workshop."""
    return stock.grant_cards(order=ordered(shop), first=first, by=shop.people.first_officer, at=AT)


def wanted(shop: Workshop, **changes: object) -> acts.Wanted:
    """Zoé's card of November."""
    told = {
        "employer": shop.employer,
        "niss": ZOE,
        "month": NOVEMBER,
        "card_number": "FA1000101",
    }
    return acts.Wanted(**{**told, **changes})


def entered(shop: Workshop, *cards: acts.Wanted):
    """Enter cards as the employer does on the page."""
    return acts.enter_cards(
        cards=cards or [wanted(shop)], by=shop.manager, at=AT, channel=Channel.PORTAL
    )
