"""Which module reads which message."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from accalmie.facts.codec import to_json
from accalmie.messages import acrf, defi, notification, twct001, vblv001, wech002, wech005
from accalmie.messages.forms import Group
from accalmie.messages.reading import Controls, FormRead, read_forms
from accalmie.messages.scanning import MessageFile
from accalmie.messages.scenario_controls import wech002_controls, wech005_controls
from accalmie.messages.twct001.controls import Checks
from accalmie.messages.twct001.controls import controls as twct001_controls
from accalmie.messages.twct001.facts import communication_of


@dataclass(frozen=True, slots=True)
class Reader:
    """How a message is controlled and turned into facts."""

    controls: Callable[[Checks], Controls]
    build: Callable[[Group], Any]


READERS: Mapping[str, Reader] = {
    "TWCT001": Reader(twct001_controls, communication_of),
    "ACRF": Reader(lambda checks: acrf.controls, acrf.acknowledgement_of),
    "NOTIFICATION": Reader(lambda checks: notification.controls, notification.notification_of),
    "WECH002": Reader(lambda checks: wech002_controls, wech002.declaration_of),
    "WECH005": Reader(lambda checks: wech005_controls, wech005.declaration_of),
    "VBLV001": Reader(lambda checks: vblv001.controls, vblv001.registration_of),
    "GenericXmlDocument": Reader(lambda checks: defi.controls, defi.decision_of),
}


def plain(facts: Any) -> Any:
    """Facts as plain JSON values; a letter is told by its length and digest."""
    if facts is None:
        return None
    if isinstance(facts, defi.FinalDecision):
        others = {
            field.name: getattr(facts, field.name)
            for field in fields(facts)
            if field.name != "pdf" and getattr(facts, field.name) is not None
        }
        digest = hashlib.sha256(facts.pdf).hexdigest()
        return to_json(others) | {"pdf_bytes": len(facts.pdf), "pdf_sha256": digest}
    return to_json(facts)


def read_any(file: MessageFile, *, checks: Checks) -> Iterator[FormRead[Any]]:
    """Read the forms of a file of any message known here."""
    reader = READERS[file.envelope.specification.message]
    return read_forms(
        file,
        controls=reader.controls(checks),
        build=reader.build,
        severities=twct001.severities(checks),
    )
