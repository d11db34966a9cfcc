"""Whether a communication is in order: every rule of its kind, examined one by one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from accalmie.facts.communications import Communication
from accalmie.facts.findings import (
    Assessment,
    Circumstances,
    Confidence,
    Finding,
    outcome_of,
)
from accalmie.law import VERSION
from accalmie.law.dated import NotInForceError
from accalmie.law.kinds import REGISTRY, Kind
from accalmie.law.kinds.kind import Bounds, Check, Situation, no_bounds
from accalmie.law.rules.answer import answer

_NOT_MET_FIRST = {False: 0, None: 1, True: 2}


def assess(*, communication: Communication, circumstances: Circumstances) -> Assessment:
    """Examine a communication on the day of its receipt.

    Never raises for odd facts: a kind or a subject that does not exist is a finding, a day before
    the first one that a value covers, or from which no day can be counted, is a question for a
    person. Rules not met come first.
    """
    kind = REGISTRY.get(communication.kind)
    if kind is None:
        return _refused_at_once("kind_exists", communication, circumstances)
    if not kind.communications:
        return _not_needed(kind, circumstances)
    situation = Situation(communication=communication, circumstances=circumstances, kind=kind)
    checks = kind.rules.checks.get(communication.subject)
    if checks is None:
        return _refused_at_once("subject_fits_kind", communication, circumstances)
    findings = _in_reading_order(_examined(check, situation) for check in checks)
    bounds = _bounds(situation)
    return Assessment(
        outcome=outcome_of(findings),
        findings=findings,
        law_version=VERSION,
        received_on=circumstances.received_on,
        earliest_first_day=bounds.earliest_first_day,
        latest_last_day=bounds.latest_last_day,
        trace=bounds.trace,
    )


def _examined(check: Check, situation: Situation) -> Finding | None:
    try:
        return check(situation)
    except NotInForceError as error:
        return _not_covered(error)
    except OverflowError:
        return _not_counted()


def _not_counted() -> Finding:
    """Days counted from a day near the end of the calendar have no date of their own."""
    return Finding(
        rule="days_can_be_counted",
        met=None,
        because={"latest_day": date.max},
        source="",
        confidence=Confidence.LOW,
    )


def _not_covered(error: NotInForceError) -> Finding:
    return Finding(
        rule="law_is_known_on_that_day",
        met=None,
        because={
            "value": error.name,
            "day": error.day,
            "first_covered_day": error.first_covered_day,
        },
        source="",
        confidence=Confidence.LOW,
    )


def _in_reading_order(examined: Iterable[Finding | None]) -> tuple[Finding, ...]:
    """Rules not met first, then the open ones; each rule once, as it was examined first."""
    once: dict[str, Finding] = {}
    for finding in examined:
        if finding is not None:
            once.setdefault(finding.rule, finding)
    return tuple(sorted(once.values(), key=lambda finding: _NOT_MET_FIRST[finding.met]))


def _bounds(situation: Situation) -> Bounds:
    find = situation.kind.rules.bounds.get(situation.communication.subject, no_bounds)
    try:
        return find(situation)
    except (NotInForceError, OverflowError):
        return Bounds()


def _not_needed(kind: Kind, circumstances: Circumstances) -> Assessment:
    """Where nothing is due, a communication changes nothing and harms nobody (E28)."""
    try:
        row = kind.values["no_communication"].on(circumstances.received_on)
        finding = answer("communication_needed", met=True, because={}, rows=[row])
    except NotInForceError as error:
        finding = _not_covered(error)
    return Assessment(
        outcome=outcome_of((finding,)),
        findings=(finding,),
        law_version=VERSION,
        received_on=circumstances.received_on,
    )


def _refused_at_once(
    rule: str, communication: Communication, circumstances: Circumstances
) -> Assessment:
    finding = Finding(
        rule=rule,
        met=False,
        because={"kind": communication.kind, "subject": communication.subject.value},
        source="E28",
        confidence=Confidence.HIGH,
    )
    return Assessment(
        outcome=outcome_of((finding,)),
        findings=(finding,),
        law_version=VERSION,
        received_on=circumstances.received_on,
    )
