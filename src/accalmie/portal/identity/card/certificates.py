"""The certificate of a card: in force, meant for signing in, issued by who may issue it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from accalmie.facts.ids import niss
from accalmie.portal.identity.tokens import NotGenuine

Kind = TypeVar("Kind", bound=x509.ExtensionType)


@dataclass(frozen=True, slots=True)
class Authorities:
    """The authorities whose cards are accepted; each is trusted in itself."""

    certificates: tuple[x509.Certificate, ...]

    @classmethod
    def load(cls, folder: Path) -> Authorities:
        """Read every certificate of a folder (PEM, or DER in ``.cer`` and ``.der``)."""
        found: list[x509.Certificate] = []
        for file in sorted(folder.iterdir()):
            match file.suffix:
                case ".pem" | ".crt":
                    found += x509.load_pem_x509_certificates(file.read_bytes())
                case ".cer" | ".der":
                    found.append(x509.load_der_x509_certificate(file.read_bytes()))
        return cls(tuple(found))

    def issuer_of(self, certificate: x509.Certificate, *, at: datetime) -> x509.Certificate:
        """Who issued a certificate, and may; raises ``NotGenuine``."""
        for authority in self.certificates:
            if _is_in_force(authority, at) and _may_issue(authority):
                try:
                    certificate.verify_directly_issued_by(authority)
                except (ValueError, TypeError, InvalidSignature):
                    continue
                return authority
        raise NotGenuine("no trusted authority issued the card")


def check_use(*, certificate: x509.Certificate, refused: Collection[str], at: datetime) -> None:
    """Ask that a certificate is in force and meant for signing in; raises ``NotGenuine``.

    ``refused`` holds the identifiers of policies under which nobody may sign in.
    """
    if not _is_in_force(certificate, at):
        raise NotGenuine("the certificate of the card is not in force")
    usage = _extension(certificate, x509.KeyUsage)
    if usage is None or not usage.digital_signature:
        raise NotGenuine("the certificate of the card is not meant for signing in")
    purposes = _extension(certificate, x509.ExtendedKeyUsage)
    # Without a list of purposes the usage of the key decides, as on some cards.
    if purposes is not None and ExtendedKeyUsageOID.CLIENT_AUTH not in purposes:
        raise NotGenuine("the certificate of the card is meant for something else")
    basic = _extension(certificate, x509.BasicConstraints)
    if basic is not None and basic.ca:
        raise NotGenuine("an authority is no person")
    policies = _extension(certificate, x509.CertificatePolicies) or ()
    if any(policy.policy_identifier.dotted_string in refused for policy in policies):
        raise NotGenuine("cards of this policy are not accepted")


def national_number(certificate: x509.Certificate) -> str:
    """The national number of the holder: the serial number of the subject."""
    found = certificate.subject.get_attributes_for_oid(NameOID.SERIAL_NUMBER)
    if len(found) != 1 or not niss.is_valid(str(found[0].value)):
        raise NotGenuine("the card names no national number")
    return niss.compact(str(found[0].value))


def _is_in_force(certificate: x509.Certificate, at: datetime) -> bool:
    return certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc


def _may_issue(authority: x509.Certificate) -> bool:
    basic = _extension(authority, x509.BasicConstraints)
    usage = _extension(authority, x509.KeyUsage)
    return bool(basic and basic.ca and (usage is None or usage.key_cert_sign))


def _extension(certificate: x509.Certificate, kind: type[Kind]) -> Kind | None:
    try:
        return certificate.extensions.get_extension_for_class(kind).value
    except x509.ExtensionNotFound:
        return None
    except ValueError as error:
        raise NotGenuine("the certificate of the card cannot be read") from error
