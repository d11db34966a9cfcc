"""The token that the browser brings: its form, and what it signs (Web eID, format 1.x).

Signed are the hash of the origin and the hash of the challenge, one after the other. Minor versions
only add fields, which are not looked at; another major version is refused.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from dataclasses import dataclass
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from accalmie.portal.identity.tokens import NotGenuine

MOST_SIGNS = 60_000
LEAST_CHALLENGE, MOST_CHALLENGE = 44, 128
_FORMAT = re.compile(r"web-eid:1(\.\d{1,3})?")
_HASHES: dict[str, type[hashes.HashAlgorithm]] = {
    "256": hashes.SHA256,
    "384": hashes.SHA384,
    "512": hashes.SHA512,
}
_ALGORITHM = re.compile(r"(ES|PS|RS)(256|384|512)")


@dataclass(frozen=True, slots=True, kw_only=True)
class CardToken:
    """What a card says: who it claims to be, and a signature nobody has verified yet."""

    certificate: x509.Certificate
    algorithm: str
    signature: bytes


def read(text: str) -> CardToken:
    """Read a token; raises ``NotGenuine`` where its form is not the agreed one."""
    if len(text) > MOST_SIGNS:
        raise NotGenuine("the token is too long")
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotGenuine("the token is no JSON") from error
    if not isinstance(told, dict):
        raise NotGenuine("the token is no JSON object")
    if not _FORMAT.fullmatch(_text(told, "format")):
        raise NotGenuine("the token has another format")
    algorithm = _text(told, "algorithm")
    if not _ALGORITHM.fullmatch(algorithm):
        raise NotGenuine("the token is signed in a way that is not accepted")
    try:
        certificate = x509.load_der_x509_certificate(_bytes(told, "unverifiedCertificate"))
    except ValueError as error:
        raise NotGenuine("the token holds no certificate") from error
    return CardToken(
        certificate=certificate, algorithm=algorithm, signature=_bytes(told, "signature")
    )


def check_signature(*, token: CardToken, origin: str, challenge: str) -> None:
    """Ask that the card signed this challenge for this site; raises ``NotGenuine``."""
    if not LEAST_CHALLENGE <= len(challenge) <= MOST_CHALLENGE:
        raise NotGenuine("the challenge has another length")
    family, size = token.algorithm[:2], token.algorithm[2:]
    used = _HASHES[size]()
    signed = _hashed(origin, used) + _hashed(challenge, used)
    key = token.certificate.public_key()
    try:
        match key:
            case ec.EllipticCurvePublicKey() if family == "ES":
                key.verify(_as_der(token.signature, key), signed, ec.ECDSA(used))
            case rsa.RSAPublicKey() if family == "RS":
                key.verify(token.signature, signed, padding.PKCS1v15(), used)
            case rsa.RSAPublicKey() if family == "PS":
                masked = padding.PSS(padding.MGF1(used), padding.PSS.DIGEST_LENGTH)
                key.verify(token.signature, signed, masked, used)
            case _:
                raise NotGenuine("the key of the card does not sign in this way")
    except InvalidSignature as error:
        raise NotGenuine("the signature does not fit") from error


def _as_der(signature: bytes, key: ec.EllipticCurvePublicKey) -> bytes:
    """Cards give both numbers side by side, each as long as the curve (RFC 7518, 3.4)."""
    half = (key.curve.key_size + 7) // 8
    if len(signature) != 2 * half:
        raise NotGenuine("the signature has another length")
    numbers = signature[:half], signature[half:]
    return encode_dss_signature(*(int.from_bytes(number, "big") for number in numbers))


def _hashed(text: str, used: hashes.HashAlgorithm) -> bytes:
    digest = hashes.Hash(used)
    digest.update(text.encode())
    return digest.finalize()


def _text(told: dict[str, Any], name: str) -> str:
    value = told.get(name)
    if not isinstance(value, str) or not value:
        raise NotGenuine(f"the token has no {name}")
    return value


def _bytes(told: dict[str, Any], name: str) -> bytes:
    try:
        return base64.b64decode(_text(told, name), validate=True)
    except (binascii.Error, ValueError) as error:
        raise NotGenuine(f"{name} is not written in base64") from error
