"""Which family of browser and system asks; nothing finer is kept, and never an address."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
"""What a browser calls itself, and its family; many name others too, hence the order."""

SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


def device_of(*, request: HttpRequest) -> tuple[str, str]:
    """The families of browser and system; empty where unknown."""
    told = request.headers.get("User-Agent", "")
    return _family(told, BROWSERS), _family(told, SYSTEMS)


def device_words(*, browser: str, system: str) -> str:
    """A device as people call it."""
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Unknown device")


def _family(told: str, known: tuple[tuple[str, str], ...]) -> str:
    return next((family for sign, family in known if sign in told), "")
