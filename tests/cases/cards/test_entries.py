"""Marks, corrections, sending, late reports and paper cards."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from accalmie.cases.access.policy import NotAllowed
from accalmie.cases.cards import acts, queries
from accalmie.cases.cards.entries import standing_entries
from accalmie.cases.cards.models import Card, CardEntry, LateReport
from accalmie.cases.cards.statuses import Status
from accalmie.cases.journal.models import Event
from accalmie.cases.tasks.models import Task, TaskKind
from accalmie.facts.cards import CardForm, Mark
from accalmie.facts.days import Month
from accalmie.facts.ids import InvalidFormat
from tests.cases import months
from tests.cases.months import SEPTEMBER, Team, at, key_of

DAY = date(2026, 9, 16)
MORNING = at(DAY, 6)


@pytest.fixture
def card(team: Team) -> Card:
    """Adam's open card of September."""
    return acts.open_card(
        worker=team.worker,
        employer=team.employer,
        month=SEPTEMBER,
        by=team.worker_account,
        at=months.TOLD_AT,
    )


def mark(team: Team, card: Card, what: Mark = Mark.HOLIDAY, day: date = DAY, key: str = "a"):
    return acts.mark(
        key=key_of(key),
        card=card,
        day=day,
        mark=what,
        device_at=MORNING,
        by=team.worker_account,
        at=MORNING + timedelta(minutes=5),
    )


def test_a_card_is_opened_once(team: Team, card: Card) -> None:
    again = acts.open_card(
        worker=team.worker,
        employer=team.employer,
        month=SEPTEMBER,
        by=team.worker_account,
        at=months.SENT_AT,
    )
    assert again == card
    assert Event.objects.filter(act="open_card").count() == 1


def test_a_mark_keeps_both_clocks(team: Team, card: Card) -> None:
    entry = mark(team, card)
    assert (entry.device_at, entry.received_at) == (MORNING, MORNING + timedelta(minutes=5))
    assert card.fact.marks_of(DAY) == (Mark.HOLIDAY,)


def test_the_same_command_twice_is_one_entry(team: Team, card: Card) -> None:
    assert mark(team, card) == mark(team, card)
    assert CardEntry.objects.count() == 1
    assert Event.objects.filter(act="mark").count() == 1


def test_a_key_is_not_taken_for_another_entry(team: Team, card: Card) -> None:
    mark(team, card)
    with pytest.raises(acts.KeyTaken):
        mark(team, card, day=DAY + timedelta(days=1))


def test_a_second_mark_needs_a_correction(team: Team, card: Card) -> None:
    first = mark(team, card)
    with pytest.raises(acts.MarkStands) as caught:
        mark(team, card, Mark.INCAPACITY, key="b")
    assert caught.value.entry == first


def test_the_other_lasting_job_may_stand_beside(team: Team, card: Card) -> None:
    mark(team, card, Mark.OTHER_REGULAR_EMPLOYER)
    mark(team, card, Mark.ELSEWHERE_USUAL, key="b")
    assert set(card.fact.marks_of(DAY)) == {Mark.OTHER_REGULAR_EMPLOYER, Mark.ELSEWHERE_USUAL}


def test_a_day_outside_the_month_is_refused(team: Team, card: Card) -> None:
    with pytest.raises(acts.OutsideMonth):
        mark(team, card, day=date(2026, 10, 1))


def correct(team: Team, card: Card, entry: CardEntry, what: Mark, reason: str, key: str = "c"):
    return acts.correct(
        key=key_of(key),
        card=card,
        corrects=entry.id,
        mark=what,
        reason=reason,
        device_at=MORNING,
        by=team.worker_account,
        at=MORNING,
    )


def test_a_correction_keeps_the_old_entry(team: Team, card: Card) -> None:
    first = mark(team, card)
    correct(team, card, first, Mark.INCAPACITY, "Je suis tombé malade")
    assert card.fact.marks_of(DAY) == (Mark.INCAPACITY,)
    assert [entry.mark for entry in queries.entries_of(card=card)] == ["holiday", "incapacity"]


def test_a_correction_to_unemployed_leaves_the_day_blank(team: Team, card: Card) -> None:
    entry = mark(team, card)
    correct(team, card, entry, Mark.UNEMPLOYED, "Erreur de jour")
    assert card.fact.marks_of(DAY) == ()
    assert standing_entries(card=card, day=DAY) == []


def test_a_correction_without_reason_is_refused(team: Team, card: Card) -> None:
    with pytest.raises(acts.NoReason):
        correct(team, card, mark(team, card), Mark.OTHER, "  ")


def test_an_entry_is_corrected_once(team: Team, card: Card) -> None:
    entry = mark(team, card)
    correct(team, card, entry, Mark.OTHER, "Férié")
    with pytest.raises(acts.MarkStands):
        correct(team, card, entry, Mark.HOLIDAY, "Vacances", key="d")


def test_a_correction_sent_twice_is_one(team: Team, card: Card) -> None:
    entry = mark(team, card)
    first = correct(team, card, entry, Mark.OTHER, "Férié")
    assert correct(team, card, entry, Mark.OTHER, "Férié") == first


def test_entries_cannot_be_rewritten(team: Team, card: Card) -> None:
    mark(team, card)
    with pytest.raises(DatabaseError), transaction.atomic():
        CardEntry._base_manager.all().update(mark="other")


def test_a_reason_is_asked_by_the_database_too(team: Team, card: Card) -> None:
    entry = mark(team, card)
    with pytest.raises(IntegrityError), transaction.atomic():
        CardEntry.objects.create(
            id=key_of("x"),
            card=card,
            sequence=9,
            day=DAY,
            mark=Mark.OTHER,
            device_at=MORNING,
            received_at=MORNING,
            corrects=entry,
        )


