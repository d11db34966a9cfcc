"""The right that follows from a claim: settled by the law, or left to a person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accalmie.facts.claim_forms import C1, Activity, C1Reason, C32Worker, ClaimFile, Income
from accalmie.facts.claims import ClaimEvent, Form
from accalmie.facts.communications import Version
from accalmie.facts.contradictions import Contradiction, Disagreement
from accalmie.facts.days import Month, Period
from accalmie.facts.declarations import ConstatDeclaration, Occupation
from accalmie.facts.entitlements import Basis, EntitlementAnswer
from accalmie.facts.findings import CommitteeDecision, Finding, Outcome
from accalmie.facts.languages import Language
from accalmie.facts.parties import EmployerId
from accalmie.facts.payments import Status, TimeUnit, Wage
from accalmie.law import benefits_wording as wording
from accalmie.law.benefits.right_of_month import (
    one_right_in_month,
    paid_by_one_organisation,
    scenario_2_as_decided,
    together,
    weekly_hours_as_decided,
)
from accalmie.law.contradictions import declared_on_inactive_day
from accalmie.law.entitlements import (
    ClaimToDecide,
    entitlement_of,
    is_settled,
    with_basis,
)
from accalmie.law.kinds import REGISTRY
from accalmie.law.strikes import StrikeOfClaim

FIRST_DAY = date(2026, 9, 14)
Q = Decimal("38.00")
OCCUPATION = Occupation(first_day=date(2020, 1, 6), joint_committee="111", q=Q, s=Q)
WAGE = Wage(amount=Decimal("19.2000"), unit=TimeUnit.HOUR)
CONSTAT = ConstatDeclaration(
    version=Version.ORIGINAL,
    employer=EmployerId(bce="0999000188"),
    niss="85061599729",
    kind="economic_worker",
    occupation=OCCUPATION,
    first_day=FIRST_DAY,
    wage=WAGE,
)
FILE = ClaimFile(
    c32=C32Worker(claimed_from=FIRST_DAY, is_sincere=True),
    c1=C1(reason=C1Reason.FIRST_CLAIM, is_sincere=True),
)
CLAIM = ClaimToDecide(
    event=ClaimEvent.FIRST_WITH_EMPLOYER,
    kind="economic_worker",
    first_day=FIRST_DAY,
    claimed_from=FIRST_DAY,
    complete_on=date(2026, 9, 17),
    until=date(2026, 11, 30),
    forms=(Form.C32_WORKER, Form.C1, Form.SCENARIO_2),
    file=FILE,
    constat=CONSTAT,
    birth_date=date(1985, 6, 15),
)
BASIS = Basis(status=Status.FULL_TIME, q=Q, s=Q, wage=WAGE, wage_fixed_on=FIRST_DAY)


def answer(**changes: object) -> EntitlementAnswer:
    return entitlement_of(claim=replace(CLAIM, **changes))  # type: ignore[arg-type]


def open_rules(found: EntitlementAnswer) -> set[str]:
    return {finding.rule for finding in found.findings if finding.met is None}


def test_a_full_timer_with_all_papers_is_settled() -> None:
    found = answer()
    assert is_settled(found)
    assert (found.code, found.first_day) == ("68", FIRST_DAY)
    assert (found.daily_amount, found.daily_amount_force_majeure) == (
        Decimal("72.65"),
        Decimal("78.71"),
    )
    assert found.basis == BASIS


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"file": replace(FILE, c32=None)}, "papers_complete"),
        ({"file": replace(FILE, c1=None)}, "papers_complete"),
        ({"constat": None}, "papers_complete"),
        ({"forms": (Form.C6_WORKER,)}, "papers_complete"),
        (
            {"file": replace(FILE, c1=replace(FILE.c1, activities=(Activity.ARTS,)))},
            "no_activity_to_examine",
        ),
        (
            {"file": replace(FILE, c1=replace(FILE.c1, incomes=(Income.SICKNESS,)))},
            "no_income_to_examine",
        ),
        ({"kind": "strike_lockout"}, "strike_authorised"),
        (
            {"constat": replace(CONSTAT, occupation=replace(OCCUPATION, q=Decimal("19.00")))},
            "capacity_known",
        ),
        (
            {"constat": replace(CONSTAT, occupation=replace(OCCUPATION, is_apprentice=True))},
            "capacity_known",
        ),
        (
            {"constat": replace(CONSTAT, wage=Wage(amount=Decimal(0), unit=TimeUnit.HOUR))},
            "month_usable",
        ),
    ],
)
def test_what_the_papers_leave_open_goes_to_a_person(changes: dict, rule: str) -> None:
    found = answer(**changes)
    assert rule in open_rules(found)
    assert not is_settled(found)


@pytest.mark.parametrize(
    ("is_granted", "is_in_unit", "met"),
    [(True, False, True), (True, True, None), (False, False, False), (False, True, False)],
)
def test_the_committee_settles_a_strike_for_those_outside_the_unit(
    is_granted: bool, is_in_unit: bool, met: bool | None
) -> None:
    decision = CommitteeDecision(
        reference="CG 2026/9",
        decided_on=date(2026, 9, 16),
        is_granted=is_granted,
        period=Period(FIRST_DAY, FIRST_DAY),
    )
    strike = StrikeOfClaim(decision=decision, is_in_striking_unit=is_in_unit)
    found = answer(kind="strike_lockout", strike=strike)
    (finding,) = (one for one in found.findings if one.rule == "strike_authorised")
    assert finding.met is met
    for language in Language:
        assert "CG 2026/9" in wording.finding_text(finding, language=language).because
    assert is_settled(found) is (met is True)


def test_papers_beyond_those_asked_for_do_no_harm() -> None:
    assert is_settled(answer(forms=(Form.C32_WORKER,)))


def test_another_form_counts_by_its_name() -> None:
    file = replace(FILE, other_forms=(Form.C6_WORKER.value,))
    assert is_settled(answer(file=file, forms=(*CLAIM.forms, Form.C6_WORKER)))


@pytest.mark.parametrize(
    ("complete_on", "start"),
    [
        (date(2026, 11, 30), FIRST_DAY),
        (date(2026, 12, 1), date(2026, 12, 1)),
        (date(2027, 1, 15), date(2027, 1, 15)),
    ],
)
def test_a_late_claim_begins_later_and_is_still_settled(complete_on: date, start: date) -> None:
    found = answer(complete_on=complete_on)
    assert found.first_day == start
    assert is_settled(found)


def test_a_later_day_asked_for_is_the_day_given() -> None:
    assert answer(claimed_from=date(2026, 9, 21)).first_day == date(2026, 9, 21)


def test_beyond_the_age_limit_medical_force_majeure_is_refused() -> None:
    found = answer(kind="medical_force_majeure", birth_date=date(1955, 1, 1))
    assert found.outcome is Outcome.NOT_IN_ORDER


def test_the_capacity_decided_before_is_kept() -> None:
    part_time = replace(OCCUPATION, q=Decimal("19.00"))
    before = replace(BASIS, status=Status.VOLUNTARY_PART_TIME, q=Decimal("19.00"))
    found = answer(constat=replace(CONSTAT, occupation=part_time), previous=before)
    assert found.basis is not None
    assert found.basis.status is Status.VOLUNTARY_PART_TIME


@pytest.mark.parametrize(("wage", "kept"), [("21.0000", "21.0000"), ("17.0000", "19.2000")])
def test_the_yearly_revision_only_raises(wage: str, kept: str) -> None:
    found = answer(
        event=ClaimEvent.ANNUAL_REVISION,
        forms=(Form.SCENARIO_2,),
        file=ClaimFile(),
        constat=replace(CONSTAT, wage=replace(WAGE, amount=Decimal(wage))),
        previous=BASIS,
    )
    assert is_settled(found)
    assert found.basis is not None
    assert found.basis.wage is not None
    assert found.basis.wage.amount == Decimal(kept)


def test_a_compulsory_claim_may_lower() -> None:
    found = answer(
        constat=replace(CONSTAT, wage=replace(WAGE, amount=Decimal("17.0000"))), previous=BASIS
    )
    assert found.daily_amount is not None
    assert found.daily_amount < Decimal("72.65")


def test_an_officer_completes_the_answer() -> None:
    open_one = answer(constat=replace(CONSTAT, occupation=replace(OCCUPATION, q=Decimal("19.00"))))
    told = replace(BASIS, status=Status.VOLUNTARY_PART_TIME, q=Decimal("19.00"))
    found = with_basis(open_one, basis=told)
    assert (found.basis, found.daily_amount) == (told, Decimal("72.65"))


def test_an_unusable_basis_stays_with_the_officer() -> None:
    told = replace(BASIS, wage=replace(WAGE, amount=Decimal(0)))
    found = with_basis(answer(), basis=told)
    assert found.basis == told
    assert "month_usable" in open_rules(found)


def test_an_earlier_basis_that_cannot_be_computed_is_no_bar_to_the_revision() -> None:
    found = answer(
        event=ClaimEvent.ANNUAL_REVISION,
        forms=(Form.SCENARIO_2,),
        file=ClaimFile(),
        previous=replace(BASIS, wage=replace(WAGE, amount=Decimal(0))),
    )
    assert found.basis == BASIS
    assert "month_usable" in open_rules(found)


def test_without_a_limit_the_right_runs_from_the_day_asked_for() -> None:
    asked = date(2026, 9, 21)
    found = answer(until=None, claimed_from=asked)
    assert found.first_day == asked
    assert [step.value for step in found.trace if step.name == "right_runs_from"] == [asked]
    assert "introduced_in_time" not in {finding.rule for finding in found.findings}


def test_without_a_day_of_birth_the_age_is_no_question() -> None:
    with_age = {finding.rule for finding in answer().findings}
    without = {finding.rule for finding in answer(birth_date=None).findings}
    assert len(with_age - without) == 1
    assert without < with_age


def every_finding() -> list[Finding]:
    answers = [
        answer(),
        answer(constat=None, file=ClaimFile()),
        answer(constat=replace(CONSTAT, occupation=replace(OCCUPATION, q=Decimal("19.00")))),
        answer(constat=replace(CONSTAT, wage=Wage(amount=Decimal(0), unit=TimeUnit.HOUR))),
        answer(kind="strike_lockout"),
        answer(complete_on=date(2026, 12, 1)),
        answer(
            file=replace(
                FILE,
                c1=replace(FILE.c1, activities=(Activity.ARTS,), incomes=(Income.PENSION,)),
            )
        ),
        answer(event=ClaimEvent.ANNUAL_REVISION, forms=(), previous=BASIS),
        answer(constat=None, forms=(), previous=BASIS),
    ]
    found = [finding for one in answers for finding in one.findings]
    other = replace(OCCUPATION, q=Decimal("30.00"))
    found += [weekly_hours_as_decided(declared=one, basis=BASIS) for one in (OCCUPATION, other)]
    day = Contradiction(
        day=FIRST_DAY, hours=Decimal("7.60"), marks=(), about=Disagreement.INACTIVE_DAY
    )
    return [*found, declared_on_inactive_day(found=day)]


@pytest.mark.parametrize("language", list(Language))
def test_every_finding_and_step_has_words(language: Language) -> None:
    for finding in every_finding():
        text = wording.finding_text(finding, language=language)
        assert text.rule.endswith(".")
        assert text.because.endswith(".")
        assert "{" not in text.because
    for step in answer().trace:
        assert wording.step_text(step, language=language).name


@given(
    first_day=st.dates(date(2015, 1, 1), date(2030, 12, 31)),
    waited=st.integers(0, 1_500),
    kind=st.sampled_from(sorted(REGISTRY)),
    event=st.sampled_from(ClaimEvent),
    birth_date=st.none() | st.dates(date(1940, 1, 1), date(2005, 12, 31)),
)
def test_no_day_and_no_age_is_without_an_answer(
    first_day: date, waited: int, kind: str, event: ClaimEvent, birth_date: date | None
) -> None:
    """What no row of the law covers is left to a person; it is never an error."""
    occupation = replace(OCCUPATION, first_day=first_day - timedelta(days=400))
    found = answer(
        event=event,
        kind=kind,
        first_day=first_day,
        claimed_from=first_day,
        complete_on=first_day + timedelta(days=waited),
        until=first_day + timedelta(days=75),
        constat=replace(CONSTAT, kind=kind, first_day=first_day, occupation=occupation),
        birth_date=birth_date,
    )
    assert found.outcome in Outcome


def test_a_month_paid_elsewhere_is_left_to_a_person() -> None:
    found = paid_by_one_organisation(month=Month(2026, 9))
    assert (found.met, found.because) == (None, {"month": Month(2026, 9)})


def test_a_right_that_changes_within_a_month_is_left_to_a_person() -> None:
    found = one_right_in_month(month=Month(2026, 9), changes_on=date(2026, 9, 15))
    assert (found.met, found.because["changes_on"]) == (None, date(2026, 9, 15))


def test_a_scenario_2_changed_after_the_decision_is_left_to_a_person() -> None:
    found = scenario_2_as_decided(decided_on=date(2026, 9, 17))
    assert (found.met, found.because) == (None, {"decided_on": date(2026, 9, 17)})


def test_occupations_side_by_side_count_as_one_and_others_stay_apart() -> None:
    half = replace(OCCUPATION, q=Decimal("19.00"))
    beside = replace(half, first_day=date(2026, 9, 7))
    ended = replace(half, last_day=date(2026, 9, 6))
    whole_time = replace(half, s=Decimal("40.00"))
    assert [one.q for one in together(occupations=(beside, half))] == [Decimal("38.00")]
    assert [one.q for one in together(occupations=(ended, beside))] == [half.q, half.q]
    assert len(together(occupations=(half, whole_time))) == 2


def test_a_change_of_the_person_leaves_the_basis_as_it_was() -> None:
    told = answer(event=ClaimEvent.CHANGED_SITUATION, forms=(Form.C1,), previous=BASIS)
    assert told.basis == BASIS
    rules = [finding.rule for finding in told.findings]
    assert "within_age_limit" not in rules
