"""The two ceremonies of a passkey (WebAuthn): making one, and signing in with it.

The relying party is the host that was asked, which the settings restrict. An address in figures is
no name that a passkey could be made for.
"""

from __future__ import annotations

import ipaddress
import json
import logging
from datetime import datetime
from urllib.parse import urlsplit

import webauthn
from django.http import HttpRequest
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from accalmie.cases.access.models import Account
from accalmie.cases.factors import challenges, passkeys
from accalmie.portal.access.seals import seals

log = logging.getLogger(__name__)

_QUESTION = "passkey_question"


class NotMade(ValueError):
    """What the device sent makes no passkey for this account."""


def is_possible(*, request: HttpRequest) -> bool:
    """Tell whether passkeys exist for this host: it has a name."""
    try:
        ipaddress.ip_address(_host(request))
    except ValueError:
        return True
    return False


def options_to_sign_in(*, request: HttpRequest, account: Account, at: datetime) -> str:
    """What the browser asks the device for; empty where there is no passkey."""
    known = list(account.passkeys.order_by("id").values_list("credential", flat=True))
    if not known or not is_possible(request=request):
        return ""
    options = webauthn.generate_authentication_options(
        rp_id=_host(request),
        challenge=_asked(request, at),
        allow_credentials=[
            PublicKeyCredentialDescriptor(id=base64url_to_bytes(one)) for one in known
        ],
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    return webauthn.options_to_json(options)


def accepts(*, request: HttpRequest, account: Account, credential: str, at: datetime) -> bool:
    """Tell whether a passkey of the account signed the question that was asked."""
    try:
        told = json.loads(credential)
        passkey = account.passkeys.filter(credential=str(told["id"])).first()
        question = _answered(request, at)
        if passkey is None or question is None:
            return False
        signed = webauthn.verify_authentication_response(
            credential=told,
            expected_challenge=question,
            expected_rp_id=_host(request),
            expected_origin=_origin(request),
            credential_public_key=bytes(passkey.public_key),
            # The counter is compared where it is kept, in one statement.
            credential_current_sign_count=0,
        )
        passkeys.use_passkey(passkey=passkey, sign_count=signed.new_sign_count, at=at)
    except (WebAuthnException, passkeys.WentBack, ValueError, KeyError, TypeError) as error:
        log.warning("passkey refused", extra={"reason": type(error).__name__})
        return False
    return True


def options_to_make(*, request: HttpRequest, account: Account, at: datetime) -> str:
    """What the browser asks the device to make."""
    known = account.passkeys.order_by("id").values_list("credential", flat=True)
    options = webauthn.generate_registration_options(
        rp_id=_host(request),
        rp_name="Accalmie",
        user_id=account.id.bytes,
        user_name=account.username,
        user_display_name=account.display_name,
        challenge=_asked(request, at),
        exclude_credentials=[
            PublicKeyCredentialDescriptor(id=base64url_to_bytes(one)) for one in known
        ],
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.DISCOURAGED,
            user_verification=UserVerificationRequirement.PREFERRED,
        ),
    )
    return webauthn.options_to_json(options)


def make(
    *, request: HttpRequest, account: Account, credential: str, name: str, at: datetime
) -> None:
    """Keep the passkey that a device made. Raises ``NotMade``, ``TooMany``, ``KnownAlready``."""
    question = _answered(request, at)
    if question is None:
        raise NotMade("nothing was asked, or too long ago")
    try:
        made = webauthn.verify_registration_response(
            credential=credential,
            expected_challenge=question,
            expected_rp_id=_host(request),
            expected_origin=_origin(request),
        )
    except (WebAuthnException, ValueError, KeyError, TypeError) as error:
        raise NotMade(type(error).__name__) from error
    key = bytes_to_base64url(made.credential_id)
    passkeys.add_passkey(
        account=account,
        credential=key,
        public_key=made.credential_public_key,
        sign_count=made.sign_count,
        name=name,
        at=at,
    )


def _asked(request: HttpRequest, at: datetime) -> bytes:
    question = challenges.ask(seals=seals(), at=at)
    request.session[_QUESTION] = question
    return base64url_to_bytes(question)


def _answered(request: HttpRequest, at: datetime) -> bytes | None:
    question = request.session.pop(_QUESTION, "")
    is_open = question and challenges.take(question=question, seals=seals(), at=at)
    return base64url_to_bytes(question) if is_open else None


def _origin(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"


def _host(request: HttpRequest) -> str:
    return urlsplit(f"//{request.get_host()}").hostname or ""
