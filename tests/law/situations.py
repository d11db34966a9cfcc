"""Situations of the vectors, as the law itself completes them."""

from accalmie.law.situations import OTHER_WORKER, WORKER, communication_json, situation_of

__all__ = ["OTHER_WORKER", "WORKER", "communication_json", "situation_of"]
