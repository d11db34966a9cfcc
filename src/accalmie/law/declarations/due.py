"""When scenario 2 and scenario 5 are due (AR 25.11.1991 art. 137; E28; instructions DRS)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from accalmie.facts.claims import ClaimEvent, ClaimSituation, Track
from accalmie.facts.days import Month
from accalmie.facts.findings import Confidence, Fact, Finding, Step
from accalmie.law.claims.needed import claim_needed
from accalmie.law.kinds import Kind, kind_of
from accalmie.law.loading import common_values

_CONSTAT = "AR 25.11.1991 art. 137; DRS; E28"
_HOURS = "AR 25.11.1991 art. 137; E28; T32"
_COMPULSORY = (
    ClaimEvent.FIRST_WITH_EMPLOYER,
    ClaimEvent.LONG_INTERRUPTION,
    ClaimEvent.WORKING_TIME_CHANGED,
    ClaimEvent.MEDICAL_FORCE_MAJEURE,
)
_PROTECTED_DAY_CODE = "5.10"


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDeclaration:
    """Whether a declaration is due: yes, no, or None where a person must look.

    ``sendable_from`` is the first day for it; ``until`` is None where no source sets a last day
    ("as soon as possible"). ``is_optional`` marks the declaration for the yearly revision.
    """

    due: bool | None
    is_optional: bool
    sendable_from: date
    until: date | None
    findings: tuple[Finding, ...]
    trace: tuple[Step, ...] = ()


def constat_due(
    *,
    situation: ClaimSituation,
    is_first_economic: bool | None,
    is_asked_by_worker: bool | None,
) -> DueDeclaration:
    """Scenario 2 is due (E28; instructions DRS; AR 25.11.1991 art. 137 § 1 2° c, § 2 3° c).

    ``is_first_economic`` tells whether this is the worker's first unemployment in the firm, or the
    first for 36 months, for economic causes (manual workers or employees). In a strike or lock-out
    the worker must ask. Only the first kind of a month is declared, but for that economic case.
    """
    kind = kind_of(situation.kind)
    answer = claim_needed(situation=replace(situation, has_agr=False, wants_higher_code=True))
    events = {finding.rule: finding for finding in answer.findings}
    findings = [events[event] for event in _COMPULSORY]
    findings.append(_first_economic(kind, is_first_economic, situation.first_day))
    findings.append(_protected(kind, situation.first_day))
    due = _any(tuple(finding.met for finding in findings))
    revision = events[ClaimEvent.ANNUAL_REVISION]
    is_optional = due is False and revision.met is True
    if is_optional:
        due, findings = True, [*findings, revision]
    asked = _asked(kind, is_asked_by_worker, situation.first_day)
    if asked is not None:
        findings.append(asked)
        due = _both(due, asked.met)
    return DueDeclaration(
        due=due,
        is_optional=is_optional,
        sendable_from=situation.first_day,
        until=None,
        findings=tuple(findings),
    )


def hours_due(*, month: Month, kind: str, is_asked_by_worker: bool | None) -> DueDeclaration:
    """Scenario 5 is due after each month with unemployment (AR art. 137 § 1 2° b; T32; E28).

    In a strike or lock-out, where the worker asks for it.
    """
    found = kind_of(kind)
    asked = _asked(found, is_asked_by_worker, month.first_day)
    start = month.plus(1).first_day
    return DueDeclaration(
        due=True if asked is None else asked.met,
        is_optional=False,
        sendable_from=start,
        until=None,
        findings=() if asked is None else (asked,),
        trace=(
            Step(
                name="declaration_after_month",
                value=start,
                formula=f"{month} + 1 months",
                source=_HOURS,
            ),
        ),
    )


def _first_economic(kind: Kind, is_first: bool | None, day: date) -> Finding:
    """First economic unemployment in the firm, beside the first of all (instructions DRS)."""
    values = common_values("declaration_limits")
    economic = (
        *values.section_codes.on(day).value,
        *values.employee_codes.on(day).value,
    )
    met = is_first if kind.day_code in economic else False
    return _finding("first_economic", met, {"first_day": day}, "DRS")


def _protected(kind: Kind, day: date) -> Finding:
    """Dismissal for serious cause of a protected worker (instructions DRS; law of 19.03.1991)."""
    return _finding(
        "protected_dismissal",
        kind.day_code == _PROTECTED_DAY_CODE,
        {"first_day": day},
        "DRS; Law 19.03.1991",
    )


def _asked(kind: Kind, is_asked: bool | None, day: date) -> Finding | None:
    """In a strike or lock-out the worker asks (AR art. 137 § 2; E28; T32); None for other kinds."""
    if Track(kind.claim_track) is not Track.STRIKE:
        return None
    return _finding("asked_by_worker", is_asked, {"day": day}, _CONSTAT)


def _any(answers: tuple[bool | None, ...]) -> bool | None:
    if True in answers:
        return True
    return None if None in answers else False


def _both(one: bool | None, other: bool | None) -> bool | None:
    if False in (one, other):
        return False
    return None if None in (one, other) else True


def _finding(rule: str, met: bool | None, because: Mapping[str, Fact], source: str) -> Finding:
    return Finding(rule=rule, met=met, because=because, source=source, confidence=Confidence.HIGH)
