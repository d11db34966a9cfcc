"""Making and ending a mandate: one side proposes, the other confirms, either ends it.

A mandate opens nothing before both sides have said yes. It never reaches back: it begins on the day
of its proposal at the earliest, and who may act is asked on the day of acting.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from accalmie.cases.access import overlaps
from accalmie.cases.access.functions import MANDATED_FUNCTIONS, Function
from accalmie.cases.access.models import Account, Mandate, MandateState, Side
from accalmie.cases.access.policy import Act, require
from accalmie.cases.access.roles import Role
from accalmie.cases.days import belgian_day
from accalmie.cases.journal.acts import event, record
from accalmie.cases.parties.models import Employer, Sender

ONE_DAY = timedelta(days=1)


class MandateNotPossible(ValueError):
    """What is asked cannot be a mandate, or cannot be done with this one any more."""


class Overlapping(MandateNotPossible):
    """The two have a mandate, or a proposal, for one of these functions on one of these days."""


class NoFunction(MandateNotPossible):
    """A mandate covers at least one function."""


class BeginsInThePast(MandateNotPossible):
    """The first day lies before the day of the proposal."""


class EndsBeforeItBegins(MandateNotPossible):
    """The last day lies before the first."""


class AnsweredAlready(MandateNotPossible):
    """The proposal was confirmed, declined or withdrawn."""


class OwnProposal(MandateNotPossible):
    """Who proposed cannot confirm: the other side does."""


class OtherProposal(MandateNotPossible):
    """Only who proposed withdraws; the other side declines."""


class OverAlready(MandateNotPossible):
    """The last day is over, or nothing was ever confirmed."""


class NotEarlier(MandateNotPossible):
    """The mandate ends on this day or before it anyway."""


class EndsInThePast(MandateNotPossible):
    """What was done under the mandate stays covered: it ends yesterday at the earliest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a mandate says; both days included, open where no last day is set."""

    employer: Employer
    sender: Sender
    functions: frozenset[Function]
    first_day: date
    last_day: date | None


def side_of(*, account: Account) -> Side:
    """The side of a mandate on which an account stands."""
    return Side.EMPLOYER if Role(account.role) is Role.EMPLOYER else Side.SENDER


def mandates_to_answer(*, account: Account) -> QuerySet[Mandate]:
    """The proposals of the other side that wait for an answer, the oldest first."""
    side = side_of(account=account)
    mine = (
        {"employer_id": account.employer_id}
        if side is Side.EMPLOYER
        else {"sender_id": account.sender_id}
    )
    proposed = Mandate.objects.filter(state=MandateState.PROPOSED, **mine)
    return proposed.exclude(proposed_side=side).order_by("proposed_at", "id")


def propose(*, terms: Terms, by: Account, at: datetime) -> Mandate:
    """Propose a mandate to the other side; nothing is in force yet.

    Raises ``NotAllowed`` and the faults of terms: ``NoFunction``, ``BeginsInThePast``,
    ``EndsBeforeItBegins``, ``Overlapping``.
    """
    mandate = Mandate(
        employer=terms.employer,
        sender=terms.sender,
        first_day=terms.first_day,
        last_day=terms.last_day,
        state=MandateState.PROPOSED,
        proposed_side=side_of(account=by),
        proposed_by=by,
        proposed_at=at,
        **{function.value: function in terms.functions for function in MANDATED_FUNCTIONS},
    )
    require(by=by, act=Act.MANAGE_MANDATES, target=mandate, on=belgian_day(at))
    _check(terms, on=belgian_day(at))
    try:
        with transaction.atomic():
            mandate.save(force_insert=True)
            _tell("propose_mandate", mandate, by, at)
    except IntegrityError as error:
        if overlaps.NAME in str(error):
            raise Overlapping from error
        raise
    return mandate


@transaction.atomic
def confirm(*, mandate: Mandate, by: Account, at: datetime) -> Mandate:
    """Say yes for the other side: the mandate is in force on its days, from now on.

    Raises ``NotAllowed``, ``OwnProposal``, ``AnsweredAlready``, and ``OverAlready`` when its last
    day has passed meanwhile.
    """
    mandate = _locked(mandate, by, at)
    _check_open(mandate)
    if mandate.proposed_side == side_of(account=by):
        raise OwnProposal
    if mandate.last_day is not None and mandate.last_day < belgian_day(at):
        raise OverAlready
    return _answer(MandateState.CONFIRMED, "confirm_mandate", mandate, by, at)


@transaction.atomic
def decline(*, mandate: Mandate, by: Account, at: datetime) -> Mandate:
    """Say no for the other side; raises ``NotAllowed``, ``OwnProposal``, ``AnsweredAlready``."""
    mandate = _locked(mandate, by, at)
    _check_open(mandate)
    if mandate.proposed_side == side_of(account=by):
        raise OwnProposal
    return _answer(MandateState.DECLINED, "decline_mandate", mandate, by, at)


@transaction.atomic
def withdraw(*, mandate: Mandate, by: Account, at: datetime) -> Mandate:
    """Take one's own proposal back; raises ``NotAllowed``, ``OtherProposal``, ``AnsweredAlready``.

    What is confirmed is no longer withdrawn, it is revoked.
    """
    mandate = _locked(mandate, by, at)
    _check_open(mandate)
    if mandate.proposed_side != side_of(account=by):
        raise OtherProposal
    return _answer(MandateState.WITHDRAWN, "withdraw_mandate", mandate, by, at)


@transaction.atomic
def revoke(*, mandate: Mandate, last_day: date, by: Account, at: datetime) -> Mandate:
    """End a confirmed mandate with a last day; yesterday as last day ends it at once.

    A revocation may be brought forward, never put off. Raises ``NotAllowed``, ``OverAlready``,
    ``NotEarlier``, ``EndsInThePast``.
    """
    mandate = _locked(mandate, by, at)
    on = belgian_day(at)
    end = mandate.ends_on
    if mandate.state != MandateState.CONFIRMED or (end is not None and end < on):
        raise OverAlready
    if last_day < on - ONE_DAY:
        raise EndsInThePast
    if end is not None and last_day >= end:
        raise NotEarlier
    mandate.revoked_last_day = last_day
    mandate.revoked_side = side_of(account=by)
    mandate.revoked_by, mandate.revoked_at = by, at
    mandate.save()
    _tell("revoke_mandate", mandate, by, at)
    return mandate


def _check(terms: Terms, on: date) -> None:
    if not terms.functions & set(MANDATED_FUNCTIONS):
        raise NoFunction
    if terms.first_day < on:
        raise BeginsInThePast
    if terms.last_day is not None and terms.last_day < terms.first_day:
        raise EndsBeforeItBegins


def _locked(mandate: Mandate, by: Account, at: datetime) -> Mandate:
    found = Mandate.objects.select_for_update(of=("self",)).get(pk=mandate.pk)
    require(by=by, act=Act.MANAGE_MANDATES, target=found, on=belgian_day(at))
    return found


def _check_open(mandate: Mandate) -> None:
    if mandate.state != MandateState.PROPOSED:
        raise AnsweredAlready


def _answer(state: MandateState, act: str, mandate: Mandate, by: Account, at: datetime) -> Mandate:
    mandate.state = state
    mandate.answered_side = side_of(account=by)
    mandate.answered_by, mandate.answered_at = by, at
    mandate.save()
    _tell(act, mandate, by, at)
    return mandate


def _tell(act: str, mandate: Mandate, by: Account, at: datetime) -> None:
    end = mandate.ends_on
    data: dict[str, str | Iterable[str]] = {
        "employer": str(mandate.employer_id),
        "sender": str(mandate.sender_id),
        "functions": sorted(mandate.functions),
        "first_day": mandate.first_day.isoformat(),
        "last_day": end.isoformat() if end else "",
    }
    told = event(act=act, by=by, at=at, subject_kind="mandate", subject=mandate.id, data=data)
    record(events=[told])
