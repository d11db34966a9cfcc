"""The door: which files come in at all, and the one parser through which they come.

Refused here, with the place and in words, is what no declaration needs and every attack uses: a
DOCTYPE, an entity, an encoding other than UTF-8, processing instructions; and what cannot be read:
an empty file, a file that is too large, not well-formed, or of no message and version known here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final, cast

from lxml import etree

from accalmie.facts.languages import Language
from accalmie.messages.specification import Specification, load, messages
from accalmie.messages.wording import refusals

XSI = "http://www.w3.org/2001/XMLSchema-instance"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Sizes in bytes beyond which a file or a single form is not read."""

    file_bytes: int = 1 << 30
    form_bytes: int = 16 << 20


LIMITS: Final = Limits()


class UnusableFile(Exception):
    """A file that cannot be read as a message: the sender's fault, told in four languages.

    ``code`` is one word (``doctype``, ``encoding``…), ``line`` counts from 1, ``error_id`` is the
    identifier for the acknowledgement (zone 00108).
    """

    def __init__(self, code: str, *, line: int = 1, detail: str = "") -> None:
        self.code, self.line, self.detail = code, line, detail
        super().__init__(self.message(Language.EN))

    def message(self, language: Language) -> str:
        """What is wrong, where, and what to do, in one sentence or two."""
        return refusals()[self.code][language].format(line=self.line, detail=self.detail)

    @property
    def error_id(self) -> str:
        """The identifier of the anomaly, as in the acknowledgement of a file."""
        return _ERROR_IDS.get(self.code, "90059-163")


_ERROR_IDS = {
    "unknown_message": "ACRF-088",
    "unknown_version": "ACRF-088",
    "too_large": "ACRF-172",
    "no_form": "90059-001",
}
"""The first two identifiers are those of the official example of a refused file; the others are the
code for a form that cannot be handled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """What the beginning of a file tells. ``root_tag`` is its start tag, on one line."""

    specification: Specification
    version: str
    root_tag: str
    root_name: str
    content_at: int
    content_line: int


def parser() -> etree.XMLParser:
    """The only parser of this project: no entity, no DTD, no network, no recovery, no huge tree."""
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        recover=False,
        remove_blank_text=False,
    )


def parse(data: bytes) -> etree._Element:
    """Parse a whole small document; raise ``UnusableFile`` when it is not well-formed."""
    try:
        return etree.fromstring(data, parser())
    except etree.XMLSyntaxError as error:
        raise not_well_formed(error) from None


def not_well_formed(error: etree.XMLSyntaxError) -> UnusableFile:
    """Turn the parser's complaint into a refusal with its line."""
    reason = re.sub(r", line \d+, column \d+.*$", "", error.msg or "")
    return UnusableFile("not_well_formed", line=error.lineno or 1, detail=reason)


def admit(source: Path | BinaryIO, *, limits: Limits = LIMITS) -> Envelope:
    """Check a whole file at the door; return its envelope or raise ``UnusableFile``.

    After this the file is well-formed and of a known message; single forms may still be faulty.
    """
    if isinstance(source, Path):
        with source.open("rb") as stream:
            return admit(stream, limits=limits)
    envelope = envelope_of(source, limits=limits)
    source.seek(0)
    check_well_formed(source)
    source.seek(0)
    return envelope


