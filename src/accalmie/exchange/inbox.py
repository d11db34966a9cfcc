"""The inbox: which files are complete, which are new, and what becomes of each.

Nothing of the sender's is moved or deleted: a file seen before is recognised by its name and
content, and its answer is repeated.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction

from accalmie.cases.communications import tickets
from accalmie.cases.parties.acts import sender_numbered
from accalmie.cases.parties.models import Sender
from accalmie.exchange import answers, lodging, outbox
from accalmie.exchange.archive import FileTooLarge, Kept, keep
from accalmie.exchange.models import FileState, InboundFile
from accalmie.exchange.reasons import ERROR_IDS, Reason
from accalmie.exchange.signatures import fault_of
from accalmie.facts.ids.ticket import FILES
from accalmie.messages.filenames import FileKind, FileName, NotAFileName, parse

log = logging.getLogger(__name__)

NOBODY = "000000"
"""The number of a sender whom neither the name of the file nor the command tells."""

_ENDED = (FileState.SETTLED, FileState.REFUSED)


class Outcome(StrEnum):
    """What became of one file; each file ends in exactly one of these."""

    TAKEN_IN = "taken_in"
    REPEATED = "repeated"
    SAME_CONTENT = "same_content"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    TOO_LATE_TO_CANCEL = "too_late_to_cancel"
    WAITS_FOR_GO = "waits_for_go"
    WAITS_FOR_FILE = "waits_for_file"
    UNREADABLE = "unreadable"
    LEFT_OPEN = "left_open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One file and what became of it; ``file`` is absent where nothing could be received yet."""

    name: str
    outcome: Outcome
    file: InboundFile | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Arrived:
    """A file as it lies there, with what stands beside it."""

    name: str
    path: Path | None
    signature: Path | None = None
    go: Path | None = None
    cancel: Path | None = None
    parsed: FileName | None = None
    has_wrong_name: bool = False


def collect(
    *, paths: Iterable[Path], sender: str | None, at: datetime, progress: lodging.Progress
) -> Iterator[Result]:
    """Take in files and folders of files; yields one result per file or set.

    ``sender`` is the number of six digits for files whose name does not tell it.
    """
    resume(at=at, progress=progress)
    for arrived in _arrivals(paths):
        yield _collect(arrived, sender, at, progress)


def resume(*, at: datetime, progress: lodging.Progress) -> int:
    """Go on with every file that was left half done; return how many are finished by it."""
    left = InboundFile.objects.filter(
        state__in=[FileState.RECEIVED, FileState.LODGED], repeats__isnull=True
    )
    unfinished = list(left.select_related("sender").order_by("received_at", "id"))
    return sum(_is_worked_on(file, at, progress) for file in unfinished)


def _is_worked_on(file: InboundFile, at: datetime, progress: lodging.Progress) -> bool:
    """Bring a file as far as it goes; it stays half done where something of ours fails."""
    try:
        lodging.work_on(file=file, at=at, progress=progress)
    except Exception:
        # Whatever is wrong with one file must not keep those behind it, nor the night's work.
        log.exception("file left open", extra={"ticket": file.ticket})
        return False
    return True


def _arrivals(paths: Iterable[Path]) -> Iterator[_Arrived]:
    """Group what lies there into sets of FI, FS, GO, TD and single files, in order of their names.

    A file given by its path is looked at together with its neighbours of the same set.
    """
    seen: set[tuple[Path, str]] = set()
    for path in paths:
        files = sorted(path.iterdir()) if path.is_dir() else [path]
        for file in files:
            if file.name.startswith(".") or (path.is_dir() and not file.is_file()):
                continue
            parsed = _parsed(file.name)
            if parsed is None:
                yield _Arrived(name=file.name, path=file, has_wrong_name=_is_meant_as_set(file))
            elif (file.parent, _set_key(parsed)) not in seen:
                seen.add((file.parent, _set_key(parsed)))
                yield _set_of(file.parent, parsed)


def _parsed(name: str) -> FileName | None:
    """The name taken apart; None for a file that is no part of a set sent."""
    try:
        parsed = parse(name)
    except NotAFileName:
        return None
    return parsed if parsed.kind in _SENT else None


_SENT = (FileKind.SENT, FileKind.SIGNATURE, FileKind.START, FileKind.CANCEL)


def _is_meant_as_set(file: Path) -> bool:
    return file.name.startswith(tuple(f"{kind.value}." for kind in _SENT))


def _set_key(parsed: FileName) -> str:
    """What the files of one set have in common: the name of their start file."""
    return str(parsed.companion(kind=FileKind.START))


def _set_of(folder: Path, parsed: FileName) -> _Arrived:
    members: dict[FileKind, tuple[Path, FileName]] = {}
    for file in sorted(folder.iterdir()):
        other = _parsed(file.name)
        if other is not None and _set_key(other) == _set_key(parsed):
            members.setdefault(other.kind, (file, other))
    paths = {kind: file for kind, (file, _) in members.items()}
    main = paths.get(FileKind.SENT)
    return _Arrived(
        name=main.name if main else str(parsed),
        path=main,
        signature=paths.get(FileKind.SIGNATURE),
        go=paths.get(FileKind.START),
        cancel=paths.get(FileKind.CANCEL),
        parsed=members[FileKind.SENT][1] if main else parsed,
    )


