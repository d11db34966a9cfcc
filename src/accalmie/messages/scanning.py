"""Cuts a file into its forms, in one pass and in flat memory.

Each form goes first to the fast path (``canonical``); what that does not match is parsed alone, so
that one faulty form never takes down the others. Only a file that is not well-formed is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NoReturn

from lxml import etree

from accalmie.messages.canonical import canonical
from accalmie.messages.door import LIMITS, Limits, UnusableFile, check_well_formed, line_of, parser
from accalmie.messages.envelope import Envelope, envelope_of
from accalmie.messages.forms import Group

_CHUNK = 4 << 20
_WINDOW = 1 << 16
_LONGEST_END = 64

Range = tuple[int, int]
"""Bytes of a file, from the first to behind the last."""


@dataclass(slots=True)
class Found:
    """One form of a file. ``group`` is what the fast path read, None when it did not match.

    ``element`` is the form as parsed, ``text`` from ``start`` to ``end`` what is or was parsed, and
    ``parsed_line`` the line of the file on which that begins.
    """

    number: int
    first_line: int
    parsed_line: int
    offset: int
    length: int
    group: Group | None
    element: etree._Element | None
    text: str
    start: int
    end: int
    envelope: Envelope

    def parsed(self) -> etree._Element:
        """The form as an element; lines count from the first line of the form."""
        if self.element is None:
            self.element = _children(
                self.envelope, self.text[self.start : self.end], self.parsed_line
            )[0]
        return self.element


class MessageFile:
    """A file of one message: its envelope at once, its forms one by one.

    ``forms`` may raise ``UnusableFile`` after it has given forms, when the fault stands further on;
    ``intake.admit`` checks a whole file beforehand.
    """

    def __init__(
        self, stream: BinaryIO, *, limits: Limits = LIMITS, within: Range | None = None
    ) -> None:
        self._stream, self._limits, self._within = stream, limits, within
        self.envelope = envelope_of(stream, limits=limits)
        prefix, colon, _ = self.envelope.root_name.rpartition(":")
        name = f"{prefix}{colon}{self.envelope.specification.form.name}"
        self._end = re.compile(rf"</{re.escape(name)}[ \t\r\n]*>")
        self._end_bytes = re.compile(rf"</{re.escape(name)}[ \t\r\n]*>".encode())
        self._end_mark = f"</{name}".encode()
        self._tail = re.compile(rf"[ \t\r\n]*</{re.escape(self.envelope.root_name)}>[ \t\r\n]*")

    def forms(self) -> Iterator[Found]:
        """Give every form in order. In a range, numbers and lines count from its beginning."""
        rest, number = b"", 0
        offset, line = self.envelope.content_at, self.envelope.content_line
        if self._within is not None:
            offset, line = self._within[0], 0
        for chunk in self._chunks(offset):
            rest += chunk
            cut = self._cut(rest)
            if cut == 0:
                if len(rest) > self._limits.form_bytes:
                    limit = f"{self._limits.form_bytes >> 20} MiB"
                    raise UnusableFile("form_too_large", line=line, detail=limit)
                continue
            complete, rest = rest[:cut], rest[cut:]
            text = self._decoded(complete, line)
            for found in self._scan(text, number, line, offset, len(text) == len(complete)):
                number = found.number
                yield found
            line += complete.count(b"\n")
            offset += cut
        text = self._decoded(rest, line)
        if not self._tail.fullmatch(text) and (rest or self._within is None):
            for found in self._last(text, number, line, offset):
                number = found.number
                yield found
        if not number and self._within is None:
            raise UnusableFile("no_form", line=line)

    def ranges(self, longest: int) -> Iterator[Range]:
        """Cut the content of the file behind form ends, about every so many bytes."""
        stream = self._stream
        size, start = stream.seek(0, 2), self.envelope.content_at
        while start < size:
            end = min(start + longest, size)
            while end < size:
                stream.seek(end)
                window = stream.read(_WINDOW)
                if found := self._end_bytes.search(window):
                    end += found.end()
                    break
                # A form end may lie across the border of two windows.
                end = min(end + max(len(window) - _LONGEST_END, 1), size)
            yield start, end
            start = end

    def _chunks(self, start: int) -> Iterator[bytes]:
        end = None if self._within is None else self._within[1]
        self._stream.seek(start)
        while chunk := self._stream.read(_CHUNK if end is None else min(_CHUNK, end - start)):
            start += len(chunk)
            yield chunk

    def _cut(self, data: bytes) -> int:
        at = len(data)
        while (at := data.rfind(self._end_mark, 0, at)) >= 0:
            if found := self._end_bytes.match(data, at):
                return found.end()
        return 0

    def _decoded(self, data: bytes, line: int) -> str:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as error:
            at = line + data.count(b"\n", 0, error.start)
            raise UnusableFile("encoding", line=at, detail=f"0x{data[error.start]:02X}") from None

    def _scan(
        self, text: str, number: int, line: int, offset: int, is_ascii: bool
    ) -> Iterator[Found]:
        read = canonical(self.envelope.specification).read
        at = 0
        while at < len(text):
            result = read(text, at)
            if result is None:
                end = self._end_after(text, at)
                for found in self._careful(text[at:end], number, line, offset, is_ascii):
                    number = found.number
                    yield found
                offset += _bytes(text, at, end, is_ascii)
            else:
                group, end = result
                number += 1
                # Before and behind the form stands white space, of one byte a character.
                start, stop = text.find("<", at), text.rfind(">", at, end) + 1
                first_line = line + text.count("\n", at, start)
                offset += start - at
                length = _bytes(text, start, stop, is_ascii)
                yield Found(
                    number,
                    first_line,
                    first_line,
                    offset,
                    length,
                    group,
                    None,
                    text,
                    start,
                    stop,
                    self.envelope,
                )
                offset += length + end - stop
            line += text.count("\n", at, end)
            at = end

    def _end_after(self, text: str, at: int) -> int:
        found = self._end.search(text, at)
        return found.end() if found else len(text)

    def _careful(
        self, piece: str, number: int, line: int, offset: int, is_ascii: bool
    ) -> Iterator[Found]:
        """Parse a piece that holds one form (more only where a form closes itself)."""
        before = len(piece) - len(piece.lstrip(" \t\r\n"))
        line += piece.count("\n", 0, before)
        offset += before
        piece = piece[before:]
        try:
            children = _children(self.envelope, piece, line)
        except etree.XMLSyntaxError as error:
            self._refuse(error, line)
        for index, child in enumerate(children):
            self._check_name(child, line)
            yield Found(
                number + index + 1,
                line - 1 + line_of(child),
                line,
                offset,
                _bytes(piece, 0, len(piece), is_ascii),
                None,
                child,
                piece,
                0,
                len(piece),
                self.envelope,
            )

    def _last(self, text: str, number: int, line: int, offset: int) -> Iterator[Found]:
        """The end of the file, when it is more than the end tag of the root."""
        if len(text) > self._limits.form_bytes:
            limit = f"{self._limits.form_bytes >> 20} MiB"
            raise UnusableFile("form_too_large", line=line, detail=limit)
        try:
            root = etree.fromstring((self.envelope.root_tag + text).encode(), parser())
        except etree.XMLSyntaxError as error:
            self._refuse(error, line)
        for index, child in enumerate(_checked(root, line)):
            self._check_name(child, line)
            yield Found(
                number + index + 1,
                line - 1 + line_of(child),
                line,
                offset,
                len(text.encode()),
                None,
                child,
                text,
                0,
                len(text),
                self.envelope,
            )

    def _check_name(self, child: etree._Element, line: int) -> None:
        specification = self.envelope.specification
        name = etree.QName(child)
        if name.localname != specification.form.name or name.namespace != specification.namespace:
            at = line - 1 + line_of(child)
            raise UnusableFile("outside_forms", line=at, detail=f"<{name.localname[:40]}>")

    def _refuse(self, error: etree.XMLSyntaxError, line: int) -> NoReturn:
        """Let the parser read the whole file and say where it is not well-formed."""
        self._stream.seek(0)
        check_well_formed(self._stream)
        # Well-formed as a whole: a form end that is none, or sizes that only single forms meet.
        if any(word in (error.msg or "") for word in ("Excessive", "huge", "too long", "too big")):
            raise UnusableFile("excessive", line=line)
        raise UnusableFile("hidden_form_end", line=line)


def _children(envelope: Envelope, piece: str, line: int) -> list[etree._Element]:
    document = f"{envelope.root_tag}{piece}</{envelope.root_name}>".encode()
    return _checked(etree.fromstring(document, parser()), line)


def _checked(root: etree._Element, line: int) -> list[etree._Element]:
    """The elements under the root, refusing text and instructions between them."""
    for text in (root.text, *(child.tail for child in root)):
        if text and text.strip(" \t\r\n"):
            raise UnusableFile("outside_forms", line=line, detail=repr(text.strip()[:20]))
    return [child for child in root if isinstance(child.tag, str)]


def _bytes(text: str, start: int, end: int, is_ascii: bool) -> int:
    return end - start if is_ascii else len(text[start:end].encode())


def open_message(path: Path, *, limits: Limits = LIMITS) -> MessageFile:
    """Open a file on disk; the caller keeps it for as long as he reads forms."""
    return MessageFile(path.open("rb"), limits=limits)
