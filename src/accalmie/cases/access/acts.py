"""Codes of access: issued by post, replaced once by one's own, the password changed at any time.

What a user name and a password must satisfy is examined before (``law/credentials``); here only
their hashes arrive.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from accalmie.cases.access import policy
from accalmie.cases.access.models import Account
from accalmie.cases.access.policy import Act
from accalmie.cases.access.relations import EVERYTHING
from accalmie.cases.access.roles import Actor, Role
from accalmie.cases.journal.acts import event, record

POSTED_CODES_LIVE = timedelta(days=30)
"""Long enough for the post and a holiday; a choice of this software, no rule of the law."""

ACCESS_MANAGERS = frozenset({Role.EMPLOYER, Role.SECRETARIAT})
"""Who gets codes by post. Never officers: one could then become one's own second reader."""

# Without what is easily misread on paper: 0 and o, 1, i and l.
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
_NAME_LENGTH, _PASSWORD_LENGTH = 8, 12


class NoCodesByPost(ValueError):
    """This account gets no codes by post: its role, or its own codes were chosen already."""


class NameTaken(ValueError):
    """Somebody has this user name."""


class CodesExpired(ValueError):
    """The codes of the letter were used already, or their time is over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostedCodes:
    """A user name and a one-time password, in clear for the letter only."""

    user_name: str
    password: str = field(repr=False)
    expire_at: datetime


@transaction.atomic
def issue_codes(*, account: Account, by: Actor, at: datetime) -> PostedCodes:
    """Draw codes for a letter; those of an earlier letter open nothing any more.

    Raises ``NotAllowed``, and ``NoCodesByPost`` where codes of one's own exist: a user name never
    changes once it was chosen.
    """
    policy.require(by=by, act=Act.ISSUE_CODES, target=EVERYTHING, on=at.date())
    account = Account.objects.select_for_update().get(id=account.id)
    is_first = account.has_posted_codes or not account.has_usable_password()
    if Role(account.role) not in ACCESS_MANAGERS or not is_first:
        raise NoCodesByPost(account.role)
    codes = draw_codes(at=at)
    give_codes(account=account, codes=codes)
    account.save()
    _tell(Act.ISSUE_CODES, account, by, at)
    return codes


def draw_codes(*, at: datetime) -> PostedCodes:
    """Draw a user name that nobody has and a one-time password."""
    return PostedCodes(
        user_name=_free_name(), password=_drawn(_PASSWORD_LENGTH), expire_at=at + POSTED_CODES_LIVE
    )


def give_codes(*, account: Account, codes: PostedCodes) -> None:
    """Put drawn codes on an account; the caller saves it and tells the journal."""
    account.username = codes.user_name
    account.set_password(codes.password)
    account.has_posted_codes = True
    account.posted_codes_expire_at = codes.expire_at


def choose_codes(*, account: Account, user_name: str, hashed_password: str, at: datetime) -> None:
    """Replace the codes of the letter by one's own, once.

    Raises ``CodesExpired`` where the codes of the letter are dead, or are no longer those with
    which ``account`` was read, and ``NameTaken``.
    """
    try:
        with transaction.atomic():
            _replace(account, user_name, hashed_password, at)
    except IntegrityError as error:
        raise NameTaken from error


def change_password(*, account: Account, password: str, at: datetime) -> None:
    """Give an account another password; the caller has asked for the one before."""
    with transaction.atomic():
        account.set_password(password)
        account.save(update_fields=["password"])
        _tell("change_password", account, account, at)


def is_name_taken(user_name: str) -> bool:
    """Tell whether somebody has this user name, whatever its capitals."""
    return Account.objects.filter(username__iexact=user_name).exists()


def _replace(account: Account, user_name: str, hashed_password: str, at: datetime) -> None:
    if is_name_taken(user_name):
        raise NameTaken
    # One statement decides who is first, and whether the letter is still good.
    changed = Account.objects.filter(
        id=account.id,
        password=account.password,
        is_active=True,
        has_posted_codes=True,
        posted_codes_expire_at__gt=at,
    ).update(
        username=user_name,
        password=hashed_password,
        has_posted_codes=False,
        posted_codes_expire_at=None,
    )
    if not changed:
        raise CodesExpired
    _tell("choose_codes", account, account, at)


def hashed(password: str) -> str:
    """The password as it is kept."""
    return make_password(password)


def _free_name() -> str:
    name = _drawn(_NAME_LENGTH)
    return _free_name() if is_name_taken(name) else name


def _drawn(length: int) -> str:
    return "".join(secrets.choice(_SIGNS) for _ in range(length))


def _tell(act: str, account: Account, by: Actor, at: datetime) -> None:
    told = event(act=act, by=by, at=at, subject_kind="account", subject=account.id)
    record(events=[told])
