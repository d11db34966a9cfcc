"""Deciding: automatically, by one officer, by two."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from accalmie.cases.access.policy import NotAllowed
from accalmie.cases.communications import acts, queries
from accalmie.cases.communications.models import Decision
from accalmie.cases.communications.statuses import Status
from accalmie.cases.journal.append_only import WrittenOnce
from accalmie.cases.journal.models import Event
from accalmie.facts.decisions import Result
from tests.cases.situations import (
    FRIDAY,
    THURSDAY,
    accepted,
    fresh,
    late,
    refusal_proposed,
    refused,
    settled,
    unclear,
)

NOT_IN_TIME = {"announced_in_time": False}


def test_in_order_is_accepted_at_once_and_by_nobody(who) -> None:
    case = settled(who)
    decision = case.latest.decisions.get()
    assert (case.status, decision.result) == (Status.DECIDED, Result.ACCEPTED)
    assert (decision.decided_by, decision.reread_by) == (None, None)
    assert [event.act for event in Event.objects.order_by("id")] == ["lodge", "examine", "decide"]


def test_the_rest_waits_in_the_work_list_of_its_office(who) -> None:
    case = settled(who, late())
    assert list(queries.work_list(account=who.first_officer)) == [case]
    assert not queries.work_list(account=who.officer_elsewhere).exists()
    assert not case.latest.decisions.exists()


def test_settling_twice_changes_nothing(who) -> None:
    case = settled(who)
    acts.settle(versions=[case.latest], at=FRIDAY)
    assert case.latest.examinations.count() == case.latest.decisions.count() == 1


def test_an_officer_answers_every_open_rule_before_he_accepts(who) -> None:
    case = settled(who, unclear())
    rules = [f.rule for f in case.latest.examinations.get().assessment.findings if f.met is None]
    with pytest.raises(acts.NotAnswered) as missing:
        acts.decide(case=case, by=who.first_officer, at=FRIDAY, answers={rules[0]: True})
    assert set(missing.value.rules) == set(rules[1:])
    decision = acts.decide(
        case=case, by=who.first_officer, at=FRIDAY, answers=dict.fromkeys(rules, True)
    )
    assert decision.fact.decided_by == "First"
    assert decision.fact.answers == tuple((rule, True) for rule in rules)


def test_a_refusal_takes_two_officers(who) -> None:
    case = refusal_proposed(who)
    with pytest.raises(acts.SameOfficer):
        acts.confirm_refusal(case=case, by=who.first_officer, at=FRIDAY)
    assert list(queries.second_readings(account=who.second_officer)) == [case]
    assert not queries.second_readings(account=who.first_officer).exists()
    decision = acts.confirm_refusal(case=case, by=who.second_officer, at=FRIDAY)
    assert (decision.decided_by, decision.reread_by) == (who.first_officer, who.second_officer)


def test_a_proposal_comes_back_with_its_reason_and_can_be_made_again(who) -> None:
    case = refusal_proposed(who)
    acts.return_to_first_officer(
        case=case, by=who.second_officer, at=FRIDAY, reason="La convention le permet"
    )
    assert fresh(case).status == Status.TO_EXAMINE
    assert case.latest.proposals.get().return_reason == "La convention le permet"
    acts.propose_refusal(case=case, by=who.second_officer, at=FRIDAY, answers={})
    assert case.latest.proposals.count() == 2


def test_nothing_is_refused_for_nothing(who) -> None:
    case = settled(who, unclear())
    rules = [f.rule for f in case.latest.examinations.get().assessment.findings]
    with pytest.raises(acts.NothingToRefuse):
        acts.propose_refusal(
            case=case, by=who.first_officer, at=FRIDAY, answers=dict.fromkeys(rules, True)
        )


@pytest.mark.parametrize("name", ["manager", "officer_elsewhere", "secretariat", "payer"])
def test_only_the_competent_office_decides(name, who) -> None:
    case = settled(who, late())
    by = getattr(who, name)
    with pytest.raises(NotAllowed):
        acts.decide(case=case, by=by, at=FRIDAY, answers={"announced_in_time": True})
    with pytest.raises(NotAllowed):
        acts.propose_refusal(case=case, by=by, at=FRIDAY, answers={})


def test_the_database_refuses_a_refusal_of_one_officer(who) -> None:
    case = settled(who, late())
    examination = case.latest.examinations.get()
    for reread_by in (None, who.first_officer):
        broken = pytest.raises(IntegrityError, match="a_refusal_is_read_by_two_officers")
        with broken, transaction.atomic():
            Decision.objects.create(
                version=case.latest,
                examination=examination,
                result=Result.REFUSED,
                decided_at=FRIDAY,
                decided_on=FRIDAY.date(),
                decided_by=who.first_officer,
                reread_by=reread_by,
            )


def test_a_decision_is_never_changed_only_replaced(who) -> None:
    case = accepted(who)
    first = case.latest.decisions.get()
    first.result = Result.REFUSED
    with pytest.raises(WrittenOnce):
        first.save()
    acts.propose_refusal(case=case, by=who.first_officer, at=FRIDAY, answers=NOT_IN_TIME)
    second = acts.confirm_refusal(case=case, by=who.second_officer, at=FRIDAY)
    assert (second.replaces, second.result) == (first, Result.REFUSED)
    assert list(case.latest.decisions.order_by("decided_at", "id")) == [first, second]


def test_a_refusal_can_be_replaced_by_an_acceptance(who) -> None:
    case = refused(who)
    first = case.latest.decisions.get()
    findings = case.latest.examinations.get().assessment.findings
    answers = {finding.rule: True for finding in findings if not finding.met}
    second = acts.decide(case=case, by=who.first_officer, at=FRIDAY, answers=answers)
    assert (second.replaces, second.result) == (first, Result.ACCEPTED)


def test_the_decided_day_is_the_belgian_one(who) -> None:
    late_in_the_evening = THURSDAY.replace(hour=23, minute=45)
    case = settled(who, at=late_in_the_evening)
    assert case.latest.decisions.get().decided_on == THURSDAY.date()
