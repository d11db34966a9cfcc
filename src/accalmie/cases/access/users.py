"""The users of a firm or a secretariat: who manages access adds them, says what they may, and
takes it away again.

A new user gets codes like those of a letter: they open the choice of codes of his own, once, and
expire. The access manager sees them once and hands them over himself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from accalmie.cases.access.acts import NoCodesByPost, PostedCodes, draw_codes, give_codes
from accalmie.cases.access.functions import Function
from accalmie.cases.access.models import Account, Right
from accalmie.cases.access.policy import Act, require
from accalmie.cases.access.roles import Role
from accalmie.cases.days import belgian_day
from accalmie.cases.journal.acts import event, record
from accalmie.cases.parties.models import Establishment
from accalmie.facts.languages import Language


class LastAccessManager(ValueError):
    """Nobody would be left to manage the access of the firm."""


class NoRight(ValueError):
    """A user without any right could do nothing: close him instead."""


class ForeignEstablishment(ValueError):
    """The establishment is not one of the firm, or access was to be managed in one only."""


@dataclass(frozen=True, slots=True)
class Grant:
    """A function in an establishment, or in the whole firm where none is set."""

    function: Function
    establishment_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewUser:
    """Who is added, as his access manager knows him."""

    display_name: str
    email: str
    language: Language


def users_of(*, account: Account) -> QuerySet[Account]:
    """The accounts of the same firm or secretariat, open ones first, by name."""
    return _colleagues(account).order_by("-is_active", "display_name", "id")


def access_managers_of(*, account: Account) -> QuerySet[Account]:
    """Who manages the access of an account's firm or secretariat today, by name."""
    return _managers(account).order_by("display_name", "id")


@transaction.atomic
def create_user(
    *, user: NewUser, grants: Iterable[Grant], by: Account, at: datetime
) -> tuple[Account, PostedCodes]:
    """Add a user of one's own firm or secretariat, with his rights and his first codes.

    Raises ``NotAllowed``, ``NoRight``, ``ForeignEstablishment``.
    """
    codes = draw_codes(at=at)
    account = Account(
        username=codes.user_name,
        role=by.role,
        display_name=user.display_name,
        email=user.email,
        language=user.language,
        employer=by.employer,
        sender=by.sender,
        has_every_right=False,
    )
    require(by=by, act=Act.MANAGE_USERS, target=account, on=belgian_day(at))
    give_codes(account=account, codes=codes)
    wanted = _checked(account, grants)
    account.save(force_insert=True)
    _give(account, wanted, by, at)
    _tell("create_user", account, wanted, by, at)
    return account, codes


@transaction.atomic
def change_rights(*, account: Account, grants: Iterable[Grant], by: Account, at: datetime) -> None:
    """Say anew what a user may do: all his rights, not only what changes.

    Raises ``NotAllowed``, ``NoRight``, ``ForeignEstablishment``, ``LastAccessManager``.
    """
    account = _locked(account, by, at)
    wanted = _checked(account, grants)
    if account.has_every_right:
        account.has_every_right = False
        account.save(update_fields=["has_every_right"])
    standing = {
        Grant(Function(right.function), right.establishment_id): right
        for right in account.rights.filter(withdrawn_at__isnull=True).order_by("id")
    }
    for grant in standing.keys() - wanted:
        right = standing[grant]
        right.withdrawn_by, right.withdrawn_at = by, at
        right.save(update_fields=["withdrawn_by", "withdrawn_at"])
    _give(account, wanted - standing.keys(), by, at)
    _check_managed(by)
    _tell("change_rights", account, wanted, by, at)


@transaction.atomic
def give_every_right(*, account: Account, by: Account, at: datetime) -> None:
    """Give a user every right, in the whole firm, the managing of access included."""
    account = _locked(account, by, at)
    account.rights.filter(withdrawn_at__isnull=True).update(withdrawn_by=by, withdrawn_at=at)
    account.has_every_right = True
    account.save(update_fields=["has_every_right"])
    _tell("give_every_right", account, frozenset(), by, at)


