"""The pieces of a worker's month: which are needed, whose, until when, what blocks the payment.

A month is paid when the communication, the first-day communication, scenario 2 and the claim (where
they are needed), scenario 5 and the card are there and agree (AR 25.11.1991 art. 160; E28; T32).
"""

from __future__ import annotations

from datetime import date, timedelta

from accalmie.facts.claims import ClaimAnswer, Claimant, Form
from accalmie.facts.communications import Subject
from accalmie.facts.findings import Confidence, Fact, Finding, Outcome
from accalmie.facts.pieces import Owner, Piece, PieceName, PieceState, WorkerMonth
from accalmie.law.claims.changes import returned_payment
from accalmie.law.claims.deadlines import introduced_in_time
from accalmie.law.claims.needed import claim_needed
from accalmie.law.declarations.due import constat_due, hours_due
from accalmie.law.kinds import kind_of
from accalmie.law.loading import common_values

_BLOCKING = (
    PieceState.EXPECTED,
    PieceState.URGENT,
    PieceState.MISSING,
    PieceState.TO_EXAMINE,
)
_CLAIMANTS = {
    Claimant.WORKER: Owner.WORKER,
    Claimant.PAYMENT_ORGANISATION: Owner.PAYMENT_ORGANISATION,
}


def pieces_of(*, month: WorkerMonth, on: date) -> tuple[Piece, ...]:
    """Every piece of a month as it stands on a day, in the order in which they are made.

    The C1 is one of its own where it is asked for beside the claim: handed in without it, with a
    change of payment organisation, after a change of the personal situation.

    Raises ``UnknownKind``, and ``UnusableInput`` for days that cannot be.
    """
    answer = claim_needed(situation=month.situation)
    pieces = (
        _communication(month, on),
        _first_day(month, on),
        _scenario_2(month, on),
        _claim(month, answer, on),
        _scenario_5(month, on),
        _card(month, on),
    )
    c1 = _c1(month, answer, on)
    return pieces if c1 is None else (*pieces, c1)


def is_payable(*, pieces: tuple[Piece, ...]) -> bool:
    """Tell whether nothing blocks the payment."""
    return not any(piece.blocks_payment for piece in pieces)


def next_limit(*, pieces: tuple[Piece, ...]) -> Piece | None:
    """The blocking piece whose last day comes first; None where no blocking piece has one."""
    dated = [piece for piece in pieces if piece.blocks_payment and piece.until is not None]
    return min(dated, key=lambda piece: piece.until or date.max, default=None)


def _communication(month: WorkerMonth, on: date) -> Piece:
    """The communications that announce the unemployment, where its kind asks for one (E28)."""
    due = tuple(subject for subject in kind_of(month.kind).communications if not _is_first(subject))
    return _announced(PieceName.COMMUNICATION, due, month.first_day, month, on)


def _first_day(month: WorkerMonth, on: date) -> Piece:
    """The communication of the first effective day of the month (E57)."""
    due = tuple(subject for subject in kind_of(month.kind).communications if _is_first(subject))
    return _announced(PieceName.FIRST_DAY, due, month.first_day_until, month, on)


def _is_first(subject: Subject) -> bool:
    return subject is Subject.FIRST_EFFECTIVE_DAY


def _announced(
    name: PieceName,
    due: tuple[Subject, ...],
    until: date | None,
    month: WorkerMonth,
    on: date,
) -> Piece:
    """All communications due are there and in order; the newest of each counts."""
    if not due:
        return _not_needed(name)
    newest = {
        one.subject: one.outcome
        for one in sorted(month.communications, key=lambda one: one.received_on)
    }
    if any(subject not in newest for subject in due):
        return _awaited(name, Owner.EMPLOYER, until, on)
    outcomes = {newest[subject] for subject in due}
    if Outcome.NOT_IN_ORDER in outcomes:
        return _made(name, PieceState.MISSING, Owner.EMPLOYER, until)
    if outcomes == {Outcome.IN_ORDER}:
        return _made(name, PieceState.IN_ORDER, None, until)
    return _made(name, PieceState.EXPECTED, Owner.OFFICE, None)


def _scenario_2(month: WorkerMonth, on: date) -> Piece:
    """Scenario 2, where a claim or the first economic unemployment asks for it (E28; DRS)."""
    due = constat_due(
        situation=month.situation,
        is_first_economic=month.scenario_2_is_first_in_company,
        is_asked_by_worker=month.is_asked_by_worker,
    )
    name = PieceName.SCENARIO_2
    if month.scenario_2_received_on is not None:
        return _made(name, PieceState.IN_ORDER, None, None, due.findings)
    if due.due is False or due.is_optional:
        return _not_needed(name, due.findings)
    answer = claim_needed(situation=month.situation)
    if due.due is None:
        return _made(name, PieceState.TO_EXAMINE, Owner.EMPLOYER, answer.until, due.findings)
    return _awaited(name, Owner.EMPLOYER, answer.until, on, due.findings)


def _claim(month: WorkerMonth, answer: ClaimAnswer, on: date) -> Piece:
    """The claim, where one is compulsory (T32, 18.03.2025; AR art. 133)."""
    name = PieceName.CLAIM
    owner = _CLAIMANTS[answer.by] if answer.by else None
    if answer.needed is False:
        return _not_needed(name, answer.findings)
    received = month.claim_received_on
    if received is not None:
        is_strike_only = answer.needed is None
        if answer.until is None or is_strike_only:
            return _made(name, PieceState.IN_ORDER, None, answer.until, answer.findings)
        in_time = introduced_in_time(deadline=answer.until, received_on=received)
        state = PieceState.IN_ORDER if in_time.met else PieceState.TO_EXAMINE
        late_at = None if in_time.met else Owner.OFFICE
        return _made(name, state, late_at, answer.until, (*answer.findings, in_time))
    if answer.needed is None:
        return _made(
            name,
            PieceState.TO_EXAMINE,
            Owner.PAYMENT_ORGANISATION,
            answer.until,
            answer.findings,
        )
    return _awaited(name, owner, answer.until, on, answer.findings)


