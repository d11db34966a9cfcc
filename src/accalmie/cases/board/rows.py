"""Rows of the board: the pieces as the law sees them, then what was decided and paid."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from accalmie.cases.board.models import BoardRow, Standing
from accalmie.cases.board.situations import Situation, situations_of
from accalmie.cases.claims.models import Claim
from accalmie.cases.claims.statuses import AT_PAYER
from accalmie.cases.claims.statuses import Status as ClaimStatus
from accalmie.cases.days import belgian_day
from accalmie.cases.keys import new_key
from accalmie.cases.payments.computing import Newest
from accalmie.cases.payments.following import Paid
from accalmie.cases.payments.gathering import Gathered
from accalmie.cases.payments.models import Computation, Hold, Payment
from accalmie.cases.payments.statuses import PaymentStatus
from accalmie.cases.touched import WorkerMonth
from accalmie.facts import codec
from accalmie.facts.days import Month
from accalmie.facts.pieces import Owner, Piece, PieceName, PieceState
from accalmie.law.benefits.interest import payable_until
from accalmie.law.claims.deadlines import decision_due_on
from accalmie.law.pieces import pieces_of
from accalmie.law.unusable import UnusableInput

_BATCH = 400
FAR = date(9999, 12, 31)
"""Where no source sets a last day, a row sorts behind all that have one."""

WRITTEN = [
    "payment_organisation",
    "office",
    "kind",
    "first_day",
    "standing",
    "piece",
    "owner",
    "until",
    "due",
    "pieces",
    "net_cents",
    "paid_cents",
    "paid_on",
    "computed_on",
]

_SEVERITY = (
    PieceState.MISSING,
    PieceState.TO_EXAMINE,
    PieceState.URGENT,
    PieceState.EXPECTED,
)
_STANDINGS = {
    PieceState.MISSING: Standing.MISSING,
    PieceState.TO_EXAMINE: Standing.TO_EXAMINE,
    PieceState.URGENT: Standing.URGENT,
    PieceState.EXPECTED: Standing.EXPECTED,
}


@dataclass(frozen=True, slots=True)
class _Given:
    """What was ordered or paid for a part, the last day, whether too much of it was treated."""

    cents: int
    last_on: date | None
    is_seen: bool


def rows_of(
    *,
    months: Sequence[Gathered],
    newest: Newest,
    paid: Paid,
    seen: Container[tuple[UUID, UUID]],
    on: date,
) -> tuple[list[BoardRow], list[WorkerMonth]]:
    """The rows of these months on a day, and the months of which there is nothing to show.

    ``newest`` are their newest computations, ``paid`` what was ordered or paid, ``seen`` the parts
    of which a person treated that more was paid than is due.
    """
    paid_on = _paid_on(months)
    rows, without = [], []
    for month, situation in zip(months, situations_of(months=months), strict=True):
        if situation is None:
            without.append(month.key)
            continue
        key = month.key
        computation = None
        if month.payer_id is not None:
            computation = newest.get((key.worker_id, month.payer_id, key.month, key.employer_id))
        part = computation and (computation.month_file_id, computation.employer_id)
        given = _Given(paid.get(part, 0), paid_on.get(part), part in seen)
        rows.append(_row(month, situation, computation, given, on))
    return rows, without


def holds_of(*, newest: Newest, rows: Sequence[BoardRow]) -> list[Hold]:
    """The holds that these months need: those with a computation that are not ready to be paid.

    After a change of payment organisation the former one's computation is held for good: the month
    is no longer its own.
    """
    payers = {
        (row.worker_id, row.month, row.employer_id): row.payment_organisation_id for row in rows
    }
    found = [
        Hold(month_file_id=computation.month_file_id, employer_id=employer_id)
        for (worker_id, payer_id, month, employer_id), computation in newest.items()
        if payers.get((worker_id, month, employer_id), payer_id) != payer_id
    ]
    for row in rows:
        key = (row.worker_id, row.payment_organisation_id, row.month, row.employer_id)
        computation = newest.get(key)
        is_free = row.standing in (Standing.READY, Standing.PAID)
        if computation is not None and not is_free:
            found.append(
                Hold(
                    month_file_id=computation.month_file_id,
                    employer_id=row.employer_id,
                    piece=row.piece,
                )
            )
    return found


def lights_of(*, situation: Situation, month: Gathered, on: date) -> tuple[Piece, ...]:
    """The pieces of a month on a day, the claim as it stands with payer and office."""
    try:
        pieces = pieces_of(month=situation.month, on=on)
    except UnusableInput:
        # Days that no source covers: a person looks at every piece.
        return tuple(
            Piece(
                name=name,
                state=PieceState.TO_EXAMINE,
                owner=Owner.PAYMENT_ORGANISATION,
                until=None,
                blocks_payment=True,
            )
            for name in PieceName
            if name is not PieceName.C1
        )
    return tuple(
        _brief(_claim_piece(piece, _claim_asked(situation), month) if _is_claim(piece) else piece)
        for piece in pieces
    )


def _row(
    month: Gathered,
    situation: Situation,
    computation: Computation | None,
    given: _Given,
    on: date,
) -> BoardRow:
    key, paid = month.key, given.cents
    pieces = lights_of(situation=situation, month=month, on=on)
    net = computation.net_cents if computation else None
    if paid and paid == (net or 0):
        # Where to pay, and what is told afterwards, bears on money still to come only.
        pieces = tuple(piece for piece in pieces if piece.name is not PieceName.C1)
    blocking = _first_blocking(pieces)
    standing, owner, until = _standing(month, computation, blocking, given)
    return BoardRow(
        id=new_key(),
        worker_id=key.worker_id,
        employer_id=key.employer_id,
        month=key.month,
        payment_organisation_id=month.payer_id,
        office_id=situation.office_id,
        kind=situation.month.kind,
        first_day=situation.month.first_day,
        standing=standing,
        piece=blocking.name if blocking else "",
        owner=owner or "",
        until=until,
        due=until or FAR,
        pieces=codec.to_json(pieces),
        net_cents=net,
        paid_cents=paid,
        paid_on=given.last_on,
        computed_on=on,
    )


def _standing(
    month: Gathered, computation: Computation | None, blocking: Piece | None, given: _Given
) -> tuple[Standing, Owner | None, date | None]:
    paid = given.cents
    if given.is_seen:
        return Standing.PAID, None, None
    if blocking is not None:
        return _STANDINGS[blocking.state], blocking.owner, blocking.until
    if computation is None:
        # Every piece is there, but no payment organisation pays the worker or no right was found.
        owner = Owner.WORKER if month.payer_id is None else Owner.PAYMENT_ORGANISATION
        return Standing.TO_EXAMINE, owner, None
    if paid and paid == (computation.net_cents or 0):
        return Standing.PAID, None, None
    if not computation.is_payable or paid > (computation.net_cents or 0):
        return Standing.TO_EXAMINE, Owner.PAYMENT_ORGANISATION, None
    if computation.net_cents == 0:
        return Standing.PAID, None, None
    return Standing.READY, Owner.PAYMENT_ORGANISATION, _payable_until(month)


def _payable_until(month: Gathered) -> date | None:
    """The last day to pay (AR 25.11.1991 art. 161)."""
    if month.entitlement is None or month.card is None or not month.hours:
        return None
    arrivals: list[datetime] = [one.received_at for one in month.hours]
    if month.card.sent_at is not None:
        arrivals.append(month.card.sent_at)
    until, _ = payable_until(
        month=month.key.month,
        decision_told_on=month.entitlement.decided_on,
        pieces_complete_on=belgian_day(max(arrivals)),
    )
    return until


def _first_blocking(pieces: Sequence[Piece]) -> Piece | None:
    """What stands in the way most: the gravest state, then the earliest last day."""
    blocking = [piece for piece in pieces if piece.blocks_payment]
    return min(
        blocking,
        key=lambda piece: (_SEVERITY.index(piece.state), piece.until or FAR),
        default=None,
    )


def _claim_asked(situation: Situation) -> Claim | None:
    """The claim that answers what is asked; after a change of payer, none of before the change."""
    claim, asked = situation.claim, situation.month.situation
    if claim is None or claim.status != ClaimStatus.ACCEPTED or not asked.changes_payer:
        return claim
    return claim if Month.of(claim.first_day) == Month.of(asked.first_day) else None


def _claim_piece(piece: Piece, claim: Claim | None, month: Gathered) -> Piece:
    """Where the claim lies, beyond what the law of the pieces asks: payer, office, decided."""
    if claim is None or piece.state is PieceState.NOT_NEEDED:
        return piece
    if claim.status == ClaimStatus.ACCEPTED:
        return _with(piece, PieceState.IN_ORDER, None, None)
    if claim.status == ClaimStatus.REFUSED:
        return _with(piece, PieceState.MISSING, Owner.WORKER, None)
    if claim.status in AT_PAYER:
        state = PieceState.EXPECTED if piece.state is PieceState.IN_ORDER else piece.state
        until = claim.return_until or claim.until
        return _with(piece, state, Owner.PAYMENT_ORGANISATION, until)
    if claim.complete_at is None:
        return piece
    is_doubtful = claim.status in (ClaimStatus.TO_DECIDE, ClaimStatus.REFUSAL_PROPOSED)
    due, _ = decision_due_on(complete_on=belgian_day(claim.complete_at), hearings=0)
    waits_for_employer = is_doubtful and not any(
        constat.month == Month.of(claim.first_day) for constat in month.constats
    )
    if waits_for_employer:
        # Without scenario 2 the office cannot decide; that light already says whose turn it is.
        return _with(piece, PieceState.EXPECTED, Owner.OFFICE, None)
    state = PieceState.TO_EXAMINE if is_doubtful else PieceState.EXPECTED
    return _with(piece, state, Owner.OFFICE, due)


def _is_claim(piece: Piece) -> bool:
    return piece.name is PieceName.CLAIM


def _brief(piece: Piece) -> Piece:
    """A piece that stands in nobody's way keeps no findings: the board explains what blocks."""
    return piece if piece.blocks_payment else replace(piece, findings=())


def _with(piece: Piece, state: PieceState, owner: Owner | None, until: date | None) -> Piece:
    return replace(piece, state=state, owner=owner, until=until, blocks_payment=state in _SEVERITY)


def _paid_on(months: Sequence[Gathered]) -> dict[tuple[UUID, UUID], date]:
    """The last day on which money went out, by month file and employer."""
    workers = sorted({month.key.worker_id for month in months})
    found: dict[tuple[UUID, UUID], date] = {}
    for start in range(0, len(workers), _BATCH):
        rows = (
            Payment.objects.filter(
                worker_id__in=workers[start : start + _BATCH], status=PaymentStatus.PAID
            )
            .order_by("paid_on", "id")
            .values_list("month_file_id", "computation__employer_id", "paid_on")
        )
        for file_id, employer_id, day in rows:
            found[(file_id, employer_id)] = day
    return found
