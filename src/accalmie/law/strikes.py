"""The authorisation of the management committee in a strike or lock-out (AR 25.11.1991 art. 73).

The committee decides for a strike; each communication and each claim of that strike reads it. It
looks at workers outside the unit on strike, so who belongs to that unit is looked at by a person,
and so are days outside the strike, which the director decides (comment of 29.11.2024).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from accalmie.facts.findings import CommitteeDecision, Confidence, Fact, Finding

_SOURCE = "AR 25.11.1991 art. 73"


@dataclass(frozen=True, slots=True, kw_only=True)
class StrikeOfClaim:
    """What is known of the strike behind a claim.

    ``decision`` is the committee's on the first day, None where none is known.
    ``is_in_striking_unit``: the employer told that the worker belongs to that unit or works in it.
    """

    decision: CommitteeDecision | None = None
    is_in_striking_unit: bool = False


def decision_on(*, decisions: Sequence[CommitteeDecision], day: date) -> CommitteeDecision | None:
    """The newest decision on a strike that holds on a day; None where none is known."""
    found = [one for one in decisions if day in one.period]
    return max(found, key=lambda one: one.decided_on) if found else None


def has_authorised(
    *, decision: CommitteeDecision | None, last_day: date | None, is_in_striking_unit: bool
) -> bool | None:
    """Whether the committee authorises; None where a person must look.

    ``last_day`` is the last one asked for, None where it is open.
    """
    if decision is None:
        return None
    if not decision.is_granted:
        return False
    goes_beyond = last_day is not None and last_day > decision.period.last_day
    return None if goes_beyond or is_in_striking_unit else True


def strike_authorised(*, strike: StrikeOfClaim | None) -> Finding:
    """A claim after a strike has the committee's authorisation (AR 25.11.1991 art. 73)."""
    known = strike or StrikeOfClaim()
    met = has_authorised(
        decision=known.decision, last_day=None, is_in_striking_unit=known.is_in_striking_unit
    )
    because: dict[str, Fact] = {}
    if known.decision is not None:
        because = {"decided_on": known.decision.decided_on, "reference": known.decision.reference}
    return Finding(
        rule="strike_authorised",
        met=met,
        because=because,
        source=_SOURCE,
        confidence=Confidence.HIGH,
    )
