"""Lodging, changing and cancelling: what is received is numbered and kept, whatever it says."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from accalmie.cases.access.models import Account
from accalmie.cases.access.policy import Act, require
from accalmie.cases.access.roles import Actor, BatchSender
from accalmie.cases.communications import tickets
from accalmie.cases.communications.models import Case, Naming, Version
from accalmie.cases.communications.refusals import Refused, refusal_of
from accalmie.cases.communications.statuses import Status, Step, check_step
from accalmie.cases.days import belgian_day
from accalmie.cases.journal.acts import event, record
from accalmie.cases.keys import new_key
from accalmie.cases.parties.acts import (
    employer_named,
    employers_named,
    office_competent_for,
    workers_named,
)
from accalmie.cases.parties.models import Employer, Office
from accalmie.cases.parties.places import Seat
from accalmie.facts import codec
from accalmie.facts.communications import Channel, Communication
from accalmie.facts.communications import Version as VersionKind
from accalmie.facts.ids.ticket import TEMPORARY_UNEMPLOYMENT

_BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where the raw bytes of a form stand: archived file, form number from 1, place in bytes."""

    digest: str
    form: int
    offset: int | None = None
    length: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lodging:
    """One communication to lodge, how it came, and from which file.

    ``proof_of_technical_problem`` tells, for a letter sent because of such a problem, whether its
    proof is joined. ``received_at`` is when a letter came that is typed in later; None where the
    act itself is the receipt.
    """

    communication: Communication
    channel: Channel
    source: Source | None = None
    proof_of_technical_problem: bool | None = None
    received_at: datetime | None = None


class WrongVersion(ValueError):
    """A change was given to ``lodge``, an original to ``amend`` or ``cancel``…"""


def lodge(
    *,
    communication: Communication,
    by: Actor,
    at: datetime,
    channel: Channel,
    source: Source | None = None,
) -> Version:
    """Lodge an original: a new case, its first version and its ticket. Late or odd, it is lodged.

    Raises ``NotAllowed``, and ``WrongVersion`` when it is no original. ``lodge_many`` also takes
    what a registered letter tells beside its communication.
    """
    lodging = Lodging(communication=communication, channel=channel, source=source)
    return lodge_many(lodgings=[lodging], by=by, at=at)[0]


@transaction.atomic
def lodge_many(*, lodgings: Sequence[Lodging], by: Actor, at: datetime) -> list[Version]:
    """Lodge many originals in one transaction, in columns; same order as given."""
    for lodging in lodgings:
        _check_kind(lodging.communication, VersionKind.ORIGINAL)
    employers = employers_named(numbers=(entry.communication.employer for entry in lodgings))
    on = belgian_day(at)
    for employer, seat in {
        (one.communication.employer, one.communication.seat) for one in lodgings
    }:
        require(by=by, act=Act.LODGE, target=Seat(employers[employer], seat), on=on)
    offices = _offices({_postal_code(entry.communication) for entry in lodgings})
    granted = tickets.grant(system=TEMPORARY_UNEMPLOYMENT, count=len(lodgings))
    versions: list[Version] = []
    for lodging, ticket in zip(lodgings, granted, strict=True):
        communication = lodging.communication
        case = _case(
            communication,
            employers[communication.employer],
            offices[_postal_code(communication)],
            lodging.received_at or at,
        )
        versions.append(_version(case, 1, ticket, lodging, by, at, None))
    # Each names the other; the database looks at the end of the transaction.
    for version in versions:
        version.case.latest_id = version.id
    Case.objects.bulk_create([version.case for version in versions], batch_size=_BATCH)
    Version.objects.bulk_create(versions, batch_size=_BATCH)
    _name_workers([(v, e.communication) for v, e in zip(versions, lodgings, strict=True)])
    record(events=[_event(Step.LODGE, version, by, at) for version in versions])
    return versions


def amend(
    *,
    communication: Communication,
    by: Actor,
    at: datetime,
    channel: Channel,
    source: Source | None = None,
    proof_of_technical_problem: bool | None = None,
    received_at: datetime | None = None,
) -> Version | Refused:
    """Lodge a change as the next version of its case, or say why it cannot be attached.

    For what a letter tells beside its communication see ``Lodging``.
    """
    _check_kind(communication, VersionKind.CHANGE)
    lodging = Lodging(
        communication=communication,
        channel=channel,
        source=source,
        proof_of_technical_problem=proof_of_technical_problem,
        received_at=received_at,
    )
    return _add_version(Step.AMEND, Act.AMEND, lodging, by, at)


def cancel(
    *,
    communication: Communication,
    by: Actor,
    at: datetime,
    channel: Channel,
    source: Source | None = None,
    proof_of_technical_problem: bool | None = None,
    received_at: datetime | None = None,
) -> Version | Refused:
    """Lodge a cancellation (also a simplified one) as the last version of its case, or say why not.

    ``simplified_cancellation`` makes one from the version to cancel.
    """
    _check_kind(communication, VersionKind.CANCELLATION)
    lodging = Lodging(
        communication=communication,
        channel=channel,
        source=source,
        proof_of_technical_problem=proof_of_technical_problem,
        received_at=received_at,
    )
    return _add_version(Step.CANCEL, Act.CANCEL, lodging, by, at)


