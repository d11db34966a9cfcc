"""Why a change or a cancellation of a declaration cannot be attached to what it names."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from accalmie.cases.declarations.models import Declaration
from accalmie.cases.declarations.statuses import Scenario, Status
from accalmie.cases.parties.acts import employer_named
from accalmie.facts.communications import Version as VersionKind
from accalmie.facts.declarations import ConstatDeclaration, HoursDeclaration

DeclarationFact = ConstatDeclaration | HoursDeclaration


class Reason(StrEnum):
    """What stands in the way."""

    UNKNOWN_TICKET = "unknown_ticket"
    OTHER_EMPLOYER = "other_employer"
    OTHER_WORKER = "other_worker"
    OTHER_SCENARIO = "other_scenario"
    OTHER_MONTH = "other_month"
    CANCELLED = "cancelled"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Refused:
    """The answer to a change or a cancellation that cannot be attached; nothing was lodged."""

    reason: Reason


def scenario_of(*, declaration: DeclarationFact) -> Scenario:
    """Which scenario a fact belongs to."""
    if isinstance(declaration, HoursDeclaration):
        return Scenario.HOURS
    return Scenario.CONSTAT


def refusal_of(*, declaration: DeclarationFact, found: Declaration | None) -> Refused | None:
    """Return why this change or cancellation cannot be attached, or None when it can.

    ``found`` is the declaration one of whose versions has the ticket that is named.
    """
    reason = _reason(declaration, found)
    return None if reason is None else Refused(reason)


def _reason(declaration: DeclarationFact, found: Declaration | None) -> Reason | None:
    if found is None:
        return Reason.UNKNOWN_TICKET
    if employer_named(numbers=declaration.employer).id != found.employer_id:
        return Reason.OTHER_EMPLOYER
    if declaration.niss != found.worker.niss:
        return Reason.OTHER_WORKER
    if scenario_of(declaration=declaration) != found.scenario:
        return Reason.OTHER_SCENARIO
    if found.status == Status.CANCELLED:
        return Reason.CANCELLED
    if found.latest.ticket != declaration.replaces:
        return Reason.SUPERSEDED
    is_cancelled = declaration.version is VersionKind.CANCELLATION
    if isinstance(declaration, HoursDeclaration) and not is_cancelled:
        return None if declaration.month == found.month else Reason.OTHER_MONTH
    return None