def _scenario_5(month: WorkerMonth, on: date) -> Piece:
    """Scenario 5, after the month (AR art. 137 § 1 2° b)."""
    due = hours_due(month=month.month, kind=month.kind, is_asked_by_worker=month.is_asked_by_worker)
    name = PieceName.SCENARIO_5
    if month.scenario_5_received_on is not None:
        return _with_contradiction(name, month, due.findings)
    if due.due is None:
        return _made(name, PieceState.TO_EXAMINE, Owner.WORKER, None, due.findings)
    if due.due is False:
        # Nobody asked for it: without it nothing can be paid, and only the worker can ask.
        return _made(name, PieceState.MISSING, Owner.WORKER, None, due.findings)
    state = PieceState.EXPECTED if on < due.sendable_from else PieceState.MISSING
    return _made(name, state, Owner.EMPLOYER, None, due.findings)


def _card(month: WorkerMonth, on: date) -> Piece:
    """The control card, at the end of the month (T32; AR art. 71ter, 160, 161)."""
    name = PieceName.CARD
    if month.card_received_on is not None:
        return _with_contradiction(name, month, ())
    state = PieceState.EXPECTED if on <= month.month.last_day else PieceState.MISSING
    return _made(name, state, Owner.WORKER, None)


def _c1(month: WorkerMonth, answer: ClaimAnswer, on: date) -> Piece | None:
    """Form C1 where it is a piece of its own (AR art. 133 § 2; AM art. 92 § 3; B:R12)."""
    if month.returned_code:
        finding = returned_payment(code=month.returned_code)
        is_deceased = finding.rule == "account_holder_lives"
        state = PieceState.TO_EXAMINE if is_deceased else PieceState.MISSING
        owner = Owner.PAYMENT_ORGANISATION if is_deceased else Owner.WORKER
        return _made(PieceName.C1, state, owner, None, (finding,))
    if month.change_told_on is not None:
        return _changed(month.change_told_on, is_refused=month.is_change_refused)
    compulsory = [claim for claim in answer.claims if claim.is_compulsory]
    asked = min(compulsory, key=lambda claim: claim.until or date.max, default=None)
    if answer.needed is not True or asked is None or Form.C1 not in asked.forms:
        return None
    if month.has_c1:
        return _made(PieceName.C1, PieceState.IN_ORDER, None, asked.until)
    if month.has_c1 is None and asked.by is Claimant.WORKER:
        # Nothing was handed in: the worker makes claim and C1 in one go.
        return None
    return _awaited(PieceName.C1, Owner.WORKER, asked.until, on, (_c1_finding("c1_signed", {}),))


def _changed(told_on: date, *, is_refused: bool) -> Piece:
    """A change that bears on the right: the office decides before anything more is paid."""
    rule = "changed_situation_allowed" if is_refused else "changed_situation_decided"
    finding = _c1_finding(rule, {"told_on": told_on})
    owner = Owner.WORKER if is_refused else Owner.OFFICE
    return _made(PieceName.C1, PieceState.TO_EXAMINE, owner, None, (finding,))


def _c1_finding(rule: str, because: dict[str, Fact]) -> Finding:
    return Finding(
        rule=rule,
        met=None,
        because=because,
        source="AR 25.11.1991 art. 133 § 2",
        confidence=Confidence.HIGH,
        readings=("B:R12",) if rule == "c1_signed" else (),
    )


def _with_contradiction(
    name: PieceName, month: WorkerMonth, findings: tuple[Finding, ...]
) -> Piece:
    is_doubtful = month.has_contradiction and name is PieceName.CARD
    if not is_doubtful:
        return _made(name, PieceState.IN_ORDER, None, None, findings)
    finding = Finding(
        rule="card_and_declaration_agree",
        met=None,
        because={"month": month.month},
        source="AR 25.11.1991 art. 160 § 1 al. 3",
        confidence=Confidence.HIGH,
    )
    return _made(
        name,
        PieceState.TO_EXAMINE,
        Owner.PAYMENT_ORGANISATION,
        None,
        (*findings, finding),
    )


def _awaited(
    name: PieceName,
    owner: Owner | None,
    until: date | None,
    on: date,
    findings: tuple[Finding, ...] = (),
) -> Piece:
    """A piece that did not come: expected, urgent, or missing once its last day is over."""
    if until is None:
        return _made(name, PieceState.MISSING, owner, None, findings)
    row = common_values("pieces").urgent_days.on(on)
    state = PieceState.EXPECTED
    if on > until:
        state = PieceState.MISSING
    elif until - on <= timedelta(days=row.value):
        state = PieceState.URGENT
    return _made(name, state, owner, until, findings)


def _made(
    name: PieceName,
    state: PieceState,
    owner: Owner | None,
    until: date | None,
    findings: tuple[Finding, ...] = (),
) -> Piece:
    return Piece(
        name=name,
        state=state,
        owner=owner,
        until=until,
        blocks_payment=state in _BLOCKING,
        findings=findings,
    )


def _not_needed(name: PieceName, findings: tuple[Finding, ...] = ()) -> Piece:
    return _made(name, PieceState.NOT_NEEDED, None, None, findings)
