"""The papers of a claim as the worker fills them in: C3.2-worker and C1."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from accalmie.facts.parties import Address


class C1Reason(StrEnum):
    """Why a C1 is made (form 830.10.000, section 2)."""

    FIRST_CLAIM = "first_claim"
    AFTER_INTERRUPTION = "after_interruption"
    CHANGE_OF_PAYER = "change_of_payer"
    CHANGE_OF_ADDRESS = "change_of_address"
    CHANGE_OF_ACCOUNT = "change_of_account"
    CHANGE_OF_SITUATION = "change_of_situation"


class Activity(StrEnum):
    """An activity that a C1 declares (section 4); some need a further form."""

    FULL_TIME_STUDIES = "full_time_studies"
    APPRENTICESHIP = "apprenticeship"
    TRAINING_STAGE = "training_stage"
    CULTURAL_MANDATE = "cultural_mandate"
    POLITICAL_MANDATE = "political_mandate"
    ARTS = "arts"
    STEPPING_STONE = "stepping_stone"
    SIDE_ACTIVITY = "side_activity"


class Income(StrEnum):
    """An income that a C1 declares (section 5)."""

    PENSION = "pension"
    SICKNESS = "sickness"
    WORK_ACCIDENT = "work_accident"
    TRAINING = "training"


@dataclass(frozen=True, slots=True, kw_only=True)
class C32Worker:
    """C3.2-worker (831.10.027): from which day benefit is claimed, in which capacity."""

    claimed_from: date
    is_apprentice: bool = False
    is_sincere: bool = False
    signed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class C1:
    """C1 (830.10.000) without the parts that temporary unemployment does not need.

    ``iban`` is None for a circular cheque. ``pays_union_fee`` None leaves the fee as it is.
    ``has_permanent_incapacity`` is that of at least 33 %.
    """

    reason: C1Reason
    iban: str | None = None
    bic: str = ""
    account_is_own: bool = True
    account_holder: str = ""
    address: Address | None = None
    email: str = ""
    phone: str = ""
    activities: tuple[Activity, ...] = ()
    incomes: tuple[Income, ...] = ()
    pays_union_fee: bool | None = None
    has_permanent_incapacity: bool = False
    is_on_unpaid_leave: bool = False
    is_sincere: bool = False
    signed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFile:
    """The papers of one claim; None where a paper is not there.

    ``other_forms`` names further papers by their official name (C1A, C6-worker, C27R, C47).
    ``answered`` names the parts that were filled in, so that a draft tells "none" from "not asked
    yet".
    """

    c32: C32Worker | None = None
    c1: C1 | None = None
    other_forms: tuple[str, ...] = ()
    answered: tuple[str, ...] = ()
