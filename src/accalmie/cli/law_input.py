"""What ``accalmie law`` is given: days, kinds, files of facts or messages."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from accalmie.facts.codec import CannotRead, from_json
from accalmie.facts.communications import Communication
from accalmie.facts.findings import Lodged
from accalmie.law.kinds import Kind, UnknownKind, kind_of


class Unusable(ValueError):
    """Input that cannot be used: what, where, what to do, in one line."""


@dataclass(frozen=True, slots=True)
class Form:
    """One communication of a file by its number, or the codes that refused it."""

    number: int
    communication: Communication | None
    refused_by: tuple[str, ...] = ()


def day_of(option: str, text: str) -> date:
    """Read a day; raises ``Unusable``."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Unusable(f"{option}: {text!r} is no day; write it as 2026-11-21") from None


def closed_days_of(texts: Sequence[str] | None) -> tuple[date, ...] | None:
    """Read the firm's closed days; None where nobody told."""
    if not texts:
        return None
    return tuple(day_of("--closed-day", text) for text in texts)


def kind_named(code: str) -> Kind:
    """The kind of a code; raises ``Unusable``."""
    try:
        return kind_of(code)
    except UnknownKind as error:
        raise Unusable(f"--kind: {error}") from None


def history_of(file: Path) -> tuple[Lodged, ...]:
    """Read earlier communications: a JSON list of lodged communications."""
    try:
        return from_json(tuple[Lodged, ...], _json(file))
    except CannotRead as error:
        raise Unusable(f"{file}: {error}") from None


def communications_of(file: Path) -> list[Form]:
    """Read the communications of a message (XML) or of facts (JSON); raises ``Unusable``."""
    try:
        with file.open("rb") as stream:
            head = stream.read(64).lstrip(b"\xef\xbb\xbf \t\r\n")
    except OSError as error:
        raise Unusable(f"{file}: {error.strerror}") from None
    return _of_message(file) if head.startswith(b"<") else _of_facts(file)


def _of_facts(file: Path) -> list[Form]:
    content = _json(file)
    if isinstance(content, dict):
        content = content.get("communications", [content])
    try:
        read = from_json(tuple[Communication, ...], content)
    except CannotRead as error:
        raise Unusable(f"{file}: {error}") from None
    return [Form(number, communication) for number, communication in enumerate(read, start=1)]


def _of_message(file: Path) -> list[Form]:
    from accalmie.messages import twct001
    from accalmie.messages.intake import UnusableFile

    try:
        return [
            Form(
                form.form_number,
                form.facts,
                tuple(anomaly.code for anomaly in form.anomalies) if form.facts is None else (),
            )
            for form in twct001.read(file)
        ]
    except UnusableFile as error:
        raise Unusable(f"{file}:{error.line}: {error}") from None


def _json(file: Path) -> Any:
    try:
        return json.loads(file.read_bytes())
    except OSError as error:
        raise Unusable(f"{file}: {error.strerror}") from None
    except ValueError as error:
        raise Unusable(f"{file}: {error}") from None
