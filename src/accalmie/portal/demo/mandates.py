"""A mandate that waits, one that is over, and a user with limited rights, by their real acts."""

from __future__ import annotations

from django.contrib.auth.hashers import make_password

from accalmie.cases.access import acts, mandating, users
from accalmie.cases.access.functions import Function
from accalmie.cases.access.mandating import Terms
from accalmie.cases.access.models import Account, Mandate
from accalmie.cases.access.users import Grant, NewUser
from accalmie.facts.languages import Language
from accalmie.portal.demo.accounts import PASSWORD
from accalmie.portal.demo.data import instant, read


def load() -> None:
    """Propose, note what is over, add users; the accounts of the first chapter exist already."""
    told = read("mandates.yaml")
    for entry in told["ended"]:
        Mandate.objects.create(
            employer=_account(entry["employer"]).employer,
            sender=_account(entry["sender"]).sender,
            first_day=entry["first_day"],
            last_day=entry["last_day"],
        )
    for entry in told["proposals"]:
        by = _account(entry["by"])
        terms = Terms(
            employer=_account(entry["to"]).employer,
            sender=by.sender,
            functions=frozenset(Function(name) for name in entry["functions"]),
            first_day=entry["first_day"],
            last_day=None,
        )
        mandating.propose(terms=terms, by=by, at=instant(entry["at"]))
    for entry in told["users"]:
        at = instant(entry["at"])
        made, _codes = users.create_user(
            user=NewUser(
                display_name=entry["display_name"], email="", language=Language(entry["language"])
            ),
            grants=[Grant(Function(name)) for name in entry["rights"]],
            by=_account(entry["by"]),
            at=at,
        )
        acts.choose_codes(
            account=made,
            user_name=entry["user_name"],
            hashed_password=make_password(PASSWORD),
            at=at,
        )


def _account(user_name: str) -> Account:
    return Account.objects.select_related("employer", "sender").get(username=user_name)
