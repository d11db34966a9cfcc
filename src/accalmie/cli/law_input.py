"""What ``accalmie law`` is given: days, kinds, files of facts or messages."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from accalmie.facts.codec import CannotRead, from_json
from accalmie.facts.communications import Communication
from accalmie.facts.findings import Lodged
from accalmie.law.kinds import Kind, UnknownKind, kind_of
from accalmie.law.territory import municipalities_of

_COMMITTEE = re.compile(r"[1-9][0-9]{2}(\.[0-9]{2})?", re.ASCII)


class Unusable(ValueError):
    """Input that cannot be used: what, where, what to do, in one line."""


@dataclass(frozen=True, slots=True)
class Form:
    """One communication of a file by its number, or the codes that refused it."""

    number: int
    communication: Communication | None
    refused_by: tuple[str, ...] = ()


def day_of(option: str, text: str) -> date:
    """Read a day that a declaration could name; raises ``Unusable``."""
    from accalmie.law.loading import common_values

    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Unusable(f"{option}: {text!r} is no day; write it as 2026-11-21") from None
    latest = common_values("declaration_limits").latest_declarable_day.rows[-1]
    if day > latest.value:
        raise Unusable(
            f"{option}: {day} is too far ahead; {latest.value} at the latest ({latest.source})"
        )
    return day


def joint_committee_of(text: str | None) -> str | None:
    """Read the number of a joint committee, CCC or CCC.CC; raises ``Unusable``."""
    if text is not None and not _COMMITTEE.fullmatch(text):
        raise Unusable(
            f"--joint-committee: {text!r} is no joint committee; write it as 124 or 149.01"
        )
    return text


def postal_code_of(text: str | None) -> str | None:
    """Read a Belgian postal code; raises ``Unusable``."""
    if text is not None and not municipalities_of(text):
        raise Unusable(
            f"--postal-code: {text!r} is no Belgian postal code; write four digits, such as 4000"
        )
    return text


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
        raise _not_read(file, error) from None
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
    from accalmie.messages.intake import UnusableFile, envelope_of

    try:
        with file.open("rb") as stream:
            message = envelope_of(stream).specification.message
        if message != twct001.MESSAGE:
            raise Unusable(
                f"{file}: {message} holds no communications; name a {twct001.MESSAGE} or facts"
                " in JSON"
            )
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
        return json.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise _not_read(file, error) from None
    except UnicodeDecodeError:
        raise Unusable(f"{file}: is no UTF-8 text; save it as UTF-8") from None
    except json.JSONDecodeError as error:
        raise Unusable(
            f"{file}, line {error.lineno}: is no JSON ({error.msg}); correct it there"
        ) from None
    except RecursionError:
        raise Unusable(f"{file}: is nested too deeply; give plain facts") from None


def _not_read(file: Path, error: OSError) -> Unusable:
    return Unusable(f"{file}: cannot be read ({error.strerror}); name a file of JSON or XML")
