"""What all tests share: the reference material beside the repository, and what the machine has.

Nothing is left out silently: each skip says what is absent and how to get it.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

# A slow machine is no fault; and what fails in continuous integration must fail again at home.
settings.register_profile("home", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "home")

REPOSITORY = Path(__file__).resolve().parents[1]
SHARED = REPOSITORY.parent / "shared"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the repository."""
    return REPOSITORY


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of reference material (official samples, code lists); skips where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("reference material absent: no folder `shared` beside the repository")
    return SHARED


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of a Chromium on this machine; skips where there is none."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip("no browser: install the package chromium")
    return found


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out, aloud, what the machine cannot run."""
    has_browser = any(map(shutil.which, BROWSERS))
    has_postgresql = bool(os.environ.get("ACCALMIE_TEST_DATABASE_URL"))
    for item in items:
        if "browser" in item.keywords and not has_browser:
            item.add_marker(pytest.mark.skip(reason="no browser: install the package chromium"))
        if "postgresql" in item.keywords and not has_postgresql:
            item.add_marker(
                pytest.mark.skip(
                    reason="no PostgreSQL: install it and run through scripts/with_postgresql.sh"
                )
            )
