"""Test cards: an authority made on this machine, cards made when they are put in, answers on them.

The profile imitates a citizen's card: an authentication certificate whose subject carries the
national number as serial number.
"""

from __future__ import annotations

import base64
import json
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.x509 import ocsp
from cryptography.x509.oid import (
    AuthorityInformationAccessOID,
    ExtendedKeyUsageOID,
    NameOID,
)

from accalmie.portal.identity.test_provider.persons import Person

YEARS = timedelta(days=3650)
LIFE_OF_A_CARD = timedelta(days=365)
_CURVE_BYTES = 48
_USAGES = dict.fromkeys(
    (
        "digital_signature",
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "key_cert_sign",
        "crl_sign",
        "encipher_only",
        "decipher_only",
    ),
    False,
)


class CardAuthority:
    """An authority with its key; it answers for every card that it issued."""

    def __init__(self, *, certificate: x509.Certificate, key: ec.EllipticCurvePrivateKey) -> None:
        self.certificate, self.key = certificate, key

    def issue(
        self, *, subject: x509.Name, key: ec.EllipticCurvePublicKey, ask_at: str, at: datetime
    ) -> x509.Certificate:
        """A certificate for signing in, in force for a year."""
        usage = x509.KeyUsage(**{**_USAGES, "digital_signature": True})
        purposes = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CLIENT_AUTH])
        where = x509.AccessDescription(
            AuthorityInformationAccessOID.OCSP, x509.UniformResourceIdentifier(ask_at)
        )
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self.certificate.subject)
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(at - timedelta(days=1))
            .not_valid_after(at + LIFE_OF_A_CARD)
            .add_extension(usage, critical=True)
            .add_extension(purposes, critical=False)
            .add_extension(x509.AuthorityInformationAccess([where]), critical=False)
            .sign(self.key, hashes.SHA384())
        )

    def answer(self, asked: ocsp.OCSPRequest, *, at: datetime) -> bytes:
        """Say that a card is good."""
        builder = ocsp.OCSPResponseBuilder().add_response_by_hash(
            issuer_name_hash=asked.issuer_name_hash,
            issuer_key_hash=asked.issuer_key_hash,
            serial_number=asked.serial_number,
            algorithm=asked.hash_algorithm,
            cert_status=ocsp.OCSPCertStatus.GOOD,
            this_update=at,
            next_update=at + timedelta(minutes=10),
            revocation_time=None,
            revocation_reason=None,
        )
        for extension in asked.extensions:
            builder = builder.add_extension(extension.value, critical=extension.critical)
        signed = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, self.certificate).sign(
            self.key, hashes.SHA384()
        )
        return signed.public_bytes(serialization.Encoding.DER)


def authority(folder: Path, *, at: datetime) -> CardAuthority:
    """The authority of a folder; made when first needed, and put there to be trusted."""
    file, key_file = folder / "authority.pem", folder / "authority.key"
    if not file.exists():
        made = make_authority(name="Test Citizen CA", at=at)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        key_file.touch(mode=0o600)
        key_file.write_bytes(
            made.key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        file.write_bytes(made.certificate.public_bytes(serialization.Encoding.PEM))
    key = serialization.load_pem_private_key(key_file.read_bytes(), password=None)
    return CardAuthority(certificate=x509.load_pem_x509_certificate(file.read_bytes()), key=key)


def make_authority(*, name: str, at: datetime) -> CardAuthority:
    """A new authority, in force for many years on both sides of an instant."""
    key = ec.generate_private_key(ec.SECP384R1())
    called = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(called)
        .issuer_name(called)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - YEARS)
        .not_valid_after(at + YEARS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(
            x509.KeyUsage(**{**_USAGES, "key_cert_sign": True, "crl_sign": True}), critical=True
        )
        .sign(key, hashes.SHA384())
    )
    return CardAuthority(certificate=certificate, key=key)


def token_of(
    *,
    person: Person,
    issuer: CardAuthority,
    question: str,
    origin: str,
    ask_at: str,
    at: datetime,
) -> str:
    """What the browser would bring after this person's card signed the question."""
    key = ec.generate_private_key(ec.SECP384R1())
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "BE"),
            x509.NameAttribute(
                NameOID.COMMON_NAME, f"{person.first_name} {person.name} (Authentication)"
            ),
            x509.NameAttribute(NameOID.SURNAME, person.name),
            x509.NameAttribute(NameOID.GIVEN_NAME, person.first_name),
            x509.NameAttribute(NameOID.SERIAL_NUMBER, person.niss),
        ]
    )
    certificate = issuer.issue(subject=subject, key=key.public_key(), ask_at=ask_at, at=at)
    return json.dumps(
        {
            "unverifiedCertificate": base64.b64encode(
                certificate.public_bytes(serialization.Encoding.DER)
            ).decode(),
            "algorithm": "ES384",
            "signature": base64.b64encode(_signed(key, origin, question)).decode(),
            "format": "web-eid:1.0",
            "appVersion": "test card",
        }
    )


def _signed(key: ec.EllipticCurvePrivateKey, origin: str, question: str) -> bytes:
    content = b"".join(_hashed(part) for part in (origin, question))
    numbers = decode_dss_signature(key.sign(content, ec.ECDSA(hashes.SHA384())))
    return b"".join(number.to_bytes(_CURVE_BYTES, "big") for number in numbers)


def _hashed(text: str) -> bytes:
    digest = hashes.Hash(hashes.SHA384())
    digest.update(text.encode())
    return digest.finalize()
