"""One number once, one card a month: entered, corrected, replaced, cancelled."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from accalmie.cases.access.models import Mandate
from accalmie.cases.access.policy import NotAllowed
from accalmie.cases.access.roles import Role
from accalmie.cases.card_stock import acts as stock
from accalmie.cases.journal.append_only import WrittenOnce
from accalmie.cases.journal.models import Event
from accalmie.cases.parties.models import Employment
from accalmie.cases.validation_book import acts, queries
from accalmie.cases.validation_book.acts import Fault
from accalmie.cases.validation_book.models import Doubt, Entry, EntryVersion, Question
from accalmie.cases.validation_book.statuses import Status
from accalmie.facts.communications import Channel
from accalmie.facts.days import Month
from tests.cases import paper, situations
from tests.cases.paper import (
    AT,
    DECEMBER,
    NOVEMBER,
    UNKNOWN,
    YVES,
    ZOE,
    Workshop,
    entered,
    granted,
    wanted,
)


@pytest.fixture
def shop(who) -> Workshop:
    """A firm that still uses paper, with a hundred cards."""
    made = paper.workshop(who)
    granted(made)
    return made


def faults(shop: Workshop, *cards: acts.Wanted) -> list[Fault | None]:
    return [one.fault for one in acts.look_at(cards=cards, by=shop.manager, at=AT)]


def doubts() -> list[str]:
    return list(Question.objects.order_by("doubt").values_list("doubt", flat=True))


def test_a_card_is_entered(shop: Workshop) -> None:
    (entry,) = entered(shop)

    assert (entry.worker_id, entry.month, entry.card_number) == (
        shop.zoe.id,
        NOVEMBER,
        "FA1000101",
    )
    assert doubts() == []
    (event,) = Event.objects.filter(subject=entry.id)
    assert (event.act, event.ticket) == ("enter_card", entry.latest.ticket)
    assert ZOE not in str(event.data)


def test_entered_twice_stands_once(shop: Workshop) -> None:
    entered(shop)
    assert entered(shop) == []
    assert EntryVersion.objects.count() == 1


def test_one_number_once(shop: Workshop) -> None:
    entered(shop)
    assert faults(shop, wanted(shop), wanted(shop, niss=YVES), wanted(shop, month=DECEMBER)) == [
        Fault.ALREADY_ENTERED,
        Fault.NUMBER_USED,
        Fault.NUMBER_USED,
    ]


def test_one_card_a_month(shop: Workshop) -> None:
    entered(shop)
    assert faults(
        shop,
        wanted(shop, card_number="FA1000102"),
        wanted(shop, card_number="FA1000102", month=DECEMBER),
    ) == [Fault.WORKER_HAS_CARD, None]


def test_two_lines_of_one_paste_exclude_each_other(shop: Workshop) -> None:
    assert faults(
        shop, wanted(shop), wanted(shop, niss=YVES), wanted(shop, card_number="FA1000102")
    ) == [None, Fault.NUMBER_USED, Fault.WORKER_HAS_CARD]


def test_all_or_none(shop: Workshop) -> None:
    with pytest.raises(acts.NotEnterable) as refused:
        entered(shop, wanted(shop), wanted(shop, niss=YVES))
    assert [one.fault for one in refused.value.examined] == [None, Fault.NUMBER_USED]
    assert not Entry.objects.exists()


def test_a_month_without_paper_is_refused(shop: Workshop) -> None:
    Employment.objects.update(joint_committee="118")
    assert faults(shop, wanted(shop)) == [Fault.NO_PAPER_CARD]
    assert faults(shop, wanted(shop, month=Month(2024, 12))) == [None]


def test_construction_has_no_book(shop: Workshop) -> None:
    Employment.objects.update(joint_committee="124")
    assert faults(shop, wanted(shop, month=Month(2024, 12))) == [Fault.NO_BOOK]


def test_a_month_of_the_transition_is_looked_at(shop: Workshop) -> None:
    Employment.objects.update(joint_committee="118")
    entered(shop, wanted(shop, month=Month(2025, 6)))
    assert doubts() == [Doubt.PAPER_NOT_SURE]


def test_a_number_that_nobody_granted_is_looked_at(shop: Workshop) -> None:
    entered(shop, wanted(shop, card_number="FA1000201"))
    assert doubts() == [Doubt.UNKNOWN_RANGE]


def test_a_number_of_somebody_else_is_looked_at(shop: Workshop) -> None:
    other = shop.people
    order = paper.ordered(shop, holder=other.sender, by=other.secretariat)
    stock.grant_cards(order=order, first="SS1000101", by=other.first_officer, at=AT)
    entered(shop, wanted(shop, card_number="SS1000101"))
    assert doubts() == [Doubt.OTHER_HOLDER]


def test_the_stock_of_a_secretariat_serves_its_clients(shop: Workshop) -> None:
    who = shop.people
    Mandate.objects.create(sender=who.sender, employer=shop.employer, first_day=date(2026, 11, 16))
    order = paper.ordered(shop, holder=who.sender, by=who.secretariat)
    stock.grant_cards(order=order, first="SS1000101", by=who.first_officer, at=AT)
    acts.enter_cards(
        cards=[wanted(shop, card_number="SS1000101")],
        by=who.secretariat,
        at=AT,
        channel=Channel.PORTAL,
    )
    assert doubts() == []


def test_a_worker_whom_nobody_knows_there_is_looked_at(shop: Workshop) -> None:
    entered(shop, wanted(shop, niss=UNKNOWN))
    assert doubts() == [Doubt.UNKNOWN_EMPLOYMENT]


def test_a_second_card_from_another_employer_is_looked_at(shop: Workshop) -> None:
    other = shop.people.other_employer
    Employment.objects.create(
        worker=shop.zoe, employer=other, first_day=date(2021, 1, 4), joint_committee="327.01"
    )
    entered(shop)
    acts.enter_cards(
        cards=[wanted(shop, employer=other, card_number="FA1000102")],
        by=shop.people.other_manager,
        at=AT,
        channel=Channel.PORTAL,
    )
    assert doubts() == [Doubt.CARD_ELSEWHERE, Doubt.OTHER_HOLDER]


def test_an_officer_closes_a_question(shop: Workshop) -> None:
    entered(shop, wanted(shop, niss=UNKNOWN))
    question, officer = Question.objects.get(), shop.people.officer_elsewhere
    with pytest.raises(acts.NoAnswer):
        acts.close_question(question=question, answer=" ", by=officer, at=AT)
    acts.close_question(question=question, answer="Dimona vue", by=officer, at=AT)
    acts.close_question(question=question, answer="Autre", by=officer, at=AT)

    question.refresh_from_db()
    assert (question.answer, question.closed_by) == ("Dimona vue", officer)
    assert not queries.open_questions().exists()


def test_a_correction_is_a_new_version(shop: Workshop) -> None:
    (entry,) = entered(shop, wanted(shop, niss=UNKNOWN))
    told = {"niss": ZOE, "month": NOVEMBER, "card_number": "FA1000103"}
    version = acts.correct_entry(
        entry=entry, **told, reason="Mauvais travailleur", by=shop.manager, at=AT
    )

    entry.refresh_from_db()
    assert (version.number, entry.worker_id, entry.card_number) == (2, shop.zoe.id, "FA1000103")
    first = EntryVersion.objects.get(number=1)
    assert (first.worker.niss, first.card_number) == (UNKNOWN, "FA1000101")
    assert Question.objects.get().answer == "Mauvais travailleur"
    with pytest.raises(acts.NothingChanged):
        acts.correct_entry(entry=entry, **told, reason="Encore", by=shop.manager, at=AT)


def test_a_correction_does_not_run_into_another_entry(shop: Workshop) -> None:
    zoe, _yves = entered(shop, wanted(shop), wanted(shop, niss=YVES, card_number="FA1000102"))
    with pytest.raises(acts.NotEnterable):
        acts.correct_entry(
            entry=zoe,
            niss=ZOE,
            month=NOVEMBER,
            card_number="FA1000102",
            reason="Autre numéro",
            by=shop.manager,
            at=AT,
        )
    assert EntryVersion.objects.count() == 2


def test_a_cancelled_number_is_free_again(shop: Workshop) -> None:
    (entry,) = entered(shop)
    with pytest.raises(ValueError, match="reason"):
        acts.cancel_entry(entry=entry, reason="", by=shop.manager, at=AT)
    acts.cancel_entry(entry=entry, reason="Carte non remise", by=shop.manager, at=AT)
    with pytest.raises(acts.NotPossibleNow):
        acts.cancel_entry(entry=entry, reason="Encore", by=shop.manager, at=AT)

    (other,) = entered(shop, wanted(shop, niss=YVES))
    assert (other.card_number, Entry.objects.count()) == ("FA1000101", 2)


def test_a_lost_card_is_replaced_by_the_office(shop: Workshop) -> None:
    (lost,) = entered(shop)
    told = {
        "entry": lost,
        "card_number": "FA1000199",
        "reason": "Perdue",
        "by": shop.people.first_officer,
        "at": AT,
    }
    duplicate = acts.replace_card(**told)

    assert acts.replace_card(**told) == duplicate
    lost.refresh_from_db()
    assert (lost.status, duplicate.status, duplicate.replaces) == (
        Status.REPLACED,
        Status.STANDING,
        lost,
    )
    assert faults(shop, wanted(shop, niss=YVES), wanted(shop, card_number="FA1000110")) == [
        Fault.NUMBER_USED,
        Fault.WORKER_HAS_CARD,
    ]
    assert queries.earlier_duplicate_of(entry=lost) == AT.date()
    with pytest.raises(acts.NotPossibleNow):
        acts.correct_entry(
            entry=lost,
            niss=ZOE,
            month=DECEMBER,
            card_number="FA1000101",
            reason="x",
            by=shop.manager,
            at=AT,
        )


def test_only_the_office_replaces(shop: Workshop) -> None:
    (entry,) = entered(shop)
    with pytest.raises(NotAllowed):
        acts.replace_card(
            entry=entry, card_number="FA1000199", reason="Perdue", by=shop.manager, at=AT
        )


def test_who_may_enter_and_who_may_correct(shop: Workshop) -> None:
    who = shop.people
    (entry,) = entered(shop)
    for stranger in (who.manager, who.secretariat, who.first_officer, who.payer):
        with pytest.raises(NotAllowed):
            acts.look_at(cards=[wanted(shop)], by=stranger, at=AT)
        with pytest.raises(NotAllowed):
            acts.cancel_entry(entry=entry, reason="x", by=stranger, at=AT)


def test_three_consultations(shop: Workshop) -> None:
    entered(shop, wanted(shop), wanted(shop, niss=YVES, card_number="FA1000102"))
    auditor = situations.account("inspection", Role.AUDITOR)
    on = AT.date()
    for reader in (shop.manager, shop.people.officer_elsewhere, auditor):
        (by_number,) = queries.entries_by_number(account=reader, on=on, card_number="FA1000102")
        (by_worker,) = queries.entries_by_worker(account=reader, on=on, niss=ZOE)
        by_month = queries.entries_by_month(
            account=reader, on=on, month=NOVEMBER, employer=shop.employer
        )
        assert (by_number.worker_id, by_worker.card_number) == (shop.yves.id, "FA1000101")
        assert [entry.worker_id for entry in by_month] == [shop.zoe.id, shop.yves.id]
    for stranger in (shop.people.manager, shop.people.secretariat, shop.people.payer):
        assert not queries.entries_visible_to(account=stranger, on=on).exists()


def test_a_version_is_written_once(shop: Workshop) -> None:
    (entry,) = entered(shop)
    with pytest.raises(WrittenOnce):
        EntryVersion.objects.filter(entry=entry).update(card_number="FA1000102")


class OneNumberOneWorkerMonth(TestCase):
    """Whatever is entered in whatever order, one number keeps one worker and one month."""

    @given(
        st.lists(
            st.tuples(
                st.sampled_from([ZOE, YVES, UNKNOWN]),
                st.sampled_from([NOVEMBER, DECEMBER]),
                st.sampled_from([f"FA100010{n}" for n in range(1, 5)]),
            ),
            max_size=10,
        )
    )
    @settings(max_examples=30, deadline=None)
    def test_any_order(self, told: list[tuple[str, Month, str]]) -> None:
        shop = paper.workshop(situations.people())
        numbers: dict[str, tuple[str, Month]] = {}
        for niss, month, number in told:
            card = wanted(shop, niss=niss, month=month, card_number=number)
            is_free = number not in numbers and (niss, month) not in numbers.values()
            is_same = numbers.get(number) == (niss, month)
            try:
                made = entered(shop, card)
            except acts.NotEnterable:
                assert not is_free
                assert not is_same
            else:
                assert bool(made) is is_free
                numbers.setdefault(number, (niss, month))
        standing = {
            entry.card_number: (entry.worker.niss, entry.month)
            for entry in Entry.objects.filter(status=Status.STANDING).select_related("worker")
        }
        assert standing == numbers
