"""The tests of the state and of the exchange once more, on PostgreSQL."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.postgresql
@pytest.mark.parametrize("folder", ["tests/cases", "tests/exchange"])
def test_the_same_tests_pass_on_postgresql(folder: str, repository: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", folder),
            # The commands choose their database themselves.
            "--ignore=tests/exchange/test_commands.py",
        ],
        cwd=repository,
        env={
            **os.environ,
            "ACCALMIE_HOME": str(tmp_path),
            "ACCALMIE_DATABASE_URL": os.environ["ACCALMIE_TEST_DATABASE_URL"],
            "ACCALMIE_SECRET_KEY": "only for tests, and long enough for the purpose of tests",
        },
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:]
