"""The outbox: hands out what was written, file by file, each followed by its GO.

Delivery may be interrupted at any moment and started again: a file that was handed out twice has
the same name and the same bytes, and its GO comes last.
"""

from __future__ import annotations

import hashlib
import os
from datetime import datetime
from pathlib import Path

from django.conf import settings

from accalmie.cases.communications.models import Decision
from accalmie.cases.days import belgian_day
from accalmie.cases.parties.models import Sender
from accalmie.exchange.models import AnswerKind, InboundFile, OutboundFile
from accalmie.exchange.names import new_outbound_name


def post(
    *,
    kind: AnswerKind,
    content: bytes,
    sender: Sender,
    letter: str,
    at: datetime,
    answers: InboundFile | None,
    decision: Decision | None,
) -> OutboundFile:
    """Write an outgoing file into the transaction of what it tells; ``deliver`` hands it out."""
    return OutboundFile.objects.create(
        kind=kind,
        name=new_outbound_name(
            content=kind.value,
            number=settings.EXCHANGE_NUMBER,
            on=belgian_day(at),
            letter=letter,
        ),
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        sender=sender,
        answers=answers,
        decision=decision,
        made_at=at,
    )


def deliver(*, folder: Path, at: datetime) -> int:
    """Hand out everything not yet delivered, oldest first, in one folder per sender."""
    delivered = 0
    waiting = OutboundFile.objects.filter(delivered_at__isnull=True)
    for key in list(waiting.order_by("made_at", "id").values_list("id", flat=True)):
        file = OutboundFile.objects.select_related("sender").get(pk=key)
        hand_out(file=file, folder=folder)
        OutboundFile.objects.filter(pk=key).update(delivered_at=at)
        delivered += 1
    return delivered


def deliver_again(*, about: InboundFile) -> None:
    """Have the answers to a file handed out once more, unchanged: it was sent once more."""
    OutboundFile.objects.filter(answers=about).update(delivered_at=None)


def hand_out(*, file: OutboundFile, folder: Path) -> Path:
    """Write one file and its GO into the sender's folder; return where the file stands."""
    place = folder / file.sender.number
    place.mkdir(parents=True, exist_ok=True)
    _write(place / file.name, bytes(file.content))
    _write(place / f"GO{file.name.removeprefix('FO')}", b"")
    return place / file.name


def _write(target: Path, content: bytes) -> None:
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    with draft.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(target)
