"""Every kind answers, or says that it does not know, on the first day of each quarter."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from accalmie.facts.communications import Subject
from accalmie.facts.findings import Outcome
from accalmie.facts.languages import Language
from accalmie.law.conformity import assess
from accalmie.law.kinds import REGISTRY, Kind
from accalmie.law.wording import finding_text
from tests.law.situations import situation_of

FIRST_COVERED_DAY = date(2012, 1, 1)
UNTIL = 2027
QUARTERS = [
    date(year, month, 1)
    for year in range(FIRST_COVERED_DAY.year - 1, UNTIL + 1)
    for month in (1, 4, 7, 10)
]


def vector(subject: Subject | None, day: date) -> dict[str, object]:
    return {
        "subject": subject.value if subject else "force_majeure_nature",
        "communication": {
            "first_day": day,
            "last_day": day + timedelta(days=6),
            "notified_on": day - timedelta(days=10),
            "details": {"accident_on": day - timedelta(days=7)}
            if subject in (Subject.ACCIDENT_NATURE, Subject.ACCIDENT_WORKERS)
            else {},
        },
        "circumstances": {"received_on": day - timedelta(days=10)},
    }


@pytest.mark.parametrize("kind", REGISTRY.values(), ids=REGISTRY.keys())
def test_an_answer_or_a_named_refusal(kind: Kind) -> None:
    for subject in kind.communications or (None,):
        for day in QUARTERS:
            communication, circumstances = situation_of(kind.code, vector(subject, day))
            assessment = assess(communication=communication, circumstances=circumstances)
            assert assessment.findings, (subject, day)
            assert assessment.outcome in Outcome
            for finding in assessment.findings:
                assert finding_text(finding, kind=kind.code, language=Language.FR).because


@pytest.mark.parametrize("kind", REGISTRY.values(), ids=REGISTRY.keys())
def test_each_kind_is_wholly_known_today(kind: Kind) -> None:
    """From 2018 on nothing is outside of what is known."""
    for subject in kind.communications or (None,):
        for day in (day for day in QUARTERS if day.year >= 2018):
            communication, circumstances = situation_of(kind.code, vector(subject, day))
            if circumstances.received_on.year < 2018:
                continue
            assessment = assess(communication=communication, circumstances=circumstances)
            rules = {finding.rule for finding in assessment.findings}
            assert "law_is_known_on_that_day" not in rules, (subject, day)
