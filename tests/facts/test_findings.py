"""The outcome of a whole communication follows from its findings."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accalmie.facts.communications import Communication, Subject, Version
from accalmie.facts.findings import Confidence, Finding, Outcome, outcome_of
from accalmie.facts.parties import EmployerId


def findings(*answers: bool | None) -> tuple[Finding, ...]:
    return tuple(
        Finding(rule="a_rule", met=met, because={}, source="E28", confidence=Confidence.HIGH)
        for met in answers
    )


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        ((), Outcome.IN_ORDER),
        ((True,), Outcome.IN_ORDER),
        ((True, True), Outcome.IN_ORDER),
        ((True, None), Outcome.TO_EXAMINE),
        ((None,), Outcome.TO_EXAMINE),
        ((True, False), Outcome.NOT_IN_ORDER),
        ((None, False), Outcome.NOT_IN_ORDER),
        ((False, None, True), Outcome.NOT_IN_ORDER),
    ],
)
def test_outcome(answers: tuple[bool | None, ...], outcome: Outcome) -> None:
    assert outcome_of(findings(*answers)) is outcome


@given(st.permutations([True, None, False, True]))
def test_the_order_of_the_rules_does_not_matter(answers: list[bool | None]) -> None:
    assert outcome_of(findings(*answers)) is Outcome.NOT_IN_ORDER


def test_confidence_is_ordered() -> None:
    assert min(Confidence.HIGH, Confidence.LOW, Confidence.MEDIUM) is Confidence.LOW


class TestPeriodOfACommunication:
    @pytest.mark.parametrize(
        ("first_day", "last_day", "is_known"),
        [
            ("2026-11-16", "2026-11-20", True),
            ("2026-11-16", "2026-11-16", True),
            ("2026-11-16", "2026-11-15", False),
            ("2026-11-16", None, False),
            (None, "2026-11-20", False),
        ],
    )
    def test_known_when_both_ends_are_in_order(
        self, first_day: str | None, last_day: str | None, is_known: bool
    ) -> None:
        communication = Communication(
            kind="force_majeure",
            subject=Subject.FORCE_MAJEURE_NATURE,
            version=Version.ORIGINAL,
            employer=EmployerId(bce="0999000129"),
            first_day=date.fromisoformat(first_day) if first_day else None,
            last_day=date.fromisoformat(last_day) if last_day else None,
        )
        assert (communication.period is not None) is is_known
