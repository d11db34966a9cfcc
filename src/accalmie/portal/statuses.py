"""A state as people read it: one of seven shapes, and a word.

The shapes are those of the look of the pages; the colour follows the shape, never the reverse.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from django.utils.translation import gettext as _

from accalmie.cases.communications.statuses import Status as CaseStatus
from accalmie.facts.findings import Outcome


class Shape(StrEnum):
    """The seven shapes; the value is the suffix of the style class and of the icon."""

    OK = "ok"
    TODO = "todo"
    DUE = "due"
    STOP = "stop"
    LOOK = "look"
    WAIT = "wait"
    NONE = "na"


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """A shape with its word."""

    shape: Shape
    word: str


def of_finding(*, met: bool | None) -> Status:
    """The answer of a rule: yes, no, or a person must look."""
    match met:
        case True:
            return Status(shape=Shape.OK, word=_("In order"))
        case False:
            return Status(shape=Shape.STOP, word=_("Not in order"))
        case None:
            return Status(shape=Shape.LOOK, word=_("To be looked at"))


def of_open_finding() -> Status:
    """The third answer as the officer sees it."""
    return Status(shape=Shape.LOOK, word=_("For you to see"))


def of_outcome(outcome: Outcome) -> Status:
    """The answer of the law about a whole communication, before a decision."""
    match outcome:
        case Outcome.IN_ORDER:
            return of_finding(met=True)
        case Outcome.NOT_IN_ORDER:
            return of_finding(met=False)
        case Outcome.TO_EXAMINE:
            return of_finding(met=None)


def of_case_for_employer(status: CaseStatus) -> Status:
    """What the employer sees: nothing of the outcome before it is published."""
    match status:
        case (
            CaseStatus.RECEIVED
            | CaseStatus.TO_EXAMINE
            | CaseStatus.REFUSAL_PROPOSED
            | CaseStatus.DECIDED
        ):
            return Status(shape=Shape.WAIT, word=_("At the office"))
        case CaseStatus.ACCEPTED:
            return Status(shape=Shape.OK, word=_("In order"))
        case CaseStatus.REFUSED:
            return Status(shape=Shape.STOP, word=_("Not in order"))
        case CaseStatus.CANCELLED:
            return Status(shape=Shape.NONE, word=_("Cancelled"))
        case _unknown:
            assert_never(_unknown)


def of_case_for_office(status: CaseStatus) -> Status:
    """What the office sees: where the work stands."""
    match status:
        case CaseStatus.RECEIVED:
            return Status(shape=Shape.WAIT, word=_("Received"))
        case CaseStatus.TO_EXAMINE:
            return Status(shape=Shape.LOOK, word=_("To decide"))
        case CaseStatus.REFUSAL_PROPOSED:
            return Status(shape=Shape.WAIT, word=_("At the second reader"))
        case CaseStatus.DECIDED:
            return Status(shape=Shape.WAIT, word=_("Decided, published tomorrow"))
        case CaseStatus.ACCEPTED:
            return Status(shape=Shape.OK, word=_("In order"))
        case CaseStatus.REFUSED:
            return Status(shape=Shape.STOP, word=_("Not in order"))
        case CaseStatus.CANCELLED:
            return Status(shape=Shape.NONE, word=_("Cancelled"))
        case _unknown:
            assert_never(_unknown)
