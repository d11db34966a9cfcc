"""Everything that may happen to a claim: one function, one transaction, one event each."""

from accalmie.cases.claims.deciding import (
    NoBasis,
    confirm_claim_refusal,
    decide_claim,
    findings_to_answer,
    propose_claim_refusal,
    return_claim_to_first_officer,
)
from accalmie.cases.claims.examining import examine_claim, settle_claims
from accalmie.cases.claims.lodging import (
    lodge_claim,
    make_automatic_claim,
    return_incomplete_claim,
)
from accalmie.cases.claims.statuses import NotPossibleNow
from accalmie.cases.claims.submitting import (
    NoPayer,
    NothingSubmitted,
    WrongAccount,
    complete_claim,
    draft_claim,
    submit_claim,
    withdraw_claim,
)
from accalmie.cases.claims.transfers import (
    AlreadyThere,
    TooSoon,
    agree_by_silence,
    answer_transfer,
    ask_for_transfer,
    effect_of,
    join_payer,
)
from accalmie.cases.two_officers import NotAnswered, NothingToRefuse, SameOfficer

__all__ = [
    "AlreadyThere",
    "NoBasis",
    "NoPayer",
    "NotAnswered",
    "NotPossibleNow",
    "NothingSubmitted",
    "NothingToRefuse",
    "SameOfficer",
    "TooSoon",
    "WrongAccount",
    "agree_by_silence",
    "answer_transfer",
    "ask_for_transfer",
    "complete_claim",
    "confirm_claim_refusal",
    "decide_claim",
    "draft_claim",
    "effect_of",
    "examine_claim",
    "findings_to_answer",
    "join_payer",
    "lodge_claim",
    "make_automatic_claim",
    "propose_claim_refusal",
    "return_claim_to_first_officer",
    "return_incomplete_claim",
    "settle_claims",
    "submit_claim",
    "withdraw_claim",
]
