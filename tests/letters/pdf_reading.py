"""What a reader finds in a PDF: its text, its tags, its data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
import pypdf


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a PDF says of itself."""

    is_marked: bool
    language: str
    title: str
    shows_title: bool
    pdf_ua_part: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagged:
    """One element of the structure; ``alternative`` is what is read aloud instead of it."""

    tag: str
    alternative: str


def text_of(pdf: bytes) -> str:
    """The text of all pages in reading order, blanks made equal."""
    return " ".join(pages_of(pdf))


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page, blanks made equal."""
    pages = pypdf.PdfReader(BytesIO(pdf)).pages
    return [re.sub(r"\s+", " ", page.extract_text()) for page in pages]


def page_count(pdf: bytes) -> int:
    return len(pypdf.PdfReader(BytesIO(pdf)).pages)


def about(pdf: bytes) -> About:
    with pikepdf.open(BytesIO(pdf)) as document:
        root = document.Root
        with document.open_metadata() as metadata:
            return About(
                is_marked=bool(root.MarkInfo.Marked),
                language=str(root.Lang),
                title=metadata["dc:title"],
                shows_title=bool(root.ViewerPreferences.DisplayDocTitle),
                pdf_ua_part=metadata["pdfuaid:part"],
            )


def attached(pdf: bytes, name: str) -> bytes:
    with pikepdf.open(BytesIO(pdf)) as document:
        return document.attachments[name].get_file().read_bytes()


def structure(pdf: bytes) -> list[Tagged]:
    """Every structure element, parents first."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return list(_elements(document.Root.StructTreeRoot.K))


def tags(pdf: bytes) -> list[str]:
    return [element.tag for element in structure(pdf)]


def _elements(node: Any) -> Iterator[Tagged]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _elements(child)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield Tagged(tag=str(node.S), alternative=str(node.get("/Alt", "")))
        if "/K" in node:
            yield from _elements(node.K)