def check_well_formed(stream: BinaryIO) -> None:
    """Run a stream through the parser without keeping anything."""
    feeder = etree.XMLParser(
        target=cast(Any, _Nothing()),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    try:
        while chunk := stream.read(1 << 20):
            feeder.feed(chunk)
        feeder.close()
    except etree.XMLSyntaxError as error:
        raise not_well_formed(error) from None


class _Nothing:
    """A parser target that keeps nothing."""

    def close(self) -> None:
        """End of the document."""


def line_of(element: etree._Element) -> int:
    """The line on which an element starts in the text that was parsed."""
    return cast(int, element.sourceline or 1)


def envelope_of(stream: BinaryIO, *, limits: Limits = LIMITS) -> Envelope:
    """Read the beginning of a file; raise ``UnusableFile`` for whatever has no business there."""
    size = stream.seek(0, 2)
    stream.seek(0)
    if size > limits.file_bytes:
        raise UnusableFile("too_large", detail=f"{limits.file_bytes >> 20} MiB")
    head = stream.read(_HEAD_BYTES)
    if not head.strip():
        raise UnusableFile("empty")
    _check_encoding(head)
    return _envelope(head)


_HEAD_BYTES = 1 << 16
_DECLARATION = re.compile(
    rb"<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*([\"'])(?P<version>[^\"'<>]*)\1"
    rb"(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*([\"'])(?P<encoding>[^\"'<>]*)\3)?"
    rb"(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*([\"'])(?:yes|no)\5)?[ \t\r\n]*\?>"
)
_BETWEEN = re.compile(rb"(?:[ \t\r\n]++|<!--(?:[^-]|-(?!-))*+-->)*+")
_ROOT = re.compile(
    rb"<(?P<name>[^\s<>/!?'\"=&]+)(?P<attributes>(?:[^<>\"']|\"[^<\"]*\"|'[^<']*')*)>"
)
_ATTRIBUTE = re.compile(rb"([^\s=]+)\s*=\s*(?:\"([^<\"]*)\"|'([^<']*)')")
_ENCODINGS = {b"utf-8", b"utf8", b"us-ascii", b"ascii"}
_UTF8_MARK = b"\xef\xbb\xbf"


def _check_encoding(head: bytes) -> None:
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in head[:4]:
        raise UnusableFile("encoding", detail="UTF-16")
    start = len(_UTF8_MARK) if head.startswith(_UTF8_MARK) else 0
    declaration = _DECLARATION.match(head, start)
    if declaration is None:
        if head[start : start + 5] == b"<?xml":
            raise UnusableFile("not_well_formed", detail="XML declaration")
        return
    encoding = declaration["encoding"]
    if encoding is not None and encoding.lower() not in _ENCODINGS:
        raise UnusableFile("encoding", detail=_shown(encoding))
    if declaration["version"] != b"1.0":
        raise UnusableFile("not_well_formed", detail=f"XML {_shown(declaration['version'])}")


def _envelope(head: bytes) -> Envelope:
    at = len(_UTF8_MARK) if head.startswith(_UTF8_MARK) else 0
    declaration = _DECLARATION.match(head, at)
    at = declaration.end() if declaration else at
    between = _BETWEEN.match(head, at)
    at = between.end() if between else at
    line = head.count(b"\n", 0, at) + 1
    if head[at : at + 9].upper() == b"<!DOCTYPE":
        raise UnusableFile("doctype", line=line)
    if head[at : at + 2] == b"<?":
        raise UnusableFile("processing_instruction", line=line)
    root = _ROOT.match(head, at)
    if root is None:
        if at >= len(head) or head[at : at + 1] != b"<":
            raise UnusableFile("not_xml", line=line)
        raise UnusableFile("not_well_formed", line=line, detail=_shown(head[at : at + 20]))
    attributes = {
        name: (double if double else single).decode("utf-8", "replace")
        for name, double, single in _ATTRIBUTE.findall(root["attributes"])
    }
    prefix, _, name = _shown(root["name"]).rpartition(":")
    if name not in messages():
        raise UnusableFile("unknown_message", line=line, detail=name)
    specification = load(name)
    namespace = attributes.get(f"xmlns:{prefix}".encode() if prefix else b"xmlns")
    if namespace != specification.namespace or specification.root.name != name:
        raise UnusableFile("unknown_message", line=line, detail=f"{namespace or ''} {name}".strip())
    version = _version(attributes, name, line)
    if version not in specification.accepts:
        raise UnusableFile("unknown_version", line=line, detail=f"{name}_{version}")
    if root["attributes"].rstrip().endswith(b"/"):
        raise UnusableFile("no_form", line=line)
    return Envelope(
        specification=specification,
        version=version,
        root_tag=re.sub(r"\s+", " ", root.group().decode("utf-8", "replace")),
        root_name=_shown(root["name"]),
        content_at=root.end(),
        content_line=head.count(b"\n", 0, root.end()) + 1,
    )


def _version(attributes: Mapping[bytes, str], name: str, line: int) -> str:
    """The version in the name of the XSD: ``TWCT001_20233.xsd``, with or without a folder."""
    prefixes = [
        key[6:] for key, value in attributes.items() if value == XSI and key[:6] == b"xmlns:"
    ]
    allowed = {b"xmlns", b"xmlns:" + b"".join(prefixes[:1])}
    location = ""
    for key, value in attributes.items():
        prefix, _, local = key.rpartition(b":")
        if prefix in prefixes and local in (b"noNamespaceSchemaLocation", b"schemaLocation"):
            location = (value.split() or [""])[-1]
        elif key not in allowed and not key.startswith(b"xmlns:"):
            raise UnusableFile("root_attribute", line=line, detail=_shown(key))
    found = re.search(rf"(?:^|[/\\]){re.escape(name)}_([0-9]{{5}})\.xsd$", location)
    if found is None:
        raise UnusableFile("unknown_version", line=line, detail=location or "xsi:…SchemaLocation")
    return found[1]


def _shown(raw: bytes) -> str:
    """A piece of the file that can be shown in a message: short and printable."""
    text = raw.decode("utf-8", "replace")[:40]
    return "".join(character if character.isprintable() else "·" for character in text)
