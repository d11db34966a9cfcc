"""The first connection, between two signings-in: what the session keeps meanwhile.

Nobody is signed in with the codes of the letter. The session knows whose they were and, once they
are chosen, the new user name and the hash of the new password.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from accalmie.cases.access import acts
from accalmie.cases.access.models import Account

_KEY = "first_connection"
SECONDS_TO_CHOOSE = 30 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The codes somebody chose and has not confirmed yet."""

    user_name: str
    hashed_password: str


def begin(*, request: HttpRequest, account: Account) -> None:
    """Open the choice of codes, in a new session that does not last long."""
    request.session.flush()
    request.session.set_expiry(SECONDS_TO_CHOOSE)
    request.session[_KEY] = {"account": str(account.id), "proof": account.get_session_auth_hash()}


def account_of(*, request: HttpRequest, at: datetime) -> Account | None:
    """Whose codes are being chosen; None for strangers, and as soon as the letter is dead."""
    kept = request.session.get(_KEY)
    if not kept or request.user.is_authenticated:
        return None
    account = Account.objects.filter(
        id=kept["account"], is_active=True, has_posted_codes=True
    ).first()
    if account is None or account.has_dead_codes(at=at):
        return None
    is_same_letter = constant_time_compare(kept["proof"], account.get_session_auth_hash())
    return account if is_same_letter else None


def keep(*, request: HttpRequest, user_name: str, password: str) -> None:
    """Keep what was chosen until it is confirmed; of the password only its hash."""
    kept = request.session[_KEY]
    chosen = {"user_name": user_name, "hashed_password": acts.hashed(password)}
    request.session[_KEY] = kept | {"chosen": chosen}


def chosen_in(*, request: HttpRequest) -> Chosen | None:
    """What was chosen; None as long as nothing was."""
    chosen = request.session[_KEY].get("chosen")
    return Chosen(**chosen) if chosen else None
