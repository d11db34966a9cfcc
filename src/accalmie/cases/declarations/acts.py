"""Everything that may happen to a declaration: one function, one transaction, one event each."""

from accalmie.cases.communications.lodging import Source, WrongVersion
from accalmie.cases.declarations.examining import UnusableDeclaration
from accalmie.cases.declarations.lodging import amend, cancel, lodge, lodge_many
from accalmie.cases.declarations.refusals import Reason, Refused
from accalmie.cases.declarations.requests import (
    NotTheirs,
    ask_for_declaration,
    fetch_declaration,
    keep_declaration,
)
from accalmie.cases.declarations.rows import Lodging
from accalmie.cases.declarations.statuses import NotPossibleNow

__all__ = [
    "Lodging",
    "NotPossibleNow",
    "NotTheirs",
    "Reason",
    "Refused",
    "Source",
    "UnusableDeclaration",
    "WrongVersion",
    "amend",
    "ask_for_declaration",
    "cancel",
    "fetch_declaration",
    "keep_declaration",
    "lodge",
    "lodge_many",
]
