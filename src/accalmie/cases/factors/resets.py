"""A new password for who forgot his: by e-mail, or by a letter that the office writes."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from accalmie.cases.access import policy
from accalmie.cases.access.acts import ACCESS_MANAGERS, POSTED_CODES_LIVE, PostedCodes
from accalmie.cases.access.models import Account
from accalmie.cases.access.policy import Act
from accalmie.cases.access.relations import EVERYTHING
from accalmie.cases.access.roles import Actor, Role
from accalmie.cases.factors import authenticators, sessions
from accalmie.cases.factors.models import AskedCodes, Reset, ResetWay
from accalmie.cases.factors.sealing import Seals
from accalmie.cases.factors.telling import tell

MAIL_LIVES = timedelta(minutes=30)
PAUSE = timedelta(minutes=5)
"""Between two e-mails to the same person, so that nobody fills his box."""

_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
_LENGTH = 12


class NoReset(ValueError):
    """Not for this account: it has no password of its own, or its role gets no letters."""


class TooLate(ValueError):
    """The right was used already, or its time is over."""


@transaction.atomic
def ask_by_mail(*, account: Account, seals: Seals, at: datetime) -> str:
    """The token of a link, in clear for the e-mail only; empty when one was sent just now."""
    recent = account.resets.filter(way=ResetWay.MAIL, made_at__gt=at - PAUSE, ended_at=None)
    if recent.exists():
        return ""
    token = secrets.token_urlsafe(32)
    _make(account, ResetWay.MAIL, token, at + MAIL_LIVES, seals, at)
    tell(act="ask_reset", account=account, by=account, at=at)
    return token


@transaction.atomic
def ask_for_letter(*, account: Account, at: datetime) -> None:
    """Put the account on the list of the office, once."""
    asked = account.asked_codes.filter(settled_at__isnull=True)
    if not asked.exists():
        AskedCodes.objects.create(account=account, asked_at=at)
        tell(act="ask_for_codes", account=account, by=account, at=at)


def asked_for() -> QuerySet[AskedCodes]:
    """Who waits for a letter, the longest first."""
    return (
        AskedCodes.objects.filter(settled_at__isnull=True, account__is_active=True)
        .select_related("account__employer", "account__sender")
        .order_by("asked_at", "id")
    )


def settle(*, account: Account, at: datetime) -> None:
    """The letter is written: nobody waits any more. Inside the transaction of its act."""
    account.asked_codes.filter(settled_at__isnull=True).update(settled_at=at)


@transaction.atomic
def issue_by_letter(*, account: Account, by: Actor, seals: Seals, at: datetime) -> PostedCodes:
    """A one-time password for a letter; the user name stays, and so does the old password.

    Raises ``NotAllowed`` and ``NoReset``. Whoever finds his password again meanwhile may use it;
    an earlier letter opens nothing any more.
    """
    policy.require(by=by, act=Act.ISSUE_CODES, target=EVERYTHING, on=at.date())
    account = Account.objects.select_for_update().get(id=account.id)
    has_own = account.has_usable_password() and not account.has_posted_codes
    if Role(account.role) not in ACCESS_MANAGERS or not has_own or not account.is_active:
        raise NoReset(account.role)
    password = "".join(secrets.choice(_SIGNS) for _ in range(_LENGTH))
    reset = _make(account, ResetWay.LETTER, password, at + POSTED_CODES_LIVE, seals, at)
    settle(account=account, at=at)
    tell(act="issue_new_password", account=account, by=by, at=at)
    return PostedCodes(user_name=account.username, password=password, expire_at=reset.expires_at)


def reset_of_letter(*, account: Account, password: str, seals: Seals, at: datetime) -> Reset | None:
    """The right that a one-time password of a letter gives, while it lives."""
    return (
        _living(at)
        .filter(account=account, way=ResetWay.LETTER, digest=_digest(password, account, seals))
        .first()
    )


def reset_of_mail(*, token: str, seals: Seals, at: datetime) -> Reset | None:
    """The right that a link gives, while it lives."""
    digest = seals.digest(purpose=ResetWay.MAIL, text=token)
    found = _living(at).filter(way=ResetWay.MAIL, digest=digest)
    return found.select_related("account").first()


def living_reset(*, reset_id: str, at: datetime) -> Reset | None:
    """A right by its key, while it lives."""
    return _living(at).filter(id=reset_id).select_related("account").first()


@transaction.atomic
def use(*, reset: Reset, hashed_password: str, at: datetime) -> None:
    """Give the account its new password; every session of it ends. Raises ``TooLate``.

    Who came by a letter begins anew: his second factors are gone with the device that he lost. Who
    came by e-mail keeps them, and is asked for one when he signs in.
    """
    # One statement decides who is first.
    if not _living(at).filter(pk=reset.pk).update(ended_at=at):
        raise TooLate
    account = reset.account
    Account.objects.filter(pk=account.pk).update(
        password=hashed_password, failed_attempts=0, locked_until=None
    )
    account.resets.filter(ended_at=None).update(ended_at=at)
    settle(account=account, at=at)
    if reset.way == ResetWay.LETTER:
        authenticators.remove_everything(account=account, at=at)
    mine = sessions.others_than(account=account, session_key=None)
    sessions.end_sessions(account=account, found=mine, at=at)
    tell(act="reset_password", account=account, by=account, at=at)


def _make(
    account: Account, way: ResetWay, secret: str, until: datetime, seals: Seals, at: datetime
) -> Reset:
    account.resets.filter(way=way, ended_at=None).update(ended_at=at)
    digest = (
        seals.digest(purpose=way, text=secret)
        if way is ResetWay.MAIL
        else _digest(secret, account, seals)
    )
    return Reset.objects.create(
        account=account, way=way, digest=digest, made_at=at, expires_at=until
    )


def _digest(password: str, account: Account, seals: Seals) -> str:
    return seals.digest(purpose=ResetWay.LETTER, text=f"{account.id}:{password}")


def _living(at: datetime) -> QuerySet[Reset]:
    return Reset.objects.filter(ended_at=None, expires_at__gt=at, account__is_active=True).order_by(
        "id"
    )
