"""The strip of the demonstration: its day, and the page to come back to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """The instant of the demonstration and the address of the page it stands on."""

    now: datetime
    here: str


def strip_for(*, request: HttpRequest) -> Strip | None:
    """The strip of a page; None outside a demonstration."""
    if not settings.DEMO:
        return None
    return Strip(now=settings.CLOCK(), here=request.get_full_path())
