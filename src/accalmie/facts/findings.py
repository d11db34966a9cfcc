"""What a rule answers: findings, the trace of a computation, the assessment of a communication."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import IntEnum, StrEnum

from accalmie.facts.communications import Channel, Communication
from accalmie.facts.days import Month, Period

Fact = str | int | bool | Decimal | date | Period | Month | tuple[date, ...] | None
"""A number, day or word that a rule used."""


class Confidence(IntEnum):
    """How sure a value or a reading is: official text seen, secondary source, or weak."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3


class Outcome(StrEnum):
    """The answer about a whole communication."""

    IN_ORDER = "in_order"
    NOT_IN_ORDER = "not_in_order"
    TO_EXAMINE = "to_examine"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of a trace: what was computed, from what, by which text.

    ``unit`` tells how to write the value: ``EUR``, ``hours``, ``allowances``, ``days``… or nothing.
    """

    name: str
    value: Fact
    unit: str = ""
    formula: str = ""
    source: str = ""
    confidence: Confidence = Confidence.HIGH
    readings: tuple[str, ...] = ()
    not_verified_since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One rule examined.

    ``met`` is True (in order), False (not in order) or None (*a person must look*).
    ``because`` holds the days and numbers used, ``remedies`` the names of the wordings that tell
    what can be done, ``readings`` the numbers of the interpretations it rests on (``C:R3``).
    ``not_verified_since`` is set where the last known value may have changed since.
    """

    rule: str
    met: bool | None
    because: Mapping[str, Fact]
    source: str
    confidence: Confidence
    remedies: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    not_verified_since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PreliminaryCondition:
    """A C106A: the proof that a firm may suspend its employees (sheet E54).

    ``sent_on`` is the day of its registered letter; where ``has_registered_letter`` says that none
    is known, the day on which it came through the portal. ``criterion`` is A, B or C;
    ``instrument`` names the agreement or plan; ``is_recognised`` is the ONEM's answer, None as long
    as there is none. The two maxima come from the instrument when it sets fewer calendar weeks
    than the law.
    """

    sent_on: date
    criterion: str
    instrument: str
    valid: Period
    is_recognised: bool | None = None
    max_full_weeks: int | None = None
    max_reduced_weeks: int | None = None
    has_registered_letter: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitteeDecision:
    """What the management committee of the ONEM decided on a strike or lock-out (art. 73).

    ``period`` is that of the strike; ``text`` says in the committee's words for whom it holds.
    """

    reference: str
    decided_on: date
    is_granted: bool
    period: Period
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lodged:
    """A communication already received: its ticket, its day, and what became of it.

    ``is_under_dispensation`` tells that it came by letter because its sender is exempt from the
    electronic way; it then does not count in the 24 months of a strike (art. 137 § 6).
    """

    ticket: str
    received_on: date
    communication: Communication
    outcome: Outcome | None = None
    is_cancelled: bool = False
    ended_early_on: date | None = None
    is_under_dispensation: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What the law needs to know beside the communication itself.

    ``closed_days`` are the firm's replacement and bridge days, taken as complete; None where nobody
    told. ``history`` are the earlier communications of the same employer, oldest first.
    ``has_dispensation`` and ``has_technical_problem`` are the exceptions to the electronic channel.
    ``committee_decisions`` are those on strikes of this employer, oldest first.
    """

    received_on: date
    channel: Channel = Channel.BATCH
    history: tuple[Lodged, ...] = ()
    closed_days: tuple[date, ...] | None = None
    preliminary_conditions: tuple[PreliminaryCondition, ...] = ()
    has_dispensation: bool = False
    has_technical_problem: bool = False
    has_proof_of_technical_problem: bool = False
    committee_decisions: tuple[CommitteeDecision, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """Everything the law says of one communication, on the day of its receipt.

    ``earliest_first_day`` and ``latest_last_day`` are what the law would have allowed; None where
    no source states it. ``law_version`` tells with which values and rules it was made.
    """

    outcome: Outcome
    findings: tuple[Finding, ...]
    law_version: str
    received_on: date
    earliest_first_day: date | None = None
    latest_last_day: date | None = None
    trace: tuple[Step, ...] = field(default=())


def outcome_of(findings: tuple[Finding, ...]) -> Outcome:
    """One rule not met is not in order; else one open question goes to a person; else in order."""
    answers = {finding.met for finding in findings}
    if False in answers:
        return Outcome.NOT_IN_ORDER
    if None in answers:
        return Outcome.TO_EXAMINE
    return Outcome.IN_ORDER
