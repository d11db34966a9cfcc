"""All steps of a sign-in with a card, in their order."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from accalmie.portal.identity.card import certificates, revocation, tokens
from accalmie.portal.identity.card.certificates import Authorities


def holder_of(
    *,
    token: str,
    challenge: str,
    origin: str,
    authorities: Authorities,
    refused_policies: Collection[str],
    at: datetime,
) -> str:
    """The national number of the holder of a card.

    ``challenge`` was asked in this very session and is used up by now; ``origin`` is how this site
    calls itself. Raises ``NotGenuine`` where anything does not fit, ``Unreachable`` where the
    authority of the card does not say that it is good.
    """
    told = tokens.read(token)
    certificates.check_use(certificate=told.certificate, refused=refused_policies, at=at)
    issuer = authorities.issuer_of(told.certificate, at=at)
    tokens.check_signature(token=told, origin=origin, challenge=challenge)
    number = certificates.national_number(told.certificate)
    revocation.check_not_revoked(certificate=told.certificate, issuer=issuer, at=at)
    return number
