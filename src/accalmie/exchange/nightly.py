"""The night's work: finish what was interrupted, publish, make papers, hand out, seal.

Every part may be interrupted and started again; what is done stays done once.
"""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from accalmie.cases.access.roles import SYSTEM
from accalmie.cases.communications import acts
from accalmie.cases.communications.models import Decision, DocumentKind, Version
from accalmie.cases.communications.queries import decisions_to_publish
from accalmie.cases.days import belgian_day
from accalmie.exchange import answers, heads, inbox, outbox, papers, worker_months
from accalmie.exchange.models import OutboundFile
from accalmie.facts.decisions import Result

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
    months: int = 0
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
    for decision in list(decisions_without_papers()):
        _make_up_for(decision, at)
    for version in list(papers.versions_without_receipt()):
        night.receipts += _receipt(version, at)
    night.months = worker_months.work(at=at)
    night.delivered = outbox.deliver(folder=settings.OUTBOX, at=at)
    night.sealed, _head = heads.seal_and_export(
        at=at, key_file=settings.JOURNAL_KEY, folder=settings.JOURNAL_HEADS
    )
    return night


def decisions_without_papers() -> QuerySet[Decision]:
    """The published decisions whose letter, or whose answer by file, was not made yet."""
    answered = OutboundFile.objects.filter(decision=OuterRef("pk"))
    return (
        _decisions()
        .filter(publications__isnull=False)
        .filter(
            Q(documents__isnull=True)
            | (Q(version__received_from__isnull=False) & ~Exists(answered))
        )
        .order_by("decided_at", "id")
    )


def _decisions() -> QuerySet[Decision]:
    return Decision.objects.select_related(
        "version__case__employer",
        "version__case__office",
        "version__received_from",
        "examination",
        "decided_by",
        "reread_by",
    )


def _publish_one(key: UUID, at: datetime) -> Counted:
    decision = _decisions().get(pk=key)
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
    if decision.result == Result.ACCEPTED:
        return Counted.ACCEPTED_PUBLISHED
    return Counted.REFUSED_PUBLISHED


def _make_up_for(decision: Decision, at: datetime) -> None:
    """Papers of a decision that was published without them."""
    try:
        papers.letter_of(decision=decision, at=at)
        with transaction.atomic():
            _answer_batch(decision, at)
    except Exception:
        log.exception("papers not made", extra={"ticket": decision.version.ticket})


def _receipt(version: Version, at: datetime) -> int:
    try:
        papers.receipt_of(version=version, at=at)
    except Exception:
        log.exception("receipt not made", extra={"ticket": version.ticket})
        return 0
    return 1


def _answer_batch(decision: Decision, at: datetime) -> None:
    """The decision goes back by the channel of the communication, when that was a file."""
    if decision.version.received_from is None:
        return
    letter = decision.documents.get(kind=DocumentKind.DECISION)
    answers.tell_decision(decision=decision, letter=letter, at=at)


def _quiet(done: int, count: int) -> None:
    """No progress is shown at night."""
