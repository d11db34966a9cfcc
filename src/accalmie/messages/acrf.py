"""ACRF: the acknowledgement of a file, accepted for handling or refused as a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from accalmie.messages.checks import Checks
from accalmie.messages.door import LIMITS, Limits
from accalmie.messages.forms import Group
from accalmie.messages.layout import Layout, instant_of
from accalmie.messages.reading import Controls, FormRead, Report, check_presence, read_message
from accalmie.messages.specification import load
from accalmie.messages.writing import write_forms

_RESULT = "ReceptionResult/ResultCode"
_ACCEPTED, _REFUSED = "1", "0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    """The answer about one file.

    ``file_name`` is the name of the start file (GO) of the set, ``ticket`` the one granted to the
    file, ``errors`` the identifiers of what is wrong with it: none when it is accepted.
    """

    created_at: datetime
    file_name: str
    ticket: str | None = None
    errors: tuple[str, ...] = ()

    @property
    def is_accepted(self) -> bool:
        """Tell whether the file goes on to be handled."""
        return not self.errors


def write(acknowledgements: Iterable[Acknowledgement]) -> bytes:
    """Write acknowledgements as one file."""
    return write_forms(load("ACRF"), map(_group_of, acknowledgements))


def read(
    source: Path | BinaryIO, *, limits: Limits = LIMITS
) -> Iterator[FormRead[Acknowledgement]]:
    """Read a file of acknowledgements; raises ``intake.UnusableFile``."""
    return read_message(source, controls=controls, build=facts_of, severities={}, limits=limits)


def controls(form: Group, report: Report) -> None:
    """A refusal says why."""
    words = frozenset({"refused"} if form.get(_RESULT) == _REFUSED else ())
    check_presence(load("ACRF"), words, form, report)


def controls_of(checks: Checks) -> Controls:
    """The controls of this message; none of them depends on what else is known."""
    del checks
    return controls


def facts_of(form: Group) -> Acknowledgement:
    """Read one form; raises ``KeyError`` or ``ValueError`` on a faulty one."""
    return Acknowledgement(
        created_at=instant_of(form),
        file_name=form.values["FileReference/FileName"] or "",
        ticket=form.get("FileReference/ReferenceNbr"),
        errors=tuple(found.values[""] or "" for found in form.each("ReceptionResult/ErrorID")),
    )


def _group_of(acknowledgement: Acknowledgement) -> Group:
    form = Layout()
    form.put_head(
        identification="ACRF001",
        created_at=acknowledgement.created_at,
        status="0",
        type_form="PA" if acknowledgement.is_accepted else "FA",
    )
    form.put("FileReference/FileName", acknowledgement.file_name)
    if acknowledgement.ticket is not None:
        form.put("FileReference/ReferenceOrigin", "2")
        form.put("FileReference/ReferenceNbr", acknowledgement.ticket)
    form.put(_RESULT, _ACCEPTED if acknowledgement.is_accepted else _REFUSED)
    form.lists["ReceptionResult/ErrorID"] = [Group({"": code}) for code in acknowledgement.errors]
    return form.group()
