"""Whether a worker must claim, and for which event (T32, 18.03.2025; E28; AR 25.11.1991 art. 133).

Each function answers whether one event occurred: yes, no, or None where a person must look.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from accalmie.facts.claims import (
    ClaimAnswer,
    Claimant,
    ClaimEvent,
    ClaimSituation,
    Form,
    NeededClaim,
    Track,
)
from accalmie.facts.days import same_date_after
from accalmie.facts.findings import Confidence, Fact, Finding, Step
from accalmie.law.claims.deadlines import claim_deadline, reference_year
from accalmie.law.claims.papers import event_rows, papers_of
from accalmie.law.kinds import Kind, kind_of
from accalmie.law.loading import common_values
from accalmie.law.unusable import UnusableInput

_ONE_DAY = timedelta(days=1)
_MEDICAL_DAY_CODE: Final = "5.5"


def claim_needed(*, situation: ClaimSituation) -> ClaimAnswer:
    """Say whether a claim is needed, by whom and until when (T32, 18.03.2025; B:R6, B:R11, B:R19).

    Raises ``UnusableInput`` for days that cannot be, and ``UnknownKind``.
    """
    kind = kind_of(situation.kind)
    _check(situation)
    if situation.has_agr:
        return _with_agr(situation, kind)
    findings: list[Finding] = []
    claims: list[NeededClaim] = []
    steps: list[Step] = []
    for event in _EVENTS:
        finding = event(situation, kind)
        if finding.met is not False:
            claim, trace = _claim(ClaimEvent(finding.rule), finding, situation, kind)
            claims.append(claim)
            steps += trace
            finding = _with_papers(finding, claim)
        findings.append(finding)
    return _answer(tuple(findings), tuple(claims), tuple(steps))


def _with_papers(finding: Finding, claim: NeededClaim) -> Finding:
    """A claim that the worker makes with a C1 rests on a reading too (T32; B:R12)."""
    if claim.by is not Claimant.WORKER or Form.C1 not in claim.forms:
        return finding
    return replace(finding, readings=(*finding.readings, "B:R12"))


def _answer(
    findings: tuple[Finding, ...], claims: tuple[NeededClaim, ...], steps: tuple[Step, ...]
) -> ClaimAnswer:
    occurred = {finding.rule: finding.met for finding in findings}
    compulsory = [claim for claim in claims if claim.is_compulsory and occurred[claim.event]]
    needed: bool | None = bool(compulsory)
    if not compulsory and any(
        met is None and rule != ClaimEvent.ANNUAL_REVISION for rule, met in occurred.items()
    ):
        needed = None
    first = min(compulsory or claims, key=lambda claim: claim.until or date.max, default=None)
    is_asked = needed is not False
    return ClaimAnswer(
        needed=needed,
        by=first.by if first and is_asked else None,
        until=first.until if first and is_asked else None,
        claims=claims,
        findings=findings,
        trace=steps,
    )


def _claim(
    event: ClaimEvent, finding: Finding, situation: ClaimSituation, kind: Kind
) -> tuple[NeededClaim, tuple[Step, ...]]:
    by = _claimant(event, situation.first_day)
    track = Track.ORDINARY if event is ClaimEvent.CHANGE_OF_PAYER else Track(kind.claim_track)
    if by is Claimant.PAYMENT_ORGANISATION and event is not ClaimEvent.CHANGE_OF_PAYER:
        track = Track.PAYMENT_ORGANISATION
    until, trace = claim_deadline(first_day=situation.first_day, track=track)
    return (
        NeededClaim(
            event=event,
            by=by,
            track=track,
            until=until,
            is_compulsory=event is not ClaimEvent.ANNUAL_REVISION and finding.met is True,
            forms=papers_of(event=event, by=by, situation=situation),
            slip=event_rows()[event].slip,
        ),
        trace,
    )


def _claimant(event: ClaimEvent, first_day: date) -> Claimant:
    if event is ClaimEvent.WORKING_TIME_CHANGED:
        by_payer = common_values("claim_limits").working_time_claim_by_payer.on(first_day).value
        return Claimant.PAYMENT_ORGANISATION if by_payer else Claimant.WORKER
    return event_rows()[event].by


def _first_with_employer(situation: ClaimSituation, kind: Kind) -> Finding:
    """First unemployment with this employer, whatever the reason (T32; AR art. 133 § 1 4° a)."""
    del kind
    return _finding(
        ClaimEvent.FIRST_WITH_EMPLOYER,
        situation.is_first_with_employer,
        {"first_day": situation.first_day},
    )


def _long_interruption(situation: ClaimSituation, kind: Kind) -> Finding:
    """More than 36 months without benefit; at least 36 before 18.03.2025 (T32; E28; B:R6)."""
    del kind
    values = common_values("claim_limits")
    first_day, last_paid = situation.first_day, situation.last_paid_day
    months = values.interruption_months.on(first_day).value
    event = ClaimEvent.LONG_INTERRUPTION
    if last_paid is None:
        # Never paid: the first claim with the employer covers it, if that is what this is.
        is_covered = situation.was_ever_paid is False and situation.is_first_with_employer
        return _finding(event, False if is_covered else None, {"months": months})
    because: dict[str, Fact] = {
        "last_paid_day": last_paid,
        "first_day": first_day,
        "months": months,
    }
    # Whether the count begins on the last day paid or on the next one is not said either.
    borders = {same_date_after(start, months) for start in (last_paid, last_paid + _ONE_DAY)}
    if first_day in borders:
        counts = values.exact_interruption_counts.on(first_day)
        because["would_count"] = counts.value
        return _finding(event, None, because, "B:R6")
    return _finding(event, first_day > max(borders), because)


def _working_time_changed(situation: ClaimSituation, kind: Kind) -> Finding:
    """First unemployment after a change of Q or S (T32; AR art. 133 § 1 4° b; B:R19)."""
    del kind
    changed_on, first_day = situation.working_time_changed_on, situation.first_day
    event = ClaimEvent.WORKING_TIME_CHANGED
    if changed_on is None:
        return _finding(event, False, {})
    because: dict[str, Fact] = {"changed_on": changed_on, "first_day": first_day}
    is_after = changed_on <= first_day
    is_first = situation.last_paid_day is None or situation.last_paid_day < changed_on
    if not (is_after and is_first):
        return _finding(event, False, because)
    switch = common_values("claim_limits").working_time_claim_by_payer.rows[-1].first_day
    if first_day < switch and situation.received_on and situation.received_on >= switch:
        because |= {"received_on": situation.received_on, "switch": switch}
        return _finding(event, None, because, "B:R19")
    return _finding(event, True, because)


def _annual_revision(situation: ClaimSituation, kind: Kind) -> Finding:
    """First unemployment of the year from 1 October, to get a higher code (T32; optional)."""
    del kind
    start, end = reference_year(day=situation.first_day)
    because: dict[str, Fact] = {"first_day": situation.first_day, "start": start, "end": end}
    event = ClaimEvent.ANNUAL_REVISION
    if not situation.wants_higher_code:
        return _finding(event, False, because)
    if situation.last_paid_day is None:
        return _finding(event, None if situation.was_ever_paid is not False else True, because)
    because["last_paid_day"] = situation.last_paid_day
    return _finding(event, situation.last_paid_day < start, because)


def _after_birthday(situation: ClaimSituation, kind: Kind) -> Finding:
    """First unemployment after the 66th birthday (T32, 18.03.2025; B:R14)."""
    del kind
    values = common_values("claim_limits")
    row = values.claim_birthday_age.on(situation.first_day)
    event = ClaimEvent.AFTER_BIRTHDAY
    if situation.birth_date is None:
        return _finding(event, None, {})
    if row.value is None:
        doubtful = values.birthday_in_doubt_age.on(situation.first_day)
        from_day = same_date_after(situation.birth_date, 12 * doubtful.value)
        is_doubtful = situation.first_day >= from_day
        return _finding(event, None if is_doubtful else False, {"age": doubtful.value}, "B:R14")
    birthday = same_date_after(situation.birth_date, 12 * row.value)
    because: dict[str, Fact] = {
        "birthday": birthday,
        "age": row.value,
        "first_day": situation.first_day,
    }
    if situation.first_day == birthday:
        return _finding(event, None, because, "B:R14")
    was_paid_since = situation.last_paid_day is not None and situation.last_paid_day > birthday
    return _finding(event, situation.first_day > birthday and not was_paid_since, because, "B:R14")


def _medical_force_majeure(situation: ClaimSituation, kind: Kind) -> Finding:
    """Each claim for medical force majeure is made anew (DRS instructions; AR art. 133)."""
    return _finding(
        ClaimEvent.MEDICAL_FORCE_MAJEURE,
        kind.day_code == _MEDICAL_DAY_CODE,
        {"first_day": situation.first_day},
    )


def _strike_month(situation: ClaimSituation, kind: Kind) -> Finding:
    """A claim for each month in which strike unemployment begins (AR art. 137 § 2 3° c; B:R11)."""
    event = ClaimEvent.STRIKE_MONTH
    because: dict[str, Fact] = {"first_day": situation.first_day}
    if Track(kind.claim_track) is not Track.STRIKE:
        return _finding(event, False, because)
    others = (_first_with_employer, _long_interruption, _working_time_changed)
    is_asked_anyway = any(other(situation, kind).met for other in others)
    return _finding(event, True if is_asked_anyway else None, because, "B:R11")


def _return_after_exclusion(situation: ClaimSituation, kind: Kind) -> Finding:
    """Return after an exclusion or sanction (AR 25.11.1991 art. 133 § 1 7°)."""
    del kind
    return _finding(
        ClaimEvent.RETURN_AFTER_EXCLUSION,
        situation.returns_from_exclusion,
        {"first_day": situation.first_day},
    )


def _change_of_payer(situation: ClaimSituation, kind: Kind) -> Finding:
    """Transfer to another payment organisation (AR art. 132; AM 26.11.1991 art. 76-82)."""
    del kind
    return _finding(
        ClaimEvent.CHANGE_OF_PAYER, situation.changes_payer, {"first_day": situation.first_day}
    )


_EVENTS: tuple[Callable[[ClaimSituation, Kind], Finding], ...] = (
    _first_with_employer,
    _long_interruption,
    _working_time_changed,
    _annual_revision,
    _after_birthday,
    _medical_force_majeure,
    _strike_month,
    _return_after_exclusion,
    _change_of_payer,
)


def _with_agr(situation: ClaimSituation, kind: Kind) -> ClaimAnswer:
    """No claim with a guaranteed-income benefit, but for two cases (AR art. 107, comment)."""
    exceptions = (
        _medical_force_majeure(situation, kind),
        _after_birthday(situation, kind),
    )
    is_doubtful = any(exception.met is not False for exception in exceptions)
    finding = Finding(
        rule="agr_needs_no_claim",
        met=None if is_doubtful else True,
        because={"first_day": situation.first_day},
        source="AR 25.11.1991 art. 107",
        confidence=Confidence.MEDIUM if is_doubtful else Confidence.HIGH,
    )
    return ClaimAnswer(
        needed=None if is_doubtful else False,
        by=None,
        until=None,
        claims=(),
        findings=(finding,),
        trace=(),
    )


def _finding(
    event: ClaimEvent, met: bool | None, because: Mapping[str, Fact], *readings: str
) -> Finding:
    row = event_rows()[event]
    return Finding(
        rule=event.value,
        met=met,
        because=because,
        source=row.source,
        confidence=row.confidence,
        readings=readings,
    )


def _check(situation: ClaimSituation) -> None:
    values = common_values("claim_limits")
    first = values.interruption_months.rows[0].first_day
    latest = common_values("declaration_limits").latest_declarable_day.rows[0]
    if situation.first_day < first:
        raise UnusableInput(
            field="first_day",
            value=situation.first_day,
            fault="before_coverage",
            first_day=first,
            source="AR 25.11.1991 art. 133",
        )
    if situation.first_day > latest.value:
        raise UnusableInput(
            field="first_day",
            value=situation.first_day,
            fault="after_last_day",
            last_day=latest.value,
            source=latest.source,
        )
    earlier = {"last_paid_day": situation.last_paid_day, "birth_date": situation.birth_date}
    for field, day in earlier.items():
        if day is not None and day >= situation.first_day:
            raise UnusableInput(
                field=field,
                value=day,
                fault="not_before_first_day",
                first_day=situation.first_day,
                source="AR 25.11.1991 art. 133",
            )
