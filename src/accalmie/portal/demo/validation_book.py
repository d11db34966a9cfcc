"""The paper cards of the demonstration: a firm of adapted work, its orders and its book."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import make_password

from accalmie.cases.access.models import Account
from accalmie.cases.access.roles import Role
from accalmie.cases.card_stock import acts as stock
from accalmie.cases.card_stock.models import CardOrder
from accalmie.cases.parties.models import Employer, Employment, Establishment, Worker
from accalmie.cases.validation_book import acts
from accalmie.cases.validation_book.models import Entry
from accalmie.facts.communications import Channel
from accalmie.facts.days import Month
from accalmie.facts.ids import bce, establishment_unit, niss, onss
from accalmie.facts.validationbook import OrderedCard
from accalmie.portal.demo.accounts import PASSWORD
from accalmie.portal.demo.data import instant, read
from accalmie.portal.demo.happenings import Happening, Happenings

EMPLOYED_SINCE = date(2024, 1, 8)


def load() -> None:
    """Make the firm, its workers and the accounts."""
    told = read("validation_book.yaml")
    firm = told["employer"]
    employer = Employer.objects.create(
        name=firm["name"],
        language=firm["language"],
        bce=bce.with_check_digits(firm["bce"]),
        onss=onss.with_check_digits(firm["onss"]),
        **firm["address"],
    )
    Establishment.objects.create(
        employer=employer,
        number=establishment_unit.with_check_digits(firm["establishment"]["number"]),
        name=firm["establishment"]["name"],
        **firm["address"],
    )
    for entry in told["workers"].values():
        person = {key: entry[key] for key in ("first_name", "name", "language")}
        Employment.objects.create(
            worker=Worker.objects.create(niss=niss.with_check_digits(entry["stem"]), **person),
            employer=employer,
            first_day=EMPLOYED_SINCE,
            joint_committee=firm["joint_committee"],
        )
    hashed = make_password(PASSWORD)
    for entry in told["accounts"]:
        role = Role(entry["role"])
        Account.objects.create(
            username=entry["user_name"],
            display_name=entry["display_name"],
            role=role,
            language=entry["language"],
            password=hashed,
            employer=employer if role is Role.EMPLOYER else None,
        )


def happenings() -> Happenings:
    """What was ordered, granted, entered and corrected."""
    told = read("validation_book.yaml")
    for order in told["orders"]:
        yield _at(order, _order)
        if "granted" in order:
            yield _at(order["granted"] | {"key": order["key"]}, _grant)
        if "delivered" in order:
            yield _at(order["delivered"] | {"key": order["key"]}, _deliver)
    for entry in told["entries"]:
        yield _at(entry, _enter)
    for entry in told["corrections"]:
        yield _at(entry, _correct)


def _at(entry: dict[str, Any], act: Any) -> Happening:
    return Happening(at=instant(entry["at"]), do=lambda: act(entry))


def _order(entry: dict[str, Any]) -> None:
    stock.order_cards(
        key=UUID(entry["key"]),
        holder=_firm(),
        cards=OrderedCard(entry["cards"]),
        count=entry["count"],
        joint_committee=entry["joint_committee"],
        needed_from=entry["needed_from"],
        **_by(entry),
    )


def _grant(entry: dict[str, Any]) -> None:
    stock.grant_cards(order=_ordered(entry), first=entry["first"], **_by(entry))


def _deliver(entry: dict[str, Any]) -> None:
    stock.note_delivery(order=_ordered(entry), delivered_on=entry["on"], **_by(entry))


def _enter(entry: dict[str, Any]) -> None:
    cards = [
        acts.Wanted(
            employer=_firm(),
            niss=_niss(worker),
            month=Month.parse(entry["month"]),
            card_number=number,
        )
        for worker, number in entry["cards"].items()
    ]
    acts.enter_cards(cards=cards, channel=Channel.PORTAL, **_by(entry))


def _correct(entry: dict[str, Any]) -> None:
    month = Month.parse(entry["month"])
    found = Entry.objects.get(worker__niss=_niss(entry["worker"]), month=month)
    acts.correct_entry(
        entry=found,
        niss=_niss(entry["worker"]),
        month=month,
        card_number=entry["to"],
        reason=entry["reason"],
        **_by(entry),
    )


def _by(entry: dict[str, Any]) -> dict[str, Any]:
    return {"by": Account.objects.get(username=entry["by"]), "at": instant(entry["at"])}


def _firm() -> Employer:
    return Employer.objects.get(
        bce=bce.with_check_digits(read("validation_book.yaml")["employer"]["bce"])
    )


def _ordered(entry: dict[str, Any]) -> CardOrder:
    return CardOrder.objects.get(pk=UUID(entry["key"]))


def _niss(worker: str) -> str:
    stem = read("validation_book.yaml")["workers"][worker]["stem"]
    return str(niss.with_check_digits(stem))
