"""The signature container of a PAdES seal, written in one go (RFC 5652, ETSI EN 319 142-1).

Everything in it is fixed for a certificate except the digest and the signature, so it is put
together as bytes; general-purpose libraries take most of the time of a seal for it.
SHA-256 with ECDSA only. The claimed instant stands in the PDF, as PAdES asks, not here.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

SEQUENCE, SET, INTEGER, OCTETS, OBJECT_ID = 0x30, 0x31, 0x02, 0x04, 0x06
FIRST_TAGGED = 0xA0


def der(tag: int, *contents: bytes) -> bytes:
    """One element: its tag, the length of its contents, its contents."""
    body = b"".join(contents)
    length = len(body)
    if length < 0x80:
        return bytes((tag, length)) + body
    size = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(size))) + size + body


def object_id(dotted: str) -> bytes:
    """A name of the standards, such as ``2.16.840.1.101.3.4.2.1``."""
    first, second, *others = (int(part) for part in dotted.split("."))
    body = bytes((first * 40 + second,))
    for number in others:
        groups = [number & 0x7F]
        while number := number >> 7:
            groups.append(number & 0x7F | 0x80)
        body += bytes(reversed(groups))
    return der(OBJECT_ID, body)


def integer(value: int) -> bytes:
    """A whole number that is not negative."""
    return der(INTEGER, value.to_bytes(value.bit_length() // 8 + 1, "big"))


DATA = object_id("1.2.840.113549.1.7.1")
SIGNED_DATA = object_id("1.2.840.113549.1.7.2")
CONTENT_TYPE = object_id("1.2.840.113549.1.9.3")
MESSAGE_DIGEST = object_id("1.2.840.113549.1.9.4")
SIGNING_CERTIFICATE_V2 = object_id("1.2.840.113549.1.9.16.2.47")
SHA_256 = der(SEQUENCE, object_id("2.16.840.1.101.3.4.2.1"))
ECDSA_WITH_SHA_256 = der(SEQUENCE, object_id("1.2.840.10045.4.3.2"))
VERSION_1 = integer(1)


class Container:
    """Writes signature containers for one certificate."""

    def __init__(self, certificate: x509.Certificate) -> None:
        content = certificate.public_bytes(Encoding.DER)
        fingerprint = der(OCTETS, sha256(content).digest())
        # The digest of the certificate is by default SHA-256, so its algorithm is left out.
        certificate_id = der(SEQUENCE, der(SEQUENCE, der(SEQUENCE, fingerprint)))
        self._certificates = der(FIRST_TAGGED, content)
        self._attributes = (
            _attribute(CONTENT_TYPE, DATA),
            _attribute(SIGNING_CERTIFICATE_V2, certificate_id),
        )
        self._signer = der(
            SEQUENCE, certificate.issuer.public_bytes(), integer(certificate.serial_number)
        )

    def signed(self, digest: bytes, sign: Callable[[bytes], bytes]) -> bytes:
        """The container for the digest of a document; ``sign`` signs the bytes that it is given."""
        attributes = (*self._attributes, _attribute(MESSAGE_DIGEST, der(OCTETS, digest)))
        # A set is written in the order of its bytes; it is signed as a set, carried as field 0.
        in_order = b"".join(sorted(attributes))
        signature = sign(der(SET, in_order))
        signer_info = der(
            SEQUENCE,
            VERSION_1,
            self._signer,
            SHA_256,
            der(FIRST_TAGGED, in_order),
            ECDSA_WITH_SHA_256,
            der(OCTETS, signature),
        )
        signed_data = der(
            SEQUENCE,
            VERSION_1,
            der(SET, SHA_256),
            der(SEQUENCE, DATA),
            self._certificates,
            der(SET, signer_info),
        )
        return der(SEQUENCE, SIGNED_DATA, der(FIRST_TAGGED, signed_data))


def _attribute(name: bytes, value: bytes) -> bytes:
    return der(SEQUENCE, name, der(SET, value))
