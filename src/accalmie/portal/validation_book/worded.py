"""States, faults and doubts of the validation book in words."""

from __future__ import annotations

from typing import assert_never

from django.utils.translation import gettext as _
from django.utils.translation import pgettext as _p

from accalmie.cases.card_stock.statuses import Status as OrderStatus
from accalmie.cases.validation_book.examining import Fault
from accalmie.cases.validation_book.models import Doubt
from accalmie.cases.validation_book.statuses import Status as EntryStatus
from accalmie.facts.communications import Version
from accalmie.facts.findings import Finding
from accalmie.facts.validationbook import OrderedCard
from accalmie.law.benefits_wording import finding_text
from accalmie.portal import statuses
from accalmie.portal.findings import ShownFinding
from accalmie.portal.languages import current_language
from accalmie.portal.statuses import Shape, Status


def card_name(cards: OrderedCard) -> str:
    """The name of a sort of paper card."""
    match cards:
        case OrderedCard.ORDINARY:
            return _("C3.2A, ordinary")
        case OrderedCard.CONSTRUCTION:
            return _("C3.2A-construction")
        case OrderedCard.ADAPTED_WORK:
            return _("C3.2A, adapted work (joint committee 327)")
        case _unknown:
            assert_never(_unknown)


def order_status(status: OrderStatus) -> Status:
    """Where an order stands."""
    match status:
        case OrderStatus.TO_EXAMINE:
            return Status(shape=Shape.LOOK, word=_("An officer looks at it"))
        case OrderStatus.TO_GRANT:
            return Status(shape=Shape.WAIT, word=_("At the office"))
        case OrderStatus.GRANTED:
            return Status(shape=Shape.TODO, word=_("Numbers granted, on its way"))
        case OrderStatus.DELIVERED:
            return Status(shape=Shape.OK, word=_("Delivered"))
        case OrderStatus.REFUSED:
            return Status(shape=Shape.STOP, word=_p("order", "Refused"))
        case _unknown:
            assert_never(_unknown)


def entry_status(status: EntryStatus, *, open_questions: int) -> Status:
    """Where an entry stands; a question that is open is told first."""
    match status:
        case EntryStatus.STANDING if open_questions:
            return Status(shape=Shape.LOOK, word=_("An officer looks at it"))
        case EntryStatus.STANDING:
            return Status(shape=Shape.OK, word=_p("card", "Entered"))
        case EntryStatus.REPLACED:
            return Status(shape=Shape.NONE, word=_("Lost, replaced"))
        case EntryStatus.CANCELLED:
            return Status(shape=Shape.NONE, word=_("Cancelled"))
        case _unknown:
            assert_never(_unknown)


def fault_text(fault: Fault) -> str:
    """Why a card cannot be entered, and what to do."""
    match fault:
        case Fault.ALREADY_ENTERED:
            return _("This card is already in the book for this worker and month.")
        case Fault.NUMBER_USED:
            return _("This number is already in the book for another worker or another month.")
        case Fault.WORKER_HAS_CARD:
            return _(
                "This worker already has a card for this month. For a lost card, the worker asks"
                " the unemployment office for a duplicate; the office enters it itself."
            )
        case Fault.NO_PAPER_CARD:
            return _(
                "Only the electronic card eC3.2 holds in this month. A paper card is no longer"
                " entered."
            )
        case Fault.NO_BOOK:
            return _("Construction has no validation book.")
        case _unknown:
            assert_never(_unknown)


def doubt_text(doubt: Doubt) -> str:
    """Why an officer looks at an entry."""
    match doubt:
        case Doubt.UNKNOWN_RANGE:
            return _("The office granted this number to nobody.")
        case Doubt.OTHER_HOLDER:
            return _("This number was granted to somebody else.")
        case Doubt.UNKNOWN_EMPLOYMENT:
            return _("No contract of this worker with the employer is known in this month.")
        case Doubt.CARD_ELSEWHERE:
            return _("The worker has a card of another employer for this month.")
        case Doubt.PAPER_NOT_SURE:
            return _("It is not sure that a paper card may be used in this month.")
        case _unknown:
            assert_never(_unknown)


def version_kind(kind: Version) -> str:
    """What a version did."""
    match kind:
        case Version.ORIGINAL:
            return _p("card", "Entered")
        case Version.CHANGE:
            return _("Corrected")
        case Version.CANCELLATION:
            return _("Cancelled")
        case _unknown:
            assert_never(_unknown)


def findings_shown(findings: tuple[Finding, ...]) -> list[ShownFinding]:
    """What the law says, what is not in order first."""
    order = {False: 0, None: 1, True: 2}
    return [
        ShownFinding(
            rule=one.rule,
            status=statuses.of_finding(met=one.met),
            text=finding_text(one, language=current_language()),
            confidence=one.confidence,
        )
        for one in sorted(findings, key=lambda one: order[one.met])
    ]
