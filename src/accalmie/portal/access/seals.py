"""The seals of this installation, as the settings say."""

from __future__ import annotations

from functools import cache

from django.conf import settings

from accalmie.cases.factors.sealing import Seals


def seals() -> Seals:
    """The seals with the key of the settings."""
    return _made(settings.FACTORS_KEY)


@cache
def _made(key: str) -> Seals:
    return Seals(key)
