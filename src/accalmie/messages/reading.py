"""Reads the forms of a message: facts, and every anomaly with its code, path, line and column.

Never raises for the fault of a form; only a file that is unusable as a whole raises
``intake.UnusableFile``. Forms that the fast path matched and in which the controls find nothing are
never parsed; all others are parsed and examined element by element. Of a form with very many faults
the first ten thousand are told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Generic, Protocol, TypeVar

from lxml import etree

from accalmie.messages.anomalies import BLOCKING, MOST_ANOMALIES, Anomaly, code_of, title_of
from accalmie.messages.door import LIMITS, Limits
from accalmie.messages.forms import Group
from accalmie.messages.places import Places
from accalmie.messages.scanning import Found, MessageFile
from accalmie.messages.specification import Block, Particle, Specification, Words, Zone
from accalmie.messages.structure import places_of, read_form

F = TypeVar("F")

_MOST_ELEMENTS = 200_000
"""A form of two thousand persons holds a tenth of it; one with more cannot be handled (163)."""


class Report(Protocol):
    """Where a control notes a fault: the code, and the place inside a group."""

    def __call__(self, code: str, group: Group, place: str, /) -> None:
        """Note one fault."""


Controls = Callable[[Group, Report], None]
"""What a message asks of a form beyond its structure."""


@dataclass(slots=True)
class FormRead(Generic[F]):
    """One form as read. Offsets and lengths are in bytes, ``first_line`` counts from 1."""

    number: int
    anomalies: tuple[Anomaly, ...]
    group: Group
    first_line: int
    offset: int
    length: int
    build: Callable[[Group], F]

    @property
    def form_number(self) -> int:
        """The number by which the anomalies name the form: its place in the file, from 1."""
        return self.number

    @property
    def is_accepted(self) -> bool:
        """Tell whether no anomaly blocks it."""
        return not any(anomaly.is_blocking for anomaly in self.anomalies)

    @property
    def facts(self) -> F | None:
        """The facts of an accepted form; None for a refused one."""
        return self.build(self.group) if self.is_accepted else None

    @property
    def facts_as_read(self) -> F | None:
        """The facts even of a refused form, as far as they can be read; None otherwise."""
        try:
            return self.build(self.group)
        except (ValueError, KeyError, TypeError):
            return None


def read_message(
    source: Path | BinaryIO,
    *,
    controls: Controls,
    build: Callable[[Group], F],
    severities: Mapping[str, str],
    limits: Limits = LIMITS,
) -> Iterator[FormRead[F]]:
    """Read every form of a file. ``severities`` replaces the severity of single codes."""
    if isinstance(source, Path):
        with source.open("rb") as stream:
            yield from read_message(
                stream, controls=controls, build=build, severities=severities, limits=limits
            )
        return
    file = MessageFile(source, limits=limits)
    yield from read_forms(file, controls=controls, build=build, severities=severities)


def read_forms(
    file: MessageFile,
    *,
    controls: Controls,
    build: Callable[[Group], F],
    severities: Mapping[str, str],
) -> Iterator[FormRead[F]]:
    """Read every form of an opened file."""
    noted: list[object] = []

    def note(code: str, group: Group, place: str) -> None:
        noted.append(code)

    for found in file.forms():
        group = found.group
        anomalies: tuple[Anomaly, ...] = ()
        if group is not None:
            controls(group, note)
        if group is None or noted:
            noted.clear()
            group, anomalies = _examined(found, controls, severities)
        yield FormRead(
            found.number, anomalies, group, found.first_line, found.offset, found.length, build
        )


def _examined(
    found: Found, controls: Controls, severities: Mapping[str, str]
) -> tuple[Group, tuple[Anomaly, ...]]:
    """Take a form element by element: faults of structure first, then those of the controls."""
    specification = found.envelope.specification
    element = found.parsed()
    places = Places(found, element)
    anomalies: list[Anomaly] = []
    blocked: list[str] = []

    def fault(code: str, at: etree._Element, name: str, value: str = "") -> None:
        found_severity = severities.get(code) or severities.get(code[-3:])
        severity = found_severity or specification.severity(code)
        is_first_to_block = severity == BLOCKING and not blocked
        if len(anomalies) >= MOST_ANOMALIES and not is_first_to_block:
            return
        if is_first_to_block:
            blocked.append(code)
        anomalies.append(
            Anomaly(
                form=found.number,
                code=code,
                severity=severity,
                path=places.path(at),
                line=places.line(at),
                column=places.column(at),
                tag=name,
                value=value,
                title=title_of(code, name),
            )
        )

    if sum(1 for _ in islice(element.iter(), _MOST_ELEMENTS + 1)) > _MOST_ELEMENTS:
        fault(f"{specification.form.number}-163", element, specification.form.name)
        return read_form(specification, element, _unnoted), tuple(anomalies)
    group = read_form(specification, element, fault)

    def control_fault(code: str, at: Group, place: str) -> None:
        where = _element_at(at, place)
        name = place.rpartition("/")[2]
        name = at.values.get(place) or name if name == "Link" else name
        fault(code, where, name or str(etree.QName(where).localname), at.raw(place) or "")

    controls(group, control_fault)
    anomalies.sort(key=lambda anomaly: (anomaly.line, anomaly.column or 0))
    return group, tuple(anomalies)


def _unnoted(code: str, element: etree._Element, name: str, value: str = "", /) -> None:
    """Faults of a form that is refused as a whole are not told one by one."""


def _element_at(group: Group, place: str) -> etree._Element:
    """The element at a place, or the nearest around it where it is missing."""
    element: etree._Element = group.element
    passed = ""
    for key in filter(None, place.split("/")):
        passed = f"{passed}/{key}" if passed else key
        name = group.values.get(passed) if key == "Link" else key
        child = next(
            (c for c in element if isinstance(c.tag, str) and etree.QName(c).localname == name),
            None,
        )
        if child is None:
            return element
        element = child
    return element


def check_presence(
    specification: Specification, words: Words, group: Group, report: Report, at: str = ""
) -> None:
    """Report what is required and absent, and what is forbidden and present."""
    required, forbidden = _presence(specification, words, at)
    values, lists = group.values, group.lists
    for code, place, around in required:
        is_absent = values.get(place) is None and not lists.get(place)
        if is_absent and (not around or group.is_present(around)):
            report(code, group, place)
    for code, place in forbidden:
        if values.get(place) is not None or lists.get(place):
            report(code, group, place)


@cache
def _presence(
    specification: Specification, words: Words, at: str
) -> tuple[tuple[tuple[str, str, str], ...], tuple[tuple[str, str], ...]]:
    parts = _parts_by_place(specification, at)
    rules = specification.presence.get(at, ())
    return (
        tuple(
            (code_of(parts[rule.at], "001"), rule.at, rule.at.rpartition("/")[0])
            for rule in rules
            if rule.required(words)
        ),
        tuple((code_of(parts[rule.at], "005"), rule.at) for rule in rules if rule.forbidden(words)),
    )


@cache
def _parts_by_place(specification: Specification, at: str) -> Mapping[str, Zone | Block]:
    block = specification.form
    for step in filter(None, at.split(" > ")):
        found = dict(places_of(block))[step].choices[0]
        assert isinstance(found, Block)
        block = found
    return {place: _only(particle) for place, particle in places_of(block)}


def _only(particle: Particle) -> Zone | Block:
    return particle.choices[0]
