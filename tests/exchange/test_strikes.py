"""A decision of the committee settles what waited for it, and nothing that was decided before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from accalmie.cases.claims import acts as claims
from accalmie.cases.claims.models import Claim
from accalmie.cases.claims.statuses import Status as ClaimStatus
from accalmie.cases.communications import acts as communications
from accalmie.cases.communications.models import Case
from accalmie.cases.communications.statuses import Status
from accalmie.cases.declarations import acts as declarations
from accalmie.cases.declarations.statuses import Scenario
from accalmie.cases.drafts.examining import assess_as_if_sent
from accalmie.exchange.strikes import record_committee_decision
from accalmie.facts.claims import Track
from accalmie.facts.communications import Communication, NamedWorker, SocialAction, Subject
from accalmie.facts.communications import Version as VersionKind
from accalmie.facts.days import Period
from accalmie.facts.findings import CommitteeDecision
from tests.cases import months
from tests.cases.situations import ADAM, FRIDAY, LISSE, SATURDAY, SEAT, THURSDAY, People, settled

DAY = THURSDAY.date()
DECISION = CommitteeDecision(
    reference="CG 2026/14",
    decided_on=FRIDAY.date(),
    is_granted=True,
    period=Period(DAY, DAY + timedelta(days=7)),
    text="Les travailleurs des unités qui ne sont pas en grève.",
)


def strike(first_day: date = DAY, *, in_unit: bool | None = None) -> Communication:
    return Communication(
        kind="strike_lockout",
        subject=Subject.SOCIAL_ACTION,
        version=VersionKind.ORIGINAL,
        employer=LISSE,
        seat=SEAT,
        first_day=first_day,
        workers=(NamedWorker(niss=ADAM, sequence=1),),
        details=SocialAction(
            joint_committee="111",
            comment="salaires",
            details="atelier",
            belongs_to_striking_unit=in_unit,
            works_in_striking_unit=in_unit,
        ),
    )


def record(who: People, decision: CommitteeDecision = DECISION, *, at=FRIDAY):
    return record_committee_decision(
        decision=decision, employers=[who.employer], by=who.first_officer, at=at
    )


def status_of(case: Case) -> str:
    return Case.objects.get(pk=case.pk).status


def finding(case: Case):
    examination = case.latest.examinations.order_by("examined_at", "id").last()
    (found,) = (
        one for one in examination.assessment.findings if one.rule == "committee_has_authorised"
    )
    return found


def test_what_waits_for_the_committee_alone_is_accepted(who) -> None:
    waiting = settled(who, strike())
    assert waiting.status == Status.TO_EXAMINE
    followed = record(who)

    assert (followed.examined, followed.claims) == (1, 0)
    assert status_of(waiting) == Status.DECIDED
    assert finding(waiting).because == {
        "decided_on": DECISION.decided_on,
        "reference": DECISION.reference,
        "text": DECISION.text,
    }
    decision = waiting.latest.decisions.get()
    assert (decision.result, decision.decided_by) == ("accepted", None)


def test_who_belongs_to_the_unit_on_strike_still_waits_for_a_person(who) -> None:
    waiting = settled(who, strike(in_unit=True))
    record(who)

    assert status_of(waiting) == Status.TO_EXAMINE
    assert finding(waiting).met is None
    assert finding(waiting).because["reference"] == DECISION.reference


def test_a_refusal_of_the_committee_is_left_to_two_officers(who) -> None:
    waiting = settled(who, strike())
    record(who, replace(DECISION, is_granted=False))

    assert status_of(waiting) == Status.TO_EXAMINE
    assert finding(waiting).met is False


def test_another_strike_and_another_employer_are_left_alone(who) -> None:
    outside = settled(who, strike(DAY), at=THURSDAY)
    later = replace(DECISION, period=Period(DAY + timedelta(days=1), DAY + timedelta(days=7)))
    assert record(who, later).examined == 0
    elsewhere = replace(DECISION, reference="CG 2026/15")
    record_committee_decision(
        decision=elsewhere, employers=[who.other_employer], by=who.first_officer, at=FRIDAY
    )

    assert status_of(outside) == Status.TO_EXAMINE
    assert finding(outside).because == {}


def test_what_an_officer_decided_before_stays(who) -> None:
    waiting = settled(who, strike())
    communications.decide(
        case=waiting,
        by=who.first_officer,
        at=FRIDAY,
        answers={"committee_has_authorised": True},
    )
    assert record(who).examined == 0

    assert waiting.latest.decisions.get().decided_by == who.first_officer


def test_the_page_knows_it_while_one_types(who) -> None:
    def met() -> bool | None:
        assessment = assess_as_if_sent(
            communication=strike(), employer_id=who.employer.id, at=SATURDAY
        )
        return {one.rule: one.met for one in assessment.findings}["committee_has_authorised"]

    before = met()
    record(who)
    assert (before, met()) == (None, True)


@pytest.fixture
def team(who) -> months.Team:
    return months.team(who)


def claimed(team: months.Team, *, first_day: date) -> Claim:
    needed = replace(months.NEEDED, track=Track.STRIKE)
    claim = claims.draft_claim(
        worker=team.worker,
        employer=team.employer,
        kind="strike_lockout",
        first_day=first_day,
        needed=needed,
        file=months.PAPERS,
        by=team.worker_account,
        at=months.CLAIMED_AT,
    )
    claims.submit_claim(claim=claim, by=team.worker_account, at=months.CLAIMED_AT)
    return claims.lodge_claim(claim=claim, by=team.clerk, at=months.CLAIMED_AT)


def test_a_claim_that_waits_for_the_committee_alone_is_settled(team: months.Team) -> None:
    months.lodge_constat(team, months.constat(kind="strike_lockout"))
    declarations.ask_for_declaration(
        worker=team.worker,
        employer=team.employer,
        month=months.SEPTEMBER,
        scenario=Scenario.CONSTAT,
        kind="strike_lockout",
        by=team.worker_account,
        at=months.CLAIMED_AT,
    )
    claim = claimed(team, first_day=months.FIRST_DAY)
    assert claim.status == ClaimStatus.TO_DECIDE
    decision = replace(
        DECISION,
        decided_on=months.CLAIMED_AT.date(),
        period=Period(months.FIRST_DAY, months.FIRST_DAY),
    )
    followed = record_committee_decision(
        decision=decision,
        employers=[team.employer],
        by=team.people.first_officer,
        at=months.CLAIMED_AT,
    )

    assert followed.claims == 1
    assert Claim.objects.get(pk=claim.pk).status == ClaimStatus.ACCEPTED