@transaction.atomic
def close_user(*, account: Account, by: Account, at: datetime) -> None:
    """Close an account: it opens nothing any more, its sessions end, what it did stays.

    Raises ``NotAllowed``, ``LastAccessManager``.
    """
    account = _locked(account, by, at)
    account.is_active = False
    account.save(update_fields=["is_active"])
    _check_managed(by)
    _tell("close_user", account, frozenset(), by, at)


@transaction.atomic
def renew_codes(*, account: Account, by: Account, at: datetime) -> PostedCodes:
    """Draw new first codes for a user who has not used his own; those before open nothing.

    Raises ``NotAllowed``, and ``NoCodesByPost`` where he chose codes of his own, or is closed.
    """
    account = _locked(account, by, at)
    if not (account.has_posted_codes and account.is_active):
        raise NoCodesByPost(account.role)
    codes = draw_codes(at=at)
    give_codes(account=account, codes=codes)
    account.save()
    _tell("renew_codes", account, frozenset(), by, at)
    return codes


def _colleagues(account: Account) -> QuerySet[Account]:
    is_employer = Role(account.role) is Role.EMPLOYER
    body = Q(employer_id=account.employer_id) if is_employer else Q(sender_id=account.sender_id)
    return Account.objects.filter(body, role=account.role)


def _managers(account: Account) -> QuerySet[Account]:
    rights = Right.objects.filter(
        account_id=OuterRef("pk"), function=Function.ACCESS, withdrawn_at__isnull=True
    )
    # Who has not connected yet manages nothing.
    return _colleagues(account).filter(
        Q(has_every_right=True) | Exists(rights), is_active=True, has_posted_codes=False
    )


def _locked(account: Account, by: Account, at: datetime) -> Account:
    # All of the firm at once, in one order: two managers who remove each other wait for each other.
    locked = {row.pk: row for row in _colleagues(by).select_for_update().order_by("pk")}
    found = locked.get(account.pk, account)
    require(by=by, act=Act.MANAGE_USERS, target=found, on=belgian_day(at))
    return found


def _check_managed(by: Account) -> None:
    if not _managers(by).exists():
        raise LastAccessManager


def _checked(account: Account, grants: Iterable[Grant]) -> frozenset[Grant]:
    wanted = frozenset(grants)
    if not wanted:
        raise NoRight
    asked = {grant.establishment_id for grant in wanted if grant.establishment_id is not None}
    own = Establishment.objects.filter(employer_id=account.employer_id, pk__in=asked)
    if own.count() != len(asked):
        raise ForeignEstablishment
    if any(g.function is Function.ACCESS and g.establishment_id is not None for g in wanted):
        raise ForeignEstablishment
    # Who has a function in the whole firm has it in each establishment.
    whole = {grant.function for grant in wanted if grant.establishment_id is None}
    return frozenset(g for g in wanted if g.establishment_id is None or g.function not in whole)


def _give(account: Account, grants: Iterable[Grant], by: Account, at: datetime) -> None:
    Right.objects.bulk_create(
        Right(
            account=account,
            function=grant.function,
            establishment_id=grant.establishment_id,
            given_by=by,
            given_at=at,
        )
        for grant in sorted(grants, key=_order)
    )


def _tell(act: str, account: Account, grants: Iterable[Grant], by: Account, at: datetime) -> None:
    rights = [
        f"{g.function} {g.establishment_id or ''}".strip() for g in sorted(grants, key=_order)
    ]
    told = event(
        act=act,
        by=by,
        at=at,
        subject_kind="account",
        subject=account.id,
        data={"rights": rights} if rights else {},
    )
    record(events=[told])


def _order(grant: Grant) -> tuple[str, str]:
    return grant.function.value, str(grant.establishment_id or "")
