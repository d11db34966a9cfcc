"""An authority, cards with one fault at a time, a reader that signs, and a real responder."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from zoneinfo import ZoneInfo

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.x509 import ocsp
from cryptography.x509.oid import (
    AuthorityInformationAccessOID,
    ExtendedKeyUsageOID,
    NameOID,
    ObjectIdentifier,
)

from accalmie.facts.ids import niss

NOW = datetime(2026, 11, 18, 9, 30, tzinfo=ZoneInfo("Europe/Brussels"))
HOLDER = niss.with_check_digits("850114997")
ORIGIN = "https://portal.example"
CHALLENGE = "c" * 64
GOOD, REVOKED, UNKNOWN = (
    ocsp.OCSPCertStatus.GOOD,
    ocsp.OCSPCertStatus.REVOKED,
    ocsp.OCSPCertStatus.UNKNOWN,
)
Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey

_USAGES = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)


def usage(*named: str) -> x509.KeyUsage:
    return x509.KeyUsage(**{name: name in named for name in _USAGES})


@dataclass(frozen=True, kw_only=True)
class Signer:
    """A certificate and its key."""

    certificate: x509.Certificate
    key: Key


def signer(
    *,
    subject: x509.Name,
    issuer: Signer | None,
    extensions: tuple[x509.ExtensionType, ...],
    key: Key | None = None,
    begins: datetime = NOW - timedelta(days=100),
    ends: datetime = NOW + timedelta(days=100),
) -> Signer:
    """A certificate of its own key, signed by another or by itself."""
    key = key or ec.generate_private_key(ec.SECP384R1())
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(ends)
    )
    for extension in extensions:
        builder = builder.add_extension(extension, critical=False)
    signed = builder.sign(issuer.key if issuer else key, hashes.SHA384())
    return Signer(certificate=signed, key=key)


def named(text: str, number: str = "") -> x509.Name:
    told = [x509.NameAttribute(NameOID.COMMON_NAME, text)]
    if number:
        told.append(x509.NameAttribute(NameOID.SERIAL_NUMBER, number))
    return x509.Name(told)


def authority(name: str = "Citizen CA", **other: object) -> Signer:
    extensions = (x509.BasicConstraints(ca=True, path_length=0), usage("key_cert_sign"))
    return signer(subject=named(name), issuer=None, extensions=extensions, **other)


@dataclass(kw_only=True)
class CardMaker:
    """Everything a card can be wrong in; as it stands it is right."""

    number: str = HOLDER
    usages: tuple[str, ...] | None = ("digital_signature",)
    purposes: tuple[ObjectIdentifier, ...] | None = (ExtendedKeyUsageOID.CLIENT_AUTH,)
    policies: tuple[str, ...] = ()
    begins: datetime = NOW - timedelta(days=100)
    ends: datetime = NOW + timedelta(days=100)
    key: Key | None = None
    has_responder: bool = True

    def make(self, issuer: Signer, responder: str) -> Signer:
        extensions: list[x509.ExtensionType] = []
        if self.usages is not None:
            extensions.append(usage(*self.usages))
        if self.purposes is not None:
            extensions.append(x509.ExtendedKeyUsage(self.purposes))
        if self.policies:
            extensions.append(
                x509.CertificatePolicies(
                    [x509.PolicyInformation(ObjectIdentifier(one), None) for one in self.policies]
                )
            )
        if self.has_responder:
            where = x509.UniformResourceIdentifier(responder)
            access = x509.AccessDescription(AuthorityInformationAccessOID.OCSP, where)
            extensions.append(x509.AuthorityInformationAccess([access]))
        return signer(
            subject=named("Holder (Authentication)", self.number),
            issuer=issuer,
            extensions=tuple(extensions),
            key=self.key,
            begins=self.begins,
            ends=self.ends,
        )


def token(
    card: Signer,
    *,
    origin: str = ORIGIN,
    challenge: str = CHALLENGE,
    algorithm: str = "",
    **changed: object,
) -> str:
    """What the extension brings; ``changed`` replaces fields, None takes them away."""
    told = {
        "unverifiedCertificate": _base64(card.certificate.public_bytes(serialization.Encoding.DER)),
        "algorithm": algorithm or _algorithm(card.key),
        "signature": _base64(_signature(card.key, algorithm, origin, challenge)),
        "format": "web-eid:1.0",
        "appVersion": "https://web-eid.eu/web-eid-app/releases/2.5.0",
        **changed,
    }
    return json.dumps({name: value for name, value in told.items() if value is not None})


def _algorithm(key: Key) -> str:
    return f"ES{key.key_size}" if isinstance(key, ec.EllipticCurvePrivateKey) else "RS256"


def _signature(key: Key, algorithm: str, origin: str, challenge: str) -> bytes:
    used = {"256": hashes.SHA256(), "384": hashes.SHA384()}.get((algorithm or "")[2:])
    if isinstance(key, ec.EllipticCurvePrivateKey):
        used = used or {256: hashes.SHA256(), 384: hashes.SHA384()}[key.key_size]
        numbers = decode_dss_signature(key.sign(_signed(origin, challenge, used), ec.ECDSA(used)))
        return b"".join(one.to_bytes(key.key_size // 8, "big") for one in numbers)
    used = used or hashes.SHA256()
    padded = (
        padding.PSS(padding.MGF1(used), padding.PSS.DIGEST_LENGTH)
        if algorithm.startswith("PS")
        else padding.PKCS1v15()
    )
    return key.sign(_signed(origin, challenge, used), padded, used)


def _signed(origin: str, challenge: str, used: hashes.HashAlgorithm) -> bytes:
    parts = []
    for text in (origin, challenge):
        digest = hashes.Hash(used)
        digest.update(text.encode())
        parts.append(digest.finalize())
    return b"".join(parts)


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode()


@dataclass
class Responder:
    """What the authority answers; as it stands it says that every card is good."""

    signs: Signer
    address: str = ""
    status: ocsp.OCSPCertStatus = GOOD
    brings: tuple[x509.Certificate, ...] = ()
    at: datetime = NOW
    holds: timedelta | None = timedelta(minutes=10)
    nonce: bytes | None = None
    about: int | None = None
    says: ocsp.OCSPResponseStatus | None = None
    asked: list[bytes] = field(default_factory=list)

    def answer(self, body: bytes) -> bytes:
        self.asked.append(body)
        if self.says is not None:
            unsuccessful = ocsp.OCSPResponseBuilder.build_unsuccessful(self.says)
            return unsuccessful.public_bytes(serialization.Encoding.DER)
        asked = ocsp.load_der_ocsp_request(body)
        is_revoked = self.status is REVOKED
        builder = ocsp.OCSPResponseBuilder().add_response_by_hash(
            issuer_name_hash=asked.issuer_name_hash,
            issuer_key_hash=asked.issuer_key_hash,
            serial_number=self.about or asked.serial_number,
            algorithm=asked.hash_algorithm,
            cert_status=self.status,
            this_update=self.at,
            next_update=self.at + self.holds if self.holds else None,
            revocation_time=self.at - timedelta(days=1) if is_revoked else None,
            revocation_reason=None,
        )
        nonce = self.nonce or asked.extensions.get_extension_for_class(x509.OCSPNonce).value.nonce
        builder = builder.add_extension(x509.OCSPNonce(nonce), critical=False)
        if self.brings:
            builder = builder.certificates(list(self.brings))
        signed = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, self.signs.certificate).sign(
            self.signs.key, hashes.SHA384()
        )
        return signed.public_bytes(serialization.Encoding.DER)


@contextmanager
def served(responder: Responder) -> Iterator[Responder]:
    """The responder on a real port."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = responder.answer(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Type", "application/ocsp-response")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        responder.address = f"http://127.0.0.1:{server.server_port}/"
        yield responder
        server.shutdown()
        thread.join()
