"""Between the password and the second factor: what the session keeps meanwhile.

Nobody is signed in yet. A changed password or a closed account ends the wait.
"""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from accalmie.cases.access.models import Account

_KEY = "second_factor"
SECONDS = 10 * 60


def begin(*, request: HttpRequest, account: Account, go_to: str) -> None:
    """Open the question for the second factor, in a new session that does not last long."""
    request.session.flush()
    request.session.set_expiry(SECONDS)
    request.session[_KEY] = {
        "account": str(account.id),
        "proof": account.get_session_auth_hash(),
        "go_to": go_to,
    }


def account_of(*, request: HttpRequest) -> Account | None:
    """Whose second factor is asked for; None for strangers."""
    asked = request.session.get(_KEY)
    if not asked or request.user.is_authenticated:
        return None
    account = Account.objects.filter(id=asked["account"], is_active=True).first()
    if account is None:
        return None
    is_same = constant_time_compare(asked["proof"], account.get_session_auth_hash())
    return account if is_same else None


def end(*, request: HttpRequest) -> str:
    """Close the question; return where he wanted to go."""
    asked = request.session.pop(_KEY)
    request.session.set_expiry(None)
    return str(asked["go_to"])
