"""What happened in a worker's month: the acts that the journal keeps, as a role may see them.

Every page of the month tells this one history: the worker's, his payment organisation's, and the
page that all four share.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from accalmie.cases.access.roles import Role
from accalmie.cases.board.models import BoardRow
from accalmie.cases.board.queries import reminders_of
from accalmie.cases.board.redaction import REDACTION, SEES_MONEY, Sight
from accalmie.cases.cards.models import Card
from accalmie.cases.cards.statuses import Step as CardStep
from accalmie.cases.claims.models import Claim, Entitlement, Transfer
from accalmie.cases.claims.statuses import Step as ClaimStep
from accalmie.cases.communications.models import Case, Naming
from accalmie.cases.communications.statuses import Step as CaseStep
from accalmie.cases.days import belgian_day
from accalmie.cases.declarations.models import Declaration, Request
from accalmie.cases.declarations.statuses import Scenario
from accalmie.cases.declarations.statuses import Step as DeclarationStep
from accalmie.cases.journal.models import Event as Kept
from accalmie.cases.payments.models import Computation, Payment
from accalmie.cases.payments.statuses import Step as PaymentStep
from accalmie.cases.tasks.models import Task
from accalmie.facts.communications import Subject
from accalmie.facts.days import Month
from accalmie.facts.decisions import Result
from accalmie.facts.languages import Language
from accalmie.facts.pieces import Owner, PieceName
from accalmie.facts.timelines import Actor, Entry, EntryState, Timeline
from accalmie.law.benefits_wording import term
from accalmie.portal import questions, titles
from accalmie.portal.languages import current_language
from accalmie.portal.sentences import LOOK, sentence_of

MONEY, MEMBERSHIP = "money", "membership"

_SIDES = {
    Role.EMPLOYER: Owner.EMPLOYER,
    Role.SECRETARIAT: Owner.EMPLOYER,
    Role.BATCH_SENDER: Owner.EMPLOYER,
    Role.OFFICER: Owner.OFFICE,
    Role.PAYER: Owner.PAYMENT_ORGANISATION,
    Role.WORKER: Owner.WORKER,
}
_OF_THE_SYSTEM = {
    "case": Owner.OFFICE,
    "claim": Owner.OFFICE,
    "declaration": Owner.EMPLOYER,
}
_INTERNAL: Mapping[tuple[str, str], Role] = {
    **{
        ("case", step): Role.OFFICER
        for step in (
            CaseStep.EXAMINE,
            CaseStep.PROPOSE_REFUSAL,
            CaseStep.DECIDE,
            CaseStep.CONFIRM_REFUSAL,
            CaseStep.RETURN_TO_FIRST_OFFICER,
        )
    },
    **{
        ("claim", step): Role.OFFICER
        for step in (
            ClaimStep.EXAMINE,
            ClaimStep.PROPOSE_REFUSAL,
            ClaimStep.RETURN_TO_FIRST_OFFICER,
        )
    },
    ("claim", ClaimStep.DRAFT): Role.WORKER,
    **{
        ("card", step): Role.WORKER
        for step in (CardStep.OPEN_CARD, CardStep.MARK, CardStep.CORRECT)
    },
    ("declaration", DeclarationStep.FETCH): Role.PAYER,
    ("payment_run", PaymentStep.PREPARE): Role.PAYER,
    ("payment_run", PaymentStep.WITHDRAW): Role.PAYER,
    ("computation", "compute_month"): Role.PAYER,
}
"""What one side does among its own people before it tells the others."""

_STOPS = frozenset(
    {("claim", ClaimStep.CONFIRM_REFUSAL.value), ("payment", PaymentStep.RECORD_RETURN.value)}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One act: which piece it belongs to (or the money), who, and what in words.

    ``short`` is empty for the lesser acts, which the drawing leaves out.
    """

    at: datetime
    piece: PieceName | str
    owner: Owner
    short: str
    text: str
    state: EntryState = EntryState.DONE
    act: str = ""

    @property
    def day(self) -> date:
        """The day in Belgium."""
        return belgian_day(self.at)

    @property
    def is_next(self) -> bool:
        """Tell whether it is still to come."""
        return self.state is EntryState.NEXT

    @property
    def is_stop(self) -> bool:
        """Tell whether it stops the month."""
        return self.state is EntryState.STOP

    @property
    def is_strong(self) -> bool:
        """What stops is told strongly."""
        return self.is_stop

    @property
    def who(self) -> str:
        """The actor in words."""
        return owner_name(self.owner)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Subject:
    """A thing of the month that acts are about, with what the journal does not tell of it."""

    piece: PieceName | str
    facts: Mapping[str, Any] = field(default_factory=dict)
    owner: Owner | None = None


