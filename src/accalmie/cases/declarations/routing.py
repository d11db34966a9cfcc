"""Where a declaration goes: to the payment organisation, or to a person who must look."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from accalmie.cases.access.models import Account
from accalmie.cases.access.roles import Actor
from accalmie.cases.declarations.models import Declaration, DeclarationVersion, Delivery, Way
from accalmie.cases.declarations.statuses import Scenario, Status
from accalmie.cases.parties.models import Employment, Worker
from accalmie.cases.tasks.acts import Question, open_tasks
from accalmie.cases.tasks.models import TaskKind
from accalmie.facts.pieces import Owner

_BATCH = 500


def deliver(
    *, versions: Iterable[DeclarationVersion], by: Actor, at: datetime, way: Way
) -> list[Delivery]:
    """Give versions to the payment organisation of their month, once; without one nothing goes."""
    wanted = {
        version.id: version
        for version in versions
        if version.declaration.payment_organisation_id is not None
    }
    had = set(
        Delivery.objects.filter(version_id__in=list(wanted)).values_list(
            "version_id", "payment_organisation_id"
        )
    )
    new = [
        Delivery(
            version=version,
            payment_organisation_id=version.declaration.payment_organisation_id,
            way=way,
            delivered_at=at,
            by=by if isinstance(by, Account) and way is Way.FETCHED else None,
        )
        for version in wanted.values()
        if (version.id, version.declaration.payment_organisation_id) not in had
    ]
    return Delivery.objects.bulk_create(new, batch_size=_BATCH)


def goes_by_itself(*, declaration: Declaration) -> bool:
    """Tell whether it is sent to the payment organisation without being asked for (scenario 5)."""
    return declaration.scenario == Scenario.HOURS and declaration.status == Status.STANDING


def route_to_persons(*, declarations: Sequence[Declaration], by: Actor, at: datetime) -> None:
    """Open tasks for what nobody knows and for second declarations; nothing is ever lost."""
    known = _known_employments(declarations)
    strangers = _strangers(declarations)
    questions = []
    for declaration in declarations:
        if declaration.status == Status.SET_ASIDE:
            questions.append(_question(TaskKind.DUPLICATE_DECLARATION, declaration))
        if declaration.worker_id in strangers:
            questions.append(_question(TaskKind.UNKNOWN_WORKER, declaration))
        elif not _is_employed(declaration, known):
            questions.append(_question(TaskKind.UNKNOWN_EMPLOYMENT, declaration))
    open_tasks(questions=questions, by=by, at=at)


def _question(kind: TaskKind, declaration: Declaration) -> Question:
    has_payer = declaration.payment_organisation_id is not None
    return Question(
        kind=kind,
        owner=Owner.PAYMENT_ORGANISATION if has_payer else Owner.OFFICE,
        worker_id=declaration.worker_id,
        employer_id=declaration.employer_id,
        month=declaration.month,
        payment_organisation_id=declaration.payment_organisation_id,
        subject_kind="declaration",
        subject=declaration.id,
        facts={"scenario": str(declaration.scenario), "occupation": declaration.occupation},
    )


def _known_employments(
    declarations: Sequence[Declaration],
) -> dict[tuple[UUID, UUID], list[Employment]]:
    workers = sorted({declaration.worker_id for declaration in declarations})
    found: dict[tuple[UUID, UUID], list[Employment]] = {}
    for start in range(0, len(workers), _BATCH):
        for row in Employment.objects.filter(worker_id__in=workers[start : start + _BATCH]):
            found.setdefault((row.worker_id, row.employer_id), []).append(row)
    return found


def _strangers(declarations: Sequence[Declaration]) -> set[UUID]:
    """Workers of whom only the number is known: no employer and no payment organisation."""
    workers = sorted({d.worker_id for d in declarations if d.payment_organisation_id is None})
    found: set[UUID] = set()
    for start in range(0, len(workers), _BATCH):
        found |= set(
            Worker.objects.filter(
                pk__in=workers[start : start + _BATCH], employments__isnull=True
            ).values_list("id", flat=True)
        )
    return found


def _is_employed(
    declaration: Declaration, known: dict[tuple[UUID, UUID], list[Employment]]
) -> bool:
    month = declaration.month
    return any(
        row.first_day <= month.last_day
        and (row.last_day is None or row.last_day >= month.first_day)
        for row in known.get((declaration.worker_id, declaration.employer_id), ())
    )
