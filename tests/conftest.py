"""What all tests share: the reference material beside the repository, and what the machine has.

Nothing is left out silently: each skip says what is absent and how to get it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.utils import translation
from hypothesis import HealthCheck, settings

# A slow machine is no fault; and what fails in continuous integration must fail again at home.
_PATIENT = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("home", **_PATIENT)
settings.register_profile("ci", derandomize=True, print_blob=True, **_PATIENT)
settings.load_profile("ci" if os.environ.get("CI") else "home")

REPOSITORY = Path(__file__).resolve().parents[1]
SHARED = REPOSITORY.parent / "shared"
DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}
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
    """Leave out, aloud, what the machine cannot run; mark what touches the database.

    Browser journeys come last: their driver keeps an event loop running, in which others cannot
    start their own.
    """
    items.sort(key=lambda item: "browser" in item.keywords)
    has_browser = any(map(shutil.which, BROWSERS))
    has_postgresql = bool(os.environ.get("ACCALMIE_TEST_DATABASE_URL"))
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or fixtures & DATABASE_FIXTURES:
            item.add_marker("database")
        if "browser" in item.keywords and not has_browser:
            item.add_marker(pytest.mark.skip(reason="no browser: install the package chromium"))
        if "postgresql" in item.keywords and not has_postgresql:
            item.add_marker(
                pytest.mark.skip(
                    reason="no PostgreSQL: install it and run through scripts/with_postgresql.sh"
                )
            )


@pytest.fixture(scope="session", autouse=True)
def tables_written_once_can_be_emptied_between_tests() -> Iterator[None]:
    """Tests that need real transactions empty all tables afterwards; the guards step aside then."""
    from django.db import connection

    from accalmie.cases.journal import append_only

    def stepping_aside(flush):
        def sql_flush(self, style, tables, **options):
            statements = flush(self, style, tables, **options)
            vendor = self.connection.vendor
            guarded = [
                model._meta.db_table
                for model in apps.get_models()
                if issubclass(model, append_only.AppendOnly)
            ]
            aside = append_only.removal(vendor, *guarded)
            return [*aside, *statements, *append_only.creation(vendor, *guarded)]

        return sql_flush

    with pytest.MonkeyPatch.context() as patch:
        operations = type(connection.ops)
        patch.setattr(operations, "sql_flush", stepping_aside(operations.sql_flush))
        yield


@pytest.fixture(autouse=True)
def language_of_the_settings() -> None:
    """A page asked for leaves its language behind; each test begins in that of the settings."""
    translation.deactivate()


@pytest.fixture(autouse=True)
def folder_of_static_files(settings) -> None:
    """Its absence would be a warning."""
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)


@pytest.fixture(autouse=True)
def cheap_password_hash(settings) -> None:
    """Hashing as strong as in production would be most of the time of many tests."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
