"""Random questions, asked once: a signature over one proves that it was made just now."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from accalmie.cases.factors.models import Challenge
from accalmie.cases.factors.sealing import Seals

LIVES = timedelta(minutes=5)
BYTES = 48
"""384 bits, 64 characters in base64."""
_PURPOSE = "challenge"


def ask(*, seals: Seals, at: datetime) -> str:
    """A new question, 64 characters long; the browser's session must keep it."""
    Challenge.objects.filter(expires_at__lt=at - LIVES).delete()
    question = secrets.token_urlsafe(BYTES)
    Challenge.objects.create(
        digest=seals.digest(purpose=_PURPOSE, text=question), expires_at=at + LIVES
    )
    return question


def take(*, question: str, seals: Seals, at: datetime) -> bool:
    """Tell whether a question is still open, and close it; of two answers one is the first."""
    open_ones = Challenge.objects.filter(
        digest=seals.digest(purpose=_PURPOSE, text=question), used_at=None, expires_at__gt=at
    )
    return bool(open_ones.update(used_at=at))
