"""Publishing: the day after it was taken, a decision becomes visible and takes effect."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction

from accalmie.cases.access.policy import Act, require
from accalmie.cases.access.roles import Actor
from accalmie.cases.communications.models import (
    Case,
    Decision,
    Document,
    DocumentKind,
    PayerRecord,
    Publication,
    Version,
)
from accalmie.cases.communications.statuses import Status, Step, check_step
from accalmie.cases.days import belgian_day
from accalmie.cases.journal.acts import event, record
from accalmie.facts.communications import Version as VersionKind
from accalmie.facts.decisions import Result
from accalmie.facts.languages import Language


class TooEarly(ValueError):
    """A decision is published the day after it was taken, not before."""


class AlreadyPublished(ValueError):
    """The decision was published before."""


@transaction.atomic
def publish(*, decision: Decision, by: Actor, at: datetime) -> Publication:
    """Make a decision visible to the employer and bring its effect to the payment organisations.

    Raises ``NotAllowed``, ``TooEarly`` and ``AlreadyPublished``. When a newer version came in
    meanwhile, the status of the case stays the one of that version.
    """
    case = Case.objects.select_for_update(of=("self",)).get(versions=decision.version_id)
    version = Version.objects.get(pk=decision.version_id)
    on = belgian_day(at)
    require(by=by, act=Act.PUBLISH, target=case, on=on)
    if on <= decision.decided_on:
        raise TooEarly(f"decided on {decision.decided_on}: to publish from the day after")
    if decision.publications.exists():
        raise AlreadyPublished(version.ticket)
    publication = Publication.objects.create(decision=decision, published_on=on, published_at=at)
    _bring_to_payers(case, version, decision, at)
    is_current = not decision.replaced_by.exists() and case.latest_id == version.id
    if is_current:
        check_step(step=Step.PUBLISH, status=Status(case.status))
        case.status = _status_after(version, decision)
        case.save(update_fields=["status"])
    record(
        events=[
            event(
                act=Step.PUBLISH,
                by=by,
                at=at,
                subject_kind="case",
                subject=case.id,
                ticket=version.ticket,
                data={"result": str(decision.result)},
            )
        ]
    )
    return publication


def keep_document(
    *,
    version: Version,
    decision: Decision | None,
    language: Language,
    content: bytes,
    at: datetime,
) -> Document:
    """Keep a PDF as it is handed out: the receipt of a version, or the letter of a decision.

    When it was made before, the one kept is returned: everybody gets the very same bytes.
    """
    kind = DocumentKind.RECEIPT if decision is None else DocumentKind.DECISION
    kept = Document.objects.filter(
        version=version, decision=decision, kind=kind, language=language
    ).first()
    if kept is not None:
        return kept
    return Document.objects.create(
        version=version,
        decision=decision,
        kind=kind,
        language=language,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        made_at=at,
    )


def _bring_to_payers(case: Case, version: Version, decision: Decision, at: datetime) -> None:
    """What payment organisations see: the content accepted last, until something undoes it."""
    standing = PayerRecord.objects.filter(case=case, withdrawn_at__isnull=True)
    if decision.result == Result.ACCEPTED:
        standing.update(withdrawn_at=at)
        if version.kind != VersionKind.CANCELLATION:
            PayerRecord.objects.create(
                case=case, version=version, decision=decision, published_at=at
            )
    else:
        # A refusal undoes the acceptance of this very version; an earlier one stands.
        standing.filter(version=version).update(withdrawn_at=at)


def _status_after(version: Version, decision: Decision) -> Status:
    match Result(decision.result):
        case Result.REFUSED:
            return Status.REFUSED
        case Result.ACCEPTED if version.kind == VersionKind.CANCELLATION:
            return Status.CANCELLED
        case Result.ACCEPTED:
            return Status.ACCEPTED
