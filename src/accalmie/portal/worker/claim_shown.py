"""The answers of a claim as people read them: before sending, and afterwards as a proof."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from django.utils.translation import gettext as _

from accalmie.cases.claims.models import Claim
from accalmie.cases.claims.statuses import Status as ClaimStatus
from accalmie.facts.claim_forms import C1, Activity, C32Worker, ClaimFile, Income
from accalmie.law import words
from accalmie.portal.languages import current_language
from accalmie.portal.statuses import Shape, Status
from accalmie.portal.worker.claim_forms import Activities, Incomes

_FORMS = {
    Activity.CULTURAL_MANDATE: "C46",
    Activity.POLITICAL_MANDATE: "C1A",
    Activity.STEPPING_STONE: "C1C",
    Activity.SIDE_ACTIVITY: "C1A",
    Income.PENSION: "C1B",
}
"""The further form that an answer asks for (form C1, version 01.01.2024)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer, and the part in which it can be changed."""

    part: str
    name: str
    lines: tuple[str, ...]


def answers_of(file: ClaimFile) -> tuple[Answer, ...]:
    """Every answer given so far."""
    return (*_benefit(file.c32), *_c1(file.c1, file.answered))


def further_forms(file: ClaimFile) -> tuple[str, ...]:
    """The forms that the payment organisation will ask for besides."""
    if file.c1 is None:
        return ()
    named = [_FORMS[one] for one in (*file.c1.activities, *file.c1.incomes) if one in _FORMS]
    if file.c1.has_permanent_incapacity:
        named.append("C47")
    return tuple(dict.fromkeys(named))


def status_of(claim: Claim) -> Status:
    """Where a claim stands, as the worker reads it."""
    match ClaimStatus(claim.status):
        case ClaimStatus.DRAFT:
            return Status(shape=Shape.TODO, word=_("Draft, not sent yet"))
        case ClaimStatus.SUBMITTED:
            return Status(shape=Shape.WAIT, word=_("With your payment organisation"))
        case ClaimStatus.RETURNED:
            return Status(shape=Shape.DUE, word=_("To be completed"))
        case ClaimStatus.LODGED | ClaimStatus.TO_DECIDE | ClaimStatus.REFUSAL_PROPOSED:
            return Status(shape=Shape.WAIT, word=_("At the office"))
        case ClaimStatus.ACCEPTED:
            return Status(shape=Shape.OK, word=_("Accepted"))
        case ClaimStatus.REFUSED:
            return Status(shape=Shape.STOP, word=_("Not in order"))
        case ClaimStatus.WITHDRAWN:
            return Status(shape=Shape.NONE, word=_("Withdrawn"))
        case _unknown:
            assert_never(_unknown)


def _benefit(c32: C32Worker | None) -> tuple[Answer, ...]:
    if c32 is None:
        return ()
    day = words.long_day(c32.claimed_from, current_language())
    capacity = _("apprentice") if c32.is_apprentice else _("worker")
    return (
        Answer(part="benefit", name=_("Benefit from"), lines=(day,)),
        Answer(part="benefit", name=_("Capacity"), lines=(capacity,)),
    )


def _c1(c1: C1 | None, answered: tuple[str, ...]) -> tuple[Answer, ...]:
    if c1 is None:
        return ()
    told: list[Answer] = []
    if c1.address is not None:
        place = c1.address
        number = " ".join(part for part in (place.house_number, place.box) if part)
        lines = [f"{place.street} {number}", f"{place.postal_code} {place.city}"]
        lines += [one for one in (c1.email, c1.phone) if one]
        told.append(Answer(part="home", name=_("Address"), lines=tuple(lines)))
    if "activities" in answered:
        told.append(_chosen("activities", _("Activities"), Activities, c1.activities))
    if "incomes" in answered:
        told.append(_chosen("incomes", _("Income"), Incomes, c1.incomes))
    if "payment" in answered:
        told.append(Answer(part="payment", name=_("Payment"), lines=_payment(c1)))
    if "rest" in answered:
        fee = {
            None: _("left as it is"),
            True: _("deducted from the benefit"),
            False: _("no longer deducted"),
        }[c1.pays_union_fee]
        yes_no = {True: _("Yes"), False: _("No")}
        told += [
            Answer(part="rest", name=_("Union fee"), lines=(fee,)),
            Answer(
                part="rest",
                name=_("Permanent incapacity of 33 % or more"),
                lines=(yes_no[c1.has_permanent_incapacity],),
            ),
            Answer(part="rest", name=_("Unpaid leave"), lines=(yes_no[c1.is_on_unpaid_leave],)),
        ]
    return tuple(told)


def _chosen(part: str, name: str, form: type, chosen: tuple) -> Answer:
    labels = dict(form.base_fields["chosen"].choices)
    lines = tuple(str(labels[one.value]) for one in chosen) or (_("None of these"),)
    return Answer(part=part, name=name, lines=lines)


def _payment(c1: C1) -> tuple[str, ...]:
    if not c1.iban:
        return (_("Circular cheque"),)
    groups = " ".join(c1.iban[start : start + 4] for start in range(0, len(c1.iban), 4))
    lines = [groups]
    if c1.bic:
        lines.append(c1.bic)
    lines.append(c1.account_holder if not c1.account_is_own else _("my own account"))
    return tuple(lines)
