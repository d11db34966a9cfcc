"""Everything that may happen to a communication: one function, one transaction, one event each."""

from accalmie.cases.communications.deciding import (
    confirm_refusal,
    decide,
    propose_refusal,
    return_to_first_officer,
)
from accalmie.cases.communications.examining import examine, settle
from accalmie.cases.communications.lodging import (
    Lodging,
    Source,
    WrongVersion,
    amend,
    cancel,
    lodge,
    lodge_many,
    simplified_cancellation,
)
from accalmie.cases.communications.looking import look_at
from accalmie.cases.communications.publishing import (
    AlreadyPublished,
    TooEarly,
    keep_document,
    publish,
)
from accalmie.cases.communications.refusals import Reason, Refused
from accalmie.cases.communications.statuses import NotPossibleNow
from accalmie.cases.two_officers import NotAnswered, NothingToRefuse, SameOfficer

__all__ = [
    "AlreadyPublished",
    "Lodging",
    "NotAnswered",
    "NotPossibleNow",
    "NothingToRefuse",
    "Reason",
    "Refused",
    "SameOfficer",
    "Source",
    "TooEarly",
    "WrongVersion",
    "amend",
    "cancel",
    "confirm_refusal",
    "decide",
    "examine",
    "keep_document",
    "lodge",
    "lodge_many",
    "look_at",
    "propose_refusal",
    "publish",
    "return_to_first_officer",
    "settle",
    "simplified_cancellation",
]