# --- sending


def send(team: Team, card: Card, when):
    return acts.send(card=card, device_at=when, by=team.worker_account, at=when)


def test_a_card_leaves_from_the_penultimate_working_day(team: Team, card: Card) -> None:
    with pytest.raises(acts.TooEarly) as caught:
        send(team, card, at(date(2026, 9, 28)))
    assert caught.value.sendable_from == date(2026, 9, 29)
    assert send(team, card, at(date(2026, 9, 29))).status == Status.SENT


def test_a_card_sent_twice_is_sent_once(team: Team, card: Card) -> None:
    first = send(team, card, months.SENT_AT)
    second = send(team, card, months.SENT_AT + timedelta(hours=2))
    assert second.sent_at == first.sent_at
    assert Event.objects.filter(act="send").count() == 1


def test_a_sent_card_takes_no_marks_but_answers_old_commands(team: Team, card: Card) -> None:
    entry = mark(team, card)
    send(team, card, months.SENT_AT)
    with pytest.raises(acts.NotPossibleNow):
        mark(team, card, day=DAY + timedelta(days=1), key="late")
    assert mark(team, card) == entry


def report(team: Team, card: Card, key: str = "r"):
    return acts.report_late_event(
        key=key_of(key),
        card=card,
        day=date(2026, 9, 30),
        mark=Mark.INCAPACITY,
        device_at=months.SENT_AT,
        by=team.worker_account,
        at=months.SENT_AT + timedelta(hours=1),
    )


def test_a_late_event_reaches_payer_and_office_and_counts(team: Team, card: Card) -> None:
    send(team, card, months.SENT_AT)
    made = report(team, card)
    card.refresh_from_db()
    assert Mark.INCAPACITY in card.fact.marks_of(date(2026, 9, 30))
    assert card.fact.told_office_and_payer_at == made.reported_at
    (task,) = Task.objects.filter(kind=TaskKind.LATE_EVENT)
    assert task.payment_organisation == team.payer
    for account in (team.clerk, team.people.first_officer):
        assert list(queries.late_reports_visible_to(account=account)) == [made]


def test_a_late_event_told_twice_is_one(team: Team, card: Card) -> None:
    send(team, card, months.SENT_AT)
    assert report(team, card) == report(team, card)
    assert LateReport.objects.count() == Task.objects.count() == 1


def test_an_open_card_needs_no_late_report(team: Team, card: Card) -> None:
    with pytest.raises(acts.NotPossibleNow):
        report(team, card)


# --- paper


def paper(team: Team, **changes):
    given = {
        "worker": team.worker,
        "employer": team.employer,
        "month": SEPTEMBER,
        "kind": "economic_worker",
        "number": "NA 1000101",
        "marks": [(DAY, Mark.INCAPACITY)],
        "received_at": months.HOURS_AT,
        "by": team.clerk,
        "at": months.HOURS_AT,
    }
    return acts.register_paper_card(**{**given, **changes})


def adapted_work(team: Team) -> None:
    team.worker.employments.update(joint_committee="327.01")


def test_paper_is_for_adapted_work_only(team: Team) -> None:
    with pytest.raises(acts.NoPaperCard):
        paper(team)
    adapted_work(team)
    card = paper(team)
    assert (card.form, card.number, card.status) == (CardForm.PAPER, "NA1000101", Status.SENT)
    assert card.fact.marks_of(DAY) == (Mark.INCAPACITY,)


def test_a_paper_card_typed_in_twice_is_one(team: Team) -> None:
    adapted_work(team)
    assert paper(team) == paper(team)
    assert Card.objects.count() == 1


def test_before_the_electronic_card_everybody_had_paper(team: Team) -> None:
    assert paper(team, month=Month(2024, 9), marks=[]).form == CardForm.PAPER


@pytest.mark.parametrize("number", ["1000101", "NA100010", "N11000101"])
def test_an_impossible_card_number_is_refused(team: Team, number: str) -> None:
    adapted_work(team)
    with pytest.raises((InvalidFormat, ValueError)):
        paper(team, number=number)


def test_paper_does_not_replace_an_electronic_card(team: Team, card: Card) -> None:
    adapted_work(team)
    with pytest.raises(acts.NotPossibleNow):
        paper(team)


# --- who


@pytest.mark.parametrize("stranger", ["other_worker_account", "clerk", "other_clerk"])
def test_only_the_worker_marks(team: Team, card: Card, stranger: str) -> None:
    with pytest.raises(NotAllowed):
        acts.mark(
            key=key_of("z"),
            card=card,
            day=DAY,
            mark=Mark.OTHER,
            device_at=MORNING,
            by=getattr(team, stranger),
            at=MORNING,
        )


def test_the_employer_may_not_mark(team: Team, card: Card) -> None:
    with pytest.raises(NotAllowed):
        acts.send(card=card, device_at=months.SENT_AT, by=team.people.manager, at=months.SENT_AT)


def test_cards_are_seen_by_their_own_only(team: Team, card: Card) -> None:
    for account in (team.worker_account, team.clerk):
        assert list(queries.cards_visible_to(account=account)) == [card]
    for account in (team.other_worker_account, team.other_clerk, team.people.manager):
        assert not queries.cards_visible_to(account=account).exists()


def test_each_employer_has_a_card(team: Team, card: Card) -> None:
    other = acts.open_card(
        worker=team.worker,
        employer=team.people.other_employer,
        month=SEPTEMBER,
        by=team.worker_account,
        at=months.TOLD_AT,
    )
    assert other != card
    assert queries.cards_visible_to(account=team.worker_account).count() == 2
