"""Files as a sender makes them, and what he gets back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from django.conf import settings

from accalmie.exchange import inbox, outbox
from accalmie.facts.communications import Communication
from accalmie.facts.parties import Contact
from accalmie.messages import acrf, notification, twct001
from tests.cases.situations import THURSDAY, suspension


def told(
    communication: Communication | None = None, *, reference: str | None = None, at=THURSDAY
) -> Communication:
    """A communication as a file can carry it: with its own instant and a contact."""
    return replace(
        communication or suspension(),
        created_at=at.replace(tzinfo=None),
        contact=Contact(phone="02 555 01 23"),
        own_reference=reference,
    )


def write(path: Path, communications: Iterable[Communication]) -> Path:
    """Write one file of communications."""
    path.write_bytes(twct001.write(communications))
    return path


def lay_down(
    folder: Path, communications: Iterable[Communication], *, sequence: str = "00001"
) -> Path:
    """A complete set: the file, then its GO."""
    file = write(folder / f"FI.TWCT.123456.20261119.{sequence}.T.1.1", communications)
    (folder / f"GO.TWCT.123456.20261119.{sequence}.T.1").touch()
    return file


def collect(*paths: Path, sender: str | None = None, at: datetime = THURSDAY) -> list[inbox.Result]:
    """Take files in and hand out the answers."""
    results = list(inbox.collect(paths=paths, sender=sender, at=at, progress=_quiet))
    outbox.deliver(folder=settings.OUTBOX, at=at)
    return results


def _quiet(done: int, count: int) -> None:
    pass


def handed_out(content: str, *, sender: str = "123456") -> list[Path]:
    """The files of one content in a sender's folder, each with its GO beside it."""
    folder = settings.OUTBOX / sender
    files = sorted(folder.glob(f"FO.{content}.*")) if folder.is_dir() else []
    for file in files:
        assert (folder / f"GO{file.name[2:]}").exists()
    return files


def acknowledgements(*, sender: str = "123456") -> list[acrf.Acknowledgement]:
    """Every acknowledgement handed out."""
    files = handed_out("ACRF", sender=sender)
    return [form.facts for file in files for form in acrf.read(file)]


def notifications(*, sender: str = "123456") -> list[notification.Notification]:
    """Every notification handed out."""
    files = handed_out("NOTI", sender=sender)
    return [form.facts for file in files for form in notification.read(file)]
