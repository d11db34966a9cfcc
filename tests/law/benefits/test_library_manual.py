"""The examples of the manual for developers run as they stand."""

from __future__ import annotations

import doctest
from pathlib import Path

MANUAL = Path(__file__).parents[3] / "docs" / "manual" / "library.md"


def test_the_examples_of_the_manual_run() -> None:
    result = doctest.testfile(
        str(MANUAL),
        module_relative=False,
        encoding="utf-8",
    )
    assert result.attempted > 30
    assert result.failed == 0
