"""The office's electronic seal on a PDF (PAdES), and its verification.

The seal is an incremental update: the tagged structure, the data inside and every byte of the
letter stay as they were. The key is read once and kept, so that a seal costs milliseconds.
"""

from __future__ import annotations

import asyncio
import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

from asn1crypto.cms import ContentInfo  # type: ignore[import-untyped]
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from accalmie.letters.cms import Container

FIELD = "Seal"
KEY_FILE = "seal.key.pem"
CERTIFICATE_FILE = "seal.certificate.pem"
LOCK_FILE = "seal.lock"
ROOM_FOR_SIGNATURE = 8192
"""Digits kept free, two a byte; a P-256 seal with one certificate needs a quarter of them."""
THROWAWAY_VALID = (datetime(2020, 1, 1, tzinfo=UTC), datetime(2049, 12, 31, tzinfo=UTC))
"""A throwaway certificate is for trying out, on any day to which a clock may be set."""


class CannotSeal(RuntimeError):
    """The file to seal is no PDF that can be sealed, or it carries this seal already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SealReport:
    """What the seal of a PDF tells.

    ``is_intact``: no byte that the seal covers was changed, and the signature belongs to the
    certificate. ``covers_whole_file``: nothing was added after the seal. ``fingerprint`` is the
    SHA-256 of the certificate, by which one knows whose seal it is.
    """

    is_sealed: bool
    is_intact: bool = False
    covers_whole_file: bool = False
    sealed_by: str = ""
    fingerprint: str = ""
    sealed_at: datetime | None = None

    @property
    def is_untouched(self) -> bool:
        """Tell whether the file is exactly what was sealed."""
        return self.is_sealed and self.is_intact and self.covers_whole_file


class _LoadedKeySigner(Signer):
    """Signs with a key that stays loaded, and writes the signature container itself."""

    def __init__(self, key: ec.EllipticCurvePrivateKey, certificate: x509.Certificate) -> None:
        encoded = certificate.public_bytes(serialization.Encoding.DER)
        (loaded,) = load_certs_from_pemder_data(encoded)
        super().__init__(
            signing_cert=loaded,
            cert_registry=SimpleCertificateStore.from_certs([loaded]),  # type: ignore[no-untyped-call]
        )
        self._key, self._container = key, Container(certificate)

    async def async_sign(
        self, data_digest: bytes, digest_algorithm: str, *settings: Any, **more_settings: Any
    ) -> ContentInfo:
        """The signature container for a digest; the settings are always those of a PAdES seal."""
        del settings, more_settings
        if digest_algorithm != "sha256":
            raise SigningError(f"the seal signs SHA-256 digests, not {digest_algorithm}")
        return ContentInfo.load(self._container.signed(data_digest, self._signature))

    def _signature(self, data: bytes) -> bytes:
        return self._key.sign(data, ec.ECDSA(hashes.SHA256()))


class _SignerAtInstant(PdfSigner):
    """Writes the instant that it is given into the seal, and reads no clock."""

    def __init__(self, at: datetime, metadata: PdfSignatureMetadata, signer: Signer) -> None:
        field = SigFieldSpec(FIELD, readable_field_name="Accalmie")
        super().__init__(metadata, signer=signer, new_field_spec=field)
        self._at = at

    def init_signing_session(
        self, pdf_out: Any, existing_fields_only: bool = False
    ) -> PdfSigningSession:
        """Start the signature at the given instant."""
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self._at
        return session


class Sealer:
    """Seals PDFs with one key and certificate."""

    def __init__(self, *, key: ec.EllipticCurvePrivateKey, certificate: bytes) -> None:
        """``certificate`` is the certificate of ``key``, as PEM."""
        loaded = x509.load_pem_x509_certificate(certificate)
        self._signer = _LoadedKeySigner(key, loaded)
        self.fingerprint = loaded.fingerprint(hashes.SHA256()).hex()

    @classmethod
    def create_throwaway(cls, directory: Path) -> Sealer:
        """Make a key with a certificate signed by itself, for trying out, and store both.

        Where another process has just stored one, that one is taken.
        """
        directory.mkdir(parents=True, exist_ok=True)
        with _alone_in(directory):
            if not (directory / KEY_FILE).exists():
                _write_throwaway(directory)
        return cls.load(directory)

    @classmethod
    def load(cls, directory: Path) -> Sealer:
        """Read the key and the certificate; raises ``FileNotFoundError`` where there are none."""
        key = serialization.load_pem_private_key((directory / KEY_FILE).read_bytes(), password=None)
        if not isinstance(key, ec.EllipticCurvePrivateKey):
            raise ValueError(f"{KEY_FILE}: expected an elliptic curve key (P-256)")
        return cls(key=key, certificate=(directory / CERTIFICATE_FILE).read_bytes())

    def seal(self, pdf: bytes, *, at: datetime) -> bytes:
        """The PDF with the seal; ``at`` is the instant that the seal states."""
        metadata = PdfSignatureMetadata(
            field_name=FIELD, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES
        )
        signer = _SignerAtInstant(at, metadata, self._signer)
        try:
            writer = IncrementalPdfFileWriter(BytesIO(pdf))
            sealed = asyncio.run(signer.async_sign_pdf(writer, bytes_reserved=ROOM_FOR_SIGNATURE))
        except (PdfReadError, SigningError) as error:
            raise CannotSeal(str(error)) from error
        content: bytes = sealed.getvalue()
        return content


def verify(pdf: bytes) -> SealReport:
    """Read the seal of a PDF; a file without one, or that is no PDF, is reported as not sealed.

    Whether the certificate is the office's is for the reader to say, by its fingerprint.
    """
    try:
        seals = PdfFileReader(BytesIO(pdf), strict=False).embedded_regular_signatures
    except (PdfReadError, ValueError):
        return SealReport(is_sealed=False)
    if not seals:
        return SealReport(is_sealed=False)
    seal = seals[-1]
    certificate = seal.signer_cert
    told = {
        "sealed_by": certificate.subject.native.get("common_name", ""),
        "fingerprint": sha256(certificate.dump()).hexdigest(),
        "sealed_at": seal.self_reported_timestamp,
    }
    context = ValidationContext(
        trust_roots=[certificate], allow_fetching=False, moment=told["sealed_at"]
    )
    try:
        status = validate_pdf_signature(seal, context)
    except (SignatureValidationError, PdfReadError, ValueError):
        return SealReport(is_sealed=True, **told)
    return SealReport(
        is_sealed=True,
        is_intact=status.intact and status.valid,
        covers_whole_file=status.coverage is SignatureCoverageLevel.ENTIRE_FILE,
        **told,
    )


@contextmanager
def _alone_in(directory: Path) -> Iterator[None]:
    """Wait until no other process makes a key in this directory."""
    with (directory / LOCK_FILE).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _write_throwaway(directory: Path) -> None:
    """Store the certificate, then the key: whoever finds the key finds both."""
    key = ec.generate_private_key(ec.SECP256R1())
    (directory / CERTIFICATE_FILE).write_bytes(_own_certificate(key))
    unfinished = directory / f"{KEY_FILE}.unfinished"
    unfinished.touch(mode=0o600)
    unfinished.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    unfinished.replace(directory / KEY_FILE)


def _own_certificate(key: ec.EllipticCurvePrivateKey) -> bytes:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Accalmie, throwaway seal")])
    first, last = THROWAWAY_VALID
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(first)
        .not_valid_after(last)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    return certificate.public_bytes(serialization.Encoding.PEM)
