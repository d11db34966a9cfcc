"""The workers of the demonstration: homes, second contracts, accounts and who opens them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password

from accalmie.cases.access.models import Account
from accalmie.cases.access.roles import Role
from accalmie.cases.identities import acts as identities
from accalmie.cases.parties.models import Employment, PaymentOrganisation, Worker
from accalmie.facts.ids import niss
from accalmie.portal.demo.accounts import PASSWORD
from accalmie.portal.demo.data import Chapters, merged, read, told
from accalmie.portal.demo.happenings import employer, known_parties, number_of, worker

FILES = ("workers.yaml", "months.yaml")
"""Both have the same form: the worker's own side, then months that wait for their payment."""


def told_of_workers(*, chapters: Chapters) -> dict[str, Any]:
    """What both files tell in these chapters, put together part by part."""
    return merged([told(name=file, chapters=chapters) for file in FILES])


def load(*, chapters: Chapters, at: datetime) -> None:
    """Homes, second contracts, accounts, and the identities that open them."""
    about = told_of_workers(chapters=chapters)
    for key, home in about["homes"].items():
        Worker.objects.filter(pk=worker(key).pk).update(**home)
    for job in about["second_jobs"]:
        Employment.objects.create(
            worker=worker(job["worker"]),
            employer=employer(job["employer"]),
            first_day=job["first_day"],
            joint_committee=known_parties()["employers"][job["employer"]]["joint_committee"],
        )
    hashed = make_password(PASSWORD)
    for entry in about["accounts"]:
        _account(entry["user_name"], worker(entry["worker"]), hashed)
    for key in about.get("own_accounts", ()):
        _account(key, worker(key), hashed)
    for entry in about["clerks"]:
        _clerk(entry, hashed)
    _link_identities(at)


def _account(user_name: str, owner: Worker, hashed: str) -> None:
    Account.objects.create(
        username=user_name,
        display_name=str(owner),
        role=Role.WORKER,
        language=owner.language,
        password=hashed,
        worker=owner,
    )


def _clerk(entry: dict[str, Any], hashed: str) -> None:
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


def _link_identities(at: datetime) -> None:
    for entry in read("identities.yaml"):
        name = entry.get("worker") or entry.get("account")
        account = Account.objects.filter(username=name).first() if name else None
        if account is not None:
            number = (
                number_of(entry["worker"])
                if "worker" in entry
                else niss.with_check_digits(entry["stem"])
            )
            identities.link(account=account, niss=number, key=settings.JOURNAL_PERSON_KEY, at=at)
