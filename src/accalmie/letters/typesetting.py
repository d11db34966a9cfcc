"""From a letter to its PDF: tagged (PDF/UA-1), with its data inside, the same bytes every time.

Only the fonts shipped with the letters are used. The instant written into the file comes from the
letter. Compilers are kept warm between letters; one serves a single thread at a time.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
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
    with _compiler() as compiler:
        try:
            pdf = compiler.compile(
                input=source_of(letter),
                format="pdf",
                pdf_standards=["ua-1"],
                timestamp=int(letter.made_at.timestamp()),
            )
        except typst.TypstError as error:
            raise CannotTypeset(str(error)) from error
    if not isinstance(pdf, bytes):
        raise CannotTypeset("the compiler gave no single PDF")
    return pdf


def source_of(letter: Letter) -> bytes:
    """The document to compile: the template, asked to lay out the letter and carry its data."""
    written = _literal(json.dumps(plain(letter), ensure_ascii=False))
    carried = "none"
    if letter.attachment is not None:
        about = {
            "name": letter.attachment.name,
            "media_type": letter.attachment.media_type,
            "description": letter.attachment.description,
            "content": letter.attachment.content.decode("utf-8"),
        }
        carried = f"json(bytes({_literal(json.dumps(about, ensure_ascii=False))}))"
    return (
        f'#import "{TEMPLATE.name}": lay-out\n#lay-out(json(bytes({written})), {carried})\n'
    ).encode()


def _literal(text: str) -> str:
    """A text as the template language writes it: nothing in it is read as a command."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


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
        root=str(TEMPLATE.parent),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
    )
