"""The beginning of a file: encoding, prolog, root, message and version.

Refused here is what no declaration needs and every attack uses: a DOCTYPE, an encoding other than
UTF-8, a processing instruction before the root.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import BinaryIO

from accalmie.messages.door import LIMITS, XSI, Limits, UnusableFile, parse
from accalmie.messages.specification import Specification, load, messages


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """What the beginning of a file tells. ``root_tag`` is its start tag, on one line."""

    specification: Specification
    version: str
    root_tag: str
    root_name: str
    content_at: int
    content_line: int


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
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or {0, ord("<")} <= set(head[:4]):
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
    if root["attributes"].rstrip().endswith(b"/"):
        raise UnusableFile("no_form", line=line)
    # Only a parser can say that prolog and start tag are sound; they are short.
    parse(head[: root.end()] + b"</" + root["name"] + b">")
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
