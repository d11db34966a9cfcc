"""The worker's claim for benefit: the situation, the events, the answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from accalmie.facts.findings import Finding, Step


class Track(StrEnum):
    """Which time limit a claim follows (AM 26.11.1991 art. 92 § 2)."""

    ORDINARY = "ordinary"
    STRIKE = "strike"
    PAYMENT_ORGANISATION = "payment_organisation"


class Claimant(StrEnum):
    """Who introduces a claim."""

    WORKER = "worker"
    PAYMENT_ORGANISATION = "payment_organisation"


class ClaimEvent(StrEnum):
    """What makes a claim necessary or possible (AR 25.11.1991 art. 133)."""

    FIRST_WITH_EMPLOYER = "first_with_employer"
    LONG_INTERRUPTION = "long_interruption"
    WORKING_TIME_CHANGED = "working_time_changed"
    ANNUAL_REVISION = "annual_revision"
    AFTER_BIRTHDAY = "after_birthday"
    MEDICAL_FORCE_MAJEURE = "medical_force_majeure"
    STRIKE_MONTH = "strike_month"
    RETURN_AFTER_EXCLUSION = "return_after_exclusion"
    CHANGE_OF_PAYER = "change_of_payer"
    CHANGED_SITUATION = "changed_situation"


class Form(StrEnum):
    """A form of a claim."""

    C32_WORKER = "C3.2-travailleur"
    C1 = "C1"
    C6_WORKER = "C6-travailleur"
    C27R = "C27R"
    C47 = "C47"
    SCENARIO_2 = "WECH002"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimSituation:
    """A worker on a day of temporary unemployment.

    ``first_day`` is the first day of this spell of unemployment, ``kind`` its kind.
    ``last_paid_day`` is the last earlier day for which a temporary unemployment benefit was paid,
    by whatever employer; None with ``was_ever_paid`` False when there never was one.
    ``working_time_changed_on`` is the day of a change of Q or S since the last claim.
    ``wants_higher_code`` asks for the annual revision. ``received_on`` is the day of receipt by the
    ONEM where the claim was already introduced. None means that nobody told.
    """

    first_day: date
    kind: str
    is_first_with_employer: bool | None = None
    was_ever_paid: bool | None = None
    last_paid_day: date | None = None
    working_time_changed_on: date | None = None
    wants_higher_code: bool = False
    birth_date: date | None = None
    returns_from_exclusion: bool = False
    changes_payer: bool = False
    has_agr: bool = False
    has_reintegration_path: bool = False
    has_permanent_incapacity: bool = False
    received_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NeededClaim:
    """One claim: for which event, by whom, until when at the latest, with which papers.

    ``is_compulsory`` is False for the yearly revision, which is only made to get a higher code.
    ``until`` is None where no source sets a limit.
    """

    event: ClaimEvent
    by: Claimant
    track: Track
    until: date | None
    is_compulsory: bool
    forms: tuple[Form, ...]
    slip: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimAnswer:
    """Whether a claim is needed: yes, no, or None (*a person must look*).

    ``by`` and ``until`` are those of the compulsory claim that comes due first. In ``findings``,
    ``met`` True says that the event occurred.
    """

    needed: bool | None
    by: Claimant | None
    until: date | None
    claims: tuple[NeededClaim, ...]
    findings: tuple[Finding, ...]
    trace: tuple[Step, ...]
