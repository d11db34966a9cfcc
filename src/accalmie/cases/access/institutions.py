"""Accounts that belong to no firm: officers, payment organisations, inspection, administrators.

They get codes like those of a letter, handed over by whoever opens the account: the codes open the
choice of one's own, once, and expire.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from accalmie.cases.access.acts import PostedCodes, draw_codes, give_codes
from accalmie.cases.access.models import Account
from accalmie.cases.access.policy import Act, require
from accalmie.cases.access.relations import EVERYTHING
from accalmie.cases.access.roles import Actor, Role
from accalmie.cases.days import belgian_day
from accalmie.cases.journal.acts import event, record
from accalmie.cases.parties.acts import office_coded
from accalmie.cases.parties.models import Office, PaymentOrganisation
from accalmie.facts.languages import Language
from accalmie.law import offices

INSTITUTIONS = (Role.OFFICER, Role.PAYER, Role.AUDITOR, Role.ADMIN)
"""The roles whose accounts are opened and closed here; firms and secretariats keep their own."""


class NotOfAnInstitution(ValueError):
    """The role is that of a firm, a secretariat or a worker: its accounts are kept elsewhere."""


class WrongBody(ValueError):
    """An officer names an office, a payer a payment organisation; the others name neither."""


class UnknownBody(LookupError):
    """No office or payment organisation has this code; ``known`` are the codes there are."""

    def __init__(self, code: str, *, known: tuple[str, ...]) -> None:
        super().__init__(code)
        self.code, self.known = code, known


class ClosedAlready(ValueError):
    """The account was closed before."""


class CodeTaken(ValueError):
    """Another payment organisation has this code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAccount:
    """For whom an account is opened; a code of a body only where the role has such a body."""

    role: Role
    display_name: str
    language: Language
    office_code: str | None = None
    payment_organisation_code: str | None = None


def accounts_of_institutions() -> QuerySet[Account]:
    """Every account that is kept here, by role, open ones first, by name."""
    return (
        Account.objects.filter(role__in=INSTITUTIONS)
        .select_related("office", "payment_organisation")
        .order_by("role", "-is_active", "display_name", "id")
    )


@transaction.atomic
def open_account(*, account: NewAccount, by: Actor, at: datetime) -> tuple[Account, PostedCodes]:
    """Open an account with its first codes.

    Raises ``NotAllowed``, ``NotOfAnInstitution``, ``WrongBody``, ``UnknownBody``.
    """
    require(by=by, act=Act.MANAGE_ACCOUNTS, target=EVERYTHING, on=belgian_day(at))
    if account.role not in INSTITUTIONS:
        raise NotOfAnInstitution(account.role)
    if (account.role is Role.OFFICER) != (account.office_code is not None):
        raise WrongBody(account.role)
    if (account.role is Role.PAYER) != (account.payment_organisation_code is not None):
        raise WrongBody(account.role)
    codes = draw_codes(at=at)
    made = Account(
        username=codes.user_name,
        role=account.role,
        display_name=account.display_name,
        language=account.language,
        office=_office(account.office_code),
        payment_organisation=_payment_organisation(account.payment_organisation_code),
    )
    give_codes(account=made, codes=codes)
    made.save(force_insert=True)
    _tell("open_account", made, by, at)
    return made, codes


@transaction.atomic
def close_account(*, account: Account, by: Actor, at: datetime) -> None:
    """Close an account: it opens nothing any more, its sessions end, what it did stays.

    Raises ``NotAllowed``, ``NotOfAnInstitution``, ``ClosedAlready``.
    """
    require(by=by, act=Act.MANAGE_ACCOUNTS, target=EVERYTHING, on=belgian_day(at))
    account = Account.objects.select_for_update(of=("self",)).get(id=account.id)
    if Role(account.role) not in INSTITUTIONS:
        raise NotOfAnInstitution(account.role)
    if not account.is_active:
        raise ClosedAlready(account.username)
    account.is_active = False
    account.save(update_fields=["is_active"])
    _tell("close_account", account, by, at)


@transaction.atomic
def add_payment_organisation(
    *, code: str, names: Mapping[Language, str], by: Actor, at: datetime
) -> PaymentOrganisation:
    """Add a payment organisation; the same one again is the one that is there.

    Raises ``NotAllowed``, and ``CodeTaken`` where the code stands for other names.
    """
    require(by=by, act=Act.MANAGE_ACCOUNTS, target=EVERYTHING, on=belgian_day(at))
    named = {f"name_{language.value}": names[language] for language in Language}
    body, is_new = PaymentOrganisation.objects.get_or_create(code=code, defaults=named)
    if any(body.name(language) != names[language] for language in Language):
        raise CodeTaken(code)
    if is_new:
        told = event(
            act="add_payment_organisation",
            by=by,
            at=at,
            subject_kind="payment_organisation",
            subject=body.id,
            data={"code": code},
        )
        record(events=[told])
    return body


def _office(code: str | None) -> Office | None:
    if code is None:
        return None
    office = office_coded(code=code)
    if office is None:
        raise UnknownBody(code, known=tuple(sorted(one.code for one in offices.offices())))
    return office


def _payment_organisation(code: str | None) -> PaymentOrganisation | None:
    if code is None:
        return None
    body = PaymentOrganisation.objects.filter(code=code).first()
    if body is None:
        codes = PaymentOrganisation.objects.order_by("code").values_list("code", flat=True)
        raise UnknownBody(code, known=tuple(codes))
    return body


def _tell(act: str, account: Account, by: Actor, at: datetime) -> None:
    bodies = {"office": account.office, "payment_organisation": account.payment_organisation}
    told = event(
        act=act,
        by=by,
        at=at,
        subject_kind="account",
        subject=account.id,
        data={"role": account.role} | {key: str(body) for key, body in bodies.items() if body},
    )
    record(events=[told])
