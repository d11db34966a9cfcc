"""The one table that says who may do what, and the one question that asks it."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import NoReturn
from uuid import UUID

from accalmie.cases.access.functions import Function, Opening
from accalmie.cases.access.reach import reach_of, reaches
from accalmie.cases.access.relations import Relation, Target, relation_between
from accalmie.cases.access.roles import Actor, Role

log = logging.getLogger(__name__)


class Act(StrEnum):
    """What somebody may want to do."""

    LODGE = "lodge"
    AMEND = "amend"
    CANCEL = "cancel"
    CONSULT = "consult"
    CONSULT_EXAMINATION = "consult_examination"
    EXAMINE = "examine"
    PROPOSE_REFUSAL = "propose_refusal"
    DECIDE = "decide"
    CONFIRM_REFUSAL = "confirm_refusal"
    RETURN_TO_FIRST_OFFICER = "return_to_first_officer"
    PUBLISH = "publish"
    CONSULT_PAYER_RECORD = "consult_payer_record"
    TELL_CLOSED_DAYS = "tell_closed_days"
    KEEP_ESTABLISHMENTS = "keep_establishments"
    KEEP_WORKERS = "keep_workers"
    RECOGNISE_CONDITION = "recognise_condition"
    RECORD_COMMITTEE_DECISION = "record_committee_decision"
    READ_JOURNAL = "read_journal"
    VERIFY_JOURNAL = "verify_journal"
    MANAGE_ACCOUNTS = "manage_accounts"
    ISSUE_CODES = "issue_codes"
    LODGE_DECLARATION = "lodge_declaration"
    AMEND_DECLARATION = "amend_declaration"
    CANCEL_DECLARATION = "cancel_declaration"
    CONSULT_DECLARATION = "consult_declaration"
    ASK_FOR_DECLARATION = "ask_for_declaration"
    FETCH_DECLARATION = "fetch_declaration"
    KEEP_DECLARATION = "keep_declaration"
    MARK_CARD = "mark_card"
    SEND_CARD = "send_card"
    REPORT_LATE_EVENT = "report_late_event"
    REGISTER_PAPER_CARD = "register_paper_card"
    CONSULT_CARD = "consult_card"
    SUBMIT_CLAIM = "submit_claim"
    LODGE_CLAIM = "lodge_claim"
    EXAMINE_CLAIM = "examine_claim"
    DECIDE_CLAIM = "decide_claim"
    CONSULT_CLAIM = "consult_claim"
    ASK_FOR_TRANSFER = "ask_for_transfer"
    ANSWER_TRANSFER = "answer_transfer"
    DISPUTE_TRANSFER = "dispute_transfer"
    RULE_ON_DISPUTE = "rule_on_dispute"
    CONSULT_DISPUTE = "consult_dispute"
    COMPUTE_MONTH = "compute_month"
    CONSULT_PAYMENT = "consult_payment"
    PREPARE_RUN = "prepare_run"
    SIGN_RUN = "sign_run"
    RECORD_PAYMENT = "record_payment"
    CLOSE_TASK = "close_task"
    CONSULT_BOARD = "consult_board"
    REMIND = "remind"
    ORDER_CARDS = "order_cards"
    ANSWER_CARD_ORDER = "answer_card_order"
    ENTER_CARD = "enter_card"
    CORRECT_ENTRY = "correct_entry"
    REPLACE_CARD = "replace_card"
    CONSULT_BOOK = "consult_book"
    CLOSE_BOOK_QUESTION = "close_book_question"
    WRITE_TO_OFFICE = "write_to_office"
    ANSWER_CONTACT = "answer_contact"
    FOLLOW_DEADLINES = "follow_deadlines"
    MANAGE_USERS = "manage_users"
    MANAGE_MANDATES = "manage_mandates"


class NotAllowed(PermissionError):
    """The policy says no: which role, which act, in which relation, on whose thing.

    ``is_out_of_reach`` tells that the relation would do, and only the user's own rights do not.
    """

    def __init__(
        self,
        role: Role,
        act: Act,
        relation: Relation,
        *,
        employer_id: UUID | None,
        is_out_of_reach: bool,
    ) -> None:
        self.role, self.act, self.relation = role, act, relation
        self.employer_id, self.is_out_of_reach = employer_id, is_out_of_reach
        super().__init__(f"{role.value} may not {act.value} (relation: {relation.value})")


_OWN = frozenset({Relation.OWN})

_SENT = frozenset({Relation.SENT})
_MANDATED = frozenset({Relation.MANDATED})
_MANDATED_OR_SENT = frozenset({Relation.MANDATED, Relation.SENT})
_ANY = frozenset(Relation)

_OFFICE = (
    Act.CONSULT_EXAMINATION,
    Act.EXAMINE,
    Act.PROPOSE_REFUSAL,
    Act.DECIDE,
    Act.CONFIRM_REFUSAL,
    Act.RETURN_TO_FIRST_OFFICER,
    Act.RECOGNISE_CONDITION,
    Act.RECORD_COMMITTEE_DECISION,
)

_DECLARE = (Act.LODGE_DECLARATION, Act.AMEND_DECLARATION, Act.CANCEL_DECLARATION)

_BOOK = (Act.ENTER_CARD, Act.CORRECT_ENTRY, Act.CONSULT_BOOK)

POLICY: Mapping[tuple[Role, Act], frozenset[Relation]] = {
    **{
        (Role.EMPLOYER, act): _OWN
        for act in (Act.LODGE, Act.AMEND, Act.CANCEL, Act.CONSULT, Act.TELL_CLOSED_DAYS)
    },
    **{
        (Role.SECRETARIAT, act): _MANDATED
        for act in (Act.LODGE, Act.AMEND, Act.CANCEL, Act.TELL_CLOSED_DAYS)
    },
    # Who keeps the staff of a firm: its establishments and sections, its workers.
    **{(Role.EMPLOYER, act): _OWN for act in (Act.KEEP_ESTABLISHMENTS, Act.KEEP_WORKERS)},
    **{(Role.SECRETARIAT, act): _MANDATED for act in (Act.KEEP_ESTABLISHMENTS, Act.KEEP_WORKERS)},
    # Who sent a communication sees what became of it, even when the mandate has ended since.
    (Role.SECRETARIAT, Act.CONSULT): _MANDATED_OR_SENT,
    **{(Role.OFFICER, act): _OWN for act in (Act.CONSULT, *_OFFICE)},
    # The ruling on a change of payment organisation: who is concerned, and who gives it.
    **{(role, Act.CONSULT_DISPUTE): _OWN for role in (Role.OFFICER, Role.PAYER, Role.WORKER)},
    # Registered letters are typed in by the office.
    **{(Role.OFFICER, act): _OWN for act in (Act.LODGE, Act.AMEND, Act.CANCEL)},
    (Role.PAYER, Act.CONSULT_PAYER_RECORD): _OWN,
    (Role.WORKER, Act.CONSULT): _OWN,
    (Role.ADMIN, Act.MANAGE_ACCOUNTS): _ANY,
    # Codes by post, for those who manage the access of a firm or a secretariat.
    (Role.ADMIN, Act.ISSUE_CODES): _ANY,
    **{(role, Act.ISSUE_CODES): _OWN for role in (Role.OFFICER, Role.SYSTEM)},
    (Role.AUDITOR, Act.READ_JOURNAL): _ANY,
    (Role.AUDITOR, Act.VERIFY_JOURNAL): _ANY,
    # Users and mandates of one's own firm or secretariat.
    **{
        (role, act): _OWN
        for role in (Role.EMPLOYER, Role.SECRETARIAT)
        for act in (Act.MANAGE_USERS, Act.MANAGE_MANDATES)
    },
    # The channel of the social security checks mandates before a file reaches the office.
    **{(Role.BATCH_SENDER, act): _ANY for act in (Act.LODGE, Act.AMEND, Act.CANCEL)},
    (Role.BATCH_SENDER, Act.CONSULT): _SENT,
    **{
        (Role.SYSTEM, act): _OWN
        for act in (Act.EXAMINE, Act.DECIDE, Act.PUBLISH, Act.VERIFY_JOURNAL)
    },
    # The first administrator is made on the terminal, when nobody can sign in yet.
    (Role.SYSTEM, Act.MANAGE_ACCOUNTS): _OWN,
    # The worker's side: declarations, cards, claims, payments, the board.
    **{
        (Role.EMPLOYER, act): _OWN
        for act in (*_DECLARE, Act.CONSULT_DECLARATION, Act.CONSULT_BOARD, Act.REMIND)
    },
    **{(Role.SECRETARIAT, act): _MANDATED for act in (*_DECLARE, Act.CONSULT_BOARD)},
    (Role.SECRETARIAT, Act.CONSULT_DECLARATION): _MANDATED_OR_SENT,
    **{(Role.BATCH_SENDER, act): _ANY for act in _DECLARE},
    (Role.BATCH_SENDER, Act.CONSULT_DECLARATION): _SENT,
    **{
        (Role.WORKER, act): _OWN
        for act in (
            Act.CONSULT_DECLARATION,
            Act.ASK_FOR_DECLARATION,
            Act.MARK_CARD,
            Act.SEND_CARD,
            Act.REPORT_LATE_EVENT,
            Act.CONSULT_CARD,
            Act.SUBMIT_CLAIM,
            Act.CONSULT_CLAIM,
            Act.ASK_FOR_TRANSFER,
            Act.CONSULT_PAYMENT,
            Act.CONSULT_BOARD,
            Act.REMIND,
        )
    },
    **{
        (Role.PAYER, act): _OWN
        for act in (
            Act.CONSULT_DECLARATION,
            Act.ASK_FOR_DECLARATION,
            Act.FETCH_DECLARATION,
            Act.KEEP_DECLARATION,
            Act.REGISTER_PAPER_CARD,
            Act.CONSULT_CARD,
            # Somebody at the counter fills the claim in for the worker.
            Act.SUBMIT_CLAIM,
            Act.LODGE_CLAIM,
            Act.CONSULT_CLAIM,
            Act.ANSWER_TRANSFER,
            Act.DISPUTE_TRANSFER,
            Act.COMPUTE_MONTH,
            Act.CONSULT_PAYMENT,
            Act.PREPARE_RUN,
            Act.SIGN_RUN,
            Act.RECORD_PAYMENT,
            Act.CLOSE_TASK,
            Act.CONSULT_BOARD,
            Act.REMIND,
        )
    },
    # The contact form is open to everybody, signed in or not.
    **{(role, Act.WRITE_TO_OFFICE): _ANY for role in Role},
    (Role.OFFICER, Act.ANSWER_CONTACT): _OWN,
    # The feed of a calendar and e-mails hold what the account may see anyway.
    **{(role, Act.FOLLOW_DEADLINES): _ANY for role in (Role.EMPLOYER, Role.SECRETARIAT)},
    # A new payment organisation asks for a worker who is not yet its own.
    (Role.PAYER, Act.ASK_FOR_TRANSFER): _ANY,
    **{
        (Role.OFFICER, act): _OWN
        for act in (
            Act.CONSULT_DECLARATION,
            Act.CONSULT_CARD,
            Act.EXAMINE_CLAIM,
            Act.DECIDE_CLAIM,
            Act.CONSULT_CLAIM,
            Act.RULE_ON_DISPUTE,
            Act.CLOSE_TASK,
            Act.CONSULT_BOARD,
            Act.REMIND,
        )
    },
    **{
        (Role.SYSTEM, act): _OWN
        for act in (
            Act.EXAMINE_CLAIM,
            Act.DECIDE_CLAIM,
            Act.LODGE_CLAIM,
            Act.ANSWER_TRANSFER,
            Act.COMPUTE_MONTH,
            Act.RECORD_PAYMENT,
            Act.REMIND,
        )
    },
    # The validation book of paper cards, and the cards themselves.
    **{(Role.EMPLOYER, act): _OWN for act in (Act.ORDER_CARDS, *_BOOK)},
    **{(Role.SECRETARIAT, act): _MANDATED for act in _BOOK},
    # A secretariat orders for its own stock too.
    (Role.SECRETARIAT, Act.ORDER_CARDS): _MANDATED_OR_SENT,
    (Role.BATCH_SENDER, Act.ENTER_CARD): _ANY,
    **{
        (Role.OFFICER, act): _OWN
        for act in (
            Act.ANSWER_CARD_ORDER,
            Act.REPLACE_CARD,
            Act.CONSULT_BOOK,
            Act.CLOSE_BOOK_QUESTION,
        )
    },
    # The inspection reads who holds which card.
    (Role.AUDITOR, Act.CONSULT_BOOK): _ANY,
}
"""Who may do what, in which relation; what does not stand here is refused."""


_WRITE = frozenset({Function.COMMUNICATIONS})
_DECLARE_OR_READ = frozenset({Function.DECLARATIONS, Function.CONSULTATION})
_STAFF = frozenset({Function.COMMUNICATIONS, Function.DECLARATIONS})
_BOOK_KEEPING = (Act.ORDER_CARDS, Act.ENTER_CARD, Act.CORRECT_ENTRY)
_NONE_NEEDED: frozenset[Function] = frozenset()

FUNCTIONS: Mapping[Act, frozenset[Function]] = {
    **dict.fromkeys((Act.LODGE, Act.AMEND, Act.CANCEL, Act.TELL_CLOSED_DAYS), _WRITE),
    **dict.fromkeys((Act.KEEP_ESTABLISHMENTS, Act.KEEP_WORKERS), _STAFF),
    Act.CONSULT: frozenset({Function.COMMUNICATIONS, Function.CONSULTATION}),
    **dict.fromkeys((*_DECLARE, Act.REMIND), frozenset({Function.DECLARATIONS})),
    **dict.fromkeys((Act.CONSULT_DECLARATION, Act.CONSULT_BOARD), _DECLARE_OR_READ),
    **dict.fromkeys(_BOOK_KEEPING, frozenset({Function.VALIDATION_BOOK})),
    Act.CONSULT_BOOK: frozenset({Function.VALIDATION_BOOK, Function.CONSULTATION}),
    **dict.fromkeys((Act.FOLLOW_DEADLINES, Act.WRITE_TO_OFFICE), _NONE_NEEDED),
    **dict.fromkeys((Act.MANAGE_USERS, Act.MANAGE_MANDATES), frozenset({Function.ACCESS})),
}
"""Which functions open an act of the employer's side; a mandate, or a right, for one suffices.

