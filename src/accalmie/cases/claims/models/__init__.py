"""The tables of the claims."""

from accalmie.cases.claims.models.claims import (
    Claim,
    ClaimReceipt,
    ClaimReturn,
    ClaimVersion,
    Receiver,
)
from accalmie.cases.claims.models.entitlements import (
    ClaimExamination,
    ClaimProposal,
    Entitlement,
)
from accalmie.cases.claims.models.transfers import Transfer

__all__ = [
    "Claim",
    "ClaimExamination",
    "ClaimProposal",
    "ClaimReceipt",
    "ClaimReturn",
    "ClaimVersion",
    "Entitlement",
    "Receiver",
    "Transfer",
]
