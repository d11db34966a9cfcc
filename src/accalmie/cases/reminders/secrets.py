"""Secrets in addresses: drawn by the machine, shown once, kept only as a digest."""

from __future__ import annotations

import hashlib
import secrets

_BYTES = 32
"""256 bits: nobody guesses it, so a plain digest without salt is enough."""


def drawn() -> str:
    """A new secret, fit for an address."""
    return secrets.token_urlsafe(_BYTES)


def digest_of(*, secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()