def owner_name(owner: Owner) -> str:
    """Who, with a capital: it stands alone."""
    name = term("owner", owner.value, current_language())
    return name[:1].upper() + name[1:]


def events_of(*, row: BoardRow, role: Role) -> list[Event]:
    """The events of a month that a role may see, the oldest first."""
    subjects = {
        key: subject
        for key, subject in _subjects(row)
        if _is_seen(subject.piece, role) and subject.owner in (None, _SIDES[role])
    } | dict(_reminders(row, role))
    kept = Kept.objects.filter(subject__in=subjects, person="").exclude(act=LOOK)
    seen = [
        one
        for one in kept.order_by("at", "id")
        if _INTERNAL.get((one.subject_kind, one.act), role) is role
        and (one.subject_kind != "worker" or Month.of(belgian_day(one.at)) == row.month)
    ]
    return [_event(one, subjects[one.subject]) for one in _without_repetition(seen)]


def timeline_of(*, title: str, events: list[Event], today: date) -> Timeline:
    """The same as a drawing: a lane for each of the four, with the main steps."""
    return Timeline(
        title=title,
        description=_(
            "One line for each party, with the main steps; the list beside it gives every step."
        ),
        lanes=tuple(
            Actor(code=owner.value, label=_lane(owner))
            for owner in (Owner.EMPLOYER, Owner.OFFICE, Owner.PAYMENT_ORGANISATION, Owner.WORKER)
        ),
        entries=tuple(
            Entry(day=one.day, actor=one.owner.value, text=one.short, state=one.state)
            for one in events
            if one.short
        ),
        today=today,
        language=Language(current_language()),
    )


def _lane(owner: Owner) -> str:
    return _("Payment org.") if owner is Owner.PAYMENT_ORGANISATION else owner_name(owner)


def _is_seen(piece: PieceName | str, role: Role) -> bool:
    if piece in (MONEY, MEMBERSHIP):
        return role in SEES_MONEY
    return REDACTION[role][PieceName(piece)] is Sight.FULL


def _without_repetition(kept: list[Kept]) -> Iterator[Kept]:
    """Of the same act done to the same thing again and again on one day, the last."""
    last = {_once(one): one for one in kept}
    return (one for one in kept if last[_once(one)] is one)


def _once(one: Kept) -> tuple[UUID | None, str, date, str]:
    return one.subject, one.act, belgian_day(one.at), one.data.get("day", "")


def _event(kept: Kept, subject: _Subject) -> Event:
    is_refused = subject.piece in (PieceName.COMMUNICATION, PieceName.FIRST_DAY) and (
        kept.data.get("result") == Result.REFUSED
    )
    stops = is_refused or (kept.subject_kind, kept.act) in _STOPS
    return Event(
        at=kept.at,
        piece=subject.piece,
        owner=_owner(kept, subject),
        short=_short(kept, subject, is_refused=is_refused),
        text=sentence_of(kept, facts=subject.facts),
        state=EntryState.STOP if stops else EntryState.DONE,
        act=kept.act,
    )


def _owner(kept: Kept, subject: _Subject) -> Owner:
    if kept.subject_kind == "reminder":
        return Owner(subject.facts["owner"])
    role = Role(kept.actor_kind)
    if role in _SIDES:
        return _SIDES[role]
    return _OF_THE_SYSTEM.get(kept.subject_kind, Owner.PAYMENT_ORGANISATION)


def _short(kept: Kept, subject: _Subject, *, is_refused: bool) -> str:
    is_first_day = subject.piece is PieceName.FIRST_DAY
    is_hours = subject.piece is PieceName.SCENARIO_5
    return {
        ("case", CaseStep.LODGE): _("first day told") if is_first_day else _("communication"),
        ("case", CaseStep.PUBLISH): _("not in order") if is_refused else _("in order"),
        ("declaration", DeclarationStep.LODGE): _("scenario 5") if is_hours else _("scenario 2"),
        ("request", DeclarationStep.ASK): _("asked for"),
        ("claim", ClaimStep.SUBMIT): _("claim"),
        ("claim", ClaimStep.LODGE): _("claim handed on"),
        ("claim", ClaimStep.DECIDE): _("right decided"),
        ("claim", ClaimStep.CONFIRM_REFUSAL): _("right refused"),
        ("card", CardStep.SEND): _("card sent"),
        ("card", CardStep.REGISTER_PAPER_CARD): _("card sent"),
        ("payment_run", PaymentStep.RECORD_PAID): _("paid"),
        ("reminder", "remind"): _("reminded"),
    }.get((kept.subject_kind, kept.act), "")


