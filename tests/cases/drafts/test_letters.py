"""Letters that an office types in: how they came, whose desk they lie on, what the law says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from accalmie.cases.access.policy import NotAllowed
from accalmie.cases.communications.acts import lodge
from accalmie.cases.communications.models import Decision
from accalmie.cases.days import belgian_day
from accalmie.cases.drafts import acts
from accalmie.cases.drafts.examining import assess_as_if_sent
from accalmie.cases.drafts.models import Draft, Invoked, Letter
from accalmie.cases.drafts.queries import letter_of, letters_typed_at, open_drafts_of
from accalmie.cases.journal.models import Event
from accalmie.facts.communications import Channel
from accalmie.facts.communications import Version as VersionKind
from tests.cases.situations import FRIDAY, SATURDAY, THURSDAY, suspension

RULE = "sent_by_allowed_channel"


def came(**told: object) -> acts.Came:
    given = {
        "channel": Channel.REGISTERED_LETTER,
        "received_on": belgian_day(THURSDAY),
        "posted_on": None,
        "invoked": Invoked.FIRST,
        "has_proof": None,
    }
    return acts.Came(**{**given, **told})


@pytest.fixture
def typed(who):
    def begin(**told: object) -> Draft:
        return acts.begin_letter(
            employer=who.employer,
            form="planned_worker",
            data={},
            came=came(**told),
            by=who.first_officer,
            at=SATURDAY,
        )

    return begin


def test_a_letter_is_received_on_its_day_and_lodged_by_whoever_typed_it_in(who, typed) -> None:
    draft = typed(posted_on=date(2026, 11, 10))
    (version,) = acts.send(
        draft=draft, communications=[suspension()], by=who.first_officer, at=SATURDAY
    )

    assert (version.channel, version.by) == (Channel.REGISTERED_LETTER, who.first_officer)
    assert belgian_day(version.received_at) == belgian_day(THURSDAY)
    assert version.case.first_received_at == version.received_at
    event = Event.objects.get(act="lodge")
    assert (event.actor, event.at) == (who.first_officer.id, SATURDAY)
    assert event.data["received_on"] == belgian_day(THURSDAY).isoformat()
    assert letter_of(version=version).posted_on == date(2026, 11, 10)


def test_of_today_the_hour_of_typing_stands(who) -> None:
    draft = acts.begin_letter(
        employer=who.employer,
        form="planned_worker",
        data={},
        came=came(),
        by=who.first_officer,
        at=THURSDAY,
    )
    assert draft.typed_letter.received_at == THURSDAY


def test_a_letter_does_not_come_from_tomorrow(who, typed) -> None:
    with pytest.raises(acts.NotYetReceived):
        acts.begin_letter(
            employer=who.employer,
            form="planned_worker",
            data={},
            came=came(received_on=belgian_day(SATURDAY)),
            by=who.first_officer,
            at=FRIDAY,
        )


def test_a_change_of_the_same_day_came_after_what_it_changes(who) -> None:
    afternoon = THURSDAY.replace(hour=15)
    first = lodge(communication=suspension(), by=who.manager, at=afternoon, channel=Channel.PORTAL)
    draft = acts.begin_letter(
        employer=who.employer,
        form="planned_worker",
        data={},
        came=came(),
        by=who.first_officer,
        at=SATURDAY,
        replaces=first,
    )
    assert draft.typed_letter.received_at == afternoon
    (changed,) = acts.send(
        draft=draft,
        communications=[replace(suspension(), version=VersionKind.CHANGE, replaces=first.ticket)],
        by=who.first_officer,
        at=SATURDAY,
    )
    assert (changed.number, changed.received_at) == (2, afternoon)
    assert Event.objects.get(act="amend").at == SATURDAY


def test_the_rule_on_the_channel_answers_alike_before_and_after(who, typed) -> None:
    draft = typed(invoked=Invoked.TECHNICAL_PROBLEM, has_proof=False)
    before = assess_as_if_sent(
        communication=suspension(),
        employer_id=who.employer.id,
        at=SATURDAY,
        letter=draft.typed_letter,
    )
    (version,) = acts.send(
        draft=draft, communications=[suspension()], by=who.first_officer, at=SATURDAY
    )

    asked = next(one for one in before.findings if one.rule == RULE)
    assert asked.because["channel"] == Channel.REGISTERED_LETTER.value
    assert asked.because["exception"].startswith("technical_problem")
    assert version.proof_of_technical_problem is False
    assert before.received_on == belgian_day(THURSDAY)


def test_the_employer_neither_sees_nor_writes_the_letter_of_the_office(who, typed) -> None:
    draft = typed()
    assert not open_drafts_of(account=who.manager, on=FRIDAY.date()).exists()
    assert list(letters_typed_at(office=who.first_officer.office)) == [draft]
    with pytest.raises(NotAllowed):
        acts.save(
            draft=draft, page="dates", typed={"a": "1"}, revision=1, by=who.manager, at=SATURDAY
        )
    with pytest.raises(NotAllowed):
        acts.send(draft=draft, communications=[suspension()], by=who.manager, at=SATURDAY)
    assert Letter.objects.get().draft.sent_at is None


def test_no_officer_writes_the_draft_of_an_employer(who) -> None:
    draft = acts.begin(
        employer=who.employer, form="planned_worker", data={}, by=who.manager, at=THURSDAY
    )
    with pytest.raises(NotAllowed):
        acts.send(draft=draft, communications=[suspension()], by=who.first_officer, at=THURSDAY)
    with pytest.raises(NotAllowed):
        acts.discard(draft=draft, by=who.first_officer, at=THURSDAY)


def test_an_employer_types_no_letter_in(who) -> None:
    with pytest.raises(NotAllowed):
        acts.begin_letter(
            employer=who.employer,
            form="planned_worker",
            data={},
            came=came(),
            by=who.manager,
            at=SATURDAY,
        )
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    "told",
    [
        {"channel": Channel.PORTAL},
        {"invoked": Invoked.TECHNICAL_PROBLEM, "has_proof": None},
        {"invoked": Invoked.FIRST, "has_proof": True},
        {"invoked": "weariness"},
    ],
    ids=["not on paper", "proof not told", "proof of nothing", "unknown exception"],
)
def test_the_database_holds_no_other_letter(typed, told) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        typed(**told)


def test_a_letter_that_is_thrown_away_leaves_nothing(who, typed) -> None:
    acts.discard(draft=typed(), by=who.first_officer, at=SATURDAY)
    assert not Letter.objects.exists()
    assert not Decision.objects.exists()
