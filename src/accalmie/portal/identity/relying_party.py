"""The portal as a client of an identity provider: authorization code flow with PKCE.

What was asked is kept in the session under the state: nonce, code verifier, the page to go to. It
is used once and grows old after ten minutes.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from accalmie.facts.ids import niss as niss_numbers
from accalmie.portal.identity import tokens, transport
from accalmie.portal.identity.tokens import NotGenuine
from accalmie.portal.languages import current_language

TEST_PROVIDER = "/test-identity"
SCOPE = "openid profile egovnrn"
NATIONAL_NUMBER = "egovNRN"
MOST_ASKED = 5
VALID_FOR = timedelta(minutes=10)
_SESSION_KEY = "identity_asked"


@dataclass(frozen=True, slots=True)
class Provider:
    """The addresses and the public keys that a provider publishes."""

    issuer: str
    authorization: str
    token: str
    userinfo: str
    keys: KeySet


def issuer_for(request: HttpRequest) -> str:
    """The provider: that of the settings, in a demonstration the local one; empty where none."""
    if settings.IDENTITY_PROVIDER:
        return str(settings.IDENTITY_PROVIDER)
    return request.build_absolute_uri(TEST_PROVIDER) if settings.DEMO else ""


def begin(*, request: HttpRequest, back_to: str, go_to: str, at: datetime) -> str:
    """Remember what is asked; return the address at the provider. Raises ``Unreachable``."""
    provider = _provider(issuer_for(request))
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    asked = dict(request.session.get(_SESSION_KEY, {}))
    asked[state] = {
        "nonce": nonce,
        "verifier": verifier,
        "back_to": back_to,
        "go_to": go_to,
        "at": at.timestamp(),
    }
    request.session[_SESSION_KEY] = dict(list(asked.items())[-MOST_ASKED:])
    question = {
        "response_type": "code",
        "client_id": settings.IDENTITY_CLIENT,
        "redirect_uri": back_to,
        "scope": SCOPE,
        "state": state,
        "nonce": nonce,
        "code_challenge": challenge_of(verifier),
        "code_challenge_method": "S256",
        "ui_locales": current_language().value,
    }
    if settings.IDENTITY_LEVELS:
        question["acr_values"] = " ".join(settings.IDENTITY_LEVELS)
    return f"{provider.authorization}?{urlencode(question)}"


def finish(*, request: HttpRequest, at: datetime) -> tuple[str, str]:
    """The national number of who comes back, and where he wanted to go.

    Raises ``NotGenuine`` where anything does not fit, ``Unreachable`` where nobody answers.
    """
    asked = _asked(request, at)
    issuer = issuer_for(request)
    if request.GET.get("iss", issuer) != issuer:
        raise NotGenuine("another provider answered")
    code = request.GET.get("code", "")
    if not code:
        raise NotGenuine("no code came back")
    provider = _provider(issuer)
    known = {"issuer": issuer, "client": settings.IDENTITY_CLIENT, "keys": provider.keys, "at": at}
    granted = _exchange(provider, code, asked)
    who = tokens.read_id_token(
        token=granted["id_token"],
        nonce=asked["nonce"],
        levels=settings.IDENTITY_LEVELS,
        **known,
    )
    answer = transport.fetch(provider.userinfo, token=granted["access_token"])
    if answer.content_type != "application/jwt":
        raise NotGenuine("the answer about the person is not signed")
    about = tokens.read_userinfo(token=answer.body.decode("ascii"), subject=who["sub"], **known)
    number = str(about.get(NATIONAL_NUMBER, ""))
    if not niss_numbers.is_valid(number):
        raise NotGenuine("no national number came back")
    return niss_numbers.compact(number), str(asked["go_to"])


def challenge_of(verifier: str) -> str:
    """The challenge of a code verifier (RFC 7636, S256)."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _asked(request: HttpRequest, at: datetime) -> dict[str, Any]:
    """What this browser asked under the state that came back; it is forgotten at once."""
    kept = dict(request.session.get(_SESSION_KEY, {}))
    asked = kept.pop(request.GET.get("state", ""), None)
    request.session[_SESSION_KEY] = kept
    if asked is None:
        raise NotGenuine("this browser did not ask")
    if at.timestamp() - asked["at"] > VALID_FOR.total_seconds():
        raise NotGenuine("the question is too old")
    return asked


def _exchange(provider: Provider, code: str, asked: dict[str, Any]) -> dict[str, str]:
    granted = transport.post(
        provider.token,
        fields={
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": asked["back_to"],
            "code_verifier": asked["verifier"],
        },
        client=settings.IDENTITY_CLIENT,
        secret=settings.IDENTITY_SECRET,
    ).as_json()
    for name in ("id_token", "access_token"):
        if not isinstance(granted.get(name), str):
            raise NotGenuine(f"no {name} came back")
    return granted


def _provider(issuer: str) -> Provider:
    found = transport.fetch(f"{issuer}/.well-known/openid-configuration").as_json()
    if found.get("issuer") != issuer:
        raise NotGenuine("the provider calls itself otherwise")
    names = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")
    if not all(isinstance(found.get(name), str) for name in names):
        raise transport.Unreachable("the provider does not publish its addresses")
    try:
        keys = KeySet.import_key_set(transport.fetch(found["jwks_uri"]).as_json())
    except (JoseError, KeyError, TypeError, ValueError) as error:
        raise transport.Unreachable("the provider does not publish its keys") from error
    return Provider(issuer, *(found[name] for name in names[:3]), keys)
