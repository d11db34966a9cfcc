"""From a letter to its PDF: tagged (PDF/UA-1), with its data inside, the same bytes every time.

Only the fonts shipped with the letters are used. The instant written into the file comes from the
letter. Compilers are kept warm between letters; one serves a single thread at a time.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from pathlib import Path

import typst

from accalmie.letters.blocks import Letter, plain

FONTS = Path(__file__).parent / "fonts"
TEMPLATE = Path(__file__).parent / "templates" / "letter.typ"

_idle: list[typst.Compiler] = []


class CannotTypeset(RuntimeError):
    """The template refused a letter: a fault of ours, never of the person who sent something."""


def typeset(letter: Letter) -> bytes:
    """The PDF of a letter."""
    attachment = letter.attachment
    inputs = {"letter": json.dumps(plain(letter), ensure_ascii=False)}
    if attachment is not None:
        inputs["attachment"] = attachment.content.decode("utf-8")
        inputs["attachment_about"] = json.dumps(
            {
                "name": attachment.name,
                "media_type": attachment.media_type,
                "description": attachment.description,
            }
        )
    with _compiler() as compiler:
        try:
            pdf = compiler.compile(
                format="pdf",
                sys_inputs=inputs,
                pdf_standards=["ua-1"],
                timestamp=int(letter.made_at.astimezone(UTC).timestamp()),
            )
        except typst.TypstError as error:
            raise CannotTypeset(str(error)) from error
    if not isinstance(pdf, bytes):
        raise CannotTypeset("the compiler gave no single PDF")
    return pdf


@contextmanager
def _compiler() -> Iterator[typst.Compiler]:
    """A warm compiler of one's own; it is kept for the next letter afterwards."""
    try:
        compiler = _idle.pop()
    except IndexError:
        compiler = new_compiler()
    try:
        yield compiler
    finally:
        _idle.append(compiler)


def new_compiler() -> typst.Compiler:
    """A cold compiler that knows the template and the letters' fonts, and no others."""
    return typst.Compiler(
        input=str(TEMPLATE),
        root=str(TEMPLATE.parent),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
    )
