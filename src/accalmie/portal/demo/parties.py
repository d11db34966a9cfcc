"""The parties and accounts of the demonstration as rows."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.hashers import make_password

from accalmie.cases.access.models import Account, Mandate
from accalmie.cases.access.roles import Role
from accalmie.cases.communications.models import PreliminaryCondition
from accalmie.cases.parties.acts import office_competent_for
from accalmie.cases.parties.models import (
    ClosedDays,
    Employer,
    Employment,
    Establishment,
    Office,
    PaymentOrganisation,
    Sender,
    Worker,
)
from accalmie.facts.ids import bce, establishment_unit, niss, onss
from accalmie.facts.languages import Language
from accalmie.portal.demo.accounts import PASSWORD
from accalmie.portal.demo.data import Chapters, read, told

EMPLOYED_SINCE = date(2024, 1, 8)
MANDATED_SINCE = date(2025, 1, 1)


def load(*, chapters: Chapters) -> None:
    """Make every party and every account of these chapters."""
    known = told(name="parties.yaml", chapters=chapters)
    offices = {entry["postal_code"]: _office(entry) for entry in known["offices"]}
    payers = {key: _payer(key, names) for key, names in known["payment_organisations"].items()}
    employers = {key: _employer(entry) for key, entry in known["employers"].items()}
    for entry in known["workers"].values():
        _worker(entry, employers, payers, known)
    senders = {entry["number"]: _sender(entry) for entry in known["senders"]}
    for entry in known["clients"]:
        for key in entry["employers"]:
            Mandate.objects.create(
                sender=senders[entry["sender"]], employer=employers[key], first_day=MANDATED_SINCE
            )
    for key, years in known["closed_days"].items():
        for year, days in years.items():
            ClosedDays.objects.create(employer=employers[key], year=year, days=days)
    for entry in known["preliminary_conditions"]:
        rest = {key: value for key, value in entry.items() if key != "employer"}
        PreliminaryCondition.objects.create(employer=employers[entry["employer"]], **rest)
    _accounts(employers, offices, payers, senders)


def numbers_of(employer: dict[str, Any]) -> dict[str, str]:
    """The numbers of an employer, with their check digits."""
    return {
        "bce": bce.with_check_digits(employer["bce"]),
        "onss": onss.with_check_digits(employer["onss"]),
    }


def _office(entry: dict[str, Any]) -> Office:
    office = office_competent_for(postal_code=entry["postal_code"])
    if office is None:
        raise ValueError(f"no office is competent for {entry['postal_code']}")
    office.street, office.house_number = entry["street"], entry["house_number"]
    office.postal_code, office.city = entry["at"]["postal_code"], entry["at"]["city"]
    office.phone = entry["phone"]
    office.save()
    return office


def _payer(code: str, names: dict[str, str]) -> PaymentOrganisation:
    return PaymentOrganisation.objects.create(
        code=code, **{f"name_{language.value}": names[language.value] for language in Language}
    )


def _employer(entry: dict[str, Any]) -> Employer:
    employer = Employer.objects.create(
        name=entry["name"], language=entry["language"], **numbers_of(entry), **entry["address"]
    )
    Establishment.objects.create(
        employer=employer,
        number=establishment_unit.with_check_digits(entry["establishment"]["number"]),
        name=entry["establishment"]["name"],
        **entry["address"],
    )
    return employer


def _worker(
    entry: dict[str, Any],
    employers: dict[str, Employer],
    payers: dict[str, PaymentOrganisation],
    known: dict[str, Any],
) -> None:
    worker = Worker.objects.create(
        niss=niss.with_check_digits(entry["stem"]),
        name=entry["name"],
        first_name=entry["first_name"],
        language=entry["language"],
        payment_organisation=payers.get(entry.get("payer", "")),
    )
    Employment.objects.create(
        worker=worker,
        employer=employers[entry["employer"]],
        first_day=EMPLOYED_SINCE,
        joint_committee=known["employers"][entry["employer"]]["joint_committee"],
        is_employee=entry.get("is_employee", False),
    )


def _sender(entry: dict[str, Any]) -> Sender:
    return Sender.objects.create(
        number=entry["number"], name=entry["name"], language=entry["language"]
    )


def _accounts(
    employers: dict[str, Employer],
    offices: dict[str, Office],
    payers: dict[str, PaymentOrganisation],
    senders: dict[str, Sender],
) -> None:
    """One password for all: it is hashed once, for hashing is slow on purpose."""
    hashed = make_password(PASSWORD)
    known = {
        "employer": employers,
        "office": offices,
        "payment_organisation": payers,
        "sender": senders,
    }
    Account.objects.bulk_create(
        Account(
            username=entry["user_name"],
            display_name=entry["display_name"],
            role=Role(entry["role"]),
            language=entry["language"],
            password=hashed,
            has_posted_codes="codes_until" in entry,
            posted_codes_expire_at=entry.get("codes_until"),
            **{key: rows[entry[key]] for key, rows in known.items() if key in entry},
        )
        for entry in read("accounts.yaml")
    )
