"""Passkeys as they are kept; what a device signed is verified by the entrance."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from accalmie.cases.access.models import Account
from accalmie.cases.factors.authenticators import forget_useless_codes
from accalmie.cases.factors.models import Passkey
from accalmie.cases.factors.telling import tell

MOST_PASSKEYS = 10


class TooMany(ValueError):
    """The account has as many passkeys as it may."""


class KnownAlready(ValueError):
    """Somebody has this passkey."""


class WentBack(ValueError):
    """The counter of a passkey did not go forward: somebody may have copied it."""


def add_passkey(
    *,
    account: Account,
    credential: str,
    public_key: bytes,
    sign_count: int,
    name: str,
    at: datetime,
) -> Passkey:
    """Keep the public half of a passkey. Raises ``TooMany`` and ``KnownAlready``."""
    if account.passkeys.count() >= MOST_PASSKEYS:
        raise TooMany
    try:
        with transaction.atomic():
            passkey = Passkey.objects.create(
                account=account,
                credential=credential,
                public_key=public_key,
                sign_count=sign_count,
                name=name,
                added_at=at,
            )
            tell(act="add_passkey", account=account, by=account, at=at)
    except IntegrityError as error:
        raise KnownAlready from error
    return passkey


def use_passkey(*, passkey: Passkey, sign_count: int, at: datetime) -> None:
    """Note the counter that came with a signature; raises ``WentBack``.

    Many devices always say zero; then there is nothing to compare.
    """
    rows = Passkey.objects.filter(pk=passkey.pk)
    if sign_count or passkey.sign_count:
        rows = rows.filter(sign_count__lt=sign_count)
    if not rows.update(sign_count=sign_count, used_at=at):
        raise WentBack


@transaction.atomic
def remove_passkey(*, passkey: Passkey, at: datetime) -> None:
    """This device opens nothing any more."""
    account = passkey.account
    passkey.delete()
    tell(act="remove_passkey", account=account, by=account, at=at)
    forget_useless_codes(account=account)
