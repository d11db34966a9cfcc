"""A dispute on a change of payment organisation as people read it: its state and its history."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from accalmie.cases.claims.models import Transfer
from accalmie.cases.claims.models.transfers import TransferStatus
from accalmie.cases.days import BRUSSELS, belgian_day
from accalmie.cases.disputes import acts
from accalmie.cases.disputes.models import Dispute, Ruling, RulingLetter
from accalmie.exchange.papers import letter_language, sealed
from accalmie.facts.languages import Language
from accalmie.facts.timelines import EntryState
from accalmie.law import words
from accalmie.letters import transfer_ruling
from accalmie.letters.correspondents import Addressee, OfficeHead
from accalmie.portal.languages import current_language
from accalmie.portal.statuses import Shape, Status
from accalmie.portal.timeline import Happening


def dispute_on(transfer: Transfer) -> Dispute | None:
    """The dispute on a change; None where there is none."""
    return getattr(transfer, "dispute", None)


def ruling_on(transfer: Transfer) -> Ruling | None:
    """The ruling on a change; None where there is none."""
    return getattr(dispute_on(transfer), "ruling", None)


def status_of(dispute: Dispute) -> Status:
    """Where a dispute stands, in a word."""
    ruling = getattr(dispute, "ruling", None)
    if ruling is None:
        day = words.short_day(dispute.rule_until, current_language())
        return Status(
            shape=Shape.WAIT, word=_("At the office, which rules by %(day)s") % {"day": day}
        )
    if ruling.goes_through:
        return Status(shape=Shape.OK, word=_("Ruled: the change goes through"))
    return Status(shape=Shape.STOP, word=_("Ruled: the worker stays"))


def happenings(dispute: Dispute, *, new: str) -> Iterator[Happening]:
    """What the new one, called ``new``, and the office did, and what comes next."""
    office = dispute.office.name(current_language()) if dispute.office else _("The office")
    ruling = getattr(dispute, "ruling", None)
    sent = (
        _("Form C8-litige sent, after its last day")
        if dispute.is_late
        else _("Form C8-litige sent")
    )
    yield _happening(dispute.sent_on, sent, new)
    if ruling is None:
        text = _("Last day for the ruling of the director")
        yield _happening(dispute.rule_until, text, office, EntryState.NEXT)
    elif ruling.goes_through:
        yield _happening(ruling.ruled_on, _("Ruled: the change goes through"), office)
    else:
        text = _("Ruled: the worker stays")
        yield _happening(ruling.ruled_on, text, office, EntryState.STOP)


def letter_url(transfer: Transfer) -> str:
    """Where the letter of the ruling is; empty before it."""
    ruling = ruling_on(transfer)
    return reverse("portal:ruling_letter", args=[ruling.dispute_id]) if ruling else ""


def may_be_disputed(transfer: Transfer) -> bool:
    """Tell whether the new one may still bring it before the office."""
    return transfer.status == TransferStatus.DISPUTED and dispute_on(transfer) is None


def letter_of(ruling: Ruling, *, at: datetime) -> RulingLetter:
    """The letter of a ruling, made and sealed now unless it was made before."""
    kept = getattr(ruling, "letter", None)
    if kept is not None:
        return kept
    dispute, transfer = ruling.dispute, ruling.dispute.transfer
    language = letter_language(Language(transfer.worker.language))
    office = dispute.office
    head = OfficeHead(name="")
    if office is not None:
        head = OfficeHead(name=office.name(language), address=office.address, phone=office.phone)
    content = transfer_ruling.RulingContent(
        former=transfer.from_payer.name(language),
        new=transfer.to_payer.name(language),
        asked_on=transfer.asked_on,
        opposed_on=belgian_day(transfer.answered_at),
        disputed_on=dispute.sent_on,
        reason=ruling.reason,
        effect_on=transfer.effect_on if ruling.goes_through else None,
        ruled_at=ruling.ruled_at.astimezone(BRUSSELS),
        ruled_by=ruling.ruled_by.display_name,
        office=head,
        worker=Addressee(name=str(transfer.worker), address=transfer.worker.address),
        language=language,
    )
    pdf = sealed(transfer_ruling.render(content), at=at)
    return acts.keep_letter(ruling=ruling, language=language, content=pdf, at=at)


def _happening(day: date, text: str, who: str, state: EntryState = EntryState.DONE) -> Happening:
    return Happening(day=day, actor="", short="", text=text, who=who, state=state)
