"""Rows made of declarations: what lists, constraints and the board look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accalmie.cases.access.models import Account
from accalmie.cases.access.roles import Actor, BatchSender
from accalmie.cases.communications.lodging import Source
from accalmie.cases.days import belgian_day
from accalmie.cases.declarations.models import Declaration, DeclarationVersion
from accalmie.cases.declarations.refusals import DeclarationFact, scenario_of
from accalmie.cases.keys import new_key
from accalmie.cases.parties.models import Employer
from accalmie.facts import codec
from accalmie.facts.claims import Track
from accalmie.facts.communications import Channel
from accalmie.facts.days import Month
from accalmie.facts.declarations import HoursDeclaration
from accalmie.facts.findings import Finding
from accalmie.law import VERSION, kinds


@dataclass(frozen=True, slots=True, kw_only=True)
class Lodging:
    """One declaration to lodge, how it came, and from which file."""

    declaration: DeclarationFact
    channel: Channel
    source: Source | None = None


def declaration_row(
    fact: DeclarationFact, worker_id: UUID, employer: Employer, at: datetime
) -> Declaration:
    """A new declaration, without version and payment organisation yet."""
    return Declaration(
        id=new_key(),
        scenario=scenario_of(declaration=fact),
        worker_id=worker_id,
        employer=employer,
        month=month_of(fact, Month.of(belgian_day(at))),
        occupation=occupation_of(fact),
        kind=kind_of(fact),
        first_received_at=at,
        received_at=at,
    )


def version_row(
    declaration: Declaration,
    number: int,
    ticket: str,
    lodging: Lodging,
    findings: tuple[Finding, ...],
    by: Actor,
    at: datetime,
    replaces: UUID | None,
) -> DeclarationVersion:
    """A version as it was received."""
    source = lodging.source
    return DeclarationVersion(
        id=new_key(),
        declaration=declaration,
        ticket=ticket,
        number=number,
        kind=lodging.declaration.version,
        facts=codec.to_json(lodging.declaration),
        findings=codec.to_json(findings),
        law_version=VERSION,
        received_at=at,
        channel=lodging.channel,
        by=by if isinstance(by, Account) else None,
        received_from=by.sender if isinstance(by, BatchSender) else None,
        replaces_id=replaces,
        source_digest=source.digest if source else "",
        source_form=source.form if source else None,
        source_offset=source.offset if source else None,
        source_length=source.length if source else None,
    )


def month_of(fact: DeclarationFact, otherwise: Month) -> Month:
    """The month of the hours, or of the first day."""
    if isinstance(fact, HoursDeclaration):
        return fact.month
    return otherwise if fact.first_day is None else Month.of(fact.first_day)


def kind_of(fact: DeclarationFact) -> str:
    """The first kind declared."""
    return fact.kinds[0] if isinstance(fact, HoursDeclaration) else fact.kind


def occupation_of(fact: DeclarationFact) -> str:
    """The first day of the occupation as text, empty where none is told."""
    return "" if fact.occupation is None else fact.occupation.first_day.isoformat()


def is_on_request(fact: DeclarationFact) -> bool:
    """Tell whether nothing is declared but what waits for the worker's request (strike)."""
    declared = fact.kinds if isinstance(fact, HoursDeclaration) else (fact.kind,)
    return all(Track(kinds.kind_of(kind).claim_track) is Track.STRIKE for kind in declared)
