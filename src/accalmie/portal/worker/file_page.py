"""The worker's file: his months, and one month with its pieces, its money and its history."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from django.urls import reverse
from django.utils.translation import gettext as _

from accalmie.cases.access.models import Account
from accalmie.cases.access.roles import Role
from accalmie.cases.board import queries as board
from accalmie.cases.board.models import BoardRow, Standing
from accalmie.cases.board.redaction import ShownMonth, shown
from accalmie.cases.memberships.queries import payer_of
from accalmie.cases.parties.models import PaymentOrganisation
from accalmie.cases.payments.models import Computation, Payment
from accalmie.cases.payments.queries import newest_visible_to, payments_visible_to
from accalmie.cases.payments.statuses import PaymentStatus
from accalmie.facts.days import Month
from accalmie.facts.pieces import Owner, Piece, PieceName, PieceState
from accalmie.law import words
from accalmie.law.benefits_wording import term
from accalmie.law.cards.sending import sendable_from
from accalmie.letters.trace import TraceLine, lines_of
from accalmie.portal import lights, money, titles
from accalmie.portal.case.history import events_of
from accalmie.portal.languages import current_language
from accalmie.portal.statuses import Shape, Status
from accalmie.portal.timeline import Happening
from accalmie.portal.worker import card_page, claim_shown, outlook
from accalmie.portal.worker.file_history import happenings, owner_word
from accalmie.portal.worker.need import Need, need_of


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthRow:
    """One month of the list."""

    name: str
    year: int
    employer: str
    url: str
    amount: str
    status: Status
    whose: str
    until: date | None
    lights: tuple[lights.Light, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Todo:
    """What the worker himself does next; ``opens_on`` is the first day on which he can, later."""

    what: str
    why: str
    until: date | None
    status: Status
    url: str
    act: str
    opens_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceRow:
    """One piece of a month: where it stands, whose turn, until when."""

    name: str
    status: Status
    whose: str
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    """Money of the month."""

    amount: str
    word: str
    day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthPage:
    """Everything on the page of a month."""

    row: BoardRow
    name: str
    kind: str
    status: Status
    lead: str
    refused: str
    daily: tuple[str, ...]
    pieces: tuple[PieceRow, ...]
    todo: Todo | None
    need: Need | None
    payments: tuple[Paid, ...]
    trace: tuple[TraceLine, ...]
    beside: tuple[TraceLine, ...]
    net: str
    history: tuple[Happening, ...]
    payer: str


def months_of(*, account: Account, today: date) -> tuple[tuple[Todo, ...], tuple[MonthRow, ...]]:
    """What to do now, and all months up to this one, the newest first."""
    rows = [
        shown(row=row, to=account, on=today)
        for row in board.months_of_worker(account=account, on=today)
        if row.month <= Month.of(today)
    ]
    todos = [todo for month in rows for todo in todos_of(month, today)]
    return (
        tuple(sorted(todos, key=_urgency)),
        tuple(_month_row(month) for month in rows),
    )


def page_of(*, account: Account, row: BoardRow, today: date) -> MonthPage:
    """The page of one month; raises ``NotAllowed``."""
    month = shown(row=row, to=account, on=today)
    computation = (
        newest_visible_to(account=account)
        .filter(month_file__month=row.month, employer=row.employer)
        .first()
    )
    lines = _lines(computation)
    paid = list(
        payments_visible_to(account=account).filter(
            month_file__month=row.month, computation__employer=row.employer
        )
    )
    todos = todos_of(month, today)
    events = events_of(row=row, role=Role.WORKER)
    return MonthPage(
        row=row,
        name=words.month_name(row.month, current_language()),
        kind=titles.kind_name(row.kind),
        status=status_of(month),
        lead=outlook.lead_of(month=month, opens_on=[todo.opens_on for todo in todos]),
        refused=outlook.refused_of(month=month, events=events),
        daily=() if lines else tuple(outlook.daily_amounts_of(account=account, row=row)),
        pieces=tuple(_piece_row(piece) for piece in lights.in_order(month.lights)),
        todo=min(todos, key=_urgency, default=None),
        need=need_of(row=row),
        payments=tuple(_paid(payment) for payment in paid),
        trace=tuple(line for line in lines if not line.is_beside),
        beside=tuple(line for line in lines if line.is_beside),
        net=money.euros(month.net_cents) if month.net_cents is not None else "",
        history=tuple(happenings(events)),
        payer=_payer(row),
    )


def _urgency(todo: Todo) -> tuple[bool, bool, date]:
    """What can be done now before what opens later; what is missing already first."""
    is_late = todo.status.shape is Shape.STOP
    return todo.opens_on is not None, not is_late, todo.until or date.max


def todos_of(month: ShownMonth, today: date) -> tuple[Todo, ...]:
    """The worker's own open pieces of a month."""
    return tuple(
        todo
        for piece in month.lights
        if piece.owner is Owner.WORKER and piece.blocks_payment
        for todo in _todo(month.row, piece, today)
    )


def status_of(month: ShownMonth) -> Status:
    """Where a month stands, in a word."""
    row = month.row
    match Standing(row.standing):
        case Standing.PAID if month.paid_on:
            day = words.short_day(month.paid_on, current_language())
            return Status(shape=Shape.OK, word=_("Paid on %(day)s") % {"day": day})
        case Standing.PAID:
            return Status(shape=Shape.OK, word=_("Nothing left to pay"))
        case Standing.READY:
            return Status(shape=Shape.OK, word=_("Complete, to be paid"))
        case Standing.MISSING:
            return Status(shape=Shape.STOP, word=_missing(month.lights))
        case Standing.URGENT:
            return Status(shape=Shape.DUE, word=_("Soon: %(piece)s") % {"piece": _piece(row)})
        case Standing.EXPECTED if row.owner == Owner.WORKER:
            return Status(shape=Shape.TODO, word=_("For you: %(piece)s") % {"piece": _piece(row)})
        case Standing.EXPECTED:
            return Status(shape=Shape.WAIT, word=_("Expected: %(piece)s") % {"piece": _piece(row)})
        case Standing.TO_EXAMINE:
            return Status(shape=Shape.LOOK, word=_("Somebody looks at it"))
        case _unknown:
            assert_never(_unknown)


