"""Control cards as rows: the card, its entries as they were made, what was reported late."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import models
from django.db.models import F, Q

from accalmie.cases.access.models import Account
from accalmie.cases.cards.statuses import Status
from accalmie.cases.communications.models.cases import choices
from accalmie.cases.journal.append_only import AppendOnly
from accalmie.cases.keys import new_key
from accalmie.cases.memberships.targets import OfOneWorker
from accalmie.cases.months import MonthField
from accalmie.cases.parties.models import Employer, PaymentOrganisation, Worker
from accalmie.facts.cards import Card as CardFact
from accalmie.facts.cards import CardForm, Entry, Mark


class Card(OfOneWorker, models.Model):
    """The card of one worker, one employer and one month.

    ``inactive_days`` are the worker's usual days of inactivity, as ISO days. ``number`` is that of
    a paper card. ``sent_at`` is the instant of the server, ``sent_device_at`` that of the device.
    ``payment_organisation`` is the one that pays the worker in this month, if any yet.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="cards")
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="cards")
    month = MonthField()
    form = models.CharField(max_length=20, choices=choices(CardForm))
    number = models.CharField(max_length=9, blank=True)
    status = models.CharField(max_length=10, choices=choices(Status), default=Status.OPEN)
    inactive_days = models.JSONField(default=list)
    opened_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    sent_device_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    payment_organisation = models.ForeignKey(
        PaymentOrganisation, null=True, on_delete=models.PROTECT, related_name="cards"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("worker", "employer", "month"), name="one_card_per_worker_employer_month"
            ),
            models.CheckConstraint(
                condition=Q(status=Status.OPEN.value, sent_at__isnull=True)
                | Q(status=Status.SENT.value, sent_at__isnull=False),
                name="a_sent_card_says_when",
            ),
            models.CheckConstraint(
                condition=Q(form__in=[form.value for form in CardForm]),
                name="the_form_of_a_card_is_known",
            ),
        )
        indexes = (
            models.Index(
                fields=("payment_organisation", "month", "status"), name="cards_of_a_payer"
            ),
        )

    @property
    def office_id(self) -> None:
        """No single office owns a card; controllers of all of them may look."""

    @property
    def fact(self) -> CardFact:
        """The card as a fact: its entries as they arrived, then what was reported late."""
        return card_fact(
            card=self,
            entries=self.entries.order_by("sequence"),
            reports=self.late_reports.order_by("reported_at", "id"),
        )


class CardEntry(AppendOnly):
    """One mark on one day, as the device made it; a correction leaves the old entry in place.

    The key comes from the device, so that an entry sent twice is one entry. ``device_at`` is the
    device's clock, ``received_at`` ours. ``corrects`` is the entry it replaces, None where a blank
    day is corrected. ``sequence`` counts the entries of a card.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    card = models.ForeignKey(Card, on_delete=models.PROTECT, related_name="entries")
    sequence = models.PositiveIntegerField()
    day = models.DateField()
    mark = models.CharField(max_length=30, choices=choices(Mark))
    device_at = models.DateTimeField()
    received_at = models.DateTimeField()
    work_starts_at = models.DateTimeField(null=True)
    corrects = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="corrected_by"
    )
    reason = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("card", "sequence"), name="entries_of_a_card_are_counted"
            ),
            models.UniqueConstraint(fields=("corrects",), name="an_entry_is_corrected_once"),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True) | ~Q(reason=""),
                name="a_correction_gives_its_reason",
            ),
            models.CheckConstraint(
                condition=Q(mark__in=[mark.value for mark in Mark]),
                name="the_mark_of_an_entry_is_known",
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True) | ~Q(corrects=F("id")),
                name="an_entry_does_not_correct_itself",
            ),
        )
        indexes = (models.Index(fields=("card", "day"), name="entries_of_a_day"),)


class LateReport(OfOneWorker, AppendOnly):
    """What happened after the card was sent, told to the office and the payment organisation.

    The key comes from the device. One report reaches both at once (AR 25.11.1991 art. 71ter § 3).
    """

    id = models.UUIDField(primary_key=True, editable=False)
    card = models.ForeignKey(Card, on_delete=models.PROTECT, related_name="late_reports")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    payment_organisation = models.ForeignKey(
        PaymentOrganisation, null=True, on_delete=models.PROTECT, related_name="+"
    )
    day = models.DateField()
    mark = models.CharField(max_length=30, choices=choices(Mark))
    text = models.CharField(max_length=500, blank=True)
    device_at = models.DateTimeField()
    reported_at = models.DateTimeField()
    by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    @property
    def employer_id(self) -> UUID:
        """The employer of the card."""
        return self.card.employer_id

    @property
    def office_id(self) -> None:
        """Every office may look."""


def card_fact(
    *, card: Card, entries: Iterable[CardEntry], reports: Iterable[LateReport]
) -> CardFact:
    """The fact of a card from its rows in order; who reads many cards reads the rows at once."""
    made, late = list(entries), list(reports)
    marks = {entry.id: Mark(entry.mark) for entry in made}
    return CardFact(
        month=card.month,
        form=CardForm(card.form),
        entries=(
            *(
                Entry(
                    day=entry.day,
                    mark=Mark(entry.mark),
                    marked_at=entry.device_at,
                    work_starts_at=entry.work_starts_at,
                    corrects=None if entry.corrects_id is None else marks[entry.corrects_id],
                    reason=entry.reason,
                )
                for entry in made
            ),
            *(
                Entry(day=report.day, mark=Mark(report.mark), marked_at=report.device_at)
                for report in late
            ),
        ),
        inactive_days=tuple(date.fromisoformat(day) for day in card.inactive_days),
        sent_at=card.sent_at,
        told_office_and_payer_at=late[0].reported_at if late else None,
    )
