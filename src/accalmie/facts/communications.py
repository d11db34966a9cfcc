"""The employer's communications to the ONEM: one noun for every kind and every version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from accalmie.facts.days import Period
from accalmie.facts.languages import Language
from accalmie.facts.parties import Address, Agency, Contact, EmployerId, NamedWorker, Sender


class Subject(StrEnum):
    """What a communication tells the ONEM."""

    PLANNED_SUSPENSION = "planned_suspension"
    FIRST_EFFECTIVE_DAY = "first_effective_day"
    ACCIDENT_NATURE = "accident_nature"
    ACCIDENT_WORKERS = "accident_workers"
    FORCE_MAJEURE_NATURE = "force_majeure_nature"
    SOCIAL_ACTION = "social_action"


class Version(StrEnum):
    """Whether a communication is new, changes an earlier one or cancels it."""

    ORIGINAL = "original"
    CHANGE = "change"
    CANCELLATION = "cancellation"


class Regime(StrEnum):
    """Regime of a suspension for economic causes (LCT art. 51; TWCT001 zone 00761)."""

    FULL = "full"
    LARGE = "large"
    SMALL = "small"


class Channel(StrEnum):
    """By which way a communication reached the ONEM (sheets E28 and E53)."""

    PORTAL = "portal"
    BATCH = "batch"
    REST = "rest"
    REGISTERED_LETTER = "registered_letter"
    FAX = "fax"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedSuspension:
    """Economic causes, planned.

    ``joint_committee`` is written CCC or CCC.CC, 999 where there is none; ``level`` is the level
    inside it that tells derogations and worker from employee apart. ``working_days`` gives the
    number of days worked in each run of seven calendar days from the first day, repeated to the
    end; the structured message does not carry it. ``excluded`` are days inside the period that the
    notice leaves out (a collective closure, or work between two announced periods).
    ``undertakes_not_to_subcontract`` is the undertaking of art. 30quinquies.
    """

    regime: Regime
    joint_committee: str
    level: str | None = None
    reason: str = ""
    undertakes_not_to_subcontract: bool = False
    working_days: tuple[int, ...] | None = None
    excluded: tuple[Period, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BadWeather:
    """First effective day of bad weather: its nature, the work, and why it cannot be done."""

    weather: str
    work_and_reason: str
    site: Address | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TechnicalAccident:
    """Date and nature of a technical accident."""

    accident_on: date
    nature: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ForceMajeure:
    """The reason given for force majeure."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstEffectiveDay:
    """First effective day of the month, economic causes or technical accident."""

    joint_committee: str | None = None
    level: str | None = None
    site: Address | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SocialAction:
    """Strike or lock-out: official reason code or free text, and where or by whom.

    ``proof_of_technical_problem`` tells whether the proof is joined when a letter replaces the
    electronic communication because of such a problem (AR 25.11.1991 art. 137 §6).
    """

    joint_committee: str | None = None
    level: str | None = None
    reason_code: str | None = None
    comment: str = ""
    details: str = ""
    site: Address | None = None
    is_asked_by_worker: bool | None = None
    belongs_to_striking_unit: bool | None = None
    works_in_striking_unit: bool | None = None


Details = (
    PlannedSuspension
    | BadWeather
    | TechnicalAccident
    | ForceMajeure
    | FirstEffectiveDay
    | SocialAction
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Communication:
    """One communication as its sender made it.

    ``kind`` is the code of a kind of unemployment (``law kinds`` lists them). ``notified_on`` is
    the day on which the workers were told (posting or individual notice); a structured message does
    not carry it. ``created_at`` is the sender's own clock. ``seat`` is the seat of exploitation.
    ``replaces`` is the ticket that a change or a cancellation concerns, ``corrects`` the ticket of
    a refused original that this one corrects. ``details`` is absent in a simplified cancellation.
    """

    kind: str
    subject: Subject
    version: Version
    employer: EmployerId
    language: Language = Language.FR
    created_at: datetime | None = None
    notified_on: date | None = None
    first_day: date | None = None
    last_day: date | None = None
    details: Details | None = None
    workers: tuple[NamedWorker, ...] = ()
    section: str | None = None
    seat: Address | None = None
    contact: Contact | None = None
    sender: Sender | None = None
    is_from_user_of_agency_workers: bool = False
    agency: Agency | None = None
    own_reference: str | None = None
    replaces: str | None = None
    corrects: str | None = None
    remark: str = ""

    @property
    def period(self) -> Period | None:
        """The announced period, when both ends are known and in order."""
        if self.first_day is None or self.last_day is None or self.last_day < self.first_day:
            return None
        return Period(self.first_day, self.last_day)
