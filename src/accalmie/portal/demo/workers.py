"""The worker's side of the demonstration: homes and accounts, then what happened, act by act."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import NAMESPACE_OID, uuid5
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.hashers import make_password

from accalmie.cases.access.models import Account
from accalmie.cases.access.roles import Role
from accalmie.cases.board import acts as board
from accalmie.cases.cards import acts as cards
from accalmie.cases.cards.models import CardEntry
from accalmie.cases.claims import acts as claims
from accalmie.cases.declarations import acts as declarations
from accalmie.cases.identities import acts as identities
from accalmie.cases.parties.models import (
    Employer,
    Employment,
    PaymentOrganisation,
    Worker,
)
from accalmie.cases.payments import acts as payments
from accalmie.cases.payments import queries as payment_queries
from accalmie.facts.cards import Mark
from accalmie.facts.claim_forms import C1, C1Reason, C32Worker, ClaimFile
from accalmie.facts.claims import Claimant, ClaimSituation
from accalmie.facts.communications import Channel, Version
from accalmie.facts.days import Month
from accalmie.facts.declarations import (
    ConstatDeclaration,
    DayOfUnemployment,
    HoursDeclaration,
    Occupation,
)
from accalmie.facts.ids import bce, niss
from accalmie.facts.payments import TimeUnit, Wage
from accalmie.law.claims.needed import claim_needed
from accalmie.portal.demo.accounts import PASSWORD
from accalmie.portal.demo.data import read

BRUSSELS = ZoneInfo("Europe/Brussels")
EMPLOYED_SINCE = date(2024, 1, 8)

FILES = ("workers.yaml", "months.yaml")
"""Both have the same form: the worker's own side, then months that wait for their payment."""

Happenings = Iterator[tuple[datetime, Callable[[], None]]]


def load(*, at: datetime) -> None:
    """Homes, second contracts, accounts, and the identities that open them."""
    told = _told()
    for key, home in told["homes"].items():
        Worker.objects.filter(pk=_worker(key).pk).update(**home)
    for job in told["second_jobs"]:
        Employment.objects.create(
            worker=_worker(job["worker"]),
            employer=_employer(job["employer"]),
            first_day=job["first_day"],
            joint_committee=_parties()["employers"][job["employer"]]["joint_committee"],
        )
    hashed = make_password(PASSWORD)
    for entry in told["accounts"]:
        worker = _worker(entry["worker"])
        Account.objects.create(
            username=entry["user_name"],
            display_name=str(worker),
            role=Role.WORKER,
            language=worker.language,
            password=hashed,
            worker=worker,
        )
    for entry in told["clerks"]:
        payer = PaymentOrganisation.objects.get(code=entry["payment_organisation"])
        Account.objects.get_or_create(
            username=entry["user_name"],
            defaults={
                "display_name": entry["display_name"],
                "role": Role.PAYER,
                "language": entry["language"],
                "password": hashed,
                "payment_organisation": payer,
            },
        )
    _link_identities(at)


def happenings() -> Happenings:
    """Everything that workers, employers and payment organisations did, with its instant."""
    told = _told()
    for entry in told["constats"]:
        yield _instant(entry["at"]), lambda entry=entry: _constat(entry)
    for entry in told["claims"]:
        yield _instant(entry["at"]), lambda entry=entry: _claim(entry)
        if "handed_on" in entry:
            at = _instant(entry["handed_on"]["at"])
            yield at, lambda entry=entry: _hand_on(entry)
    for entry in told["cards"]:
        for number, mark in enumerate(entry["marks"]):
            yield (
                _instant(mark["at"]),
                lambda entry=entry, mark=mark, number=number: _mark(entry, mark, number),
            )
        if "sent" in entry:
            yield _instant(entry["sent"]), lambda entry=entry: _send(entry)
    for entry in told["hours"]:
        yield _instant(entry["at"]), lambda entry=entry: _hours(entry)
    for entry in told["payments"]:
        yield _instant(entry["prepared"]["at"]), lambda entry=entry: _pay(entry)


def finish(*, at: datetime) -> None:
    """The board as it stands on the day of the demonstration."""
    board.rebuild(at=at)


def _link_identities(at: datetime) -> None:
    known = _parties()["workers"]
    for entry in read("identities.yaml"):
        name = entry.get("worker") or entry.get("account")
        account = Account.objects.filter(username=name).first() if name else None
        if account is not None:
            stem = known[entry["worker"]]["stem"] if "worker" in entry else entry["stem"]
            identities.link(
                account=account,
                niss=niss.with_check_digits(stem),
                key=settings.JOURNAL_PERSON_KEY,
                at=at,
            )


def _constat(entry: dict[str, Any]) -> None:
    declarations.lodge(
        declaration=ConstatDeclaration(
            version=Version.ORIGINAL,
            employer=_employer(entry["employer"]).numbers,
            niss=_worker(entry["worker"]).niss,
            kind=entry["kind"],
            occupation=_occupation(entry),
            first_day=entry["first_day"],
            wage=_wage(entry),
        ),
        by=Account.objects.get(username=entry["by"]),
        at=_instant(entry["at"]),
        channel=Channel.PORTAL,
    )


