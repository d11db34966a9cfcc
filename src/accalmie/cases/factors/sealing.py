"""What is kept sealed, and digests that tell nothing without the key of the installation."""

from __future__ import annotations

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken


class NotOurs(ValueError):
    """Something that this installation did not seal, or that was changed since."""


class Seals:
    """The two uses of one key, kept apart: sealing content, and digests by purpose."""

    def __init__(self, key: str) -> None:
        secret = hashlib.sha256(b"sealed content:" + key.encode()).digest()
        self._fernet = Fernet(base64.urlsafe_b64encode(secret))
        self._digest_key = hashlib.sha256(b"digests:" + key.encode()).digest()

    def seal(self, content: bytes) -> bytes:
        """The content, readable with the key only."""
        return self._fernet.encrypt(content)

    def open(self, sealed: bytes) -> bytes:
        """What was sealed; raises ``NotOurs``."""
        try:
            return self._fernet.decrypt(bytes(sealed))
        except InvalidToken as error:
            raise NotOurs from error

    def digest(self, *, purpose: str, text: str) -> str:
        """A keyed digest; the same text under another purpose has another one."""
        return hmac.new(self._digest_key, f"{purpose}:{text}".encode(), hashlib.sha256).hexdigest()
