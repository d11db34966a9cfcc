"""Ordering paper cards, granting their numbers, refusing, noting that they arrived."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from accalmie.cases.access.models import Account
from accalmie.cases.access.policy import Act, require
from accalmie.cases.card_stock.models import CardOrder, CardRange, Delivery
from accalmie.cases.card_stock.statuses import NotPossibleNow, Status, Step, check_step
from accalmie.cases.days import belgian_day
from accalmie.cases.journal.acts import event, record
from accalmie.cases.parties.acts import office_competent_for
from accalmie.cases.parties.models import Employer, Employment, Sender
from accalmie.facts import codec
from accalmie.facts.ids.control_card import is_of_office
from accalmie.facts.validationbook import NumberRange, OrderedCard, position_of
from accalmie.law import VERSION
from accalmie.law.cards.book import answer_of, may_order

__all__ = [
    "KeyTaken",
    "NotPossibleNow",
    "NumbersTaken",
    "WrongLetters",
    "grant_cards",
    "note_delivery",
    "order_cards",
    "refuse_order",
]


class KeyTaken(ValueError):
    """The key of an order belongs to another one."""


class NumbersTaken(ValueError):
    """Some of these numbers were granted before."""


class WrongLetters(ValueError):
    """The office's own numbers begin with N or F; these do not."""


@transaction.atomic
def order_cards(
    *,
    key: UUID,
    holder: Employer | Sender,
    cards: OrderedCard,
    count: int,
    joint_committee: str,
    needed_from: date,
    by: Account,
    at: datetime,
    remark: str = "",
    has_transition: bool | None = None,
) -> CardOrder:
    """Order paper cards; the same order twice is one order.

    What the law excludes is refused at once, what it leaves open waits for an officer. Raises
    ``NotAllowed`` and ``KeyTaken``.
    """
    employer = holder if isinstance(holder, Employer) else None
    order = CardOrder(
        id=key,
        employer=employer,
        sender=holder if isinstance(holder, Sender) else None,
        cards=cards,
        count=count,
        joint_committee=joint_committee,
        needed_from=needed_from,
        remark=remark,
        ordered_at=at,
        ordered_by=by,
        law_version=VERSION,
    )
    require(by=by, act=Act.ORDER_CARDS, target=order, on=belgian_day(at))
    known = CardOrder.objects.filter(pk=key).first()
    if known is not None:
        return _same(known, order)
    found = may_order(
        cards=cards,
        needed_from=needed_from,
        joint_committee=joint_committee,
        known_committees=_committees_of(employer) if employer else (),
        has_transition=has_transition,
    )
    order.office = _office_of(employer)
    order.findings = codec.to_json(found)
    order.status = _STATUS_BY_ANSWER[answer_of(found)]
    order.save(force_insert=True)
    record(events=[_event(Step.ORDER, order, by, at, {"status": str(order.status)})])
    return order


@transaction.atomic
def grant_cards(*, order: CardOrder, first: str, by: Account, at: datetime) -> CardRange:
    """Grant the numbers of an order, from the first one on; granted twice is granted once.

    Raises ``NotAllowed``, ``NotPossibleNow``, ``stdnum.exceptions.ValidationError`` and
    ``ValueError`` for numbers that cannot be, ``WrongLetters``, and ``NumbersTaken``.
    """
    order = _held(order)
    require(by=by, act=Act.ANSWER_CARD_ORDER, target=order, on=belgian_day(at))
    numbers = NumberRange.of(first=first, count=order.count)
    if order.status in (Status.GRANTED, Status.DELIVERED) and order.granted.fact == numbers:
        return order.granted
    check_step(step=Step.GRANT, status=Status(order.status))
    if order.employer_id is not None and not is_of_office(numbers.first):
        raise WrongLetters(numbers.first[:2])
    granted = CardRange(
        order=order,
        employer_id=order.employer_id,
        sender_id=order.sender_id,
        first=numbers.first,
        last=numbers.last,
        first_position=position_of(numbers.first),
        last_position=position_of(numbers.last),
        granted_at=at,
        granted_by=by,
    )
    try:
        with transaction.atomic():
            granted.save()
    except IntegrityError as error:
        raise NumbersTaken(f"{numbers.first} to {numbers.last}") from error
    _answer(order, Status.GRANTED, by, at)
    data = {"first": numbers.first, "last": numbers.last}
    record(events=[_event(Step.GRANT, order, by, at, data)])
    return granted


