"""Ordering paper cards: granted in ranges that never overlap, or refused with the reason."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from accalmie.cases.access.policy import NotAllowed
from accalmie.cases.card_stock import acts, queries
from accalmie.cases.card_stock.models import CardRange
from accalmie.cases.card_stock.statuses import Status
from accalmie.cases.journal.append_only import WrittenOnce
from accalmie.cases.journal.models import Event
from accalmie.facts.validationbook import OrderedCard
from tests.cases import paper, situations
from tests.cases.paper import AT, Workshop, granted, ordered


@pytest.fixture
def shop(who) -> Workshop:
    """A firm that still uses paper."""
    return paper.workshop(who)


def test_an_order_of_adapted_work_waits_for_its_numbers(shop: Workshop) -> None:
    order = ordered(shop)

    assert (order.status, order.office) == (Status.TO_GRANT, shop.people.office)
    assert all(finding.met for finding in order.found)
    assert list(Event.objects.filter(subject=order.id).values_list("act", flat=True)) == [
        "order_cards"
    ]


def test_the_same_order_twice_is_one(shop: Workshop) -> None:
    key = uuid4()
    first, again = ordered(shop, key=key), ordered(shop, key=key)

    assert first == again
    assert Event.objects.filter(subject=key).count() == 1
    with pytest.raises(acts.KeyTaken):
        ordered(shop, key=key, count=5)


def test_what_the_electronic_card_replaced_is_refused_at_once(shop: Workshop) -> None:
    order = ordered(shop, cards=OrderedCard.ORDINARY, joint_committee="118")

    assert order.status == Status.REFUSED
    (refused,) = [finding for finding in order.found if finding.met is False]
    assert (refused.rule, refused.remedies) == ("paper_card_in_use", ("use_electronic_card",))


def test_a_committee_that_nobody_knows_there_goes_to_an_officer(shop: Workshop) -> None:
    order = ordered(shop, joint_committee="327.03")

    assert order.status == Status.TO_EXAMINE
    assert {finding.rule: finding.met for finding in order.found}["committee_is_known"] is None


def test_cards_of_a_month_of_the_transition_go_to_an_officer(shop: Workshop) -> None:
    order = ordered(
        shop,
        cards=OrderedCard.ORDINARY,
        joint_committee="118",
        needed_from=date(2025, 6, 30),
    )

    assert order.status == Status.TO_EXAMINE


def test_granted_then_delivered(shop: Workshop) -> None:
    officer = shop.people.first_officer
    order = ordered(shop)
    range_ = acts.grant_cards(order=order, first="fa 1000101", by=officer, at=AT)

    assert (range_.first, range_.last) == ("FA1000101", "FA1000200")
    assert acts.grant_cards(order=order, first="FA1000101", by=officer, at=AT) == range_
    assert queries.next_free_number() == "FA1000201"
    for _ in range(2):
        order = acts.note_delivery(order=order, delivered_on=AT.date(), by=officer, at=AT)
    assert order.status == Status.DELIVERED
    assert range_.delivery.delivered_on == AT.date()
    with pytest.raises(acts.NotPossibleNow):
        acts.refuse_order(order=order, reason="Trop tard", by=officer, at=AT)


def test_refused_by_an_officer_with_the_reason(shop: Workshop) -> None:
    officer = shop.people.first_officer
    order = ordered(shop, joint_committee="327.03")
    with pytest.raises(ValueError, match="reason"):
        acts.refuse_order(order=order, reason=" ", by=officer, at=AT)
    order = acts.refuse_order(order=order, reason="Autre commission", by=officer, at=AT)

    assert (order.status, order.reason) == (Status.REFUSED, "Autre commission")
    with pytest.raises(acts.NotPossibleNow):
        acts.grant_cards(order=order, first="FA1000101", by=officer, at=AT)


@pytest.mark.parametrize("first", ["FA1000002", "FA1000101", "FA1000200"])
def test_numbers_that_were_granted_are_not_granted_again(shop: Workshop, first: str) -> None:
    granted(shop)
    with pytest.raises(acts.NumbersTaken):
        granted(shop, first=first)
    assert CardRange.objects.count() == 1


@pytest.mark.parametrize("first", ["FA1000001", "FA1000201", "FB1000101"])
def test_numbers_beside_them_are(shop: Workshop, first: str) -> None:
    granted(shop)
    granted(shop, first=first)
    assert CardRange.objects.count() == 2


def test_the_office_has_numbers_of_its_own(shop: Workshop) -> None:
    with pytest.raises(acts.WrongLetters):
        granted(shop, first="SS1000101")


def test_a_secretariat_orders_for_its_own_stock(shop: Workshop) -> None:
    who = shop.people
    order = ordered(shop, holder=who.sender, joint_committee="327.01", by=who.secretariat)
    acts.grant_cards(order=order, first="SS1000101", by=who.officer_elsewhere, at=AT)

    (seen,) = queries.orders_of(account=who.secretariat, on=AT.date())
    assert (seen.holder, seen.granted.sender) == (who.sender, who.sender)
    assert not queries.orders_of(account=shop.manager, on=AT.date()).exists()


def test_who_may_order_and_who_may_grant(shop: Workshop) -> None:
    who = shop.people
    for stranger in (who.manager, who.secretariat, who.first_officer):
        with pytest.raises(NotAllowed):
            ordered(shop, by=stranger)
    order = ordered(shop)
    for stranger in (shop.manager, who.officer_elsewhere):
        with pytest.raises(NotAllowed):
            acts.grant_cards(order=order, first="FA1000101", by=stranger, at=AT)


def test_a_range_is_written_once(shop: Workshop) -> None:
    range_ = granted(shop)
    with pytest.raises(WrittenOnce):
        CardRange.objects.filter(pk=range_.pk).update(last="FA1000300")


class RangesStayApart(TestCase):
    """Whatever is granted in whatever order, no number belongs to two ranges."""

    @given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=12))
    @settings(max_examples=25, deadline=None)
    def test_ranges(self, asked: list[tuple[int, int]]) -> None:
        shop = paper.workshop(situations.people())
        taken: set[int] = set()
        for start, count in asked:
            order = ordered(shop, count=count)
            numbers = set(range(start, start + count))
            try:
                acts.grant_cards(
                    order=order, first=f"FA{start:07d}", by=shop.people.first_officer, at=AT
                )
            except acts.NumbersTaken:
                assert numbers & taken
            else:
                assert not numbers & taken
                taken |= numbers


def test_the_database_itself_keeps_them_apart(shop: Workshop) -> None:
    range_ = granted(shop)
    rival = CardRange(
        order=ordered(shop),
        employer=shop.employer,
        first="FA1000150",
        last="FA1000151",
        first_position=range_.first_position + 49,
        last_position=range_.first_position + 50,
        granted_at=AT,
        granted_by=shop.people.first_officer,
    )
    with pytest.raises(IntegrityError, match="card_ranges_never_overlap"), transaction.atomic():
        rival.save()
