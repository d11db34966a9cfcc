"""The signed heads of the journal as files: kept outside the database, they can accuse it."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from accalmie.cases.journal.models import Head
from accalmie.cases.journal.sealing import seal, sign_head
from accalmie.cases.journal.verifying import SignedHead
from accalmie.exchange import keys


class UnreadableHead(ValueError):
    """A file of a signed head that cannot be read: which, and why."""


def seal_and_export(*, at: datetime, key_file: Path, folder: Path) -> tuple[int, Head | None]:
    """Seal what is new, sign the end of the chain and write it as a file; return count and head."""
    sealed = seal(at=at)
    key = keys.signing_key(key_file)
    public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    head = sign_head(at=at, sign=key.sign, public_key=public)
    if head is not None:
        _write(head, folder)
    return sealed, head


def public_key_of(*, key_file: Path) -> bytes | None:
    """The key that heads are signed with on this machine; None where none was made yet."""
    if not key_file.exists():
        return None
    public = keys.signing_key(key_file).public_key()
    return public.public_bytes(Encoding.Raw, PublicFormat.Raw)


def read_heads(*, folder: Path) -> list[SignedHead]:
    """Read all heads exported to a folder; raise ``UnreadableHead`` for a spoilt one."""
    return [_read(file) for file in sorted(folder.glob("*.json"))]


def _write(head: Head, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{head.day.isoformat()}-{head.position:012d}.json"
    content = {
        "day": head.day.isoformat(),
        "position": head.position,
        "chain": head.chain,
        "public_key": head.public_key,
        "signature": head.signature,
    }
    draft = file.with_suffix(".draft")
    draft.write_text(json.dumps(content, indent=1) + "\n")
    draft.replace(file)


def _read(file: Path) -> SignedHead:
    try:
        content = json.loads(file.read_text())
        return SignedHead(**{**content, "day": date.fromisoformat(content["day"])})
    except (ValueError, TypeError, KeyError) as error:
        raise UnreadableHead(f"{file}: no signed head of a journal ({error})") from error
