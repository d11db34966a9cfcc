"""The one parser through which XML comes in, and what is said of a file that cannot be used."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, BinaryIO, Final, cast

from lxml import etree

from accalmie.facts.languages import Language
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
    reason = " ".join(re.sub(r", line \d+, column \d+.*$", "", error.msg or "").split())
    return UnusableFile("not_well_formed", line=error.lineno or 1, detail=reason)


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
