"""The code printed on a decision, by which anyone can ask whether the letter is genuine.

It depends only on the decision and its ticket, so that the office finds it again from what it kept.
"""

from __future__ import annotations

import json
from hashlib import sha256

from accalmie.facts.codec import to_json
from accalmie.facts.decisions import Decision

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Digits and letters without I, L, O and U, which are misread."""
LENGTH, GROUP = 12, 4


def code_of(*, ticket: str, decision: Decision) -> str:
    """Twelve signs in groups of four: ``7G2K-91MD-0QXE``."""
    facts = json.dumps(
        {"ticket": ticket, "decision": to_json(decision)}, sort_keys=True, ensure_ascii=False
    )
    number = int.from_bytes(sha256(facts.encode()).digest(), "big")
    signs = ""
    for _ in range(LENGTH):
        number, rest = divmod(number, len(ALPHABET))
        signs += ALPHABET[rest]
    return "-".join(signs[n : n + GROUP] for n in range(0, LENGTH, GROUP))
