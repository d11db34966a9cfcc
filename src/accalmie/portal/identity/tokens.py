"""What the identity provider signs, verified: signature, issuer, audience, nonce, time."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

ALGORITHMS = ("ES256", "ES384", "PS256", "RS256")
"""Asymmetric signatures only: neither ``none`` nor a secret that both sides share."""
LEEWAY_SECONDS = 30


class NotGenuine(ValueError):
    """A token that does not hold what it must; nobody is signed in with it."""


def read_id_token(
    *,
    token: str,
    keys: KeySet,
    issuer: str,
    client: str,
    nonce: str,
    levels: Collection[str],
    at: datetime,
) -> Mapping[str, Any]:
    """The claims of an ID token; raises ``NotGenuine`` (OpenID Connect Core, 3.1.3.7).

    ``levels`` are the strengths of identification (``acr``) that are enough; any is, when empty.
    """
    claims = _read(token, keys, at, issuer=issuer, client=client, needed=("exp", "iat", "nonce"))
    if claims["nonce"] != nonce:
        raise NotGenuine("the token belongs to another sign-in")
    if levels and claims.get("acr") not in levels:
        raise NotGenuine("the identification was not strong enough")
    return claims


def read_userinfo(
    *, token: str, keys: KeySet, issuer: str, client: str, subject: str, at: datetime
) -> Mapping[str, Any]:
    """The claims of a signed answer about the person (5.3.2); raises ``NotGenuine``.

    Such an answer need not say when it ends; if it does, the end counts.
    """
    claims = _read(token, keys, at, issuer=issuer, client=client, needed=())
    if claims["sub"] != subject:
        raise NotGenuine("the answer is about somebody else")
    return claims


def _read(
    token: str, keys: KeySet, at: datetime, *, issuer: str, client: str, needed: tuple[str, ...]
) -> Mapping[str, Any]:
    registry = jwt.JWTClaimsRegistry(
        now=int(at.timestamp()),
        leeway=LEEWAY_SECONDS,
        iss={"essential": True, "value": issuer},
        aud={"essential": True, "value": client},
        sub={"essential": True},
        **{name: {"essential": True} for name in needed},
    )
    try:
        # A token without key identifier matches any key of its type, hence the list of algorithms.
        read = jwt.decode(token, keys, algorithms=list(ALGORITHMS))
        registry.validate(read.claims)
    except (JoseError, ValueError) as error:
        raise NotGenuine(f"the token is not accepted: {type(error).__name__}") from error
    audience = read.claims["aud"]
    if isinstance(audience, list) and audience != [client]:
        raise NotGenuine("the token is meant for others too")
    return read.claims
