"""The worker's claim: when, by whom, until when, with which papers (T32; AR art. 133)."""

from accalmie.law.claims.deadlines import claim_deadline
from accalmie.law.claims.needed import claim_needed

__all__ = ["claim_deadline", "claim_needed"]