def _collect(
    arrived: _Arrived, sender: str | None, at: datetime, progress: lodging.Progress
) -> Result:
    if arrived.path is None:
        return Result(name=arrived.name, outcome=Outcome.WAITS_FOR_FILE)
    is_waiting = arrived.parsed is not None and arrived.go is None and arrived.cancel is None
    if is_waiting:
        return Result(name=arrived.name, outcome=Outcome.WAITS_FOR_GO)
    known_as = arrived.parsed.sender if arrived.parsed else sender or NOBODY
    by = sender_numbered(number=known_as)
    try:
        kept = keep(
            file=arrived.path, archive=settings.ARCHIVE, max_bytes=settings.EXCHANGE_MAX_BYTES
        )
    except FileTooLarge:
        return Result(name=arrived.name, outcome=Outcome.UNREADABLE, detail=Reason.TOO_LARGE)
    except OSError as error:
        detail = error.strerror or type(error).__name__
        return Result(name=arrived.name, outcome=Outcome.UNREADABLE, detail=detail)
    if arrived.cancel is not None:
        return _cancelled(arrived, by, kept, at)
    file, outcome = _recognised(arrived, by, kept, at)
    if outcome is not Outcome.TAKEN_IN:
        return Result(name=arrived.name, outcome=outcome, file=file)
    if not _is_worked_on(file, at, progress):
        outcome = Outcome.LEFT_OPEN
    elif file.state == FileState.REFUSED:
        outcome = Outcome.REFUSED
    return Result(name=arrived.name, outcome=outcome, file=file)


def _recognised(
    arrived: _Arrived, by: Sender, kept: Kept, at: datetime
) -> tuple[InboundFile, Outcome]:
    """Receive a file; of two that receive it at once, the second finds it known."""
    try:
        return _received(arrived, by, kept, at)
    except IntegrityError:
        return _received(arrived, by, kept, at)


@transaction.atomic
def _received(
    arrived: _Arrived, by: Sender, kept: Kept, at: datetime
) -> tuple[InboundFile, Outcome]:
    """Recognise a file, or receive it; only a new or half done one is then worked on."""
    same = (
        InboundFile.objects.select_for_update(of=("self",))
        .filter(sender=by, name=arrived.name, digest=kept.digest)
        .first()
    )
    if same is not None and same.state == FileState.CANCELLED:
        same.state = FileState.RECEIVED
        same.save(update_fields=["state"])
        return same, Outcome.TAKEN_IN
    if same is not None and same.state not in _ENDED:
        return same, Outcome.TAKEN_IN
    if same is not None:
        same.times_sent += 1
        same.save(update_fields=["times_sent"])
        outbox.deliver_again(about=same)
        return same, Outcome.REPEATED
    file = _new(arrived, by, kept, at)
    standing = InboundFile.objects.exclude(state__in=[FileState.REFUSED, FileState.CANCELLED])
    reason = _reason(arrived, by, file, standing.filter(sender=by, name=arrived.name).exists())
    if reason is not None:
        lodging.refuse(
            file=file, code=reason, error_id=ERROR_IDS[reason], line=None, detail="", at=at
        )
        return file, Outcome.REFUSED
    first = standing.filter(digest=kept.digest, repeats__isnull=True).first()
    if first is not None and first.state == FileState.RECEIVED:
        return first, Outcome.TAKEN_IN  # not all of its forms are answered yet
    if first is not None:
        file.repeats, file.state = first, FileState.SETTLED
        file.save(force_insert=True)
        answers.acknowledge(file=file, at=at)
        answers.notify(file=file, forms=first.forms.order_by("number"), at=at)
        return file, Outcome.SAME_CONTENT
    file.save(force_insert=True)
    return file, Outcome.TAKEN_IN


def _reason(arrived: _Arrived, by: Sender, file: InboundFile, name_is_used: bool) -> Reason | None:
    if name_is_used:
        return Reason.NAME_USED
    if arrived.has_wrong_name:
        return Reason.WRONG_NAME
    if arrived.parsed is None or arrived.path is None:
        return None
    if arrived.parsed.parts not in (None, 1):
        return Reason.IN_PARTS
    return fault_of(file=arrived.path, signature=arrived.signature, sender=by, letter=file.letter)


@transaction.atomic
def _cancelled(arrived: _Arrived, by: Sender, kept: Kept, at: datetime) -> Result:
    """A TD stops a file that was not taken in yet; afterwards only forms can be cancelled."""
    known = InboundFile.objects.filter(sender=by, name=arrived.name, digest=kept.digest).first()
    if known is None:
        known = _new(arrived, by, kept, at)
        known.state = FileState.CANCELLED
        known.save(force_insert=True)
    is_cancelled = known.state == FileState.CANCELLED
    outcome = Outcome.CANCELLED if is_cancelled else Outcome.TOO_LATE_TO_CANCEL
    return Result(name=arrived.name, outcome=outcome, file=known)


def _new(arrived: _Arrived, by: Sender, kept: Kept, at: datetime) -> InboundFile:
    (ticket,) = tickets.grant(system=FILES, count=1)
    return InboundFile(
        name=arrived.name,
        digest=kept.digest,
        size=kept.size,
        sender=by,
        letter=arrived.parsed.environment.value if arrived.parsed else settings.EXCHANGE_LETTER,
        ticket=ticket,
        received_at=at,
    )