def simplified_cancellation(*, of: Version) -> Communication:
    """The shortest cancellation of a version: what it replaces, whose it is, and nothing else."""
    told = of.communication
    return Communication(
        kind=told.kind,
        subject=told.subject,
        version=VersionKind.CANCELLATION,
        employer=told.employer,
        language=told.language,
        is_from_user_of_agency_workers=told.is_from_user_of_agency_workers,
        agency=told.agency,
        replaces=of.ticket,
    )


@transaction.atomic
def _add_version(
    step: Step, act: Act, lodging: Lodging, by: Actor, at: datetime
) -> Version | Refused:
    communication = lodging.communication
    case = (
        # Of two changes at once, the second waits here and then finds the ticket superseded.
        Case.objects.select_for_update(of=("self",))
        .filter(versions__ticket=communication.replaces)
        .first()
    )
    target = case or employer_named(numbers=communication.employer)
    require(by=by, act=act, target=target, on=belgian_day(at))
    if step is Step.AMEND and case is not None:
        # A change may name another seat: both must be the user's.
        place = Seat(case.employer, communication.seat)
        require(by=by, act=act, target=place, on=belgian_day(at))
    refused = refusal_of(communication=communication, channel=lodging.channel)
    if refused is not None:
        return refused
    assert case is not None, "a ticket that is no version's is refused above"
    check_step(step=step, status=Status(case.status))
    if communication.details is None:
        # A simplified cancellation names only the risk; what it cancels tells the rest.
        communication = dataclasses.replace(communication, kind=case.kind)
        lodging = dataclasses.replace(lodging, communication=communication)
    (ticket,) = tickets.grant(system=TEMPORARY_UNEMPLOYMENT, count=1)
    number = case.latest.number + 1
    version = _version(case, number, ticket, lodging, by, at, case.latest_id)
    version.save(force_insert=True)
    _name_workers([(version, communication)])
    case.latest = version
    case.status = Status.RECEIVED
    case.received_at = version.received_at
    if step is Step.AMEND:
        case.kind = communication.kind
        case.first_day, case.last_day = communication.first_day, communication.last_day
        case.worker_count = len(communication.workers)
    case.save()
    record(events=[_event(step, version, by, at)])
    return version


def _case(
    communication: Communication, employer: Employer, office: Office | None, at: datetime
) -> Case:
    return Case(
        id=new_key(),
        kind=communication.kind,
        subject=communication.subject,
        employer=employer,
        office=office,
        seat_postal_code=_postal_code(communication),
        status=Status.RECEIVED,
        first_received_at=at,
        received_at=at,
        first_day=communication.first_day,
        last_day=communication.last_day,
        worker_count=len(communication.workers),
    )


def _version(
    case: Case,
    number: int,
    ticket: str,
    lodging: Lodging,
    by: Actor,
    at: datetime,
    replaces: UUID | None,
) -> Version:
    communication, source = lodging.communication, lodging.source
    return Version(
        id=new_key(),
        case=case,
        ticket=ticket,
        number=number,
        kind=communication.version,
        facts=codec.to_json(communication),
        received_at=lodging.received_at or at,
        channel=lodging.channel,
        by=by if isinstance(by, Account) else None,
        proof_of_technical_problem=lodging.proof_of_technical_problem,
        received_from=by.sender if isinstance(by, BatchSender) else None,
        replaces_id=replaces,
        own_reference=communication.own_reference or "",
        first_day=communication.first_day,
        last_day=communication.last_day,
        source_digest=source.digest if source else "",
        source_form=source.form if source else None,
        source_offset=source.offset if source else None,
        source_length=source.length if source else None,
    )


def _name_workers(named: Sequence[tuple[Version, Communication]]) -> None:
    keys = workers_named(niss=(w.niss for _, told in named for w in told.workers))
    Naming.objects.bulk_create(
        [
            Naming(version=version, worker_id=keys[worker.niss], last_day=worker.last_day)
            for version, told in named
            for worker in told.workers
        ],
        batch_size=_BATCH,
    )


def _offices(postal_codes: set[str]) -> dict[str, Office | None]:
    return {code: office_competent_for(postal_code=code) for code in postal_codes}


def _postal_code(communication: Communication) -> str:
    return communication.seat.postal_code if communication.seat else ""


def _check_kind(communication: Communication, expected: VersionKind) -> None:
    if communication.version is not expected:
        raise WrongVersion(f"expected {expected.value}, got {communication.version.value}")


def _event(step: Step, version: Version, by: Actor, at: datetime):
    return event(
        act=step,
        by=by,
        at=at,
        subject_kind="case",
        subject=version.case_id,
        ticket=version.ticket,
        data={
            "number": version.number,
            "channel": str(version.channel),
            **({} if version.received_at == at else {"received_on": _day(version).isoformat()}),
        },
    )


def _day(version: Version) -> date:
    return belgian_day(version.received_at)
