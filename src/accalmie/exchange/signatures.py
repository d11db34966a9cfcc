"""The signature file FS: the Base64 signature of the FI, checked with the sender's certificate."""

from __future__ import annotations

import base64
import binascii
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa

from accalmie.cases.parties.models import Sender
from accalmie.exchange.reasons import Reason

PRODUCTION = "R"


def fault_of(*, file: Path, signature: Path | None, sender: Sender, letter: str) -> Reason | None:
    """Return what is wrong with the signature of a file, None when nothing is.

    In production a signature must stand beside the file. It is checked where the sender deposited a
    certificate; elsewhere it is only kept. Outside production none is asked for.
    """
    if signature is None:
        return Reason.NO_SIGNATURE if letter == PRODUCTION else None
    if not sender.certificate:
        return None
    try:
        written = base64.b64decode(signature.read_bytes(), validate=False)
        _verify(sender.certificate.encode(), written, file.read_bytes())
    except (InvalidSignature, binascii.Error, ValueError):
        return Reason.WRONG_SIGNATURE
    return None


def _verify(certificate: bytes, signature: bytes, content: bytes) -> None:
    """Raise ``InvalidSignature`` or ``ValueError`` unless the signature holds; SHA-256 only."""
    key = x509.load_pem_x509_certificate(certificate).public_key()
    match key:
        case rsa.RSAPublicKey():
            key.verify(signature, content, padding.PKCS1v15(), hashes.SHA256())
        case ec.EllipticCurvePublicKey():
            key.verify(signature, content, ec.ECDSA(hashes.SHA256()))
        case ed25519.Ed25519PublicKey():
            key.verify(signature, content)
        case _:
            raise ValueError("a certificate with a key of this kind is not taken")
