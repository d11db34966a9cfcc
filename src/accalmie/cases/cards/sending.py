"""Sending a card, what is reported after it, and paper cards typed in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from accalmie.cases.access.models import Account
from accalmie.cases.access.policy import Act, require
from accalmie.cases.access.roles import Actor
from accalmie.cases.cards.entries import KeyTaken, OutsideMonth, card_event, locked
from accalmie.cases.cards.models import Card, CardEntry, LateReport
from accalmie.cases.cards.statuses import NotPossibleNow, Status, Step, check_step
from accalmie.cases.days import belgian_day
from accalmie.cases.journal.acts import record
from accalmie.cases.keys import new_key
from accalmie.cases.memberships.locks import hold_workers
from accalmie.cases.memberships.queries import payer_of
from accalmie.cases.parties.models import Employer, Employment, Worker
from accalmie.cases.tasks.acts import Question, open_tasks
from accalmie.cases.tasks.models import TaskKind
from accalmie.cases.touched import WorkerMonth, tell
from accalmie.facts.cards import CardForm, Mark
from accalmie.facts.days import Month
from accalmie.facts.ids import control_card
from accalmie.facts.pieces import Owner
from accalmie.law.cards.forms import card_for
from accalmie.law.cards.sending import sendable_from


class TooEarly(ValueError):
    """A card leaves at the earliest on the penultimate working day of its month."""

    def __init__(self, sendable_from: date) -> None:
        self.sendable_from = sendable_from
        super().__init__(f"the card can be sent from {sendable_from} on")


class NoPaperCard(ValueError):
    """Paper is only for those who may still use it: others have the electronic card."""


@transaction.atomic
def send(*, card: Card, device_at: datetime, by: Actor, at: datetime) -> Card:
    """Send a card to the payment organisation and close it. Sent twice, it is sent once.

    A worker without payment organisation may send too; the card follows him when he joins one.
    Raises ``NotAllowed`` and ``TooEarly``.
    """
    card = locked(card)
    require(by=by, act=Act.SEND_CARD, target=card, on=belgian_day(at))
    if card.status == Status.SENT:
        return card
    check_step(step=Step.SEND, status=Status(card.status))
    earliest, _ = sendable_from(month=card.month, replacement_days=None)
    if belgian_day(at) < earliest:
        raise TooEarly(earliest)
    card.status = Status.SENT
    card.sent_at, card.sent_device_at = at, device_at
    card.sent_by = by if isinstance(by, Account) else None
    card.payment_organisation_id = payer_of(worker_id=card.worker_id, month=card.month)
    card.save()
    record(events=[card_event(Step.SEND, card, by, at)])
    tell(touched=[_month_of(card)], at=at)
    return card


@transaction.atomic
def report_late_event(
    *,
    key: UUID,
    card: Card,
    day: date,
    mark: Mark,
    device_at: datetime,
    by: Actor,
    at: datetime,
    text: str = "",
) -> LateReport:
    """Tell office and payment organisation at once what happened after the card was sent.

    The same report twice is one report. Raises ``NotAllowed``, ``NotPossibleNow`` while the card is
    open, ``OutsideMonth`` and ``KeyTaken``.
    """
    card = locked(card)
    require(by=by, act=Act.REPORT_LATE_EVENT, target=card, on=belgian_day(at))
    known = LateReport.objects.filter(pk=key).first()
    if known is not None:
        if (known.card_id, known.day, known.mark) != (card.id, day, mark.value):
            raise KeyTaken("the key belongs to another report")
        return known
    check_step(step=Step.REPORT_LATE_EVENT, status=Status(card.status))
    if day not in card.month.period:
        raise OutsideMonth(f"{day} lies outside {card.month}")
    report = LateReport.objects.create(
        id=key,
        card=card,
        worker_id=card.worker_id,
        payment_organisation_id=card.payment_organisation_id,
        day=day,
        mark=mark,
        text=text,
        device_at=device_at,
        reported_at=at,
        by=by if isinstance(by, Account) else None,
    )
    open_tasks(questions=[_late_question(card, report)], by=by, at=at)
    record(
        events=[
            card_event(Step.REPORT_LATE_EVENT, card, by, at, day=day.isoformat(), mark=mark.value)
        ]
    )
    tell(touched=[_month_of(card)], at=at)
    return report


@transaction.atomic
def register_paper_card(
    *,
    worker: Worker,
    employer: Employer,
    month: Month,
    kind: str,
    number: str,
    marks: Iterable[tuple[date, Mark]],
    received_at: datetime,
    by: Account,
    at: datetime,
    inactive_days: Iterable[date] = (),
) -> Card:
    """Type in a paper card that came in; for those who may still use paper.

    ``kind`` is the kind of unemployment, ``number`` the one printed on the card. The same card
    twice is one card. Raises ``NotAllowed``, ``NoPaperCard``, ``OutsideMonth``,
    ``stdnum.exceptions.ValidationError`` for an impossible number, and ``NotPossibleNow`` when an
    electronic card of that month exists.
    """
    number = control_card.validate(number)
    card = Card(
        id=new_key(),
        worker=worker,
        employer=employer,
        month=month,
        form=CardForm.PAPER,
        number=number,
        status=Status.SENT,
        inactive_days=[day.isoformat() for day in sorted(inactive_days) if day in month.period],
        opened_at=at,
        sent_at=received_at,
        sent_by=by,
        payment_organisation_id=payer_of(worker_id=worker.id, month=month),
    )
    require(by=by, act=Act.REGISTER_PAPER_CARD, target=card, on=belgian_day(at))
    hold_workers(workers=[worker.id])
    found = Card.objects.filter(worker=worker, employer=employer, month=month).first()
    if found is not None:
        if found.number == number:
            return found
        raise NotPossibleNow(Step.REGISTER_PAPER_CARD, Status(found.status))
    card.form = _paper_form(worker, employer, month, kind)
    card.save(force_insert=True)
    entries = [
        CardEntry(
            id=new_key(),
            card=card,
            sequence=sequence,
            day=day,
            mark=mark,
            device_at=received_at,
            received_at=at,
            by=by,
        )
        for sequence, (day, mark) in enumerate(marks, start=1)
    ]
    for entry in entries:
        if entry.day not in month.period:
            raise OutsideMonth(f"{entry.day} lies outside {month}")
    CardEntry.objects.bulk_create(entries)
    record(events=[card_event(Step.REGISTER_PAPER_CARD, card, by, at)])
    tell(touched=[_month_of(card)], at=at)
    return card


def _paper_form(worker: Worker, employer: Employer, month: Month, kind: str) -> CardForm:
    employment = (
        Employment.objects.filter(worker=worker, employer=employer, first_day__lte=month.last_day)
        .order_by("-first_day", "-id")
        .first()
    )
    answer = card_for(
        day=month.first_day,
        kind=kind,
        joint_committee=employment.joint_committee if employment else "",
        has_chosen_electronic=None,
        has_transition=None,
    )
    for form in answer.forms:
        if form is not CardForm.ELECTRONIC:
            return form
    raise NoPaperCard(f"only the electronic card is used in {month}")


def _late_question(card: Card, report: LateReport) -> Question:
    has_payer = card.payment_organisation_id is not None
    return Question(
        kind=TaskKind.LATE_EVENT,
        owner=Owner.PAYMENT_ORGANISATION if has_payer else Owner.OFFICE,
        worker_id=card.worker_id,
        employer_id=card.employer_id,
        month=card.month,
        payment_organisation_id=card.payment_organisation_id,
        subject_kind="late_report",
        subject=report.id,
        facts={"day": report.day.isoformat(), "mark": str(report.mark)},
    )


def _month_of(card: Card) -> WorkerMonth:
    return WorkerMonth(card.worker_id, card.employer_id, card.month)
