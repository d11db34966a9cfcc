"""Keys made on this machine when first needed, and kept under ``var/keys``, never in the code."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


def secret_text(file: Path) -> str:
    """Return the random text kept in this file; make it first when there is none."""
    return _kept(file, secrets.token_urlsafe(50).encode()).decode()


def signing_key(file: Path) -> Ed25519PrivateKey:
    """Return the Ed25519 key kept in this file; make it first when there is none."""
    made = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    key = serialization.load_pem_private_key(_kept(file, made), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError(f"{file.name} holds no Ed25519 key; move it away to have a new one made")
    return key


def _kept(file: Path, made: bytes) -> bytes:
    """Read the file, or create it with ``made``; of two processes, the first one wins."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not file.exists():
        draft = file.with_name(f"{file.name}.{os.getpid()}.{secrets.token_hex(4)}")
        draft.touch(mode=0o600)
        draft.write_bytes(made)
        try:
            os.link(draft, file)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return file.read_bytes()
