"""Names of the files exchanged: ``FI.TWCT.123456.20261121.00001.R.1.1``.

Elements, in this order: what it is (FI sent, FS its signature, GO start, TD cancel, FO received, CO
received compressed), the content in four letters, the number of the sender (999999 is the social
security), the day, a sequence unique per day and environment, the environment (R real, T
simulation), and for sent files the number of parts, then for FI and FS the part.

Source: batch directives of the social security portal (high); ``NOTI`` without parts (high).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class FileKind(StrEnum):
    """What a file is in a set."""

    SENT = "FI"
    SIGNATURE = "FS"
    START = "GO"
    CANCEL = "TD"
    RECEIVED = "FO"
    RECEIVED_COMPRESSED = "CO"


class Environment(StrEnum):
    """Where a file belongs."""

    REAL = "R"
    SIMULATION = "T"


SOCIAL_SECURITY = "999999"

_PARTS_AFTER = {
    FileKind.SENT: 2,
    FileKind.SIGNATURE: 2,
    FileKind.START: 1,
    FileKind.CANCEL: 1,
    FileKind.RECEIVED: 0,
    FileKind.RECEIVED_COMPRESSED: 0,
}


class NotAFileName(ValueError):
    """A name that breaks the rules: which element, what was found, what is expected."""

    def __init__(self, name: str, element: str, expected: str) -> None:
        self.name, self.element, self.expected = name, element, expected
        super().__init__(f"{name[:80]!r}: {element}: expected {expected}")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileName:
    """A file name taken apart. ``parts`` and ``part`` are None where the name carries none."""

    kind: FileKind
    content: str
    sender: str
    created_on: date
    sequence: str
    environment: Environment
    parts: int | None = None
    part: int | None = None

    def __str__(self) -> str:
        elements = [
            self.kind.value,
            self.content,
            self.sender,
            self.created_on.strftime("%Y%m%d"),
            self.sequence,
            self.environment.value,
        ]
        elements += [str(number) for number in (self.parts, self.part) if number is not None]
        return ".".join(elements)

    def companion(self, *, kind: FileKind) -> FileName:
        """The name of another file of the same set: its signature, its start, its cancelling."""
        after = _PARTS_AFTER[kind]
        return FileName(
            kind=kind,
            content=self.content,
            sender=self.sender,
            created_on=self.created_on,
            sequence=self.sequence,
            environment=self.environment,
            parts=(self.parts or 1) if after else None,
            part=(self.part or 1) if after > 1 else None,
        )


def parse(name: str) -> FileName:
    """Take a file name apart; raises ``NotAFileName`` that says which element is wrong."""
    elements = name.split(".")
    if len(elements) < 6:
        raise NotAFileName(name, "name", "at least six elements joined by dots")
    kind = _kind(name, elements[0])
    _match(name, "content", elements[1], r"[A-Z]{4}", "four capital letters, such as TWCT")
    _match(name, "sender", elements[2], r"[0-9]{6}", "six digits")
    _match(name, "sequence", elements[4], r"[A-Za-z0-9]{1,6}", "one to six letters or digits")
    if elements[2] == "000000":
        raise NotAFileName(name, "sender", "a number from 000001")
    if elements[5] not in list(Environment):
        raise NotAFileName(name, "environment", "R (real) or T (simulation)")
    numbers = elements[6:]
    # Older sets leave the parts out, and answers never carry them.
    if len(numbers) not in {0, _PARTS_AFTER[kind]}:
        expected = {0: "nothing", 1: "the number of parts", 2: "number of parts and part"}
        raise NotAFileName(name, "parts", f"{expected[_PARTS_AFTER[kind]]} after the environment")
    for number in numbers:
        _match(name, "parts", number, r"[1-9][0-9]{0,3}", "a number from 1")
    parts, part = [*map(int, numbers), None, None][:2]
    if parts is not None and part is not None and part > parts:
        raise NotAFileName(name, "parts", f"a part up to {parts}")
    return FileName(
        kind=kind,
        content=elements[1],
        sender=elements[2],
        created_on=_day(name, elements[3]),
        sequence=elements[4],
        environment=Environment(elements[5]),
        parts=parts,
        part=part,
    )


def _kind(name: str, text: str) -> FileKind:
    try:
        return FileKind(text)
    except ValueError:
        raise NotAFileName(name, "kind", "FI, FS, GO, TD, FO or CO") from None


def _match(name: str, element: str, text: str, pattern: str, expected: str) -> None:
    if not re.fullmatch(pattern, text, re.ASCII):
        raise NotAFileName(name, element, expected)


def _day(name: str, text: str) -> date:
    _match(name, "day", text, r"[0-9]{8}", "a day written 20261121")
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        raise NotAFileName(name, "day", "a day that exists, written 20261121") from None
