"""Whether this installation accepts identity cards in a reader."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def is_offered(*, request: HttpRequest) -> bool:
    """Tell whether authorities of cards are known, and the page is reached by HTTPS.

    A demonstration needs neither: its authority is made when its first card is.
    """
    if settings.DEMO:
        return True
    return settings.CARD_AUTHORITIES is not None and (
        request.is_secure() and settings.CARD_AUTHORITIES.is_dir()
    )
