"""Codes of an application on a telephone (RFC 6238), and codes on paper in their place."""

from __future__ import annotations

import secrets
from datetime import datetime

import pyotp
from django.db import transaction
from django.utils.crypto import constant_time_compare

from accalmie.cases.access.models import Account
from accalmie.cases.factors.models import Authenticator, Passkey, RecoveryCode
from accalmie.cases.factors.sealing import Seals
from accalmie.cases.factors.telling import tell

STEP_SECONDS = 30
STEPS_AROUND = (-1, 0, 1)
"""Clocks differ a little: the code before and the code after are accepted too (RFC 6238, 5.2)."""

RECOVERY_CODES = 10
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
_HALF = 5
_PURPOSE = "recovery code"


class AlreadyThere(ValueError):
    """The account has an authenticator that counts; remove it first."""


def has_second_factor(*, account: Account) -> bool:
    """Tell whether a password alone does not open this account."""
    return (
        account.authenticators.filter(confirmed_at__isnull=False).exists()
        or account.passkeys.exists()
    )


@transaction.atomic
def propose(*, account: Account, seals: Seals, at: datetime) -> Authenticator:
    """A new secret for an application; it counts once a code of it is typed. The last one wins."""
    if account.authenticators.filter(confirmed_at__isnull=False).exists():
        raise AlreadyThere
    account.authenticators.all().delete()
    secret = seals.seal(pyotp.random_base32().encode())
    return Authenticator.objects.create(account=account, secret=secret, added_at=at)


def secret_of(*, authenticator: Authenticator, seals: Seals) -> str:
    """The secret in clear, for the application only."""
    return seals.open(authenticator.secret).decode()


@transaction.atomic
def confirm(*, authenticator: Authenticator, code: str, seals: Seals, at: datetime) -> bool:
    """Let an authenticator count, when the code shows that it works."""
    step = _step_of(authenticator, code, seals, at)
    if step is None or authenticator.confirmed_at is not None:
        return False
    Authenticator.objects.filter(pk=authenticator.pk).update(confirmed_at=at, last_step=step)
    tell(act="add_authenticator", account=authenticator.account, by=authenticator.account, at=at)
    return True


def accepts(*, account: Account, code: str, seals: Seals, at: datetime) -> bool:
    """Tell whether a code opens the account now, and use it up.

    A code of the application opens once: one statement decides which of two requests was first.
    """
    typed = "".join(code.split()).lower()
    authenticator = account.authenticators.filter(confirmed_at__isnull=False).first()
    step = _step_of(authenticator, typed, seals, at) if authenticator else None
    if authenticator is not None and step is not None:
        rows = Authenticator.objects.filter(pk=authenticator.pk, last_step__lt=step)
        return bool(rows.update(last_step=step))
    return _use_recovery_code(account, typed, seals, at)


@transaction.atomic
def draw_recovery_codes(*, account: Account, seals: Seals, at: datetime) -> tuple[str, ...]:
    """New codes on paper, in clear for this once; those before open nothing any more."""
    account.recovery_codes.filter(used_at__isnull=True).delete()
    codes = tuple(f"{_drawn()}-{_drawn()}" for _ in range(RECOVERY_CODES))
    RecoveryCode.objects.bulk_create(
        RecoveryCode(account=account, digest=_digest(code, account, seals), made_at=at)
        for code in codes
    )
    tell(act="draw_recovery_codes", account=account, by=account, at=at)
    return codes


@transaction.atomic
def remove_authenticator(*, account: Account, at: datetime) -> None:
    """A password, or a passkey that is left, opens the account from now on."""
    deleted, _rows = account.authenticators.all().delete()
    if deleted:
        tell(act="remove_authenticator", account=account, by=account, at=at)
    forget_useless_codes(account=account)


def forget_useless_codes(*, account: Account) -> None:
    """Codes on paper stand in for another factor; without one they are not kept."""
    if not has_second_factor(account=account):
        account.recovery_codes.all().delete()


@transaction.atomic
def remove_everything(*, account: Account, at: datetime) -> None:
    """No second factor any more: who came back by a letter of the office begins anew."""
    if has_second_factor(account=account):
        tell(act="remove_second_factors", account=account, by=account, at=at)
    account.authenticators.all().delete()
    Passkey.objects.filter(account=account).delete()
    account.recovery_codes.all().delete()


def _step_of(authenticator: Authenticator, code: str, seals: Seals, at: datetime) -> int | None:
    totp = pyotp.TOTP(secret_of(authenticator=authenticator, seals=seals))
    now = int(at.timestamp()) // STEP_SECONDS
    steps = [now + around for around in STEPS_AROUND]
    found = [step for step in steps if constant_time_compare(totp.generate_otp(step), code)]
    return max(found) if found else None


@transaction.atomic
def _use_recovery_code(account: Account, typed: str, seals: Seals, at: datetime) -> bool:
    rows = account.recovery_codes.filter(
        digest=_digest(typed, account, seals), used_at__isnull=True
    )
    if not has_second_factor(account=account) or not rows.update(used_at=at):
        return False
    tell(act="use_recovery_code", account=account, by=account, at=at)
    return True


def _digest(code: str, account: Account, seals: Seals) -> str:
    return seals.digest(purpose=_PURPOSE, text=f"{account.id}:{code.replace('-', '')}")


def _drawn() -> str:
    return "".join(secrets.choice(_SIGNS) for _ in range(_HALF))
