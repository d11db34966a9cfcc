"""The archive: every file received, byte by byte, under the SHA-256 of its content.

A file is copied beside its place, brought to disk, then renamed: it is there whole or not at all,
and the same content is kept once.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

_PORTION = 1 << 20


class FileTooLarge(ValueError):
    """A file larger than the exchange takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A content in the archive: its digest in hexadecimal and its size in bytes."""

    digest: str
    size: int


def keep(*, file: Path, archive: Path, max_bytes: int) -> Kept:
    """Copy a file into the archive; raise ``FileTooLarge`` before reading what is too large."""
    if file.stat().st_size > max_bytes:
        raise FileTooLarge(f"{file.name}: more than {max_bytes} bytes")
    archive.mkdir(parents=True, exist_ok=True)
    draft = archive / f".{os.getpid()}-{secrets.token_hex(8)}"
    digest, size = hashlib.sha256(), 0
    try:
        with file.open("rb") as source, draft.open("wb") as target:
            while portion := source.read(_PORTION):
                digest.update(portion)
                target.write(portion)
                size += len(portion)
            target.flush()
            os.fsync(target.fileno())
        place = path_of(digest=digest.hexdigest(), archive=archive)
        place.parent.mkdir(exist_ok=True)
        draft.replace(place)
    finally:
        draft.unlink(missing_ok=True)
    return Kept(digest=digest.hexdigest(), size=size)


def path_of(*, digest: str, archive: Path) -> Path:
    """Where the content of a digest stands."""
    return archive / digest[:2] / digest
