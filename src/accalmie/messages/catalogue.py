"""Which module reads which message; a module is loaded only when its message comes."""

from __future__ import annotations

import hashlib
import importlib
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from accalmie.facts.codec import to_json
from accalmie.messages.checks import Checks
from accalmie.messages.reading import FormRead, read_forms
from accalmie.messages.scanning import MessageFile

READERS: Mapping[str, str] = {
    "TWCT001": "accalmie.messages.twct001",
    "ACRF": "accalmie.messages.acrf",
    "NOTIFICATION": "accalmie.messages.notification",
    "WECH002": "accalmie.messages.wech002",
    "WECH005": "accalmie.messages.wech005",
    "VBLV001": "accalmie.messages.vblv001",
    "GenericXmlDocument": "accalmie.messages.defi",
}
"""Each module has ``controls_of(checks)`` and ``facts_of(group)``."""


def read_any(file: MessageFile, *, checks: Checks) -> Iterator[FormRead[Any]]:
    """Read the forms of a file of any message known here."""
    module = importlib.import_module(READERS[file.envelope.specification.message])
    return read_forms(
        file,
        controls=module.controls_of(checks),
        build=module.facts_of,
        severities=checks.severities,
    )


def plain(facts: Any) -> Any:
    """Facts as plain JSON values; bytes are told by their length and digest."""
    if facts is None:
        return None
    told: dict[str, Any] = {}
    for field in fields(facts):
        value = getattr(facts, field.name)
        if isinstance(value, bytes):
            told[f"{field.name}_bytes"] = len(value)
            told[f"{field.name}_sha256"] = hashlib.sha256(value).hexdigest()
    if not told:
        return to_json(facts)
    others = {
        field.name: value
        for field in fields(facts)
        if (value := getattr(facts, field.name)) is not None and not isinstance(value, bytes)
    }
    return to_json(others) | told
