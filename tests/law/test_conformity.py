"""Assessments of odd facts: never an exception, always a finding with words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from accalmie.facts.communications import (
    BadWeather,
    Channel,
    Communication,
    FirstEffectiveDay,
    ForceMajeure,
    PlannedSuspension,
    Regime,
    SocialAction,
    Subject,
    TechnicalAccident,
    Version,
)
from accalmie.facts.findings import Circumstances, Lodged, Outcome
from accalmie.facts.languages import Language
from accalmie.facts.parties import Address, EmployerId, NamedWorker
from accalmie.law import VERSION
from accalmie.law.conformity import assess
from accalmie.law.drawings import ruler_of
from accalmie.law.kinds import REGISTRY
from accalmie.law.remedies import remedies_of
from accalmie.law.wording import finding_text
from tests.law.situations import situation_of

SOME_DAY = st.dates(min_value=date(2011, 1, 1), max_value=date(2030, 12, 31))
DAYS = st.none() | SOME_DAY
COMMITTEES = st.sampled_from(["100", "124", "126", "136", "200", "302", "320", "999", "", "x"])
DETAILS = st.none() | st.one_of(
    st.builds(
        PlannedSuspension,
        regime=st.sampled_from(Regime),
        joint_committee=COMMITTEES,
        level=st.none() | st.sampled_from(["000", "050", "zzz"]),
        undertakes_not_to_subcontract=st.booleans(),
        working_days=st.none() | st.lists(st.integers(0, 7), min_size=1, max_size=3).map(tuple),
    ),
    st.builds(FirstEffectiveDay, joint_committee=st.none() | COMMITTEES),
    st.builds(BadWeather, weather=st.sampled_from(["", "frost"]), work_and_reason=st.just("")),
    st.builds(TechnicalAccident, accident_on=SOME_DAY, nature=st.just("press")),
    st.builds(ForceMajeure, reason=st.sampled_from(["", "fire"])),
    st.builds(SocialAction, joint_committee=st.none() | COMMITTEES),
)
COMMUNICATIONS = st.builds(
    Communication,
    kind=st.sampled_from([*REGISTRY, "unheard_of"]),
    subject=st.sampled_from(Subject),
    version=st.sampled_from(Version),
    employer=st.just(EmployerId(bce="0999000129")),
    notified_on=DAYS,
    first_day=DAYS,
    last_day=DAYS,
    details=DETAILS,
    workers=st.sampled_from([(), (NamedWorker(niss="85011499784"),)]),
    section=st.none() | st.just("painting"),
    seat=st.none() | st.just(Address(postal_code="1070", city="Anderlecht")),
    replaces=st.none() | st.sampled_from(["A", "B"]),
)
HISTORY = st.lists(
    st.builds(
        Lodged,
        ticket=st.sampled_from(["A", "B", "C"]),
        received_on=SOME_DAY,
        communication=COMMUNICATIONS,
        outcome=st.none() | st.sampled_from(Outcome),
        is_cancelled=st.booleans(),
        ended_early_on=DAYS,
    ),
    max_size=3,
).map(tuple)
CIRCUMSTANCES = st.builds(
    Circumstances,
    received_on=SOME_DAY,
    channel=st.sampled_from(Channel),
    history=HISTORY,
)


@settings(max_examples=400, deadline=None)
@given(
    communication=COMMUNICATIONS, circumstances=CIRCUMSTANCES, language=st.sampled_from(Language)
)
def test_whatever_is_sent_gets_an_answer_in_words(
    communication: Communication, circumstances: Circumstances, language: Language
) -> None:
    assessment = assess(communication=communication, circumstances=circumstances)
    assert assessment.findings
    assert assessment.law_version == VERSION
    for finding in assessment.findings:
        assert finding_text(finding, kind=communication.kind, language=language).because
    assert ruler_of(communication=communication, assessment=assessment, language=language).lanes
    remedies_of(communication=communication, assessment=assessment, on=circumstances.received_on)


def test_rules_not_met_come_first_then_the_open_ones() -> None:
    communication, circumstances = situation_of(
        "economic_worker",
        {
            "communication": {
                "notified_on": "2026-11-12",
                "first_day": "2026-11-16",
                "last_day": "2026-12-13",
                "details": {"joint_committee": "302"},
            },
            "circumstances": {"received_on": "2026-11-12"},
        },
    )
    assessment = assess(communication=communication, circumstances=circumstances)
    order = [finding.met for finding in assessment.findings]
    assert order == sorted(order, key=[False, None, True].index)
    assert {False, None, True} == set(order)


def test_an_unknown_kind_is_a_finding() -> None:
    communication, circumstances = situation_of(
        "economic_worker",
        {
            "communication": {"first_day": "2026-11-16"},
            "circumstances": {"received_on": "2026-11-12"},
        },
    )
    assessment = assess(
        communication=replace(communication, kind="unheard_of"), circumstances=circumstances
    )
    assert [finding.rule for finding in assessment.findings] == ["kind_exists"]
    assert assessment.outcome is Outcome.NOT_IN_ORDER


def test_days_at_the_end_of_the_calendar_go_to_a_person() -> None:
    communication, circumstances = situation_of(
        "economic_worker",
        {
            "communication": {
                "notified_on": "9999-12-20",
                "first_day": "9999-12-28",
                "last_day": "9999-12-31",
            },
            "circumstances": {"received_on": "9999-12-20"},
        },
    )
    assessment = assess(communication=communication, circumstances=circumstances)
    open_ones = {finding.rule for finding in assessment.findings if finding.met is None}
    assert "days_can_be_counted" in open_ones
    assert assessment.outcome is not Outcome.IN_ORDER
