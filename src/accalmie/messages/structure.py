"""The careful path: one form as elements, held against the specification, every fault named.

The reader never stops at the first fault: it goes on with the next element, so that the sender
learns everything at once. It reads what it can into a group, for the controls that follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Protocol

from lxml import etree

from accalmie.messages.anomalies import code_of
from accalmie.messages.forms import Group
from accalmie.messages.specification import Block, Particle, Specification, Zone, ZoneType

_XML_SPACE = " \t\r\n"
_LEAP_YEAR = 2024


class Report(Protocol):
    """Where a fault goes: its code, the element it is at, its name and the text at fault."""

    def __call__(self, code: str, element: etree._Element, name: str, value: str = "", /) -> None:
        """Note one fault."""


@dataclass(slots=True)
class _Reader:
    namespace: str | None
    report: Report

    def read(self, block: Block, element: etree._Element) -> Group:
        group = Group({}, {}, element, set())
        self._attributes(block, element)
        self._block(block, element, "", group)
        return group

    def _block(self, block: Block, element: etree._Element, prefix: str, group: Group) -> None:
        if block.is_open:
            return
        self._stray_text(block, element)
        expected = _by_name(block)
        at, counts = 0, [0] * len(block.content)
        for child in element:
            name = self._name(child)
            if name is None:
                self._no_element(block, child)
                continue
            if name not in expected:
                self._unknown(block, child, name)
                continue
            index, part = expected[name]
            particle = block.content[index]
            if index < at:
                whose = part if isinstance(part, Block) else block
                self.report(code_of(whose, "091"), child, name)
            at = max(at, index)
            counts[index] += 1
            if particle.most is not None and counts[index] > particle.most:
                if counts[index] == particle.most + 1:
                    whose = part if isinstance(part, Block) else block
                    self.report(code_of(whose, "006"), child, name)
                continue
            self._part(particle, part, child, prefix, group)
        for particle, count in zip(block.content, counts, strict=True):
            if count < particle.least:
                part = particle.choices[0]
                self.report(code_of(part, "001"), element, part.name)

    def _part(
        self,
        particle: Particle,
        part: Zone | Block,
        child: etree._Element,
        prefix: str,
        group: Group,
    ) -> None:
        place = prefix + particle.key
        self._attributes(part, child)
        if particle.is_repeated:
            inner = Group({}, {}, child, set())
            lists = group.lists
            assert isinstance(lists, dict)
            lists.setdefault(place, []).append(inner)
            if isinstance(part, Zone):
                self._zone(part, child, "", inner)
            else:
                self._block(part, child, "", inner)
        elif isinstance(part, Zone):
            self._zone(part, child, place, group)
        else:
            group.values[place] = part.name if len(particle.choices) > 1 else ""
            self._block(part, child, f"{place}/", group)

    def _zone(self, zone: Zone, element: etree._Element, place: str, group: Group) -> None:
        text = element.text or ""
        for child in element:
            text += child.tail or ""
            if self._name(child) is None and not isinstance(child, etree._Comment):
                self._no_element(zone, child)
            elif self._name(child) is not None:
                self.report(code_of(zone, "003"), child, zone.name)
        text = stripped(zone, text)
        group.values[place] = text
        error = fault_of(zone, text)
        if error is not None:
            assert isinstance(group.faulty, set)
            group.faulty.add(place)
            self.report(code_of(zone, error), element, zone.name, text)

    def _name(self, element: etree._Element) -> str | None:
        """Local name; a name of another namespace comes back as it is, so that it is unknown."""
        tag = element.tag
        if not isinstance(tag, str):
            return None
        if self.namespace is None:
            return tag
        name = etree.QName(element)
        return name.localname if name.namespace == self.namespace else tag

    def _attributes(self, part: Zone | Block, element: etree._Element) -> None:
        if element.attrib:
            error = "003" if isinstance(part, Zone) else "091"
            self.report(code_of(part, error), element, part.name, str(next(iter(element.attrib))))

    def _stray_text(self, block: Block, element: etree._Element) -> None:
        pieces = [element.text, *(child.tail for child in element)]
        stray = next((p.strip(_XML_SPACE) for p in pieces if p and p.strip(_XML_SPACE)), "")
        if stray:
            self.report(code_of(block, "091"), element, block.name, stray[:40])

    def _no_element(self, part: Zone | Block, child: etree._Element) -> None:
        """Comments are let by; a processing instruction has no place in a declaration."""
        if not isinstance(child, etree._Comment):
            self.report(code_of(part, "091"), child, part.name)

    def _unknown(self, block: Block, child: etree._Element, name: str) -> None:
        error = "005" if name in block.forbidden else "091"
        self.report(code_of(block, error), child, name)


def read_form(specification: Specification, element: etree._Element, report: Report) -> Group:
    """Read one form; report every fault of structure, type, length and domain."""
    return _Reader(specification.namespace, report).read(specification.form, element)


def stripped(zone: Zone, text: str) -> str:
    """Collapse blanks around everything but free text, as the XSD does."""
    if zone.type is ZoneType.TEXT and not zone.values and not zone.pattern:
        return text
    return text.strip(_XML_SPACE)


def fault_of(zone: Zone, text: str) -> str | None:
    """Return the error type of a text, None when it fits its zone (check digits apart)."""
    if not text.strip(_XML_SPACE):
        return "001"
    match zone.type:
        case ZoneType.NUMBER if not (text.isascii() and text.isdigit()):
            return "002"
        case ZoneType.DATE if not is_date(text):
            return "003"
        case ZoneType.TIME if not _TIME.fullmatch(text):
            return "003"
        case ZoneType.MONTH_DAY if not (
            _MONTH_DAY.fullmatch(text) and is_date(f"{_LEAP_YEAR}-{text[2:]}")
        ):
            return "003"
        case ZoneType.QUARTER if not _QUARTER.fullmatch(text) or text < _FIRST_QUARTER:
            return "003"
        case ZoneType.BASE64 if not _BASE64.fullmatch(text):
            return "003"
    if zone.length is not None and len(text) > zone.length:
        return "093"
    if zone.values and text not in zone.values:
        return "008"
    if zone.pattern and not re.fullmatch(zone.pattern, text):
        return "008" if zone.type is ZoneType.TEXT else "003"
    if zone.least is not None and int(text) < zone.least:
        return "008"
    if zone.most is not None and int(text) > zone.most:
        return "008"
    return None


def is_date(text: str) -> bool:
    """Tell whether a text is a day written ``2026-11-21``."""
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


@cache
def _by_name(block: Block) -> dict[str, tuple[int, Zone | Block]]:
    return {
        choice.name: (index, choice)
        for index, particle in enumerate(block.content)
        for choice in particle.choices
    }


def places_of(block: Block, prefix: str = "") -> Iterator[tuple[str, Particle]]:
    """Every place of a block down to, but not into, its repeated blocks."""
    for particle in block.content:
        place = prefix + particle.key
        yield place, particle
        if not particle.is_repeated:
            for choice in particle.choices:
                if isinstance(choice, Block):
                    yield from places_of(choice, f"{place}/")


_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\.[0-9]{3}")
_MONTH_DAY = re.compile(r"--[0-9]{2}-[0-9]{2}")
_QUARTER = re.compile(r"[0-9]{4}[1-4]")
_FIRST_QUARTER = "20031"
_BASE64 = re.compile(r"[A-Za-z0-9+/ \t\r\n]*+(?:=[ \t\r\n]*+){0,2}")
