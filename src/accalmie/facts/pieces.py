"""The pieces of a worker's month: which are needed, whose they are, until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from accalmie.facts.claims import ClaimSituation
from accalmie.facts.communications import Subject
from accalmie.facts.days import Month
from accalmie.facts.findings import Finding, Outcome


class PieceName(StrEnum):
    """A piece without which a month cannot be paid, when it is needed."""

    COMMUNICATION = "communication"
    FIRST_DAY = "first_day"
    SCENARIO_2 = "scenario_2"
    CLAIM = "claim"
    SCENARIO_5 = "scenario_5"
    CARD = "card"
    C1 = "c1"


class PieceState(StrEnum):
    """Where a piece stands; ``expected`` lies with somebody in time, ``urgent`` is due soon."""

    IN_ORDER = "in_order"
    EXPECTED = "expected"
    URGENT = "urgent"
    MISSING = "missing"
    TO_EXAMINE = "to_examine"
    NOT_NEEDED = "not_needed"


class Owner(StrEnum):
    """Who must act."""

    EMPLOYER = "employer"
    WORKER = "worker"
    PAYMENT_ORGANISATION = "payment_organisation"
    OFFICE = "office"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedCommunication:
    """A communication of the employer that covers the worker: what it tells and its outcome.

    ``outcome`` is None as long as the office has not decided.
    """

    subject: Subject
    received_on: date
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerMonth:
    """What is known of one worker, one employer and one month.

    ``kind`` is the kind of unemployment, ``first_day`` the first day of unemployment in the month.
    ``first_day_until`` is the last day for the communication of the first effective day, as the law
    of communications computes it. ``situation`` decides whether a claim is needed; the dates are
    those on which a piece arrived, None as long as it did not. ``has_contradiction`` tells that the
    card and scenario 5 disagree, ``is_asked_by_worker`` that he asked for the papers (strike).
    ``has_c1`` tells whether the claim that was handed in holds a signed C1, None without any claim.
    ``returned_code`` is why the bank sent the last payment back, empty once a newer C1 names where
    to pay. ``change_told_on`` is the day of a change of situation that may touch the right and that
    nobody decided yet, ``is_change_refused`` that the office said no.
    """

    month: Month
    kind: str
    first_day: date
    situation: ClaimSituation
    communications: tuple[ReceivedCommunication, ...] = ()
    first_day_until: date | None = None
    scenario_2_received_on: date | None = None
    scenario_2_is_first_in_company: bool = False
    claim_received_on: date | None = None
    scenario_5_received_on: date | None = None
    card_received_on: date | None = None
    has_contradiction: bool = False
    is_asked_by_worker: bool | None = None
    has_c1: bool | None = None
    returned_code: str = ""
    change_told_on: date | None = None
    is_change_refused: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One piece of a worker's month.

    ``until`` is the last day for it, None where no source sets one. ``blocks_payment`` tells that
    the month cannot be paid as it stands because of this piece.
    """

    name: PieceName
    state: PieceState
    owner: Owner | None
    until: date | None
    blocks_payment: bool
    findings: tuple[Finding, ...] = ()