def _claim(entry: dict[str, Any]) -> None:
    worker, account = _worker(entry["worker"]), Account.objects.get(username=entry["worker"])
    first_day, at = entry["first_day"], _instant(entry["at"])
    answer = claim_needed(
        situation=ClaimSituation(
            first_day=first_day,
            kind=entry["kind"],
            is_first_with_employer=True,
            was_ever_paid=False,
            birth_date=niss.birth_date(worker.niss),
        )
    )
    needed = next(one for one in answer.claims if one.by is Claimant.WORKER)
    claim = claims.draft_claim(
        worker=worker,
        employer=_employer(entry["employer"]),
        kind=entry["kind"],
        first_day=first_day,
        needed=needed,
        file=ClaimFile(
            c32=C32Worker(claimed_from=first_day, is_sincere=True, signed_on=at.date()),
            c1=C1(
                reason=C1Reason.FIRST_CLAIM,
                iban=entry["iban"],
                address=worker.address,
                is_sincere=True,
                signed_on=at.date(),
            ),
        ),
        by=account,
        at=at,
    )
    claims.submit_claim(claim=claim, by=account, at=at)


def _hand_on(entry: dict[str, Any]) -> None:
    handed = entry["handed_on"]
    claims.lodge_claim(
        claim=_worker(entry["worker"]).claims.get(first_day=entry["first_day"]),
        by=Account.objects.get(username=handed["by"]),
        at=_instant(handed["at"]),
    )


def _mark(entry: dict[str, Any], told: dict[str, Any], number: int) -> None:
    account, at = Account.objects.get(username=entry["worker"]), _instant(told["at"])
    month = Month.parse(entry["month"])
    card = cards.open_card(
        worker=_worker(entry["worker"]),
        employer=_employer(entry["employer"]),
        month=month,
        by=account,
        at=at,
        inactive_days=[day for day in month.period if day.weekday() >= 5],
    )
    made = {
        "key": uuid5(NAMESPACE_OID, f"{entry['worker']} {month} {number}"),
        "card": card,
        "mark": Mark(told["mark"]),
        "device_at": at,
        "by": account,
        "at": at,
        "work_starts_at": _instant(told["starts"]) if "starts" in told else None,
    }
    if "why" not in told:
        cards.mark(day=told["day"], **made)
        return
    before = CardEntry.objects.filter(card=card, day=told["day"]).order_by("sequence").last()
    cards.correct(corrects=before.id, reason=told["why"], **made)


def _send(entry: dict[str, Any]) -> None:
    account, at = Account.objects.get(username=entry["worker"]), _instant(entry["sent"])
    card = _worker(entry["worker"]).cards.get(
        employer=_employer(entry["employer"]), month=Month.parse(entry["month"])
    )
    cards.send(card=card, device_at=at, by=account, at=at)


def _hours(entry: dict[str, Any]) -> None:
    span = entry["days"]
    number = (span["to"] - span["from"]).days + 1
    days = [span["from"] + timedelta(days=n) for n in range(number)]
    declarations.lodge(
        declaration=HoursDeclaration(
            version=Version.ORIGINAL,
            employer=_employer(entry["employer"]).numbers,
            niss=_worker(entry["worker"]).niss,
            month=Month.parse(entry["month"]),
            kinds=(entry["kind"],),
            occupation=_occupation(entry),
            days=tuple(
                DayOfUnemployment(day=day, code=entry["code"], hours=Decimal(span["hours"]))
                for day in days
                if day.weekday() < 5
            ),
            wage=_wage(entry),
        ),
        by=Account.objects.get(username=entry["by"]),
        at=_instant(entry["at"]),
        channel=Channel.PORTAL,
    )


def _pay(entry: dict[str, Any]) -> None:
    first, second = (
        Account.objects.get(username=entry[step]["by"]) for step in ("prepared", "signed")
    )
    month = Month.parse(entry["month"])
    run = payments.prepare_run(
        computations=list(payment_queries.payable_by(account=first, month=month)),
        execution_on=entry["paid_on"],
        by=first,
        at=_instant(entry["prepared"]["at"]),
    )
    signed_at = _instant(entry["signed"]["at"])
    payments.sign_run(run=run, by=second, at=signed_at)
    payments.record_paid(run=run, paid_on=entry["paid_on"], by=second, at=signed_at)


def _occupation(entry: dict[str, Any]) -> Occupation:
    employer = _parties()["employers"][entry["employer"]]
    return Occupation(
        first_day=EMPLOYED_SINCE,
        joint_committee=employer["joint_committee"],
        q=Decimal(entry["q"]),
        s=Decimal("40.00") if employer["joint_committee"] == "124" else Decimal("38.00"),
        days_per_week=Decimal("5.00"),
    )


def _wage(entry: dict[str, Any]) -> Wage:
    return Wage(amount=Decimal(entry["wage"]), unit=TimeUnit.HOUR)


def _told() -> dict[str, Any]:
    """What all files tell, put together part by part."""
    told: dict[str, Any] = {}
    for file in FILES:
        for part, content in read(file).items():
            if isinstance(content, dict):
                told[part] = {**told.get(part, {}), **content}
            else:
                told[part] = [*told.get(part, ()), *content]
    return told


def _parties() -> dict[str, Any]:
    return read("parties.yaml")


def _worker(key: str) -> Worker:
    return Worker.objects.get(niss=niss.with_check_digits(_parties()["workers"][key]["stem"]))


def _employer(key: str) -> Employer:
    number = bce.with_check_digits(_parties()["employers"][key]["bce"])
    return Employer.objects.get(bce=number)


def _instant(written: str | datetime) -> datetime:
    moment = written if isinstance(written, datetime) else datetime.fromisoformat(written)
    return moment.replace(tzinfo=BRUSSELS)
