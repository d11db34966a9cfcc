"""An environment for a peer: made once from its lock, beside our own, and removed with it."""

from __future__ import annotations

import subprocess
import sys
from hashlib import sha256
from pathlib import Path

LOCK = Path(__file__).parents[1] / "requirements-peer.lock"
SECONDS_TO_INSTALL = 600


class CannotInstall(RuntimeError):
    """The packages of the peer could not be had: no registry within reach, or no room."""


def python() -> Path:
    """The Python of the peer's environment, made or renewed if the lock asks for it."""
    folder = Path(sys.prefix) / "peer"
    program, stamp = folder / "bin" / "python", folder / "lock.sha256"
    digest = sha256(LOCK.read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text("utf-8") == digest:
        return program
    _run(sys.executable, "-m", "venv", "--clear", str(folder))
    pip = (str(program), "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    _run(*pip, "--require-hashes", "--requirement", str(LOCK))
    stamp.write_text(digest, "utf-8")
    return program


def _run(*command: str) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=SECONDS_TO_INSTALL)
    except (subprocess.SubprocessError, OSError) as error:
        raise CannotInstall(str(error)) from error
