"""What the law is told beside a communication: the history as it stood, and the firm's days."""

from __future__ import annotations

from datetime import date, timedelta

from accalmie.cases.access.roles import SYSTEM
from accalmie.cases.communications import acts
from accalmie.cases.communications.circumstances import circumstances_of
from accalmie.cases.communications.models import Dispensation, PreliminaryCondition
from accalmie.cases.parties.models import ClosedDays
from accalmie.facts.communications import Channel
from accalmie.facts.findings import Outcome
from tests.cases.situations import (
    FRIDAY,
    SATURDAY,
    THURSDAY,
    accepted,
    cancelled,
    change,
    lodged,
    refused,
    suspension,
)

LATER = SATURDAY + timedelta(days=1)


def history_of(case):
    return circumstances_of(version=case.latest).history


def test_the_history_is_what_came_before_of_the_same_employer(who) -> None:
    first = accepted(who)
    acts.lodge(
        communication=suspension(employer=who.other_employer.numbers),
        by=who.other_manager,
        at=FRIDAY,
        channel=Channel.PORTAL,
    )
    second = lodged(who, at=LATER)
    assert history_of(first) == ()
    (before,) = history_of(second)
    assert (before.ticket, before.outcome) == (first.latest.ticket, Outcome.IN_ORDER)
    assert before.communication == first.latest.communication
    assert before.received_on == THURSDAY.date()


def test_a_refused_communication_is_known_as_such(who) -> None:
    refused(who)
    assert history_of(lodged(who, at=LATER))[0].outcome is Outcome.NOT_IN_ORDER


def test_a_cancelled_one_too(who) -> None:
    cancelled(who)
    assert [known.is_cancelled for known in history_of(lodged(who, at=LATER))] == [True, False]


def test_a_cancellation_sees_what_it_cancels_still_standing(who) -> None:
    case = cancelled(who)
    (before,) = history_of(case)
    assert not before.is_cancelled


def test_a_refused_change_leaves_the_earlier_version_standing(who) -> None:
    case = accepted(who)
    too_soon = change(case.latest, first_day=date(2026, 11, 21))
    version = acts.amend(communication=too_soon, by=who.manager, at=FRIDAY, channel=Channel.PORTAL)
    acts.settle(versions=[version], at=FRIDAY)
    case.refresh_from_db()
    acts.propose_refusal(case=case, by=who.first_officer, at=FRIDAY, answers={})
    decision = acts.confirm_refusal(case=case, by=who.second_officer, at=FRIDAY)
    acts.publish(decision=decision, by=SYSTEM, at=SATURDAY)
    tickets = [known.ticket for known in history_of(lodged(who, at=LATER))]
    assert version.ticket not in tickets
    assert len(tickets) == 1


def test_closed_days_are_known_when_every_year_was_told(who) -> None:
    case = lodged(who, suspension(last_day=date(2027, 1, 10)))
    assert circumstances_of(version=case.latest).closed_days is None
    ClosedDays.objects.create(employer=who.employer, year=2026, days=["2026-12-24"])
    assert circumstances_of(version=case.latest).closed_days is None
    ClosedDays.objects.create(employer=who.employer, year=2027, days=["2027-01-04"])
    assert circumstances_of(version=case.latest).closed_days == (
        date(2026, 12, 24),
        date(2027, 1, 4),
    )


def test_conditions_and_dispensations(who) -> None:
    PreliminaryCondition.objects.create(
        employer=who.employer,
        sent_on=date(2026, 10, 1),
        criterion="A",
        instrument="CCT d'entreprise",
        first_day=date(2026, 10, 1),
        last_day=date(2027, 9, 30),
        is_recognised=True,
    )
    Dispensation.objects.create(
        employer=who.employer, first_day=date(2026, 1, 1), last_day=THURSDAY.date()
    )
    told = circumstances_of(version=lodged(who).latest)
    assert [condition.criterion for condition in told.preliminary_conditions] == ["A"]
    assert told.has_dispensation
    assert not circumstances_of(version=lodged(who, at=FRIDAY).latest).has_dispensation


def test_a_letter_tells_of_its_technical_problem(who) -> None:
    versions = acts.lodge_many(
        lodgings=[
            acts.Lodging(
                communication=suspension(),
                channel=Channel.REGISTERED_LETTER,
                proof_of_technical_problem=proof,
            )
            for proof in (None, False, True)
        ],
        by=who.first_officer,
        at=THURSDAY,
    )
    told = [circumstances_of(version=version) for version in versions]
    assert [known.has_technical_problem for known in told] == [False, True, True]
    assert [known.has_proof_of_technical_problem for known in told] == [False, False, True]
