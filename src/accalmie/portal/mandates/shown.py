"""A mandate as one of its two sides reads it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import assert_never

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext as _p

from accalmie.cases.access.mandating import side_of
from accalmie.cases.access.models import Account, Mandate, MandateState, Side
from accalmie.portal.functions_named import function_names
from accalmie.portal.statuses import Shape, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One mandate in the list."""

    status: Status
    other: str
    functions: str
    first_day: date
    last_day: date | None
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What a side did, and when; ``until`` only where it ended the mandate."""

    text: str
    at: datetime


def status_of(*, mandate: Mandate, account: Account, on: date) -> Status:
    """Where a mandate stands, for the side that looks."""
    match MandateState(mandate.state):
        case MandateState.PROPOSED:
            if mandate.proposed_side == side_of(account=account):
                return Status(shape=Shape.WAIT, word=_("Waits for the other side"))
            return Status(shape=Shape.DUE, word=_("For you to confirm"))
        case MandateState.CONFIRMED:
            return _status_of_confirmed(mandate, on)
        case MandateState.DECLINED:
            return Status(shape=Shape.NONE, word=_("Declined"))
        case MandateState.WITHDRAWN:
            return Status(shape=Shape.NONE, word=_p("mandate", "Withdrawn"))
        case _unknown:
            assert_never(_unknown)


def _status_of_confirmed(mandate: Mandate, on: date) -> Status:
    end = mandate.ends_on
    if end is not None and (end < on or end < mandate.first_day):
        return Status(shape=Shape.NONE, word=_("Ended"))
    if mandate.first_day > on:
        return Status(shape=Shape.TODO, word=_("Not begun"))
    return Status(shape=Shape.OK, word=_("In force"))


def other_side(*, mandate: Mandate, account: Account) -> str:
    """The name of the other side."""
    is_employer = side_of(account=account) is Side.EMPLOYER
    return str(mandate.sender if is_employer else mandate.employer)


def row_of(*, mandate: Mandate, account: Account, on: date) -> Row:
    """One line of the list."""
    return Row(
        status=status_of(mandate=mandate, account=account, on=on),
        other=other_side(mandate=mandate, account=account),
        functions=function_names(mandate.functions),
        first_day=mandate.first_day,
        last_day=mandate.ends_on,
        url=reverse("portal:mandate", args=[mandate.id]),
    )


def steps_of(*, mandate: Mandate) -> tuple[Step, ...]:
    """What was done with it, the oldest first; persons of the other side are not named."""
    told: list[tuple[str, str, datetime | None]] = [
        (_("Proposed by %(side)s"), mandate.proposed_side, mandate.proposed_at),
        (_answer_words(mandate), mandate.answered_side, mandate.answered_at),
        (_("Ended by %(side)s"), mandate.revoked_side, mandate.revoked_at),
    ]
    return tuple(
        Step(text=text % {"side": _side_name(mandate, side)}, at=at)
        for text, side, at in told
        if at is not None
    )


def _answer_words(mandate: Mandate) -> str:
    match MandateState(mandate.state):
        case MandateState.DECLINED:
            return _("Declined by %(side)s")
        case MandateState.WITHDRAWN:
            return _("Withdrawn by %(side)s")
        case MandateState.PROPOSED | MandateState.CONFIRMED:
            return _("Confirmed by %(side)s")
        case _unknown:
            assert_never(_unknown)


def _side_name(mandate: Mandate, side: str) -> str:
    return str(mandate.employer if side == Side.EMPLOYER else mandate.sender)
