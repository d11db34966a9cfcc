"""Lodging, changing and cancelling declarations of social risk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from accalmie.cases.access.policy import Act, require, require_reach
from accalmie.cases.access.roles import Actor
from accalmie.cases.communications import tickets
from accalmie.cases.communications.lodging import Source, WrongVersion
from accalmie.cases.days import belgian_day
from accalmie.cases.declarations import rows
from accalmie.cases.declarations.examining import examined
from accalmie.cases.declarations.models import Declaration, DeclarationVersion, Request, Way
from accalmie.cases.declarations.refusals import DeclarationFact, Refused, refusal_of
from accalmie.cases.declarations.routing import deliver, goes_by_itself, route_to_persons
from accalmie.cases.declarations.rows import Lodging
from accalmie.cases.declarations.statuses import Scenario, Status, Step, check_step
from accalmie.cases.journal.acts import event, record
from accalmie.cases.memberships.locks import hold_workers
from accalmie.cases.memberships.queries import payers_of
from accalmie.cases.parties.acts import employer_named, employers_named, workers_named
from accalmie.cases.parties.places import Somewhere
from accalmie.cases.touched import WorkerMonth, tell
from accalmie.facts import codec
from accalmie.facts.communications import Channel
from accalmie.facts.communications import Version as VersionKind
from accalmie.facts.findings import Finding
from accalmie.facts.ids.ticket import DECLARATIONS

_BATCH = 500
_SENT_ON = frozenset({Status.STANDING, Status.CANCELLED})


def lodge(
    *,
    declaration: DeclarationFact,
    by: Actor,
    at: datetime,
    channel: Channel,
    source: Source | None = None,
) -> DeclarationVersion:
    """Lodge an original: a new declaration, its first version and its ticket.

    Raises ``NotAllowed``, ``WrongVersion`` when it is no original and ``UnusableDeclaration`` for
    what cannot be (more than a day's hours, a day outside the month). What is merely odd, late,
    unknown or second is lodged and routed to a person.
    """
    lodging = Lodging(declaration=declaration, channel=channel, source=source)
    return lodge_many(lodgings=[lodging], by=by, at=at)[0]


@transaction.atomic
def lodge_many(*, lodgings: Sequence[Lodging], by: Actor, at: datetime) -> list[DeclarationVersion]:
    """Lodge many originals in one transaction, in columns; same order as given.

    What stands already, word for word, is not lodged again: its version is returned.
    """
    on = belgian_day(at)
    for lodging in lodgings:
        _check_kind(lodging.declaration, VersionKind.ORIGINAL)
    employers = employers_named(numbers=(entry.declaration.employer for entry in lodgings))
    for employer in set(employers.values()):
        require(by=by, act=Act.LODGE_DECLARATION, target=Somewhere(employer), on=on)
    workers = workers_named(niss=(entry.declaration.niss for entry in lodgings))
    hold_workers(workers=workers.values())
    declarations = [
        rows.declaration_row(
            entry.declaration,
            workers[entry.declaration.niss],
            employers[entry.declaration.employer],
            at,
        )
        for entry in lodgings
    ]
    for declaration in declarations:
        require_reach(by=by, act=Act.LODGE_DECLARATION, target=declaration)
    known = _known_already(declarations, lodgings)
    fresh = [n for n in range(len(lodgings)) if n not in known]
    new = _lodge_new([declarations[n] for n in fresh], [lodgings[n] for n in fresh], by, at)
    found = known | dict(zip(fresh, new, strict=True))
    return [found[n] for n in range(len(lodgings))]


def _lodge_new(
    declarations: Sequence[Declaration], lodgings: Sequence[Lodging], by: Actor, at: datetime
) -> list[DeclarationVersion]:
    facts = [lodging.declaration for lodging in lodgings]
    granted = tickets.grant(system=DECLARATIONS, count=len(lodgings)) if lodgings else []
    asked = requests_for(declarations=declarations)
    found = examined(
        declarations=facts,
        employers=[declaration.employer_id for declaration in declarations],
        asked=[_is_asked(declaration, asked) for declaration in declarations],
    )
    _name_payers(declarations)
    _set_statuses(declarations, facts, asked)
    versions = [
        rows.version_row(declaration, 1, ticket, lodging, findings, by, at, None)
        for declaration, ticket, lodging, findings in zip(
            declarations, granted, lodgings, found, strict=True
        )
    ]
    for version in versions:
        version.declaration.latest_id = version.id
    Declaration.objects.bulk_create(declarations, batch_size=_BATCH)
    DeclarationVersion.objects.bulk_create(versions, batch_size=_BATCH)
    _answer(versions, asked)
    deliver(
        versions=[v for v in versions if goes_by_itself(declaration=v.declaration)],
        by=by,
        at=at,
        way=Way.SENT,
    )
    route_to_persons(declarations=declarations, by=by, at=at)
    record(events=[_event(Step.LODGE, version, by, at) for version in versions])
    tell(touched=[month_of(declaration=d) for d in declarations], at=at)
    return versions


def _known_already(
    declarations: Sequence[Declaration], lodgings: Sequence[Lodging]
) -> dict[int, DeclarationVersion]:
    """By position, the standing or held version that says exactly the same."""
    workers = sorted({declaration.worker_id for declaration in declarations})
    standing: dict[tuple, list[DeclarationVersion]] = {}
    for start in range(0, len(workers), _BATCH):
        alive = (
            Declaration.objects.filter(worker_id__in=workers[start : start + _BATCH])
            .exclude(status=Status.CANCELLED)
            .select_related("latest")
            .order_by("first_received_at", "id")
        )
        for row in alive:
            row.latest.declaration = row
            standing.setdefault((*occupation_key(row), row.scenario), []).append(row.latest)
    found: dict[int, DeclarationVersion] = {}
    for position, (row, lodging) in enumerate(zip(declarations, lodgings, strict=True)):
        rivals = standing.get((*occupation_key(row), str(row.scenario)), ())
        told = codec.to_json(lodging.declaration) if rivals else None
        for version in rivals:
            if version.facts == told:
                found[position] = version
                break
    return found


def amend(
    *,
    declaration: DeclarationFact,
    by: Actor,
    at: datetime,
    channel: Channel,
    source: Source | None = None,
) -> DeclarationVersion | Refused:
    """Lodge a change as the next version of its declaration, or say why it cannot be attached."""
    _check_kind(declaration, VersionKind.CHANGE)
    lodging = Lodging(declaration=declaration, channel=channel, source=source)
    return _add_version(Step.AMEND, Act.AMEND_DECLARATION, lodging, by, at)


def cancel(
    *,
    declaration: DeclarationFact,
    by: Actor,
    at: datetime,
    channel: Channel,
    source: Source | None = None,
) -> DeclarationVersion | Refused:
    """Lodge a cancellation as the last version of its declaration, or say why not."""
    _check_kind(declaration, VersionKind.CANCELLATION)
    lodging = Lodging(declaration=declaration, channel=channel, source=source)
    return _add_version(Step.CANCEL, Act.CANCEL_DECLARATION, lodging, by, at)


def month_of(*, declaration: Declaration) -> WorkerMonth:
    """The worker-month that a declaration concerns."""
    return WorkerMonth(declaration.worker_id, declaration.employer_id, declaration.month)


def standing_rivals(*, declarations: Iterable[Declaration]) -> set[tuple]:
    """Occupations and months that already have a standing declaration of hours."""
    workers = sorted({declaration.worker_id for declaration in declarations})
    taken: set[tuple] = set()
    for start in range(0, len(workers), _BATCH):
        taken |= set(
            Declaration.objects.filter(
                worker_id__in=workers[start : start + _BATCH],
                scenario=Scenario.HOURS,
                status=Status.STANDING,
            ).values_list("worker_id", "employer_id", "month", "occupation")
        )
    return taken


def occupation_key(declaration: Declaration) -> tuple:
    """What two declarations of hours must not both have."""
    return (
        declaration.worker_id,
        declaration.employer_id,
        declaration.month,
        declaration.occupation,
    )


@transaction.atomic
def _add_version(
    step: Step, act: Act, lodging: Lodging, by: Actor, at: datetime
) -> DeclarationVersion | Refused:
    fact = lodging.declaration
    declaration = (
        # Of two changes at once, the second waits here and then finds the ticket superseded.
        Declaration.objects.select_for_update(of=("self",))
        .filter(versions__ticket=fact.replaces)
        .first()
    )
    target = declaration or employer_named(numbers=fact.employer)
    require(by=by, act=act, target=target, on=belgian_day(at))
    refused = refusal_of(declaration=fact, found=declaration)
    if refused is not None:
        return refused
    assert declaration is not None, "a ticket that is no version's is refused above"
    check_step(step=step, status=Status(declaration.status))
    findings: tuple[Finding, ...] = ()
    if step is Step.AMEND:
        is_asked = _is_asked(declaration, requests_for(declarations=[declaration]))
        (findings,) = examined(
            declarations=[fact], employers=[declaration.employer_id], asked=[is_asked]
        )
    (ticket,) = tickets.grant(system=DECLARATIONS, count=1)
    version = rows.version_row(
        declaration,
        declaration.latest.number + 1,
        ticket,
        lodging,
        findings,
        by,
        at,
        declaration.latest_id,
    )
    version.save()
    touched = [month_of(declaration=declaration)]
    declaration.latest = version
    declaration.received_at = at
    if step is Step.CANCEL:
        declaration.status = Status.CANCELLED
    else:
        _take_over(declaration, fact)
    declaration.save()
    # Who has the declaration of hours also gets its changes and its end.
    if declaration.scenario == Scenario.HOURS and declaration.status in _SENT_ON:
        deliver(versions=[version], by=by, at=at, way=Way.SENT)
    route_to_persons(declarations=[declaration], by=by, at=at)
    record(events=[_event(step, version, by, at)])
    tell(touched=[*touched, month_of(declaration=declaration)], at=at)
    return version


def _take_over(declaration: Declaration, fact: DeclarationFact) -> None:
    """What a change brings that lists and constraints look at."""
    declaration.kind = rows.kind_of(fact)
    declaration.month = rows.month_of(fact, declaration.month)
    occupation = rows.occupation_of(fact)
    if occupation != declaration.occupation:
        declaration.occupation = occupation
        taken = standing_rivals(declarations=[declaration])
        is_hours = declaration.scenario == Scenario.HOURS
        if (
            is_hours
            and declaration.status == Status.STANDING
            and occupation_key(declaration) in taken
        ):
            declaration.status = Status.SET_ASIDE


def _name_payers(declarations: Sequence[Declaration]) -> None:
    payers = payers_of(pairs=((d.worker_id, d.month) for d in declarations))
    for declaration in declarations:
        declaration.payment_organisation_id = payers[(declaration.worker_id, declaration.month)]


def _set_statuses(
    declarations: Sequence[Declaration],
    facts: Sequence[DeclarationFact],
    asked: dict[tuple, Request],
) -> None:
    """Strikes wait for the worker's request; of two for one occupation the first stands."""
    taken = standing_rivals(declarations=declarations)
    for declaration, fact in zip(declarations, facts, strict=True):
        if rows.is_on_request(fact) and request_key(declaration) not in asked:
            declaration.status = Status.HELD
        elif declaration.scenario == Scenario.HOURS and occupation_key(declaration) in taken:
            declaration.status = Status.SET_ASIDE
        else:
            declaration.status = Status.STANDING
            if declaration.scenario == Scenario.HOURS:
                taken.add(occupation_key(declaration))


def _is_asked(declaration: Declaration, asked: dict[tuple, Request]) -> bool | None:
    """Yes once the worker asked; before, nobody knows."""
    return True if request_key(declaration) in asked else None


def _answer(versions: Sequence[DeclarationVersion], asked: dict[tuple, Request]) -> None:
    for version in versions:
        request = asked.get(request_key(version.declaration))
        if request is not None and request.answered_by_id is None:
            request.answered_by = version
            request.save(update_fields=["answered_by"])


def _check_kind(fact: DeclarationFact, expected: VersionKind) -> None:
    if fact.version is not expected:
        raise WrongVersion(f"expected {expected.value}, got {fact.version.value}")


def requests_for(*, declarations: Iterable[Declaration]) -> dict[tuple, Request]:
    """What the workers of these declarations asked for, by what makes a request one."""
    workers = sorted({declaration.worker_id for declaration in declarations})
    found: dict[tuple, Request] = {}
    for start in range(0, len(workers), _BATCH):
        for row in Request.objects.filter(worker_id__in=workers[start : start + _BATCH]):
            found[(row.worker_id, row.employer_id, row.month, row.scenario, row.kind)] = row
    return found


def request_key(declaration: Declaration) -> tuple:
    """What a request and its declaration have in common."""
    return (
        declaration.worker_id,
        declaration.employer_id,
        declaration.month,
        str(declaration.scenario),
        declaration.kind,
    )


def _event(step: Step, version: DeclarationVersion, by: Actor, at: datetime):
    return event(
        act=step,
        by=by,
        at=at,
        subject_kind="declaration",
        subject=version.declaration_id,
        ticket=version.ticket,
        data={
            "number": version.number,
            "scenario": str(version.declaration.scenario),
            "month": str(version.declaration.month),
        },
    )
