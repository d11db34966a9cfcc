"""The accounts to try, as the first page and the terminal show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from accalmie.portal.demo.data import read
from accalmie.portal.languages import current_language

PASSWORD = "accalmie-demo"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountToTry:
    """A user name, whose it is, and what is worth a look."""

    user_name: str
    who: str
    what: str


def accounts_to_try() -> tuple[AccountToTry, ...]:
    """Every account of the demonstration."""
    parties = read("parties.yaml")
    return (
        *(_account(entry, parties) for entry in read("accounts.yaml")),
        *(_user(entry, parties) for entry in read("mandates.yaml")["users"]),
        *(_second_clerk(entry, parties) for entry in read("workers.yaml")["clerks"]),
        *(_worker(entry, parties) for entry in read("workers.yaml")["accounts"]),
        *_of_validation_book(),
    )


def _account(entry: dict[str, Any], parties: dict[str, Any]) -> AccountToTry:
    return AccountToTry(
        user_name=entry["user_name"],
        who=f"{entry['display_name']}, {_body(entry, parties)}",
        what=_("First connection, with codes that came by post")
        if "codes_until" in entry
        else _what(entry["role"]),
    )


def _user(entry: dict[str, Any], parties: dict[str, Any]) -> AccountToTry:
    manager = next(one for one in read("accounts.yaml") if one["user_name"] == entry["by"])
    return AccountToTry(
        user_name=entry["user_name"],
        who=f"{entry['display_name']}, {_body(manager, parties)}",
        what=_("A user with limited rights: he reads and sends nothing"),
    )


def _second_clerk(entry: dict[str, Any], parties: dict[str, Any]) -> AccountToTry:
    names = parties["payment_organisations"][entry["payment_organisation"]]
    return AccountToTry(
        user_name=entry["user_name"],
        who=f"{entry['display_name']}, {names[current_language().value]}",
        what=_("Second signature under payment runs"),
    )


def _of_validation_book() -> tuple[AccountToTry, ...]:
    """The firm that still uses paper cards, and the inspection that reads its book."""
    told = read("validation_book.yaml")
    firm = told["employer"]["name"]
    employer, auditor = told["accounts"]
    return (
        AccountToTry(
            user_name=employer["user_name"],
            who=f"{employer['display_name']}, {firm}",
            what=_("Paper cards and validation book"),
        ),
        AccountToTry(
            user_name=auditor["user_name"],
            who=auditor["display_name"],
            what=_("Inspection: who holds which card"),
        ),
    )


def _worker(entry: dict[str, Any], parties: dict[str, Any]) -> AccountToTry:
    worker = parties["workers"][entry["worker"]]
    firm = parties["employers"][worker["employer"]]["name"]
    return AccountToTry(
        user_name=entry["user_name"],
        who=f"{worker['first_name']} {worker['name']}, {firm}",
        what=_("Control card, file, claim"),
    )


def _body(account: dict[str, Any], parties: dict[str, Any]) -> str:
    match account["role"]:
        case "employer":
            return str(parties["employers"][account["employer"]]["name"])
        case "officer":
            cities = {office["postal_code"]: office["at"]["city"] for office in parties["offices"]}
            return _("office of %(city)s") % {"city": cities[account["office"]]}
        case "secretariat":
            return str(parties["senders"][0]["name"])
        case _:
            names = parties["payment_organisations"][account["payment_organisation"]]
            return str(names[current_language().value])


def _what(role: str) -> str:
    match role:
        case "employer":
            return _("Communications and decisions")
        case "secretariat":
            return _("Communications and decisions of the clients")
        case "officer":
            return _("Work list, decisions, second reading")
        case _:
            return _("Months, claims, payment runs")
