"""The lines of signing in, and of codes by letter, in the matrix of access.

The passkey is that of ``pascale``; the letter is for her firm, issued by ``andrea``.
"""

from __future__ import annotations

from collections.abc import Mapping

from accalmie.cases.access.models import Account
from accalmie.cases.factors import passkeys
from accalmie.portal.access.seals import seals
from accalmie.portal.office import codes
from tests.portal.conftest import NOW

WITH_PASSWORD = ("employer", "other_employer", "secretariat", "officer", "other_officer", "payer")
OFFICERS = ("officer", "other_officer")
FORMS = ("my_address", "add_authenticator", "add_passkey")
LEADING_BACK = ("confirm_authenticator", "remove_authenticator", "new_recovery_codes")
GONE = 410


def expected(closed: Mapping[str, object], *, goes_on: object) -> dict[tuple[str, str], dict]:
    """What each role gets, by route and method."""
    accounts = [role for role in closed if role != "stranger"]

    def all_of(roles, answer: object) -> dict[str, object]:
        return {**closed, **dict.fromkeys(roles, answer)}

    return {
        # Without authorities of cards this way does not exist.
        ("card_ask", "GET"): dict.fromkeys(closed, 404),
        ("card_back", "GET"): dict.fromkeys(closed, 405),
        ("card_back", "POST"): dict.fromkeys(closed, 404),
        # Only the right password opens the question for the second factor.
        ("second_factor", "GET"): dict.fromkeys(closed, goes_on),
        ("second_factor", "POST"): dict.fromkeys(closed, goes_on),
        ("forgotten", "GET"): dict.fromkeys(closed, 200),
        ("forgotten", "POST"): dict.fromkeys(closed, 422),
        ("forgotten_link", "GET"): dict.fromkeys(closed, GONE),
        ("new_password", "GET"): dict.fromkeys(closed, goes_on),
        ("new_password", "POST"): dict.fromkeys(closed, goes_on),
        ("my_sign_in", "GET"): all_of(accounts, 200),
        ("end_sessions", "GET"): all_of(accounts, 405),
        ("end_sessions", "POST"): all_of(accounts, goes_on),
        ("kept_forms", "GET"): all_of(accounts, 200),
        ("drop_kept_form", "GET"): all_of(accounts, 405),
        ("drop_kept_form", "POST"): dict(closed),
        # Who opens an account with an electronic identity has no password to stand beside.
        **{(name, "GET"): all_of(WITH_PASSWORD, 200) for name in FORMS},
        **{(name, "POST"): all_of(WITH_PASSWORD, 422) for name in FORMS},
        ("confirm_address", "GET"): all_of(WITH_PASSWORD, 200),
        ("confirm_address", "POST"): all_of(WITH_PASSWORD, GONE),
        **{(name, "GET"): all_of(WITH_PASSWORD, goes_on) for name in LEADING_BACK},
        ("new_recovery_codes", "GET"): {**all_of(WITH_PASSWORD, goes_on), "employer": 200},
        ("remove_passkey", "GET"): {**closed, "employer": 200},
        ("remove_passkey", "POST"): {**closed, "employer": 422},
        ("codes_by_letter", "GET"): all_of(OFFICERS, 200),
        ("issue_codes", "GET"): all_of(OFFICERS, 405),
        ("issue_codes", "POST"): dict(closed),
        ("codes_letter", "GET"): {**closed, "officer": 200},
        ("fetch_codes_letter", "GET"): all_of(OFFICERS, 405),
        ("fetch_codes_letter", "POST"): {**closed, "officer": 200},
    }


def arguments() -> dict[str, list[object]]:
    """The thing in the address of each route."""
    manager = Account.objects.get(username="pascale")
    officer = Account.objects.get(username="andrea")
    passkey = passkeys.add_passkey(
        account=manager, credential="YWJj", public_key=b"k", sign_count=0, name="Key", at=NOW
    )
    letter = codes.issue_for(account=manager, by=officer, seals=seals(), at=NOW)
    return {
        "forgotten_link": ["unknown"],
        "confirm_address": ["unknown"],
        "remove_passkey": [passkey.id],
        "codes_letter": [letter.id],
        "fetch_codes_letter": [letter.id],
    }
