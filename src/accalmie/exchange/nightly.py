"""The night's work: finish what was interrupted, publish, make papers, hand out, seal.

Every part may be interrupted and started again; what is done stays done once.
"""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from django.conf import settings
from django.db import transaction

from accalmie.cases.access.roles import SYSTEM
from accalmie.cases.communications import acts
from accalmie.cases.communications.models import Decision, DocumentKind
from accalmie.cases.communications.queries import decisions_to_publish
from accalmie.cases.days import belgian_day
from accalmie.exchange import answers, heads, inbox, outbox, papers

log = logging.getLogger(__name__)


class Counted(StrEnum):
    """Where one decision of the night ends: in exactly one of these."""

    ACCEPTED_PUBLISHED = "accepted_published"
    REFUSED_PUBLISHED = "refused_published"
    PUBLISHED_ELSEWHERE = "published_elsewhere"
    FAILED = "failed"


@dataclass(slots=True)
class Night:
    """What a night did."""

    on: date
    decisions: Counter[Counted] = field(default_factory=Counter)
    finished_files: int = 0
    receipts: int = 0
    delivered: int = 0
    sealed: int = 0


def publish(*, at: datetime) -> Night:
    """Do the work of the night before ``at``: decisions of earlier days become visible.

    A decision that cannot be published is counted, logged and left for the next night; it stops
    none of the others.
    """
    night = Night(on=belgian_day(at))
    night.finished_files = inbox.resume(at=at, progress=_quiet)
    for key in list(decisions_to_publish(on=night.on).values_list("pk", flat=True)):
        night.decisions[_publish_one(key, at)] += 1
    for version in list(papers.versions_without_receipt()):
        papers.receipt_of(version=version, at=at)
        night.receipts += 1
    night.delivered = outbox.deliver(folder=settings.OUTBOX, at=at)
    night.sealed, _head = heads.seal_and_export(
        at=at, key_file=settings.JOURNAL_KEY, folder=settings.JOURNAL_HEADS
    )
    return night


def _publish_one(key: object, at: datetime) -> Counted:
    decision = Decision.objects.select_related(
        "version__case__employer",
        "version__case__office",
        "version__received_from",
        "examination",
        "decided_by",
        "reread_by",
    ).get(pk=key)
    try:
        # The slow part first, outside: nobody waits for typesetting.
        papers.letter_of(decision=decision, at=at)
        with transaction.atomic():
            acts.publish(decision=decision, by=SYSTEM, at=at)
            _answer_batch(decision, at)
    except acts.AlreadyPublished:
        return Counted.PUBLISHED_ELSEWHERE
    except Exception:
        # Whatever is wrong with one decision must not keep the others from their employers.
        log.exception("decision not published", extra={"ticket": decision.version.ticket})
        return Counted.FAILED
    if decision.result == "accepted":
        return Counted.ACCEPTED_PUBLISHED
    return Counted.REFUSED_PUBLISHED


def _answer_batch(decision: Decision, at: datetime) -> None:
    """The decision goes back by the channel of the communication, when that was a file."""
    if decision.version.received_from is None:
        return
    letter = decision.documents.get(kind=DocumentKind.DECISION)
    answers.tell_decision(decision=decision, letter=letter, at=at)


def _quiet(done: int, count: int) -> None:
    """No progress is shown at night."""
