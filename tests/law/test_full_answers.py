"""Answers in full: every fact, remedy, source and step of one situation for each rule and answer.

The situations are those of the vectors, which say what is right. ``full_answers.yaml`` pins the
answers as they stand, down to sources and steps, so that no change of the law or of its words
passes unseen: whoever changes a line there does it on purpose.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from accalmie.facts.codec import to_json
from accalmie.facts.days import Month
from accalmie.facts.findings import Finding, Step
from accalmie.facts.payments import Job, TimeUnit, Wage
from accalmie.law.benefits import side_activity, supplements, wages
from accalmie.law.benefits.month import compute
from accalmie.law.conformity import assess
from accalmie.law.counters import (
    construction_contribution,
    counters_of_worker,
    responsibility_contribution,
)
from accalmie.law.credentials import modern_policy, portal_policy
from accalmie.law.dated import read_yaml
from accalmie.law.unusable import UnusableInput
from tests.conftest import REPOSITORY
from tests.law.benefits.test_bulk import random_input
from tests.law.benefits.test_refusals import REFUSED_MONTHS, month
from tests.law.benefits.test_vectors import CALLS, entries
from tests.law.situations import WORKER, situation_of
from tests.law.test_vectors import VECTORS

ON = date(2025, 9, 1)


def in_full(part: Finding | Step) -> str:
    """All that is not empty, on one line."""
    plain = {name: value for name, value in to_json(part).items() if value not in ("", [], {})}
    return json.dumps(plain, ensure_ascii=False)


def of_communications() -> Iterator[tuple[str, str]]:
    for parameters in VECTORS:
        kind, vector = parameters.values
        communication, circumstances = situation_of(kind, vector)
        assessment = assess(communication=communication, circumstances=circumstances)
        for finding in assessment.findings:
            because = " ".join(sorted(name for name, fact in finding.because.items() if fact))
            yield f"{kind} {finding.rule} {finding.met} {because}", in_full(finding)
        for step in assessment.trace:
            yield f"{kind} {communication.subject} {step.name}", in_full(step)
        for counter in counters_of_worker(
            niss=WORKER, history=circumstances.history, on=circumstances.received_on
        ):
            for step in counter.trace:
                yield f"counter {counter.name} {step.name}", in_full(step)


def of_amounts() -> Iterator[tuple[str, str]]:
    jobs = [
        Job(q=Decimal(q), wage=Wage(amount=Decimal(wage), unit=TimeUnit.MONTH))
        for q, wage in (("12", "900"), ("15", "1100"))
    ]
    supplement = supplements.legal_supplement(
        month=Month(2025, 9),
        code="5.1",
        monthly_wage=Decimal(2500),
        days_before=0,
        days=3,
        allowances=Decimal(3),
        is_exempt_by_agreement=False,
        allowances_after_waiting=None,
    )
    _, reduced = side_activity.reduced_daily_amount(
        daily_amount=Decimal("72.65"), net_daily_income=Decimal(20), on=ON
    )
    traces = {
        "several jobs": wages.several_jobs(jobs=jobs, on=ON)[2],
        "side activity": reduced,
        "supplement": supplement.trace,
        "responsibility": responsibility_contribution(
            days_of_quarter=30, days_of_four_quarters=120, on=ON
        ).trace,
        "construction": construction_contribution(days_of_year=112, on=ON).trace,
    }
    for name, steps in traces.items():
        for step in steps:
            yield f"{name} {step.name}", in_full(step)


def of_months() -> Iterator[tuple[str, str]]:
    chance = random.Random(20261121)
    for input in (random_input(chance) for _ in range(40)):
        result = compute(input=input)
        for finding in result.findings:
            yield f"month {input.status} {finding.rule} {finding.met}", in_full(finding)
        for step in result.trace:
            known = "unknown" if step.value is None else "known"
            yield f"month {input.status} {step.name} {known}", in_full(step)


def of_sheets() -> Iterator[tuple[str, str]]:
    """What the vectors on claims, cards, declarations and amounts were told beside the result."""
    for parameters in entries():
        (entry,) = parameters.values
        call = entry["call"]
        for part in CALLS[call](**entry["given"]).get("said", ()):
            if isinstance(part, Finding):
                because = " ".join(sorted(name for name, fact in part.because.items() if fact))
                yield f"{call} {part.rule} {part.met} {because}", in_full(part)
            else:
                known = "unknown" if part.value is None else "known"
                yield f"{call} {part.name} {known}", in_full(part)


def of_credentials() -> Iterator[tuple[str, str]]:
    tried = [("camille123", "Abricot=12"), ("Camille 1", "été trop court"), ("a" * 31, "a" * 16)]
    for name, password in tried:
        for policy in (portal_policy(on=ON), modern_policy(on=ON)):
            for requirement in (
                *policy.check_user_name(name, is_taken=None),
                *policy.check_password(password, user_name=name),
            ):
                said = in_full(requirement.finding)
                yield f"{policy.name} {requirement.rule} {requirement.met}", said


def of_refusals() -> Iterator[tuple[str, str]]:
    """Input that cannot be used: field, value, allowed range and source."""
    refusals = [CALLS[e["call"]](**e["given"]).get("refusal") for (e,) in _given_entries()]
    for changed, _, _ in REFUSED_MONTHS:
        try:
            compute(input=month(**changed))
        except UnusableInput as error:
            refusals.append(error)
    for refusal in filter(None, refusals):
        told = {
            "field": refusal.field,
            "value": refusal.value,
            "fault": refusal.fault,
            "source": refusal.source,
            **refusal.facts,
        }
        plain = {name: None if fact is None else str(fact) for name, fact in told.items()}
        line = json.dumps(plain, ensure_ascii=False)
        yield f"refusal {refusal.field} {refusal.fault} {sorted(refusal.facts)}", line


def _given_entries() -> Iterator[tuple[Any]]:
    return (parameters.values for parameters in entries())


def found() -> dict[str, str]:
    """The first answer of each name."""
    answers: dict[str, str] = {}
    for name, line in (
        *of_communications(),
        *of_amounts(),
        *of_months(),
        *of_sheets(),
        *of_refusals(),
        *of_credentials(),
    ):
        answers.setdefault(name, line)
    return answers


READ = read_yaml(REPOSITORY / "tests" / "law" / "full_answers.yaml")


def test_every_answer_says_all_that_was_read() -> None:
    answers = {name: json.loads(line) for name, line in found().items()}
    differing = {
        name for name in answers.keys() | READ.keys() if answers.get(name) != READ.get(name)
    }
    assert {name: answers.get(name) for name in differing} == {
        name: READ.get(name) for name in differing
    }
