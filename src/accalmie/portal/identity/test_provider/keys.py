"""The signing key of the local provider, made when first needed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from joserfc import jwt
from joserfc.jwk import ECKey, KeySet

ALGORITHM = "ES256"


@cache
def signing_key() -> ECKey:
    """The key of this process."""
    return ECKey.generate_key("P-256", {"kid": "demonstration", "use": "sig", "alg": ALGORITHM})


def signed(claims: Mapping[str, Any]) -> str:
    """A token with these claims."""
    header = {"alg": ALGORITHM, "kid": "demonstration"}
    return jwt.encode(header, dict(claims), signing_key(), algorithms=[ALGORITHM])


def published() -> Mapping[str, Any]:
    """The public keys, as a provider publishes them."""
    return KeySet([signing_key()]).as_dict(private=False)
