"""Everything that may happen to a control card: one function, one transaction, one event each."""

from accalmie.cases.cards.entries import (
    KeyTaken,
    MarkStands,
    NoReason,
    OutsideMonth,
    correct,
    mark,
    open_card,
)
from accalmie.cases.cards.sending import (
    NoPaperCard,
    TooEarly,
    register_paper_card,
    report_late_event,
    send,
)
from accalmie.cases.cards.statuses import NotPossibleNow

__all__ = [
    "KeyTaken",
    "MarkStands",
    "NoPaperCard",
    "NoReason",
    "NotPossibleNow",
    "OutsideMonth",
    "TooEarly",
    "correct",
    "mark",
    "open_card",
    "register_paper_card",
    "report_late_event",
    "send",
]
