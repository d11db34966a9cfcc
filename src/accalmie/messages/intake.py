"""The door: which files come in at all.

Refused, with the place and in words, is what no declaration needs and every attack uses (a DOCTYPE,
an entity, an encoding other than UTF-8), and what cannot be read: an empty file, one that is too
large, not well-formed, or of no message and version known here.
"""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from accalmie.messages.door import LIMITS, Limits, UnusableFile
from accalmie.messages.envelope import Envelope, envelope_of
from accalmie.messages.scanning import MessageFile


def admit(source: Path | BinaryIO, *, limits: Limits = LIMITS) -> Envelope:
    """Check a whole file at the door; return its envelope or raise ``UnusableFile``.

    After this no reading of the file raises, though single forms may still be faulty.
    """
    if isinstance(source, Path):
        with source.open("rb") as stream:
            return admit(stream, limits=limits)
    file = MessageFile(source, limits=limits)
    for _ in file.forms():
        pass
    source.seek(0)
    return file.envelope


__all__ = ["LIMITS", "Envelope", "Limits", "UnusableFile", "admit", "envelope_of"]
