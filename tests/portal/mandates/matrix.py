"""The lines of mandates, users and clients in the matrix of access.

The mandate is the one between ``pascale``'s firm and ``sam``'s secretariat; the user is a new one
of that firm.
"""

from __future__ import annotations

from collections.abc import Mapping

from accalmie.cases.access import users
from accalmie.cases.access.functions import Function
from accalmie.cases.access.models import Account, Mandate
from accalmie.cases.access.users import Grant, NewUser
from accalmie.facts.languages import Language
from tests.portal.conftest import NOW

OPEN, INCOMPLETE = 200, 422
SECRETARIATS = ("secretariat", "other_secretariat")
MANAGERS = ("employer", "other_employer", *SECRETARIATS)


def expected(
    closed: Mapping[str, object], *, goes_on: object
) -> dict[tuple[str, str], dict[str, object]]:
    """Who gets what."""
    secretariats = dict.fromkeys(SECRETARIATS, OPEN)
    managers = dict.fromkeys(MANAGERS, OPEN)
    return {
        ("portfolio", "GET"): {**closed, **secretariats},
        ("acting_for", "GET"): {**closed, **secretariats},
        ("acting_for", "POST"): {**closed, **dict.fromkeys(SECRETARIATS, goes_on)},
        ("access_home", "GET"): {**closed, **managers},
        ("propose_mandate", "GET"): {**closed, **managers},
        ("propose_mandate", "POST"): {**closed, **dict.fromkeys(MANAGERS, INCOMPLETE)},
        ("mandate", "GET"): {**closed, "employer": OPEN, "secretariat": OPEN},
        # A button that does not exist is answered like a page that does not exist.
        ("mandate", "POST"): {**closed},
        ("new_user", "GET"): {**closed, **managers},
        ("new_user", "POST"): {**closed, **dict.fromkeys(MANAGERS, INCOMPLETE)},
        ("user", "GET"): {**closed, "employer": OPEN},
        ("user", "POST"): {**closed},
        ("first_codes", "GET"): {**closed, "employer": OPEN},
        ("first_codes", "POST"): {**closed, "employer": OPEN},
    }


def arguments() -> dict[str, list[object]]:
    """The things that the addresses name."""
    pascale = Account.objects.get(username="pascale")
    sam = Account.objects.get(username="sam")
    mandate = Mandate.objects.filter(employer=pascale.employer, sender=sam.sender).first()
    user, _ = users.create_user(
        user=NewUser(display_name="Nora Exemple", email="", language=Language.FR),
        grants=[Grant(Function.CONSULTATION)],
        by=pascale,
        at=NOW,
    )
    return {"mandate": [mandate.id], "user": [user.id], "first_codes": [user.id]}
