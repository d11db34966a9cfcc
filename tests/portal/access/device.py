"""A device that makes passkeys and signs with them, in software (WebAuthn, level 2)."""

from __future__ import annotations

import hashlib
import json
import secrets
import struct

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from webauthn.helpers import bytes_to_base64url

PRESENT_AND_VERIFIED, HAS_KEY = 0b0000_0101, 0b0100_0000


class Device:
    """One passkey; ``count`` is the counter that travels with each signature."""

    def __init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.credential = secrets.token_bytes(16)
        self.count = 0

    def make(self, options: str, *, origin: str, host: str) -> str:
        """What the browser sends after the passkey was made."""
        numbers = self.key.public_key().public_numbers()
        public = cbor2.dumps(
            {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32), -3: numbers.y.to_bytes(32)}
        )
        made = bytes(16) + struct.pack(">H", len(self.credential)) + self.credential + public
        about = self._about(host, PRESENT_AND_VERIFIED | HAS_KEY) + made
        attested = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": about})
        client = _client("webauthn.create", options, origin)
        return self._sent(clientDataJSON=client, attestationObject=attested)

    def sign(self, options: str, *, origin: str, host: str) -> str:
        """What the browser sends after the device signed."""
        self.count += 1
        about = self._about(host, PRESENT_AND_VERIFIED)
        client = _client("webauthn.get", options, origin)
        signed = about + hashlib.sha256(client).digest()
        signature = self.key.sign(signed, ec.ECDSA(hashes.SHA256()))
        return self._sent(clientDataJSON=client, authenticatorData=about, signature=signature)

    def _about(self, host: str, flags: int) -> bytes:
        return hashlib.sha256(host.encode()).digest() + struct.pack(">BI", flags, self.count)

    def _sent(self, **parts: bytes) -> str:
        key = bytes_to_base64url(self.credential)
        response = {name: bytes_to_base64url(part) for name, part in parts.items()}
        return json.dumps(
            {
                "id": key,
                "rawId": key,
                "type": "public-key",
                "clientExtensionResults": {},
                "response": response,
            }
        )


def _client(sort: str, options: str, origin: str) -> bytes:
    challenge = json.loads(options)["challenge"]
    return json.dumps({"type": sort, "challenge": challenge, "origin": origin}).encode()
