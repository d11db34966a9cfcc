"""Orders of paper cards as rows, the ranges of numbers granted to them, their deliveries."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import F, Q

from accalmie.cases.access.models import Account
from accalmie.cases.card_stock.statuses import Status
from accalmie.cases.communications.models.cases import choices
from accalmie.cases.journal.append_only import AppendOnly
from accalmie.cases.keys import new_key
from accalmie.cases.parties.models import Employer, Office, Sender
from accalmie.facts import codec
from accalmie.facts.findings import Finding
from accalmie.facts.validationbook import NumberRange, OrderedCard

_ONE_HOLDER = Q(employer__isnull=False, sender__isnull=True) | Q(
    employer__isnull=True, sender__isnull=False
)


class CardOrder(models.Model):
    """Paper cards wanted by an employer, or by a secretariat for its own stock.

    The key comes from the form, so that an order sent twice is one order. ``needed_from`` is the
    day on which the cards are first needed; ``findings`` is what the law says of that day.
    ``reason`` is what an officer wrote when he refused; where the law refuses it is empty.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    employer = models.ForeignKey(
        Employer, null=True, on_delete=models.PROTECT, related_name="card_orders"
    )
    sender = models.ForeignKey(
        Sender, null=True, on_delete=models.PROTECT, related_name="card_orders"
    )
    office = models.ForeignKey(
        Office, null=True, on_delete=models.PROTECT, related_name="card_orders"
    )
    cards = models.CharField(max_length=20, choices=choices(OrderedCard))
    count = models.PositiveIntegerField()
    joint_committee = models.CharField(max_length=9, blank=True)
    needed_from = models.DateField()
    remark = models.CharField(max_length=500, blank=True)
    findings = models.JSONField(default=list)
    law_version = models.CharField(max_length=60)
    status = models.CharField(max_length=12, choices=choices(Status))
    ordered_at = models.DateTimeField()
    ordered_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=_ONE_HOLDER, name="an_order_has_one_holder"),
            models.CheckConstraint(condition=Q(count__gte=1), name="an_order_wants_a_card"),
            models.CheckConstraint(
                condition=Q(status__in=[status.value for status in Status]),
                name="the_status_of_an_order_is_known",
            ),
            models.CheckConstraint(
                condition=Q(cards__in=[cards.value for cards in OrderedCard]),
                name="the_cards_of_an_order_are_known",
            ),
        )
        indexes = (
            models.Index(fields=("office", "status", "ordered_at"), name="orders_of_an_office"),
            models.Index(fields=("employer", "ordered_at"), name="orders_of_an_employer"),
        )

    def __str__(self) -> str:
        return str(self.id)

    @property
    def holder(self) -> Employer | Sender:
        """Whose stock the cards are."""
        return self.employer or self.sender

    @property
    def found(self) -> tuple[Finding, ...]:
        """What the law said when it was ordered."""
        return codec.from_json(tuple[Finding, ...], self.findings)

    def is_sent_by(self, sender_id: UUID) -> bool:
        """Tell whether it is the secretariat's own stock."""
        return self.sender_id == sender_id

    def concerns_worker(self, worker_id: UUID) -> bool:
        """Cards in stock are no worker's yet."""
        return False

    def concerns_payer(self, payment_organisation_id: UUID) -> bool:
        """Cards in stock concern no payment organisation."""
        return False


class CardRange(AppendOnly):
    """The numbers granted for one order; no two ranges share a number.

    The positions are those of ``facts.validationbook.position_of``. Besides the constraints seen
    here, the database refuses a range that overlaps another (migration ``0002_ranges_apart``).
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    order = models.OneToOneField(CardOrder, on_delete=models.PROTECT, related_name="granted")
    employer = models.ForeignKey(
        Employer, null=True, on_delete=models.PROTECT, related_name="card_ranges"
    )
    sender = models.ForeignKey(
        Sender, null=True, on_delete=models.PROTECT, related_name="card_ranges"
    )
    first = models.CharField(max_length=9)
    last = models.CharField(max_length=9)
    first_position = models.BigIntegerField()
    last_position = models.BigIntegerField()
    granted_at = models.DateTimeField()
    granted_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=_ONE_HOLDER, name="a_range_has_one_holder"),
            models.CheckConstraint(
                condition=Q(first_position__lte=F("last_position")), name="a_range_goes_forward"
            ),
            models.UniqueConstraint(fields=("first_position",), name="ranges_begin_apart"),
            models.UniqueConstraint(fields=("last_position",), name="ranges_end_apart"),
        )

    @property
    def fact(self) -> NumberRange:
        """The range as a fact."""
        return NumberRange(first=self.first, last=self.last)


class Delivery(AppendOnly):
    """The cards of a range reached their holder."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    range = models.OneToOneField(CardRange, on_delete=models.PROTECT, related_name="delivery")
    delivered_on = models.DateField()
    noted_at = models.DateTimeField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