def _todo(row: BoardRow, piece: Piece, today: date) -> Iterator[Todo]:
    month = words.month_name(row.month, current_language())
    shape = lights.SHAPES[piece.state]
    status = Status(shape=Shape.TODO if shape is Shape.WAIT else shape, word=_state_word(piece))
    about = {"month": month, "employer": str(row.employer)}
    match piece.name:
        case PieceName.CLAIM if (refused := outlook.refused_claim_of(row)) is not None:
            yield Todo(
                what=_("Your claim was refused, %(employer)s") % about,
                why=_("The decision says why, and how you can go to the labour court."),
                until=None,
                status=claim_shown.status_of(refused),
                url=reverse("portal:claim", args=[refused.id]),
                act=_("Read the decision"),
            )
        case PieceName.CLAIM:
            yield Todo(
                what=_("Claim benefit, %(employer)s") % about,
                why=_("Without your claim nothing can be paid for %(month)s.") % about,
                until=piece.until,
                status=status,
                url=reverse("portal:claim_start", args=[row.id]),
                act=_("Claim now"),
            )
        case PieceName.C1:
            yield Todo(
                what=_("Fill in form C1"),
                why=_("It says who you are, what you do and where to pay you."),
                until=piece.until,
                status=status,
                url=reverse("portal:change_situation"),
                act=_("Fill in C1"),
            )
        case PieceName.CARD:
            earliest, _trace = sendable_from(month=row.month, replacement_days=None)
            is_early = today < earliest
            if is_early:
                status = Status(
                    shape=Shape.TODO,
                    word=_("From %(day)s on")
                    % {"day": words.short_day(earliest, current_language())},
                )
            yield Todo(
                what=_("Fill in and send the card of %(month)s, %(employer)s") % about,
                why=_("The payment starts from the arrival of the card."),
                until=None,
                status=status,
                url=card_page.month_url(employer_id=row.employer_id, month=row.month),
                act=_("Open the card"),
                opens_on=earliest if is_early else None,
            )
        case PieceName.SCENARIO_5:
            yield Todo(
                what=_("Ask for the declaration of %(month)s, %(employer)s") % about,
                why=_("In a strike or lock-out the employer declares the hours if you ask him."),
                until=piece.until,
                status=status,
                url=reverse("portal:my_month", args=[row.id]),
                act=_("Open the month"),
            )
        case _:
            return


def _state_word(piece: Piece) -> str:
    match piece.state:
        case PieceState.MISSING:
            return _("Too late") if piece.until else _("Missing")
        case PieceState.URGENT:
            return _("Soon")
        case PieceState.TO_EXAMINE:
            return lights.state_word(piece.state)
        case _:
            return _("To do")


def _month_row(month: ShownMonth) -> MonthRow:
    row = month.row
    return MonthRow(
        name=words.month_name(row.month, current_language()),
        year=row.month.year,
        employer=str(row.employer),
        url=reverse("portal:my_month", args=[row.id]),
        amount=outlook.amount_of(month),
        status=status_of(month),
        whose=owner_word(row.owner),
        until=row.until,
        lights=lights.lights(month.lights),
    )


def _piece_row(piece: Piece) -> PieceRow:
    status = Status(shape=lights.SHAPES[piece.state], word=lights.state_word(piece.state))
    if piece.state is PieceState.EXPECTED and piece.owner is Owner.WORKER:
        status = Status(shape=Shape.TODO, word=_("to do"))
    return PieceRow(
        name=lights.piece_name(piece.name),
        status=status,
        whose=owner_word(piece.owner) if piece.blocks_payment else "",
        until=piece.until if piece.blocks_payment else None,
    )


def _missing(pieces: tuple[Piece, ...]) -> str:
    names = lights.sentence_of(pieces, PieceState.MISSING)
    return _("Missing: %(pieces)s") % {"pieces": lights.named(names)}


def _piece(row: BoardRow) -> str:
    return term("piece", row.piece, current_language()) if row.piece else ""


def _payer(row: BoardRow) -> str:
    """Who pays this month; a change takes effect on the first of a month."""
    key = payer_of(worker_id=row.worker_id, month=row.month)
    payer = PaymentOrganisation.objects.filter(pk=key).first()
    return payer.name(current_language()) if payer else ""


def _lines(computation: Computation | None) -> tuple[TraceLine, ...]:
    result = computation.month_result if computation else None
    if result is None:
        return ()
    return lines_of(trace=result.trace, language=current_language())


def _paid(payment: Payment) -> Paid:
    match PaymentStatus(payment.status):
        case PaymentStatus.PAID:
            word = _("paid")
        case PaymentStatus.ORDERED:
            word = _("ordered from the bank")
        case PaymentStatus.PROPOSED:
            word = _("being prepared")
        case PaymentStatus.RETURNED:
            word = _("came back from the bank: check your account number")
        case PaymentStatus.WITHDRAWN:
            word = _("withdrawn")
    return Paid(amount=money.euros(payment.amount_cents), word=word, day=payment.paid_on)
