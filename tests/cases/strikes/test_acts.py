"""What the committee decided on a strike: recorded once, for all of its employers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from accalmie.cases.access.policy import NotAllowed
from accalmie.cases.journal.models import Event
from accalmie.cases.strikes import acts
from accalmie.cases.strikes.models import CommitteeDecision, Striking
from accalmie.cases.strikes.queries import decisions_by_employer, decisions_recorded
from accalmie.facts.days import Period
from accalmie.facts.findings import CommitteeDecision as Fact
from tests.cases.situations import FRIDAY, SATURDAY, THURSDAY

GRANTED = Fact(
    reference="CG 2026/14",
    decided_on=THURSDAY.date(),
    is_granted=True,
    period=Period(date(2026, 11, 9), date(2026, 11, 30)),
    text="Les travailleurs des unités qui ne sont pas en grève.",
)


def record(who, decision: Fact = GRANTED, *employers, by=None, at=FRIDAY) -> CommitteeDecision:
    return acts.record_committee_decision(
        decision=decision,
        employers=employers or (who.employer,),
        by=by or who.first_officer,
        at=at,
    )


def test_a_decision_is_read_back_by_each_employer_of_the_group(who) -> None:
    recorded = record(who, GRANTED, who.employer, who.other_employer, who.employer)

    keys = [who.employer.id, who.other_employer.id]
    assert decisions_by_employer(employer_ids=keys) == dict.fromkeys(keys, (GRANTED,))
    assert list(decisions_recorded()) == [recorded]
    told = Event.objects.get(subject=recorded.id)
    assert (told.act, told.data["employers"]) == ("record_committee_decision", 2)


def test_a_reference_is_recorded_once(who) -> None:
    first = record(who)
    with pytest.raises(acts.AlreadyRecorded) as told:
        record(who, replace(GRANTED, is_granted=False))

    assert told.value.decision == first
    assert Striking.objects.count() == 1


def test_decisions_come_oldest_first(who) -> None:
    later = replace(GRANTED, reference="CG 2026/15", decided_on=FRIDAY.date())
    record(who, later)
    record(who)

    known = decisions_by_employer(employer_ids=[who.employer.id])[who.employer.id]
    assert known == (GRANTED, later)


def test_what_cannot_be_is_refused(who) -> None:
    with pytest.raises(acts.NotYetDecided):
        record(who, replace(GRANTED, decided_on=SATURDAY.date()))
    with pytest.raises(acts.NobodyStrikes):
        acts.record_committee_decision(
            decision=GRANTED, employers=(), by=who.first_officer, at=FRIDAY
        )
    assert not CommitteeDecision.objects.exists()


def test_only_officers_record(who) -> None:
    for stranger in (who.manager, who.secretariat, who.payer):
        with pytest.raises(NotAllowed):
            record(who, by=stranger)
    assert record(who, by=who.officer_elsewhere)


def test_what_was_recorded_stays(who) -> None:
    record(who)
    for statement in (
        "UPDATE strikes_committeedecision SET text = 'x'",
        "DELETE FROM strikes_striking",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