def _subjects(row: BoardRow) -> Iterator[tuple[UUID, _Subject]]:
    """Everything of the month that acts are about."""
    yield from _communications(row)
    yield from _declarations(row)
    yield from _claims(row)
    cards = Card.objects.filter(
        worker_id=row.worker_id, employer_id=row.employer_id, month=row.month
    )
    for key in cards.values_list("id", flat=True):
        yield key, _Subject(piece=PieceName.CARD)
    yield from _money(row)
    yield from _membership(row)
    yield from _tasks(row)


def _communications(row: BoardRow) -> Iterator[tuple[UUID, _Subject]]:
    named = Naming.objects.filter(worker_id=row.worker_id).values("version_id")
    cases = Case.objects.filter(
        Q(worker_count=0) | Q(latest_id__in=named),
        Q(last_day__gte=row.month.first_day)
        | Q(last_day__isnull=True, first_day__gte=row.month.first_day),
        employer_id=row.employer_id,
        first_day__lte=row.month.last_day,
    )
    for case in cases:
        is_first = case.subject == Subject.FIRST_EFFECTIVE_DAY
        what = titles.what(
            subject=Subject(case.subject), first_day=case.first_day, last_day=case.last_day
        )
        yield (
            case.id,
            _Subject(
                piece=PieceName.FIRST_DAY if is_first else PieceName.COMMUNICATION,
                facts={"what": what},
            ),
        )


def _declarations(row: BoardRow) -> Iterator[tuple[UUID, _Subject]]:
    told = {"worker_id": row.worker_id, "employer_id": row.employer_id, "month": row.month}
    for model in (Declaration, Request):
        for key, scenario in model.objects.filter(**told).values_list("id", "scenario"):
            is_hours = scenario == Scenario.HOURS
            piece = PieceName.SCENARIO_5 if is_hours else PieceName.SCENARIO_2
            yield key, _Subject(piece=piece, facts={"scenario": scenario})


def _claims(row: BoardRow) -> Iterator[tuple[UUID, _Subject]]:
    claims = Claim.objects.filter(
        worker_id=row.worker_id, employer_id=row.employer_id, first_day__lte=row.month.last_day
    )
    rights = {
        right.claim_id: right
        for right in Entitlement.objects.filter(claim__in=claims, daily_cents__isnull=False)
    }
    for key in claims.values_list("id", flat=True):
        facts: dict[str, Any] = {}
        if key in rights:
            right = rights[key]
            facts = {
                "first_day": right.first_day,
                "code": right.code,
                "daily_cents": right.daily_cents,
            }
        yield key, _Subject(piece=PieceName.CLAIM, facts=facts)


def _money(row: BoardRow) -> Iterator[tuple[UUID, _Subject]]:
    of_month = {"month_file__worker_id": row.worker_id, "month_file__month": row.month}
    computations = Computation.objects.filter(**of_month, employer_id=row.employer_id)
    for one in computations:
        facts = {"net_cents": one.net_cents, "is_provisional": one.is_provisional}
        yield one.id, _Subject(piece=MONEY, facts=facts)
    payments = Payment.objects.filter(**of_month, computation__employer_id=row.employer_id)
    for payment in payments:
        subject = _Subject(piece=MONEY, facts={"amount_cents": payment.amount_cents})
        yield payment.run_id, subject
        yield payment.id, subject


def _membership(row: BoardRow) -> Iterator[tuple[UUID, _Subject]]:
    yield row.worker_id, _Subject(piece=MEMBERSHIP)
    transfers = Transfer.objects.filter(worker_id=row.worker_id, asked_on__lte=row.month.last_day)
    for key in transfers.filter(
        Q(effect_on__isnull=True) | Q(effect_on__gte=row.month.first_day)
    ).values_list("id", flat=True):
        yield key, _Subject(piece=MEMBERSHIP)


def _tasks(row: BoardRow) -> Iterator[tuple[UUID, _Subject]]:
    """Questions, each only for who was asked; every such side sees the claim."""
    tasks: Iterable[Task] = Task.objects.filter(
        worker_id=row.worker_id, employer_id=row.employer_id, month=row.month
    )
    for task in tasks:
        facts = {"question": questions.title_of(task), "answered": questions.answer_of(task)}
        yield task.id, _Subject(piece=PieceName.CLAIM, facts=facts, owner=Owner(task.owner))


def _reminders(row: BoardRow, role: Role) -> Iterator[tuple[UUID, _Subject]]:
    """That somebody was reminded, for who sees the piece."""
    for reminder in reminders_of(row=row):
        if _is_seen(PieceName(reminder.piece), role):
            facts = {"owner": reminder.owner, "piece": reminder.piece}
            yield reminder.id, _Subject(piece=PieceName(reminder.piece), facts=facts)
