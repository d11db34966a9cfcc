"""A place for files of its own for every test, and files to send."""

from __future__ import annotations

from pathlib import Path

import pytest

from accalmie.exchange import papers
from tests.cases import situations


@pytest.fixture(autouse=True)
def places(settings, tmp_path: Path) -> Path:
    """Archive, outbox and keys of this test alone."""
    settings.ARCHIVE = tmp_path / "archive"
    settings.OUTBOX = tmp_path / "outbox"
    settings.JOURNAL_KEY = tmp_path / "keys" / "journal.pem"
    settings.JOURNAL_HEADS = tmp_path / "heads"
    settings.LETTER_KEYS = tmp_path / "keys" / "letters"
    papers.sealer.cache_clear()
    return tmp_path


@pytest.fixture
def inbox_folder(tmp_path: Path) -> Path:
    """The folder in which a sender lays down his files."""
    folder = tmp_path / "in"
    folder.mkdir()
    return folder


@pytest.fixture
def who(db) -> situations.People:
    """Employers, officers, secretariat, payment organisation."""
    return situations.people()