An act that does not stand here needs all of them; one with an empty set needs none.
"""


def functions_of(*, act: Act) -> Opening:
    """The functions that open an act; None where it needs all of them."""
    return FUNCTIONS.get(act)


def is_allowed(*, by: Actor, act: Act, target: Target, on: date) -> bool:
    """Tell whether the policy says yes, on a day."""
    allowed = POLICY.get((Role(by.role), act), frozenset())
    opened_by = functions_of(act=act)
    return (
        bool(allowed)
        and relation_between(by=by, target=target, on=on, opened_by=opened_by) in allowed
        and reaches(by=by, functions=opened_by, target=target)
    )


def is_allowed_somewhere(*, by: Actor, act: Act) -> bool:
    """Tell whether somebody's role and own rights open an act in any place at all.

    For pages that offer to begin something before its place is chosen; the act itself asks again.
    """
    reach = reach_of(by=by, functions=functions_of(act=act))
    return (Role(by.role), act) in POLICY and not reach.is_nowhere


def require(*, by: Actor, act: Act, target: Target, on: date) -> None:
    """Raise ``NotAllowed`` unless the policy says yes; a refusal is logged."""
    relation = relation_between(by=by, target=target, on=on, opened_by=functions_of(act=act))
    if relation not in POLICY.get((Role(by.role), act), frozenset()):
        _refuse(by, act, target, relation, is_out_of_reach=False)
    if not reaches(by=by, functions=functions_of(act=act), target=target):
        _refuse(by, act, target, relation, is_out_of_reach=True)


def require_reach(*, by: Actor, act: Act, target: Target) -> None:
    """Raise ``NotAllowed`` where only the user's rights do not reach a thing.

    For what ``require`` was asked about as a whole, of which each part lies in its own place.
    """
    if not reaches(by=by, functions=functions_of(act=act), target=target):
        _refuse(by, act, target, Relation.OWN, is_out_of_reach=True)


def _refuse(
    by: Actor, act: Act, target: Target, relation: Relation, *, is_out_of_reach: bool
) -> NoReturn:
    role = Role(by.role)
    log.warning(
        "act not allowed",
        extra={"actor": str(by.actor_id), "role": role.value, "act": act.value},
    )
    raise NotAllowed(
        role, act, relation, employer_id=target.employer_id, is_out_of_reach=is_out_of_reach
    )