@transaction.atomic
def refuse_order(*, order: CardOrder, reason: str, by: Account, at: datetime) -> CardOrder:
    """Refuse an order, with the reason that its holder reads.

    Raises ``NotAllowed``, ``NotPossibleNow``, and ``ValueError`` without a reason.
    """
    order = _held(order)
    require(by=by, act=Act.ANSWER_CARD_ORDER, target=order, on=belgian_day(at))
    check_step(step=Step.REFUSE, status=Status(order.status))
    if not reason.strip():
        raise ValueError("a refusal gives its reason")
    order.reason = reason.strip()
    _answer(order, Status.REFUSED, by, at)
    record(events=[_event(Step.REFUSE, order, by, at, {})])
    return order


@transaction.atomic
def note_delivery(*, order: CardOrder, delivered_on: date, by: Account, at: datetime) -> CardOrder:
    """Note that the cards reached their holder; noted twice is noted once.

    Raises ``NotAllowed`` and ``NotPossibleNow``.
    """
    order = _held(order)
    require(by=by, act=Act.ANSWER_CARD_ORDER, target=order, on=belgian_day(at))
    if order.status == Status.DELIVERED:
        return order
    check_step(step=Step.NOTE_DELIVERY, status=Status(order.status))
    Delivery.objects.create(range=order.granted, delivered_on=delivered_on, noted_at=at, by=by)
    order.status = Status.DELIVERED
    order.save(update_fields=["status"])
    data = {"delivered_on": delivered_on.isoformat()}
    record(events=[_event(Step.NOTE_DELIVERY, order, by, at, data)])
    return order


_STATUS_BY_ANSWER: Mapping[bool | None, Status] = {
    True: Status.TO_GRANT,
    None: Status.TO_EXAMINE,
    False: Status.REFUSED,
}
_TOLD = ("employer_id", "sender_id", "cards", "count", "joint_committee", "needed_from")


def _same(known: CardOrder, order: CardOrder) -> CardOrder:
    if any(getattr(known, name) != getattr(order, name) for name in _TOLD):
        raise KeyTaken("the key belongs to another order")
    return known


def _held(order: CardOrder) -> CardOrder:
    """The order as it stands now; of two officers at once, the second waits here."""
    return CardOrder.objects.select_for_update(of=("self",)).get(pk=order.pk)


def _answer(order: CardOrder, status: Status, by: Account, at: datetime) -> None:
    order.status, order.answered_at, order.answered_by = status, at, by
    order.save(update_fields=["status", "answered_at", "answered_by", "reason"])


def _committees_of(employer: Employer) -> set[str]:
    """The joint committees of the contracts known at an employer."""
    known = Employment.objects.filter(employer=employer).exclude(joint_committee="")
    return set(known.values_list("joint_committee", flat=True))


def _office_of(employer: Employer | None):
    """The office of the employer's seat; nobody's, hence everybody's, for a secretariat's stock."""
    if employer is None or not employer.postal_code:
        return None
    return office_competent_for(postal_code=employer.postal_code)


def _event(step: Step, order: CardOrder, by: Account, at: datetime, data: Mapping[str, Any]):
    return event(
        act=step,
        by=by,
        at=at,
        subject_kind="card_order",
        subject=order.id,
        data={"cards": str(order.cards), "count": order.count, **data},
    )
