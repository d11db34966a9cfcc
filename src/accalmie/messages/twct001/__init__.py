"""TWCT001: the employer's communication of temporary unemployment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from accalmie.facts.communications import Communication
from accalmie.messages.checks import Checks
from accalmie.messages.door import LIMITS, Limits
from accalmie.messages.reading import FormRead, read_forms, read_message
from accalmie.messages.scanning import MessageFile
from accalmie.messages.specification import NEWEST, SpecificationError, load
from accalmie.messages.twct001.controls import controls as controls_of
from accalmie.messages.twct001.facts import communication_of as facts_of
from accalmie.messages.twct001.facts import group_of
from accalmie.messages.writing import write_forms

MESSAGE = "TWCT001"
DEFAULT = Checks()

_LIMITS_IN_TIME = ("00199-008", "00754-098")


def read(
    source: Path | BinaryIO, *, checks: Checks = DEFAULT, limits: Limits = LIMITS
) -> Iterator[FormRead[Communication]]:
    """Read every form of a file: its facts, or why it is refused.

    Raises ``intake.UnusableFile`` when the file as a whole cannot be used, possibly after some
    forms were given: lodge a file in one transaction, or ask ``intake.admit`` first.
    """
    return read_message(
        source,
        controls=controls_of(checks),
        build=facts_of,
        severities=checks.severities,
        limits=limits,
    )


def read_opened(
    file: MessageFile, *, checks: Checks = DEFAULT
) -> Iterator[FormRead[Communication]]:
    """Read every form of a file whose envelope was read already."""
    return read_forms(
        file, controls=controls_of(checks), build=facts_of, severities=checks.severities
    )


def write(communications: Iterable[Communication], *, version: str = NEWEST) -> bytes:
    """Write communications as one file; raises ``ValueError`` for what TWCT001 cannot say."""
    specification = load("TWCT001")
    if version != specification.version:
        raise SpecificationError(f"TWCT001 is written in version {specification.version} only")
    return write_forms(specification, map(group_of, communications))


__all__ = ["MESSAGE", "Checks", "controls_of", "facts_of", "read", "read_opened", "write"]
