"""The tables of the communications."""

from accalmie.cases.communications.models.cases import (
    Case,
    Naming,
    RefusedForm,
    TicketSerial,
    Version,
)
from accalmie.cases.communications.models.conditions import Dispensation, PreliminaryCondition
from accalmie.cases.communications.models.decisions import (
    Decision,
    Document,
    DocumentKind,
    Examination,
    PayerRecord,
    Proposal,
    Publication,
)

__all__ = [
    "Case",
    "Decision",
    "Dispensation",
    "Document",
    "DocumentKind",
    "Examination",
    "Naming",
    "PayerRecord",
    "PreliminaryCondition",
    "Proposal",
    "Publication",
    "RefusedForm",
    "TicketSerial",
    "Version",
]
