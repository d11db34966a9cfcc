"""The lock files answer pyproject.toml."""

import subprocess
import sys

from tests.architecture.source import REPOSITORY


def test_locks_are_complete_hashed_and_without_addresses() -> None:
    checked = subprocess.run(
        [sys.executable, "scripts/check_locks.py"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout
