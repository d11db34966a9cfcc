"""Disputing an opposed change of payment organisation, and ruling on it (AM art. 76 to 82)."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction

from accalmie.cases.access.models import Account
from accalmie.cases.access.policy import Act, require
from accalmie.cases.claims.models import Transfer
from accalmie.cases.claims.models.transfers import TransferStatus
from accalmie.cases.claims.transfers import agree_by_ruling
from accalmie.cases.days import belgian_day
from accalmie.cases.disputes.models import Dispute, Ruling, RulingLetter
from accalmie.cases.journal.acts import event, record
from accalmie.cases.parties.acts import office_competent_for
from accalmie.facts.days import Month
from accalmie.facts.languages import Language
from accalmie.law.claims.transfers import dispute_limits


class NothingToDispute(ValueError):
    """The change is not opposed, or it is another payment organisation's to dispute."""


class ReasonNeeded(ValueError):
    """A dispute and a ruling say why."""


class AlreadyRuled(ValueError):
    """The director ruled before."""


class MovedMeanwhile(ValueError):
    """The worker has asked for, or made, another change since: this one can no longer go on."""


@transaction.atomic
def dispute_transfer(*, transfer: Transfer, reason: str, by: Account, at: datetime) -> Dispute:
    """The new payment organisation sends form C8-litige; sent twice is sent once.

    One that comes after its last day is received too. Raises ``NotAllowed``, ``ReasonNeeded`` and
    ``NothingToDispute``.
    """
    transfer, on = _locked(transfer), belgian_day(at)
    require(by=by, act=Act.DISPUTE_TRANSFER, target=transfer, on=on)
    if by.payment_organisation_id != transfer.to_payer_id:
        raise NothingToDispute("the new payment organisation disputes")
    known = Dispute.objects.filter(transfer=transfer).first()
    if known is not None:
        return known
    if transfer.status != TransferStatus.DISPUTED or transfer.answered_at is None:
        raise NothingToDispute("the change is not opposed")
    if not reason.strip():
        raise ReasonNeeded("a dispute says why")
    refused_on = belgian_day(transfer.answered_at)
    limit, rule_until = dispute_limits(refused_on=refused_on, disputed_on=on)
    assert rule_until is not None, "a dispute has its day"
    dispute = Dispute.objects.create(
        transfer=transfer,
        office=office_competent_for(postal_code=transfer.worker.postal_code),
        reason=reason.strip(),
        sent_at=at,
        sent_on=on,
        sent_by=by,
        sent_by_limit=limit,
        rule_until=rule_until,
    )
    record(
        events=[
            event(
                act="dispute_transfer",
                by=by,
                at=at,
                subject_kind="transfer",
                subject=transfer.id,
                data={"rule_until": rule_until.isoformat()},
            )
        ]
    )
    return dispute


@transaction.atomic
def rule_on_dispute(
    *,
    dispute: Dispute,
    goes_through: bool,
    reason: str,
    last_paid_month: Month | None,
    by: Account,
    at: datetime,
) -> Ruling:
    """The director rules: the change goes through, or the worker stays where he is.

    ``last_paid_month`` is the last one that the former payment organisation is known to have paid.
    Raises ``NotAllowed``, ``ReasonNeeded``, ``AlreadyRuled`` and ``MovedMeanwhile``.
    """
    transfer, on = _locked(dispute.transfer), belgian_day(at)
    require(by=by, act=Act.RULE_ON_DISPUTE, target=dispute, on=on)
    if not reason.strip():
        raise ReasonNeeded("a ruling says why")
    if Ruling.objects.filter(dispute=dispute).exists():
        raise AlreadyRuled(str(dispute.id))
    if goes_through and has_moved_since(transfer=transfer):
        raise MovedMeanwhile(str(transfer.id))
    ruling = Ruling.objects.create(
        dispute=dispute,
        goes_through=goes_through,
        reason=reason.strip(),
        ruled_at=at,
        ruled_on=on,
        ruled_by=by,
    )
    if goes_through:
        agree_by_ruling(transfer=transfer, last_paid_month=last_paid_month, by=by, at=at)
    record(
        events=[
            event(
                act="rule_on_dispute",
                by=by,
                at=at,
                subject_kind="transfer",
                subject=transfer.id,
                data={"goes_through": goes_through},
            )
        ]
    )
    return ruling


def has_moved_since(*, transfer: Transfer) -> bool:
    """Tell whether the worker has left the former one, or asked for another change, since."""
    if transfer.worker.payment_organisation_id != transfer.from_payer_id:
        return True
    newer = Transfer.objects.filter(worker=transfer.worker, status=TransferStatus.ASKED)
    return newer.exists()


def keep_letter(
    *, ruling: Ruling, language: Language, content: bytes, at: datetime
) -> RulingLetter:
    """Keep the letter of a ruling; when it was made before, that one is returned."""
    letter, _is_new = RulingLetter.objects.get_or_create(
        ruling=ruling,
        defaults={
            "language": language,
            "content": content,
            "sha256": hashlib.sha256(content).hexdigest(),
            "made_at": at,
        },
    )
    return letter


def _locked(transfer: Transfer) -> Transfer:
    return (
        Transfer.objects.select_for_update(of=("self",))
        .select_related("worker")
        .get(pk=transfer.pk)
    )
