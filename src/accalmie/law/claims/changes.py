"""Form C1 on its own: a change of the personal situation, an account that the bank refuses.

The personal situation is declared anew with a first claim, after a year without benefit, with a
change of payment organisation, of address, and of anything that bears on the right (AR 25.11.1991
art. 133 § 2); outside a claim by the end of the month after (AM 26.11.1991 art. 92 § 3).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from accalmie.facts.claim_forms import C1, C1Reason
from accalmie.facts.claims import ClaimEvent, NeededClaim, Track
from accalmie.facts.findings import Confidence, Finding
from accalmie.law.claims.deadlines import changed_event_deadline
from accalmie.law.claims.papers import event_rows
from accalmie.law.loading import content_of

_RETURNS = "claims/returned_payments.yaml"
_ACCOUNT_SOURCE = "AR 25.11.1991 art. 133 § 2; AM 26.11.1991 art. 92 § 3"
_PROVEN = "AR 25.11.1991 art. 160 § 1"


def changed_situation(*, event_on: date) -> NeededClaim:
    """The C1 that tells a change, with its last day (AM 26.11.1991 art. 92 § 3)."""
    row = event_rows()[ClaimEvent.CHANGED_SITUATION]
    until, _ = changed_event_deadline(event_on=event_on)
    return NeededClaim(
        event=ClaimEvent.CHANGED_SITUATION,
        by=row.by,
        track=Track.ORDINARY,
        until=until,
        is_compulsory=True,
        forms=row.forms,
        slip=row.slip,
    )


def reason_of(*, before: C1 | None, after: C1) -> C1Reason:
    """Why a C1 on its own is made: the one thing that changed, else the situation (section 2)."""
    if before is None:
        return C1Reason.CHANGE_OF_SITUATION
    account = (before.iban, before.bic, before.account_holder) != (
        after.iban,
        after.bic,
        after.account_holder,
    )
    address = before.address != after.address
    rest = (before.activities, before.incomes, before.has_permanent_incapacity) != (
        after.activities,
        after.incomes,
        after.has_permanent_incapacity,
    )
    if account and not address and not rest:
        return C1Reason.CHANGE_OF_ACCOUNT
    if address and not account and not rest:
        return C1Reason.CHANGE_OF_ADDRESS
    return C1Reason.CHANGE_OF_SITUATION


def touches_right(*, c1: C1) -> bool:
    """Tell whether a C1 declares what may bear on the right (AR art. 44, 45, 48, 60 to 65)."""
    return bool(c1.activities or c1.incomes or c1.has_permanent_incapacity)


def codes_about_account() -> tuple[str, ...]:
    """The reasons of a bank after which nothing is sent to the same account unasked."""
    content = content_of(_RETURNS)
    return (*_codes(content["account"]), *_codes(content["deceased"]))


def returned_payment(*, code: str) -> Finding:
    """What a bank's reason asks: where to pay, or what to do when the holder died."""
    is_deceased = code in _codes(content_of(_RETURNS)["deceased"])
    return Finding(
        rule="account_holder_lives" if is_deceased else "account_takes_payment",
        met=None,
        because={"code": code},
        source=_PROVEN if is_deceased else _ACCOUNT_SOURCE,
        confidence=Confidence.LOW if is_deceased else Confidence.MEDIUM,
    )


def _codes(told: Iterable[object]) -> tuple[str, ...]:
    return tuple(str(code) for code in told)
