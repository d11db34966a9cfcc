"""Whether a card was revoked: its authority is asked each time (OCSP, RFC 6960).

Who cannot be asked has not said yes: nobody signs in with the card then.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID

from accalmie.portal.identity import transport
from accalmie.portal.identity.tokens import NotGenuine

NONCE_BYTES = 32
CLOCKS_DIFFER = timedelta(minutes=2)
OLDEST = timedelta(minutes=15)
"""For answers that do not say until when they hold."""


def check_not_revoked(
    *, certificate: x509.Certificate, issuer: x509.Certificate, at: datetime
) -> None:
    """Ask the authority of a card; raises ``NotGenuine``, and ``Unreachable``."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    # Responders look certificates up by this digest; it protects nothing (RFC 5019, 2.1.1).
    asked = (
        ocsp.OCSPRequestBuilder()
        .add_certificate(certificate, issuer, hashes.SHA1())
        .add_extension(x509.OCSPNonce(nonce), critical=False)
        .build()
    )
    body = transport.ask_responder(
        _address(certificate), content=asked.public_bytes(serialization.Encoding.DER)
    )
    try:
        answer = ocsp.load_der_ocsp_response(body)
        if answer.response_status is not ocsp.OCSPResponseStatus.SUCCESSFUL:
            raise transport.Unreachable("the authority of the card gives no answer")
        _check_answer(answer, asked, nonce, issuer, at)
    except (ValueError, UnsupportedAlgorithm) as error:
        if isinstance(error, NotGenuine):
            raise
        raise NotGenuine("the answer of the authority cannot be read") from error
    if answer.certificate_status is not ocsp.OCSPCertStatus.GOOD:
        raise NotGenuine("the card was revoked, or its authority does not know it")


def _check_answer(
    answer: ocsp.OCSPResponse,
    asked: ocsp.OCSPRequest,
    nonce: bytes,
    issuer: x509.Certificate,
    at: datetime,
) -> None:
    is_about_it = (
        answer.serial_number == asked.serial_number
        and answer.issuer_key_hash == asked.issuer_key_hash
        and answer.issuer_name_hash == asked.issuer_name_hash
    )
    if not is_about_it:
        raise NotGenuine("the authority answered about another card")
    _check_signature(answer, issuer, at)
    if _nonce_of(answer) not in (None, nonce):
        raise NotGenuine("the authority answered another question")
    begins, ends = answer.this_update_utc, answer.next_update_utc
    ends = ends or begins + OLDEST
    if not begins - CLOCKS_DIFFER <= at <= ends + CLOCKS_DIFFER:
        raise NotGenuine("the answer of the authority is not of now")


def _check_signature(answer: ocsp.OCSPResponse, issuer: x509.Certificate, at: datetime) -> None:
    for signer in (issuer, *(one for one in answer.certificates if _may_answer(one, issuer, at))):
        if _is_signed_by(answer, signer):
            return
    raise NotGenuine("somebody else than the authority answered")


def _may_answer(signer: x509.Certificate, issuer: x509.Certificate, at: datetime) -> bool:
    """Whether the authority of the card lets this certificate answer (RFC 6960, 4.2.2.2)."""
    try:
        signer.verify_directly_issued_by(issuer)
        purposes = signer.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    except (InvalidSignature, ValueError, TypeError, x509.ExtensionNotFound):
        return False
    is_in_force = signer.not_valid_before_utc <= at <= signer.not_valid_after_utc
    return is_in_force and ExtendedKeyUsageOID.OCSP_SIGNING in purposes


def _is_signed_by(answer: ocsp.OCSPResponse, signer: x509.Certificate) -> bool:
    key, used = signer.public_key(), answer.signature_hash_algorithm
    if used is None:
        return False
    signed = answer.tbs_response_bytes
    try:
        match key:
            case ec.EllipticCurvePublicKey():
                key.verify(answer.signature, signed, ec.ECDSA(used))
            case rsa.RSAPublicKey():
                key.verify(answer.signature, signed, padding.PKCS1v15(), used)
            case _:
                return False
    except InvalidSignature:
        return False
    return True


def _nonce_of(answer: ocsp.OCSPResponse) -> bytes | None:
    try:
        return answer.extensions.get_extension_for_class(x509.OCSPNonce).value.nonce
    except x509.ExtensionNotFound:
        return None


def _address(certificate: x509.Certificate) -> str:
    try:
        access = certificate.extensions.get_extension_for_class(x509.AuthorityInformationAccess)
    except x509.ExtensionNotFound:
        access = None
    for one in access.value if access else ():
        if one.access_method == AuthorityInformationAccessOID.OCSP:
            return str(one.access_location.value)
    raise NotGenuine("the card does not say whom to ask about it")
