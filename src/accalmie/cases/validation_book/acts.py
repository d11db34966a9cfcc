"""Everything that may happen in the validation book; one function, one transaction, one event."""

from accalmie.cases.validation_book.answering import NoAnswer, close_question
from accalmie.cases.validation_book.correcting import (
    NothingChanged,
    cancel_entry,
    correct_entry,
    replace_card,
)
from accalmie.cases.validation_book.entering import (
    Lodging,
    NotEnterable,
    enter_cards,
    enter_each,
    look_at,
)
from accalmie.cases.validation_book.examining import Examined, Fault, Wanted
from accalmie.cases.validation_book.statuses import NotPossibleNow

__all__ = [
    "Examined",
    "Fault",
    "Lodging",
    "NoAnswer",
    "NotEnterable",
    "NotPossibleNow",
    "NothingChanged",
    "Wanted",
    "cancel_entry",
    "close_question",
    "correct_entry",
    "enter_cards",
    "enter_each",
    "look_at",
    "replace_card",
]
