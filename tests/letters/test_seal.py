"""The seal: holds what it sealed, tells any change, and leaves the letter as it was."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from accalmie.letters import receipt
from accalmie.letters.seal import CERTIFICATE_FILE, KEY_FILE, CannotSeal, Sealer, verify
from tests.letters.pdf_reading import about, attached, tags, text_of
from tests.letters.test_receipt import content

AT = datetime(2026, 11, 16, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def sealer(tmp_path_factory: pytest.TempPathFactory) -> Sealer:
    return Sealer.create_throwaway(tmp_path_factory.mktemp("seal"))


@pytest.fixture(scope="module")
def letter() -> bytes:
    return receipt.render(content())


@pytest.fixture(scope="module")
def sealed(sealer: Sealer, letter: bytes) -> bytes:
    return sealer.seal(letter, at=AT)


def test_a_sealed_letter_verifies(sealer: Sealer, sealed: bytes) -> None:
    report = verify(sealed)
    assert report.is_untouched
    assert report.fingerprint == sealer.fingerprint
    assert report.sealed_at == AT


def test_a_letter_without_seal_is_told_apart(letter: bytes) -> None:
    assert not verify(letter).is_sealed
    assert not verify(b"no PDF at all").is_sealed


def test_one_changed_byte_breaks_the_seal(sealed: bytes) -> None:
    for place in (200, len(sealed) // 3, len(sealed) // 2):
        changed = bytearray(sealed)
        changed[place] ^= 1
        assert not verify(bytes(changed)).is_untouched


def test_something_added_later_is_told(sealed: bytes) -> None:
    report = verify(sealed + b"\n% added\n")
    assert report.is_sealed
    assert not report.covers_whole_file


def test_the_letter_stays_as_it_was(letter: bytes, sealed: bytes) -> None:
    assert sealed.startswith(letter)
    assert tags(sealed) == tags(letter)
    assert text_of(sealed) == text_of(letter)
    assert attached(sealed, receipt.ATTACHMENT) == attached(letter, receipt.ATTACHMENT)
    assert about(sealed) == about(letter)


def test_another_key_has_another_fingerprint(sealed: bytes, tmp_path: Path) -> None:
    assert verify(sealed).fingerprint != Sealer.create_throwaway(tmp_path).fingerprint


def test_a_key_is_loaded_from_its_directory(letter: bytes, tmp_path: Path) -> None:
    made = Sealer.create_throwaway(tmp_path)
    loaded = Sealer.load(tmp_path)
    assert loaded.fingerprint == made.fingerprint
    assert verify(loaded.seal(letter, at=AT)).is_untouched


def test_only_the_owner_reads_the_key(tmp_path: Path) -> None:
    Sealer.create_throwaway(tmp_path / "new")
    mode = (tmp_path / "new" / KEY_FILE).stat().st_mode
    assert stat.S_IMODE(mode) == 0o600
    assert (tmp_path / "new" / CERTIFICATE_FILE).exists()


def test_what_cannot_be_sealed_is_refused(sealer: Sealer, sealed: bytes) -> None:
    with pytest.raises(CannotSeal):
        sealer.seal(b"no PDF", at=AT)
    with pytest.raises(CannotSeal):
        sealer.seal(sealed, at=AT)


def test_a_key_that_another_process_made_is_taken(tmp_path: Path) -> None:
    with ThreadPoolExecutor(max_workers=4) as pool:
        made = list(pool.map(lambda _: Sealer.create_throwaway(tmp_path), range(4)))
    assert len({sealer.fingerprint for sealer in made}) == 1
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".lock", ".pem", ".pem"]


def test_no_directory_no_key(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Sealer.load(tmp_path / "nowhere")
