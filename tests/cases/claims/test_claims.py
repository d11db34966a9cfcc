"""Claims from the worker's draft to the right that is decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from accalmie.cases.access.policy import NotAllowed
from accalmie.cases.claims import acts, queries
from accalmie.cases.claims.models import Claim, ClaimReceipt, Entitlement, Receiver
from accalmie.cases.claims.statuses import TRANSITIONS, Status, Step
from accalmie.cases.declarations import acts as declarations
from accalmie.facts.claim_forms import C1, Activity, C1Reason, ClaimFile
from accalmie.facts.claims import Claimant, ClaimEvent, Form, NeededClaim, Track
from accalmie.facts.communications import Channel
from accalmie.facts.decisions import Result
from accalmie.facts.entitlements import Basis
from accalmie.facts.payments import Status as Capacity
from accalmie.facts.payments import TimeUnit, Wage
from tests.cases import months, situations
from tests.cases.months import CLAIMED_AT, FIRST_DAY, PAPERS, Team, at

DECIDED_AT = at(date(2026, 9, 21))
PART_TIME = replace(months.OCCUPATION, q=Decimal("19.00"))
PART_TIME_BASIS = Basis(
    status=Capacity.VOLUNTARY_PART_TIME,
    q=Decimal("19.00"),
    s=Decimal("38.00"),
    wage=months.WAGE,
    wage_fixed_on=FIRST_DAY,
)


def fresh(claim: Claim) -> Claim:
    return Claim.objects.get(pk=claim.pk)


def draft(team: Team, papers: ClaimFile = PAPERS, **changes) -> Claim:
    told = {
        "worker": team.worker,
        "employer": team.employer,
        "kind": "economic_worker",
        "first_day": FIRST_DAY,
        "needed": months.NEEDED,
        "file": papers,
        "by": team.worker_account,
        "at": CLAIMED_AT,
    }
    return acts.draft_claim(**{**told, **changes})


def submit(team: Team, claim: Claim) -> Claim:
    return acts.submit_claim(claim=claim, by=team.worker_account, at=CLAIMED_AT)


def to_decide(team: Team) -> Claim:
    """A part-timer: the papers do not tell his capacity."""
    months.lodge_constat(team, months.constat(occupation=PART_TIME))
    claim = months.claim(team)
    assert claim.status == Status.TO_DECIDE
    return claim


# --- the worker


def test_a_draft_grows_by_versions_and_repeats_none(team: Team) -> None:
    claim = draft(team, ClaimFile(c32=PAPERS.c32))
    draft(team, ClaimFile(c32=PAPERS.c32))
    draft(team)
    assert [v.number for v in queries.versions_of(claim=claim)] == [2, 1]
    assert Claim.objects.count() == 1


def test_a_draft_is_nobody_elses(team: Team) -> None:
    draft(team)
    assert not queries.claims_at_payer(account=team.clerk).exists()
    assert not queries.claim_work_list(account=team.people.first_officer).exists()
    with pytest.raises(NotAllowed):
        draft(team, by=team.other_worker_account)


@pytest.mark.parametrize("iban", ["BE68539007547035", "BE00", "68539007547034", "FR7630006000011"])
def test_a_wrong_account_number_is_refused(team: Team, iban: str) -> None:
    with pytest.raises(acts.WrongAccount):
        draft(team, replace(PAPERS, c1=replace(PAPERS.c1, iban=iban)))
    assert not Claim.objects.exists()


@pytest.mark.parametrize("iban", ["be68 5390 0754 7034", "DE89370400440532013000"])
def test_a_right_account_number_is_taken(team: Team, iban: str) -> None:
    assert draft(team, replace(PAPERS, c1=replace(PAPERS.c1, iban=iban)))


def test_no_account_at_all_asks_for_a_cheque(team: Team) -> None:
    assert submit(team, draft(team, replace(PAPERS, c1=replace(PAPERS.c1, iban=None))))


def test_an_empty_claim_is_not_submitted(team: Team) -> None:
    with pytest.raises(acts.NothingSubmitted):
        submit(team, draft(team, ClaimFile()))


def test_submitting_twice_is_submitting_once(team: Team) -> None:
    claim = draft(team)
    assert submit(team, claim).submitted_at == submit(team, claim).submitted_at
    (receipt,) = ClaimReceipt.objects.all()
    assert (receipt.receiver, receipt.until) == (
        Receiver.PAYMENT_ORGANISATION,
        date(2026, 11, 30),
    )


def test_a_submitted_claim_is_no_longer_the_workers(team: Team) -> None:
    claim = submit(team, draft(team))
    with pytest.raises(acts.NotPossibleNow):
        draft(team, replace(PAPERS, c1=replace(PAPERS.c1, iban=months.OTHER_IBAN)))
    assert acts.withdraw_claim(claim=claim, by=team.worker_account, at=CLAIMED_AT)
    assert draft(team).status == Status.DRAFT


def test_who_has_no_payer_joins_the_one_he_claims_through(team: Team) -> None:
    team.worker.payment_organisation = None
    team.worker.save()
    card = months.send_card(team)
    version = months.lodge_hours(team)
    assert card.payment_organisation is None
    with pytest.raises(acts.NoPayer):
        draft(team)
    submit(team, draft(team, payer=team.payer))
    team.worker.refresh_from_db()
    card.refresh_from_db()
    assert team.worker.payment_organisation == card.payment_organisation == team.payer
    assert version.deliveries.get().payment_organisation == team.payer


# --- the payment organisation and the ONEM


def test_what_the_law_settles_is_decided_at_once(team: Team) -> None:
    months.lodge_constat(team)
    claim = months.claim(team)
    right = claim.entitlement
    assert (claim.status, right.result, right.decided_by) == (
        Status.ACCEPTED,
        Result.ACCEPTED,
        None,
    )
    assert (right.code, right.daily_cents, right.daily_cents_force_majeure) == ("68", 7265, 7871)
    receipts = {r.receiver: r for r in claim.receipts.all()}
    assert receipts[Receiver.ONEM].slip == "800"


def test_the_claim_waits_for_scenario_2_and_is_then_decided(team: Team) -> None:
    claim = months.claim(team)
    assert claim.status == Status.TO_DECIDE
    months.lodge_constat(team)
    assert fresh(claim).status == Status.ACCEPTED


def test_lodging_twice_is_lodging_once(team: Team) -> None:
    months.lodge_constat(team)
    claim = months.claim(team)
    again = acts.lodge_claim(claim=claim, by=team.clerk, at=DECIDED_AT)
    assert again.lodged_at == claim.lodged_at
    assert Entitlement.objects.count() == 1


def test_only_its_own_payer_hands_a_claim_in(team: Team) -> None:
    claim = submit(team, draft(team))
    for stranger in (team.other_clerk, team.worker_account, team.people.first_officer):
        with pytest.raises(NotAllowed):
            acts.lodge_claim(claim=claim, by=stranger, at=CLAIMED_AT)


def test_a_late_claim_gives_a_right_from_its_receipt(team: Team) -> None:
    months.lodge_constat(team)
    late = at(date(2026, 12, 3))
    right = months.claim(team, when=late).entitlement
    assert right.first_day == date(2026, 12, 3)
    (finding,) = (f for f in right.examination.answer.findings if f.rule == "introduced_in_time")
    assert finding.met is False


@pytest.mark.parametrize(
    ("lodged_on", "start"),
    [(date(2026, 11, 30), FIRST_DAY), (date(2026, 12, 1), date(2026, 12, 1))],
)
def test_the_last_day_counts(team: Team, lodged_on: date, start: date) -> None:
    months.lodge_constat(team)
    assert months.claim(team, when=at(lodged_on, 23)).entitlement.first_day == start


def test_an_incomplete_claim_comes_back_with_its_limit(team: Team) -> None:
    claim = months.claim(team, replace(PAPERS, c1=None))
    made = acts.return_incomplete_claim(
        claim=claim, missing=("C1",), by=team.people.first_officer, at=DECIDED_AT
    )
    assert made.until == date(2026, 10, 21)
    assert list(queries.claims_at_payer(account=team.clerk)) == [claim]
    acts.complete_claim(claim=claim, file=PAPERS, by=team.clerk, at=DECIDED_AT)
    months.lodge_constat(team)
    lodged = acts.lodge_claim(claim=claim, by=team.clerk, at=DECIDED_AT + timedelta(days=3))
    assert lodged.status == Status.ACCEPTED
    assert lodged.complete_at == CLAIMED_AT


def test_completed_after_the_limit_counts_from_then(team: Team) -> None:
    months.lodge_constat(team)
    claim = months.claim(team, replace(PAPERS, c1=None))
    acts.return_incomplete_claim(
        claim=claim, missing=("C1",), by=team.people.first_officer, at=DECIDED_AT
    )
    late = at(date(2026, 12, 4))
    acts.complete_claim(claim=claim, file=PAPERS, by=team.clerk, at=late)
    lodged = acts.lodge_claim(claim=claim, by=team.clerk, at=late)
    assert lodged.entitlement.first_day == date(2026, 12, 4)


# --- the office


def test_an_officer_tells_the_capacity_of_a_part_timer(team: Team) -> None:
    claim = to_decide(team)
    officer = team.people.first_officer
    with pytest.raises(acts.NotAnswered) as caught:
        acts.decide_claim(claim=claim, by=officer, at=DECIDED_AT, answers={})
    assert "capacity_known" in str(caught.value)
    answers = {"capacity_known": True}
    with pytest.raises(acts.NoBasis):
        acts.decide_claim(claim=claim, by=officer, at=DECIDED_AT, answers=answers)
    right = acts.decide_claim(
        claim=claim, by=officer, at=DECIDED_AT, answers=answers, basis=PART_TIME_BASIS
    )
    assert (right.result, right.decided_by) == (Result.ACCEPTED, officer)
    assert right.basis["status"] == "voluntary_part_time"
    assert right.daily_cents == 7265


def test_an_activity_is_looked_at_by_a_person(team: Team) -> None:
    months.lodge_constat(team)
    papers = replace(PAPERS, c1=replace(PAPERS.c1, activities=(Activity.SIDE_ACTIVITY,)))
    assert months.claim(team, papers).status == Status.TO_DECIDE


def refuse(team: Team, claim: Claim) -> None:
    acts.propose_claim_refusal(
        claim=claim,
        by=team.people.first_officer,
        at=DECIDED_AT,
        answers={"capacity_known": False},
        message="Capacité inconnue",
    )


def test_a_refusal_takes_two_officers(team: Team) -> None:
    claim = to_decide(team)
    refuse(team, claim)
    assert list(queries.claims_to_reread(account=team.people.second_officer)) == [claim]
    assert not queries.claims_to_reread(account=team.people.first_officer).exists()
    with pytest.raises(acts.SameOfficer):
        acts.confirm_claim_refusal(claim=claim, by=team.people.first_officer, at=DECIDED_AT)
    right = acts.confirm_claim_refusal(claim=claim, by=team.people.second_officer, at=DECIDED_AT)
    assert (right.result, right.first_day, right.reread_by) == (
        Result.REFUSED,
        None,
        team.people.second_officer,
    )
    assert fresh(claim).status == Status.REFUSED


def test_a_refusal_can_be_given_back(team: Team) -> None:
    claim = to_decide(team)
    refuse(team, claim)
    acts.return_claim_to_first_officer(
        claim=claim, by=team.people.second_officer, at=DECIDED_AT, reason="À revoir"
    )
    assert fresh(claim).status == Status.TO_DECIDE


def test_nothing_to_refuse(team: Team) -> None:
    claim = to_decide(team)
    with pytest.raises(acts.NothingToRefuse):
        acts.propose_claim_refusal(
            claim=claim,
            by=team.people.first_officer,
            at=DECIDED_AT,
            answers={"capacity_known": True},
        )


def test_the_database_wants_two_officers_too(team: Team) -> None:
    claim = to_decide(team)
    examination = claim.examinations.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Entitlement.objects.create(
            claim=claim,
            worker=team.worker,
            employer=team.employer,
            payment_organisation=team.payer,
            examination=examination,
            result=Result.REFUSED,
            decided_at=DECIDED_AT,
            decided_on=date(2026, 9, 21),
            decided_by=team.people.first_officer,
            reread_by=team.people.first_officer,
        )


def test_rights_cannot_be_rewritten(team: Team) -> None:
    months.lodge_constat(team)
    months.claim(team)
    with pytest.raises(DatabaseError), transaction.atomic():
        Entitlement._base_manager.all().update(daily_cents=1)


def test_another_office_decides_nothing(team: Team) -> None:
    claim = to_decide(team)
    with pytest.raises(NotAllowed):
        acts.decide_claim(claim=claim, by=team.people.officer_elsewhere, at=DECIDED_AT, answers={})


# --- the payment organisation's own claims


def revision(team: Team, wage: str) -> Claim:
    first_day = date(2026, 10, 5)
    acts_at = at(date(2026, 10, 12))
    months.lodge_constat(team)
    months.claim(team)
    declarations.lodge(
        declaration=months.constat(
            first_day=first_day, wage=Wage(amount=Decimal(wage), unit=TimeUnit.HOUR)
        ),
        by=team.people.manager,
        at=at(date(2026, 10, 8)),
        channel=Channel.PORTAL,
    )
    needed = NeededClaim(
        event=ClaimEvent.ANNUAL_REVISION,
        by=Claimant.PAYMENT_ORGANISATION,
        track=Track.PAYMENT_ORGANISATION,
        until=date(2029, 10, 31),
        is_compulsory=False,
        forms=(Form.SCENARIO_2,),
        slip="820",
    )
    told = {
        "worker": team.worker,
        "employer": team.employer,
        "kind": "economic_worker",
        "first_day": first_day,
        "needed": needed,
        "by": team.clerk,
        "at": acts_at,
    }
    claim = acts.make_automatic_claim(**told)
    assert acts.make_automatic_claim(**told) == claim
    return fresh(claim)


def test_a_yearly_revision_raises(team: Team) -> None:
    right = revision(team, "21.00").entitlement
    assert right.daily_cents > 7265
    assert right.basis["wage"]["amount"] == "21.00"


def test_a_yearly_revision_never_lowers(team: Team) -> None:
    right = revision(team, "17.00").entitlement
    assert right.daily_cents == 7265
    assert right.basis["wage"]["amount"] == "19.2000"


# --- who sees what


def test_claims_and_rights_are_seen_by_their_own_only(team: Team) -> None:
    months.lodge_constat(team)
    claim = months.claim(team)
    for account in (team.worker_account, team.clerk, team.people.first_officer):
        assert list(queries.claims_visible_to(account=account)) == [claim]
        assert queries.entitlements_visible_to(account=account).count() == 1
    strangers = (
        team.other_worker_account,
        team.other_clerk,
        team.people.manager,
        team.people.officer_elsewhere,
        team.people.secretariat,
    )
    for account in strangers:
        assert not queries.claims_visible_to(account=account).exists()
        assert not queries.entitlements_visible_to(account=account).exists()


def test_transitions_name_every_act_and_status() -> None:
    assert set(TRANSITIONS) == set(Step)
    reached = {status for _, after in TRANSITIONS.values() for status in after}
    assert reached == set(Status)


def test_a_c1_with_a_new_account_is_kept_as_told(team: Team) -> None:
    c1 = C1(reason=C1Reason.CHANGE_OF_ACCOUNT, iban=months.OTHER_IBAN, is_sincere=True)
    claim = draft(team, ClaimFile(c32=PAPERS.c32, c1=c1))
    assert queries.versions_of(claim=claim).get().file.c1 == c1
    assert situations.ADAM not in str(claim)


def test_what_was_decided_tells_its_own_steps(team: Team) -> None:
    claim = to_decide(team)
    right = acts.decide_claim(
        claim=claim,
        by=team.people.first_officer,
        at=DECIDED_AT,
        answers={"capacity_known": True},
        basis=PART_TIME_BASIS,
    )
    told = Entitlement.objects.get(pk=right.pk).answer
    names = [step.name for step in told.trace]
    assert (told.code, told.daily_amount) == (right.code, Decimal("72.65"))
    assert names[0] == "right_runs_from"
    assert "daily_amount" in names
    assert len(set(names)) == len(names)


def test_another_basis_takes_the_place_of_the_one_declared(team: Team) -> None:
    months.lodge_constat(team)
    papers = replace(PAPERS, c1=replace(PAPERS.c1, activities=(Activity.SIDE_ACTIVITY,)))
    claim = months.claim(team, papers)
    declared = claim.examinations.get().answer
    lower = replace(PART_TIME_BASIS, wage=replace(months.WAGE, amount=Decimal("16.0000")))
    right = acts.decide_claim(
        claim=claim,
        by=team.people.first_officer,
        at=DECIDED_AT,
        answers={"no_activity_to_examine": True},
        basis=lower,
    )
    assert right.answer.daily_amount < declared.daily_amount
    steps = [step.name for step in right.answer.trace]
    assert steps.count("daily_amount") == 1


def test_nothing_is_granted_on_hours_that_cannot_be(team: Team) -> None:
    claim = to_decide(team)
    impossible = replace(PART_TIME_BASIS, q=Decimal("40.00"))
    with pytest.raises(acts.NoBasis):
        acts.decide_claim(
            claim=claim,
            by=team.people.first_officer,
            at=DECIDED_AT,
            answers={"capacity_known": True},
            basis=impossible,
        )
    assert not Entitlement.objects.exists()
